import Accounting
import SiteModel
import Units
import Tabular

/// One row a site, and totals: what the tables of all sites come to.
public struct EmissionsPortfolio: Sendable {
  private var rows: [Row] = []

  /// An empty portfolio.
  public init() {}

  /// What one site comes to.
  public struct Row: Sendable {
    let site: String
    /// The overlay that the plan was made from; `planned` is the site as it is, nil that there is no plan.
    let scenario: String?
    let state: String
    let owner: String?
    let group: String?
    var figures: Figures?
    var serials: [String] = []

    /// A site without tables, and why.
    public init(site: String, without reason: String) {
      (self.site, scenario, state, owner, group) = (site, nil, reason, nil, nil)
    }

    /// A site with its tables, under its own name or another.
    public init(_ tables: EmissionsTables, named name: String? = nil) {
      self.init([.init(tables, count: 1)], tables, "planned", named: name)
    }

    /// A site with the tables of the years of its horizon, of which it is told the mean.
    public init(_ all: EmissionsYears, named name: String) {
      guard let first = all.years.first, let last = all.years.last else {
        self.init(site: name, without: "no years")
        return
      }
      let end = last.tables.year + last.count - 1
      self.init(
        all.years, first.tables, "planned, mean of \(first.tables.year) to \(end)", named: name)
    }

    private init(
      _ years: [EmissionsYears.Year], _ tables: EmissionsTables, _ state: String,
      named name: String?
    ) {
      let site = tables.site
      (self.site, scenario, self.state) = (name ?? site.name, tables.scenario, state)
      (owner, group) = (site.owner, site.group)
      figures = Figures(years, tables)
      serials = site.emissions.certificates.map(\.serial)
    }
  }

  /// Figures of one site's tables: those of its year, or the mean of its years.
  struct Figures: Sendable {
    let year: Int
    let gwp: String
    /// Tonnes of CO2e by scope, then MWh of the facility.
    let sums: [Double]
    let carbonFree: Double?
    let flareProject: Double?
    let checksFailed: Int

    init(_ years: [EmissionsYears.Year], _ tables: EmissionsTables) {
      let count = years.reduce(0) { $0 + Double($1.count) }
      func tonnes(_ belongs: (LedgerLine.Label) -> Bool) -> Double {
        years.reduce(0) { $0 + $1.tonnes(belongs) } / count
      }
      let avoided = years.map { year in
        year.tables.flareProject([0..<year.tables.plan.horizon.count]).map {
          Double(year.count) * $0.project.net
        }
      }.flatMap(\.self)
      (year, gwp) = (tables.year, tables.gwp.name)
      sums = [
        tonnes { $0.scope == 1 }, tonnes { $0.basis == .location }, tonnes { $0.basis == .market },
        tonnes { $0.basis == .marketHourly }, tonnes { $0.scope == 3 },
        years.reduce(0) { $0 + $1.facility } / count,
      ]
      carbonFree = EmissionsYears.score(of: years)
      flareProject = avoided.isEmpty ? nil : avoided.reduce(0, +) / count
      checksFailed = years.reduce(0) { $0 + $1.tables.audit.checks.count { !$0.passed } }
    }
  }

  private static let sums = [
    "scope1_t_co2e", "scope2_location_t_co2e", "scope2_market_t_co2e",
    "scope2_market_hourly_t_co2e", "scope3_t_co2e", "facility_mwh",
  ]

  /// Adds a site.
  public mutating func add(_ row: Row) { rows.append(row) }

  /// Certificates that more than one site claims, in words.
  public var doubleClaims: [String] {
    let claims = rows.flatMap { row in row.serials.map { (serial: $0, site: row.site) } }
    return claims.indices.compactMap { index in
      let own = claims[index]
      guard let other = claims[..<index].first(where: { $0.serial == own.serial }) else {
        return nil
      }
      return "the certificate '\(own.serial)' of \(own.site) is already used by \(other.site)"
    }
  }

  /// The table's bytes.
  public var bytes: [UInt8] {
    var table = CSVText(
      header: ["site", "scenario", "state", "year", "gwp_set"] + Self.sums + [
        "cfe_score_pct", "flare_project_er_t_co2e_outside_inventory", "checks_failed", "owner",
        "group",
      ])
    for row in rows {
      let figures = row.figures
      let numbers =
        figures?.sums.map { CSVText.Cell.exact($0) }
        ?? [CSVText.Cell](repeating: .empty, count: Self.sums.count)
      table.row(
        [
          .text(row.site), .text(row.scenario ?? ""), .text(row.state),
          figures.map { .integer($0.year) } ?? .empty,
          .text(figures?.gwp ?? ""),
        ] + numbers + [
          figures?.carbonFree.map { .exact(100 * $0) } ?? .empty,
          figures?.flareProject.map { .exact($0) } ?? .empty,
          figures.map { .integer($0.checksFailed) } ?? .empty, .text(row.owner ?? ""),
          .text(row.group ?? ""),
        ])
    }
    return table.bytes
  }

  /// Totals of all sites, of each owner and of each group, one for each set of warming potentials.
  public var totals: [UInt8] {
    var table = CSVText(
      header: ["level", "name", "scenario", "gwp_set", "sites"] + Self.sums)
    let known = rows.compactMap { row in row.figures.map { (row, $0) } }
    func add(_ level: String, _ name: (Row) -> String) {
      // Tonnes under different potentials are no sum.
      let keys = Set(known.map { [name($0.0), $0.1.gwp] }).sorted {
        $0.lexicographicallyPrecedes($1)
      }
      for key in keys {
        let own = known.filter { [name($0.0), $0.1.gwp] == key }
        let members = own.map(\.1)
        let scenarios = Set(own.compactMap(\.0.scenario)).sorted().joined(separator: " and ")
        table.row(
          [
            .text(level), .text(key[0]), .text(scenarios), .text(key[1]),
            .integer(members.count),
          ]
            + Self.sums.indices.map { column in
              .exact(members.reduce(0) { $0 + $1.sums[column] })
            })
      }
    }
    add("all") { _ in "all" }
    add("owner") { $0.owner ?? "none named" }
    add("group") { $0.group ?? "none named" }
    return table.bytes
  }
}
