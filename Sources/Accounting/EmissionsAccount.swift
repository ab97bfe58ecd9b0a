public import SiteModel
import Units

/// Emissions of a plan by source, as sums over the ledger of its dispatch.
public struct EmissionsAccount: Sendable {
  /// As in the plan: component, source, scope, tonnes of CO2e a year.
  public let lines: [SitePlan.EmissionLine]

  /// The account of every component that burns fuel or imports power.
  public init(site: Site, plan: SitePlan) {
    self.init(Ledger(site: site, plan: plan), view: site.emissions.view)
  }

  /// The account of a ledger. Of the market-based methods only the one that the caps act on is told,
  /// under one name: contracts and the rest cannot be planned apart.
  public init(_ ledger: Ledger, view: EmissionsPolicy.View) {
    struct Source: Hashable {
      var component: String
      var name: String
      var scope: Int?
      var basis: SitePlan.EmissionLine.Basis
    }
    var order: [Source] = []
    var tonnes: [Source: Double] = [:]
    let all = ledger.lines + ledger.consequential + ledger.outside
    for row in ledger.rows(of: all, in: [0..<ledger.horizon.count]) {
      let label = row.label
      var source = Source(
        component: label.component, name: label.source, scope: label.scope, basis: label.basis)
      switch label.basis {
      case .market, .marketHourly:
        guard view.counts(scope: label.scope, basis: label.basis) else { continue }
        source.component = "site"
        source.name = "grid_market"
      case .direct where label.scope == 3: continue
      case .direct, .location, .marginal: break
      }
      if tonnes[source] == nil { order.append(source) }
      tonnes[source, default: 0] += row.mass * label.gas.potential(ledger.gwpSet)
    }
    lines = order.map { source in
      SitePlan.EmissionLine(
        component: source.component, source: source.name, scope: source.scope,
        basis: source.basis, amount: Carbon(tonnes[source] ?? 0, .tonnes))
    }
  }
}
