import Accounting
package import SiteModel
import Units

/// What decides a plan, in one sentence: the limit that weighs most, and what there would be without the site's
/// limits.
package enum Decision {
  /// Nil where there is no plan.
  package static func sentence(of plan: SitePlan, for site: Site) -> String? {
    guard plan.hasDispatch else { return nil }
    let figures = PlanFigures(plan: plan)
    let served = plan.served.in(.megawattHours)
    var alone = ""
    if let single = plan.singleSource, served > 0 {
      let price = FigureText.grouped(single.cash.in(.usd) / served)
      alone =
        "without the site's limits, \(single.component.replacingUnderscores) alone would carry the load at "
        + "\(price) USD/MWh"
    }
    let weighed = plan.shadowPrices.map { ($0, weight(of: $0, figures, site)) }
    let words: String
    if let (price, weight) = weighed.max(by: { $0.1 < $1.1 }), weight > 0 {
      words = sentence(price)
    } else {
      words = "Prices decide: no limit of the site binds"
    }
    return words + (alone.isEmpty ? "." : "; \(alone).")
  }

  /// Shadow price × the limit, where the limit is a yearly amount; what the whole of it is worth, USD a year.
  private static func weight(
    of price: SitePlan.ShadowPrice, _ figures: PlanFigures, _ site: Site
  ) -> Double {
    if price.limit == "site.emissions_cap" {
      return price.value.magnitude * figures.emissions(inside: site.emissions.view)
    }
    for grid in site.components.grids where price.limit == "\(grid.name).import_limit" {
      let limits = (0..<figures.plan.horizon.count).map { grid.importLimit[$0].in(.megawatts) }
      return price.value.magnitude * (limits.max() ?? 0)
    }
    // A tariff's own lines and reserves bind in every plan: of these the price alone is told.
    return price.value.magnitude
  }

  private static func sentence(_ price: SitePlan.ShadowPrice) -> String {
    let value = price.value.magnitude
    let worth = FigureText.grouped(value, places: value < 10 ? 2 : 0)
    if price.limit == "site.emissions_cap" {
      return "The emissions cap decides: the last tonne is worth \(worth) USD"
    }
    let parts = price.limit.split(separator: ".", maxSplits: 1).map(String.init)
    let name = parts.map(\.replacingUnderscores).joined(separator: ": ")
    let unit = price.unit.replacing("USD/year per ", with: "")
    return "The limit '\(name)' decides: the last \(unit) is worth \(worth) USD/year"
  }
}
