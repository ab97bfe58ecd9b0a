import Units

/// Hours of the day in the months of a year: the periods in which sites have states of their own.
public struct DayPeriods: Sendable, Equatable {
  /// Period of each step of a year.
  public let ofStep: [Int]
  /// Hours of each period in a year.
  public let hours: [Double]
  let stepHours: Double

  /// The 24 hours of each month of a plant; of one month where it does not count them.
  public init(_ plant: Plant) {
    let step = plant.step.in(.hours)
    stepHours = step
    let months =
      plant.months.isEmpty
      ? Array(repeating: 0, count: plant.count)
      : plant.months.indices.flatMap { Array(repeating: $0, count: plant.months[$0]) }
    ofStep = months.enumerated().map { place, month in
      24 * month + Int((Double(place) * step).truncatingRemainder(dividingBy: 24))
    }
    var hours = [Double](repeating: 0, count: 24 * max(1, plant.months.count))
    for period in ofStep { hours[period] += step }
    self.hours = hours
  }
}

extension SiteStates {
  /// The states that simulated years showed, by period. `causes` are the places of the causes that were drawn,
  /// in the order in which the plant has them, rising.
  ///
  /// Where a combination of causes never came in a period, all periods in which it came stand for it; where it
  /// never came at all, every module is down.
  public init(_ trace: ComputeTrace, in periods: DayPeriods, causes: [Int]) {
    let (modules, steps) = (trace.modules, periods.ofStep.count)
    let periodCount = periods.hours.count
    var counts = (0..<(1 << causes.count)).map { _ in
      [[Int: Double]](repeating: [:], count: periodCount)
    }
    var well = [Double](repeating: 0, count: periodCount)
    for (place, down) in trace.down.enumerated() {
      let period = periods.ofStep[place % steps]
      // Nearly always all is well.
      if down == 0, trace.causes[place] == 0 {
        well[period] += 1
      } else {
        counts[Int(trace.causes[place])][period][Int(down), default: 0] += 1
      }
    }
    for (period, count) in well.enumerated() where count > 0 {
      counts[0][period][0, default: 0] += count
    }
    var flows = [[Int: Double]](repeating: [:], count: periodCount)
    for fall in trace.falls {
      let period = periods.ofStep[fall.step]
      // Per hour of the period without a shared cause, in all years.
      let free = counts[0][period].values.reduce(0, +) * periods.stepHours
      guard free > 0 else { continue }
      let rate = 1 / free
      flows[period][fall.after, default: 0] += rate
      flows[period][fall.before, default: 0] -= rate
    }
    self.init(
      modules: modules, causes: causes,
      given: counts.enumerated().map { combination, found in
        var together: [Int: Double] = [:]
        for counts in found { together.merge(counts, uniquingKeysWith: +) }
        if together.isEmpty { together = [modules: 1] }
        return found.enumerated().map { period, counts in
          Self.states(
            counts.isEmpty ? together : counts, combination == 0 ? flows[period] : [:])
        }
      })
  }

  private static func states(_ counts: [Int: Double], _ flows: [Int: Double]) -> [State] {
    let all = counts.values.reduce(0, +)
    return Set(counts.keys).union(flows.keys).sorted().map {
      State(down: $0, probability: (counts[$0] ?? 0) / all, balance: flows[$0] ?? 0)
    }
  }
}
