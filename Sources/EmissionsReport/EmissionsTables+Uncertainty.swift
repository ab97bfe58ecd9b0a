import Accounting
import SiteModel
import Tabular

extension EmissionsTables {
  /// Ranges of each source and their propagation (IPCC approach 1): √(a² + f²) of a row,
  /// √Σ(U·x)² ÷ |Σx| of a total.
  var uncertaintyTable: [UInt8] {
    var table = CSVText(header: [
      "site", "scenario", "year", "row", "scope", "method", "source_id", "source", "gas", "co2e_t",
      "activity_uncertainty_pct", "factor_uncertainty_pct", "uncertainty_pct",
      "activity_range_from",
      "factor_range_from",
    ])
    let stated = site.emissions.uncertainties
    var parts: [(label: LedgerLine.Label, amount: Double, percent: Double)] = []
    for row in ledger.rows(of: ledger.lines, in: [0..<plan.horizon.count]) {
      let label = row.label
      let activity = DefaultUncertainty.activity(label)
      let factor = DefaultUncertainty.factor(label)
      let percents = stated.isEmpty ? [activity.percent, factor.percent] : stated
      let amount = share * row.mass * label.gas.potential(gwp)
      let percent = Uncertainty.product(percents)
      parts.append((label, amount, percent))
      table.row([
        .text(site.name), .text(scenario), .integer(year), .text("part"),
        .integer(label.scope ?? 0), .text(label.method), .text(label.component),
        .text(label.source), .text(label.gas.rawValue), .exact(amount),
        stated.isEmpty ? .number(activity.percent) : .empty,
        stated.isEmpty ? .number(factor.percent) : .empty, .exact(percent),
        .text(stated.isEmpty ? activity.source : "site.yaml"),
        .text(stated.isEmpty ? factor.source : "site.yaml"),
      ])
    }
    for total in Self.totals {
      let own = parts.filter { total.belongs($0.label) }
      guard !own.isEmpty else { continue }
      let percent = Uncertainty.sum(own.map { (amount: $0.amount, percent: $0.percent) })
      table.row([
        .text(site.name), .text(scenario), .integer(year), .text("total"), .text(total.name),
        .empty, .empty, .empty, .empty, .exact(own.reduce(0) { $0 + $1.amount }), .empty, .empty,
        percent.map { .exact($0) } ?? .empty, .empty, .empty,
      ])
    }
    return table.bytes
  }

  /// The totals of an inventory.
  static let totals: [(name: String, belongs: @Sendable (LedgerLine.Label) -> Bool)] = [
    ("1", { $0.scope == 1 }), ("2-location", { $0.basis == .location }),
    ("2-market", { $0.basis == .market }), ("3", { $0.scope == 3 }),
    ("1+2-location", { $0.scope == 1 || $0.basis == .location }),
    ("1+2-market", { $0.scope == 1 || $0.basis == .market }),
  ]

  /// t CO2e of a total, as much of it as the inventory counts; nil where the site has nothing of it.
  func tonnes(_ belongs: (LedgerLine.Label) -> Bool) -> Double? {
    let own = ledger.lines.filter { belongs($0.label) }
    return own.isEmpty ? nil : share * ledger.equivalent(of: own, gwp)
  }
}
