import Accounting
import SiteModel

extension RunResult {
  /// Conditions of tariffs that the plan's own imports do not meet, as warnings.
  public var eligibilityWarnings: [String] {
    guard plan.hasDispatch else { return [] }
    return TariffEligibility(site: site, plan: plan).violations.map { one in
      let limit = FigureText.size(one.limit)
      let actual = FigureText.size(one.actual)
      let words =
        switch one.condition {
        case .leastPower: "demands of at least \(limit) MW; the plan's is \(actual) MW"
        case .greatestPower: "demands of at most \(limit) MW; the plan's is \(actual) MW"
        case .leastLoadFactor:
          "load factors of at least \(limit); that of the plan's imports is \(actual)"
        }
      return
        "sites/\(site.name)/site.yaml: warning: \(one.component): tariff '\(one.tariff)' is for "
        + words + "\nhelp: plan again with a tariff for what this plan buys, or without the grid"
    }
  }
}
