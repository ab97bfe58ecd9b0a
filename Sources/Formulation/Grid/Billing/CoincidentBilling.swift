import LinearProgramming
import SiteModel
import Units

/// Import at coincident peaks, known or expected, and what it costs.
struct CoincidentBilling: Sendable {
  private let component: String
  private let peaks: [Peak]

  /// One peak in one of the modelled years.
  private struct Peak: Sendable {
    let line: Int
    /// The month that is billed for it.
    let month: Int
    /// Import in each of its hours, if the greatest counts: then `power` is a column.
    let hours: [(step: Int, power: Expression<PowerDimension>)]
    let power: Expression<PowerDimension>
    /// kUSD for each MW.
    let rate: Double

    var hasColumn: Bool { hours.count > 1 }
  }

  init(
    _ grid: Grid, imports: Series<PowerDimension>, _ months: BilledMonths,
    in program: inout LinearProgram, _ context: FormulationContext
  ) {
    component = grid.name
    var peaks: [Peak] = []
    for (index, line) in grid.tariff.lines.enumerated() {
      guard case .coincidentPeak(let price, let basis) = line.charge else { continue }
      let listed = grid.coincidentPeaks.peaks.filter { $0.line == line.name }
      let share = basis == .meanOfPeaks ? 1 / Double(max(1, listed.count)) : 1
      for (number, peak) in listed.enumerated() {
        let seen = Self.repetitions(of: peak, context.horizon)
        for starts in seen {
          guard let month = months.all.firstIndex(where: { $0.steps.contains(starts[0]) }) else {
            continue
          }
          let hours = starts.map {
            (step: $0, power: Self.mean(of: imports, from: $0, context.horizon))
          }
          var power = hours[0].power
          if peak.isExpected {
            // Σ probability(t)·g(t)
            power = .zero
            for (hour, listed) in zip(hours, peak.hours) {
              power.add(hour.power, times: listed.probability ?? 0)
            }
          } else if hours.count > 1 {
            let most = starts.map { grid.limit(at: $0).in(.megawatts) }.max() ?? 0
            power = program.column(
              grid.name, "coincident_\(line.name)_\(number + 1)", .nonNegative(impliedUpTo: most))
          }
          peaks.append(
            Peak(
              line: index, month: month, hours: peak.isExpected ? [] : hours, power: power,
              rate: price.in(.usdPerKilowatt) * share / Double(seen.count)))
        }
      }
    }
    self.peaks = peaks
  }

  /// The steps in which a peak's hours begin, in each modelled year that holds all of them.
  private static func repetitions(of peak: CoincidentPeaks.Peak, _ horizon: Horizon) -> [[Int]] {
    let starts = peak.hours.map { $0.minute / horizon.stepMinutes }
    return stride(from: 0, to: horizon.count, by: horizon.stepsPerYear).compactMap { first in
      let steps = starts.map { first + $0 }
      let isWhole = steps.allSatisfy { $0 + 60 / horizon.stepMinutes <= horizon.count }
      return isWhole && !steps.isEmpty ? steps : nil
    }
  }

  /// Import of the hour that begins with a step.
  private static func mean(
    of imports: Series<PowerDimension>, from step: Int, _ horizon: Horizon
  ) -> Expression<PowerDimension> {
    let count = 60 / horizon.stepMinutes
    var mean = Expression<PowerDimension>.zero
    for place in step..<step + count { mean.add(imports[place], times: 1 / Double(count)) }
    return mean
  }

  func constrain(in program: inout LinearProgram) {
    guard peaks.contains(where: \.hasColumn) else { return }
    let family = program.family(component, "coincident_peak")
    for peak in peaks where peak.hasColumn {
      for hour in peak.hours {
        // K ≥ g(t) for each hour of the peak
        program.require(family, at: hour.step, peak.power .>= hour.power)
      }
    }
  }

  func settle(_ point: inout [Double]) {
    for peak in peaks where peak.hasColumn {
      point.set(peak.power, to: peak.hours.map { $0.power.value(at: point) }.max() ?? 0)
    }
  }

  func amount(of line: Int, in month: Int) -> Expression<MoneyDimension> {
    var sum = Expression<MoneyDimension>.zero
    for peak in peaks where peak.line == line && peak.month == month {
      sum.add(peak.power.converted(by: peak.rate))
    }
    return sum
  }
}
