import Formulation
import LinearProgramming
import SiteModel
package import Solving
import Units

/// What it costs that nobody foresees a year: the same plant run on a short view of what comes.
package struct Foresight: Sendable {
  /// Hours that are known exactly when a decision falls, and hours between decisions.
  package var viewHours: Double
  package var everyHours: Double
  /// USD a year above the plan, and how much of it is billed peaks above the plan's.
  package var dearer: Double
  package var peaks: Double
  /// The plan's own cost, USD a year.
  package var planned: Double
  /// Load that could not be carried although the plan carries it, MWh a year.
  package var short: Double
  /// Yearly limits that are missed, which are counted at their shadow prices.
  package var missed: [Missed]

  /// A yearly limit that is missed.
  package struct Missed: Sendable {
    package var meaning: String
    package var amount: Double
    package var unit: String
  }
}

extension Explainer {
  /// What a MWh that cannot be carried is held worth while it is decided what to run, kUSD.
  private static let breakingPrice = 20.0
  private static let risingFamilies: Set<String> = ["billed_peak", "coincident_peak"]

  /// Runs the plant of the plan through its year with the next hours known and nothing beyond them;
  /// nil where a view could not be solved.
  ///
  /// Sizes are as planned. Billed peaks may rise above the plan's at their full price. Caps and what
  /// else adds up over a month or a year count at the plan's shadow prices, and what is in store at the
  /// end of a view at the mean that it is worth in the year.
  package func foresight(viewHours: Double = 24, everyHours: Double = 6) throws(PlanningStop)
    -> Foresight?
  {
    let natural = program.program
    let horizon = program.horizon
    let stepHours = horizon.step.in(.hours)
    let (view, every) = (
      max(1, Int((viewHours / stepHours).rounded())),
      max(1, Int((everyHours / stepHours).rounded()))
    )
    let views = StepViews(
      natural, multipliers: base.multipliers, stepCount: horizon.count,
      rising: Self.risingFamilies)
    let yearly = horizon.weight * stepHours
    let prices = natural.families.map { family -> Double? in
      guard let relaxation = family.relaxation else { return nil }
      let isBalance = family.name == "power_balance"
      return Self.breakingPrice * yearly * (isBalance ? 1 : 0.1 * relaxation.weight)
    }
    var point = base.point
    var short = 0.0
    var first = 0
    let days = (Double(horizon.count) * stepHours / 24).rounded(.up)
    while first < horizon.count {
      let last = min(horizon.count, first + view)
      let seen = views.view(of: first..<last, at: point, breaking: prices)
      let day = Int(Double(first) * stepHours / 24) + 1
      let answer = try planner.strategy.solve(
        seen.program, within: .attempts(2),
        monitor: planner.monitor.during("without foresight, day \(day) of \(Int(days))"))
      guard let answer, answer.certificate.verdict != .none else { return nil }
      let decided = first..<(last == horizon.count ? last : min(last, first + every))
      views.decide(decided, of: seen, at: answer.x, into: &point)
      for broken in seen.breaks {
        guard broken.isBelow, let step = natural.rows[broken.row].step, decided.contains(step)
        else {
          continue
        }
        let family = natural.families[natural.rows[broken.row].family]
        if family.name == "power_balance" { short += answer.x[broken.column] * yearly }
      }
      first = decided.upperBound
    }
    let (total, rising) = views.cost(of: point, above: base.point)
    return Foresight(
      viewHours: viewHours, everyHours: everyHours, dearer: 1000 * total, peaks: 1000 * rising,
      planned: 1000 * base.cost, short: short,
      missed: views.missed(at: point).compactMap { missed in
        natural.families[missed.family].relaxation.map {
          .init(meaning: $0.meaning, amount: missed.amount, unit: $0.unit)
        }
      })
  }
}
