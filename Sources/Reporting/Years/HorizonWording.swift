package import SiteModel
import Units

/// Sentences about a horizon that more than one output uses.
package enum HorizonWording {
  /// The first line: how good the answer is, over all years.
  package static func status(of plan: HorizonPlan) -> String {
    switch plan.status {
    case .optimal, .nearOptimal, .feasible: best(plan)
    case .uncertified:
      "uncertified: the plan was not shown to meet its uptime targets. " + best(plan)
    case .infeasible: "infeasible: no plan meets the limits in every year"
    case .unbounded: "unbounded: some limit is missing, for costs fall without end"
    case .stopped: "stopped: no answer could be certified, so no plan is shown"
    }
  }

  private static func best(_ plan: HorizonPlan) -> String {
    let cost = FigureText.grouped(plan.presentValue.in(.usd))
    let found =
      "\(cost) USD, the present value of \(count(plan.horizon.years, "year")) from "
      + plan.date(of: 0) + "."
    guard let optimality = plan.optimality else { return "Plan found: \(found)" }
    return "Best plan found: \(found) No plan with this reserve can cost less than "
      + FigureText.grouped(optimality.lowerBound.in(.usd))
      + " (\(Wording.percent(optimality.mipGap)) below)."
  }

  /// `1 year`, `20 years`.
  package static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  /// What every figure means.
  package static func conventions(of site: Site, _ horizon: PlanningHorizon) -> [String] {
    let salvage =
      switch horizon.salvage {
      case .annuity: "what is built is paid for while it stands within the horizon"
      case .straightLine:
        "the share of its price that its remaining life is of its life is credited"
      case .none: "nothing is credited"
      }
    let moment = horizon.discounting == .endOfYear ? "end" : "middle"
    return [
      "Money is constant USD of \(site.dollarYear); costs are positive, revenue negative.",
      "The objective is a present value at the beginning of the horizon: cash + value of unserved load + "
        + "value lost by waiting + CO2 price + non-cash wear. What is paid by the year counts at the "
        + "\(moment) of its year.",
      "At the end of the horizon \(salvage) (salvage: \(horizon.salvage.rawValue)).",
      "The costs of a year hold capital as yearly payments over each life; the capital spent in a year "
        + "stands beside them, and the two are never added.",
      "Cost per MWh = cash of the year ÷ facility energy served; over the horizon, both as present values.",
      "CO2e by \(site.emissions.gwpSet.name); caps and prices act on "
        + "\(Wording.words(site.emissions.view)).",
    ]
  }
}
