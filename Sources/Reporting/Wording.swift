package import SiteModel
import Units

/// Sentences that more than one output uses.
package enum Wording {
  /// The first line: how good the answer is.
  static func status(of result: RunResult) -> String {
    switch result.plan.status {
    case .optimal, .nearOptimal, .feasible: return best(result.plan)
    case .uncertified:
      let why = result.uptime?.obstacle.map { ": \($0)" } ?? ""
      return "uncertified: the plan was not shown to meet its uptime targets\(why). "
        + best(result.plan)
    case .infeasible: return "infeasible: no plan meets the limits"
    case .unbounded: return "unbounded: some limit is missing, for costs fall without end"
    case .stopped: return "stopped: no answer could be certified, so no plan is shown"
    }
  }

  /// The plan's cost and what no plan can cost less than.
  private static func best(_ plan: SitePlan) -> String {
    let cost = FigureText.grouped(plan.objective.in(.usd))
    guard let optimality = plan.optimality else { return "Plan found: \(cost) USD/year." }
    return "Best plan found: \(cost) USD/year. No plan with this reserve can cost less than "
      + FigureText.grouped(optimality.lowerBound.in(.usd))
      + " (\(percent(optimality.mipGap)) below)."
  }

  /// A small share in percent, rounded up to two figures, so that "within" stays true.
  package static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "an unknown share" }
    // What no plan needs to tell apart is said as one ten-thousandth of a percent.
    var scaled = max(share, 1e-6) * 100
    var places = 0
    while scaled < 9.999 {
      scaled *= 10
      places += 1
    }
    var text = FigureText.fixed((scaled - 1e-6).rounded(.up), places: 0, shiftedBy: places)
    while places > 0, text.hasSuffix("0") { text.removeLast() }
    return (text.hasSuffix(".") ? String(text.dropLast()) : text) + " %"
  }

  /// The calendar rule in one sentence.
  static func calendarRule(_ calendar: SiteModel.Calendar) -> String {
    let steps =
      "Steps begin at local standard time of \(calendar.year)"
      + (calendar.isLeap ? ", 29 February included" : "") + "; "
    switch calendar.daylightSaving {
    case .none: return steps + "the site keeps no daylight saving, so tariff hours are the same."
    case .unitedStates:
      return steps + "tariff months, weekdays and hours are those of the local clock, one hour "
        + "ahead from 2:00 on the second Sunday of March to 2:00 on the first Sunday of November."
    }
  }

  /// What a view of emissions counts.
  package static func words(_ view: EmissionsPolicy.View) -> String {
    switch view {
    case .scope1: return "scope 1"
    case .scope1And2Location: return "scopes 1 and 2, location-based"
    case .scope1And2Market: return "scopes 1 and 2, market-based"
    case .scope1And2MarketHourly: return "scopes 1 and 2, market-based by the hour"
    case .marginal: return "scope 1 and the grid at the margin"
    }
  }

  /// What every figure means.
  static func conventions(of site: Site) -> [String] {
    [
      "Money is constant USD of \(site.dollarYear); costs are positive, revenue negative.",
      "Objective = cash + value of unserved load + CO2 price + non-cash wear; "
        + "cost per MWh = cash ÷ facility energy served.",
      "Sizes are whole-site; hourly economics use mid-life capacity.",
      "CO2e by \(site.emissions.gwpSet.name); caps and prices act on "
        + "\(words(site.emissions.view)).",
      "A shadow price is the change of yearly cost for each unit by which a limit rises.",
    ]
  }

  /// The unit of a violation summed over hours.
  static func totalUnit(of violation: SitePlan.PolicyViolation) -> String {
    if violation.steps.isEmpty { return violation.unit }
    return violation.unit == "MW" ? "MWh" : violation.unit + " h"
  }
}
