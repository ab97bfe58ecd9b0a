import LinearProgramming
import SiteModel
import Units

/// What the demand meter reads: imports, and the part of the reserve behind them that trips take.
struct DemandMeter: Sendable {
  let imports: Series<PowerDimension>
  /// Headroom of the connection that is held for the loss of a unit; nil where none counts.
  let trips: TripReserve?
  /// Chance in a month that a unit trips at the worst moment.
  let tripProbability: Double
  /// Steps over which the meter averages: more than one where they are shorter than its interval.
  let stepsPerInterval: Int
  /// Greatest demand within a step over its mean: 1 where the meter averages over the step or more.
  let peakFactor: Double

  init(
    imports: Series<PowerDimension>, trips: TripReserve?, tripProbability: Double,
    billingInterval: TimeSpan, peakFactor: Double, step: TimeSpan
  ) {
    self.imports = imports
    self.trips = trips
    self.tripProbability = tripProbability
    stepsPerInterval = max(1, Int((billingInterval / step).rounded()))
    self.peakFactor = step > billingInterval ? peakFactor : 1
  }

  /// Whether a peak over steps carries the import limit for each of them.
  var carriesLimit: Bool { stepsPerInterval == 1 && trips == nil }

  /// The meter's intervals that hold some of the steps, which are in order of time: each is averaged
  /// over all of it, also where a window cuts it.
  func intervals(of steps: [Int]) -> [[Int]] {
    guard stepsPerInterval > 1 else { return steps.map { [$0] } }
    var intervals: [[Int]] = []
    for step in steps {
      let first = step / stepsPerInterval * stepsPerInterval
      if intervals.last?.first == first { continue }
      intervals.append(Array(first..<min(first + stepsPerInterval, imports.count)))
    }
    return intervals
  }

  /// Demand over one interval.
  func reading(over interval: [Int]) -> Expression<PowerDimension> {
    var sum = Expression<PowerDimension>.zero
    let share = peakFactor / Double(interval.count)
    for step in interval {
      sum.add(imports[step], times: share)
      if let trip = trips?[step] { sum.add(trip, times: tripProbability * share) }
    }
    return sum
  }
}

/// Import that stands ready for the loss of a unit, where being billed for it makes it a decision.
struct TripReserve: Sendable {
  private let columns: Series<PowerDimension>
  /// Position in `columns` of each step; nil where the whole headroom counts for nothing.
  private let position: [Int?]

  init(
    _ component: String, over steps: [Int], limit: (Int) -> Double, in program: inout LinearProgram,
    _ context: FormulationContext
  ) {
    var position = [Int?](repeating: nil, count: context.horizon.count)
    for (place, step) in steps.enumerated() { position[step] = place }
    self.position = position
    columns = program.series(component, "trip", count: steps.count, steps: { steps[$0] }) {
      .nonNegative(impliedUpTo: limit(steps[$0]))
    }
  }

  /// Reserve at a step; nil where all headroom may be used without a charge.
  subscript(step: Int) -> Expression<PowerDimension>? { position[step].map { columns[$0] } }
}
