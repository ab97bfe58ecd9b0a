import Accounting
import SiteModel
import Tabular

/// Reporting years of many sites and owners, under one boundary and against one base year.
public struct ReportedPortfolio: Sendable {
  private var sites: [ReportedTables] = []
  private var missing: [String] = []

  /// An empty portfolio.
  public init() {}

  /// Adds the reporting year of a site.
  public mutating func add(_ tables: ReportedTables) { sites.append(tables) }

  /// Adds a site that has no folder of meters.
  public mutating func add(without site: String) { missing.append(site) }

  /// Whether the checks of all sites hold.
  public var passed: Bool { sites.allSatisfy { $0.actual.audit.passed } }

  /// What keeps the sites from being one inventory, in words.
  public var problems: [String] {
    var problems: [String] = []
    guard let first = sites.first else { return ["no site has a folder of meters"] }
    for site in sites.dropFirst() {
      let (own, other) = (site.metered.reporting, first.metered.reporting)
      let (name, before) = (site.metered.site.name, first.metered.site.name)
      if own.approach != other.approach {
        problems.append(
          "\(name) is consolidated by \(own.approach.rawValue), and \(before) by "
            + "\(other.approach.rawValue): an inventory has one boundary")
      }
      if own.base?.year != other.base?.year, own.base != nil, other.base != nil {
        problems.append("\(name) and \(before) have different base years")
      }
      if site.actual.gwp != first.actual.gwp {
        problems.append("\(name) and \(before) have different sets of potentials")
      }
    }
    for (index, site) in sites.enumerated() {
      for contract in site.metered.certificateSerials {
        guard
          let other = sites[..<index].first(where: {
            $0.metered.certificateSerials.contains(contract)
          })
        else { continue }
        problems.append(
          "the certificate '\(contract)' of \(site.metered.site.name) is already used by "
            + other.metered.site.name)
      }
    }
    return problems
  }

  private static let columns = [
    "scope1_t_co2e", "scope2_location_t_co2e", "scope2_market_t_co2e", "scope3_t_co2e",
  ]
  private static let totals: [@Sendable (LedgerLine.Label) -> Bool] = [
    { $0.scope == 1 }, { $0.basis == .location }, { $0.basis == .market }, { $0.scope == 3 },
  ]
  private static let items: [BaseYear.Item] = [.scope1, .scope2Location, .scope2Market, .scope3]

  /// The tables of all sites.
  public var files: [(name: String, bytes: [UInt8])] {
    [
      ("emissions_actual_portfolio.csv", sitesTable), ("emissions_actual_totals.csv", totalsTable),
    ]
  }

  private func tonnes(_ tables: ReportedTables) -> [Double] {
    Self.totals.map { tables.actual.tonnes($0) ?? 0 }
  }

  /// Plan of the same share, so that both are of one inventory.
  private func planned(_ tables: ReportedTables) -> [Double] {
    Self.totals.map { (tables.planned.tonnes($0) ?? 0) * tables.metered.reporting.share }
  }

  private var sitesTable: [UInt8] {
    var table = CSVText(
      header: [
        "site", "state", "owner", "group", "period_start", "period_end", "approach",
        "consolidated_fraction", "gwp_set",
      ] + Self.columns + Self.columns.map { "planned_\($0)" } + ["checks_failed"])
    for tables in sites {
      let site = tables.metered.site
      let span = tables.actual.period(0..<tables.metered.plan.horizon.count)
      table.row(
        [
          .text(site.name), .text("actual"), .text(site.owner ?? ""), .text(site.group ?? ""),
          .text(span.start), .text(span.end), .text(tables.metered.reporting.approach.rawValue),
          .exact(tables.metered.reporting.share), .text(tables.actual.gwp.name),
        ] + (tonnes(tables) + planned(tables)).map { .exact($0) } + [
          .integer(tables.actual.audit.checks.count { !$0.passed })
        ])
    }
    for name in missing {
      table.row(
        [.text(name), .text("no meters")]
          + [CSVText.Cell](repeating: .empty, count: 7 + 2 * Self.columns.count + 1))
    }
    return table.bytes
  }

  /// Totals of all sites, of each owner and of each group, beside plan and base year.
  private var totalsTable: [UInt8] {
    var table = CSVText(
      header: ["level", "name", "sites"] + Self.columns + Self.columns.map { "planned_\($0)" }
        + Self.columns.map { "base_year_\($0)" })
    func add(_ level: String, _ name: (ReportedTables) -> String) {
      for key in Set(sites.map(name)).sorted() {
        let own = sites.filter { name($0) == key }
        func sum(_ values: (ReportedTables) -> [Double]) -> [Double] {
          own.reduce([Double](repeating: 0, count: 4)) { sum, site in
            zip(sum, values(site)).map { $0 + $1 }
          }
        }
        // A base year of some sites alone is none of the total.
        let base = Self.items.map { item in
          own.reduce(Double?(0)) { sum, tables in
            tables.metered.reporting.base?.tonnes(item).flatMap { told in sum.map { $0 + told } }
          }
        }
        table.row(
          [.text(level), .text(key), .integer(own.count)]
            + (sum(tonnes) + sum(planned)).map { .exact($0) }
            + base.map { $0.map { .exact($0) } ?? .empty })
      }
    }
    add("all") { _ in "all" }
    add("owner") { $0.metered.site.owner ?? "none named" }
    add("group") { $0.metered.site.group ?? "none named" }
    return table.bytes
  }
}
