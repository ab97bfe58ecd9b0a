import Accounting
import SiteModel
import Units

/// One row a site: what the tables of all sites come to.
public struct EmissionsPortfolio: Sendable {
  private var rows: [[CSVText.Cell]] = []
  private var serials: [(serial: String, site: String)] = []

  /// An empty portfolio.
  public init() {}

  private static let header = [
    "site", "state", "year", "gwp_set", "scope1_t_co2e", "scope2_location_t_co2e",
    "scope2_market_t_co2e", "scope2_market_hourly_t_co2e", "scope3_t_co2e", "facility_mwh",
    "cfe_score_pct", "flare_project_er_t_co2e_outside_inventory", "checks_failed",
  ]

  /// A site without tables, and why.
  public mutating func add(site: String, without reason: String) {
    rows.append(
      [.text(site), .text(reason)]
        + [CSVText.Cell](repeating: .empty, count: Self.header.count - 2))
  }

  /// A site with its tables.
  public mutating func add(_ tables: EmissionsTables) {
    let ledger = tables.ledger
    func tonnes(_ belongs: (LedgerLine.Label) -> Bool) -> CSVText.Cell {
      .exact(ledger.equivalent(of: ledger.lines.filter { belongs($0.label) }, tables.gwp))
    }
    let avoided = tables.flareProject([0..<tables.plan.horizon.count])
    let site = tables.site
    rows.append([
      .text(site.name), .text("planned"), .integer(tables.year), .text(tables.gwp.name),
      tonnes { $0.scope == 1 }, tonnes { $0.basis == .location }, tonnes { $0.basis == .market },
      tonnes { $0.basis == .marketHourly }, tonnes { $0.scope == 3 },
      .exact(tables.carbonFree.load.reduce(0, +) * tables.plan.horizon.weight),
      tables.carbonFree.score.score.map { .exact(100 * $0) } ?? .empty,
      avoided.isEmpty ? .empty : .exact(avoided.reduce(0) { $0 + $1.project.net }),
      .integer(tables.audit.checks.count { !$0.passed }),
    ])
    serials += site.emissions.certificates.map { ($0.serial, site.name) }
  }

  /// Certificates that more than one site claims, in words.
  public var doubleClaims: [String] {
    serials.indices.compactMap { index in
      let own = serials[index]
      guard let other = serials[..<index].first(where: { $0.serial == own.serial }) else {
        return nil
      }
      return "the certificate '\(own.serial)' of \(own.site) is already used by \(other.site)"
    }
  }

  /// The table's bytes.
  public var bytes: [UInt8] {
    var table = CSVText(header: Self.header)
    for row in rows { table.row(row) }
    return table.bytes
  }
}
