import Accounting
import SiteModel
public import Reporting
import Tabular
import Units

/// The emissions tables of the modelled years of a plan, and what they come to over the horizon.
///
/// What is emitted by running counts in each of the years that a modelled one stands for; the making of
/// what is built counts once, in the modelled year within whose years it comes.
public struct EmissionsYears: Sendable {
  /// A modelled year.
  public struct Year: Sendable {
    /// Its tables.
    public let tables: EmissionsTables
    /// Years that it stands for.
    public let count: Int

    /// The tables of a year, and how many years it stands for.
    public init(_ tables: EmissionsTables, count: Int) {
      (self.tables, self.count) = (tables, count)
    }
  }

  /// In order of time.
  public let years: [Year]

  /// Years in order.
  public init(_ years: [Year]) { self.years = years }

  /// Whether the checks of all years hold.
  public var passed: Bool { years.allSatisfy { $0.tables.audit.passed } }

  /// The name of the table of all years.
  public static let name = "emissions_years.csv"

  /// One row a modelled year, then one of all years of the horizon together.
  public var file: OutputFile {
    var table = CSVText(
      header: ["site", "scenario", "row", "year", "years", "gwp_set"]
        + Self.columns.map { "\($0.key)_t_co2e" } + [
          "facility_mwh", "scope1_2_location_t_co2e_per_facility_mwh", "cfe_score_pct",
          "checks_failed",
        ])
    func row(_ kind: String, _ members: [Year], _ count: Int) {
      guard let first = members.first?.tables else { return }
      // A row of a year holds that year once, whatever it stands for.
      let all = kind == "year" ? members.map { Year($0.tables, count: 1) } : members
      let facility = all.reduce(0) { $0 + $1.facility }
      let own = all.reduce(0) { $0 + $1.tonnes { $0.scope == 1 || $0.basis == .location } }
      table.row(
        [
          .text(first.site.name), .text(first.scenario), .text(kind), .integer(first.year),
          .integer(count), .text(first.gwp.name),
        ]
          + Self.columns.map { column in
            .exact(all.reduce(0) { $0 + $1.tonnes(column.belongs) })
          } + [
            .exact(facility), facility > 0 ? .exact(own / facility) : .empty,
            Self.score(of: all).map { .exact(100 * $0) } ?? .empty,
            .integer(members.reduce(0) { $0 + $1.tables.audit.checks.count { !$0.passed } }),
          ])
    }
    for year in years { row("year", [year], year.count) }
    row("horizon", years, years.reduce(0) { $0 + $1.count })
    return OutputFile(name: Self.name, bytes: table.bytes)
  }

  /// What people read on a terminal: one line a year, then the horizon.
  public var text: String {
    guard let first = years.first?.tables else { return "" }
    var lines = ["\(first.site.name): planned emissions by year, t CO2e, \(first.gwp.name)"]
    func line(_ name: String, _ figures: [String]) {
      lines.append(
        "  " + FigureText.left(name, 11) + figures.map { FigureText.right($0, 11) }.joined())
    }
    line("", ["Scope 1", "Scope 2", "Scope 3", "Scope 3", "MWh", "carbon-"])
    line("", ["", "location", "energy", "goods", "served", "free, %"])
    func row(_ name: String, _ all: [Year]) {
      let sums = Self.shown.map { belongs in all.reduce(0) { $0 + $1.tonnes(belongs) } }
      line(
        name,
        (sums + [all.reduce(0) { $0 + $1.facility }]).map { FigureText.grouped($0) } + [
          Self.score(of: all).map { FigureText.grouped(100 * $0, places: 1) } ?? ""
        ])
    }
    for year in years {
      row(WrittenYear.name(year.tables.year, year.count), [Year(year.tables, count: 1)])
    }
    row("all years", years)
    let checks = years.flatMap { year in year.tables.audit.checks.map { (year.tables.year, $0) } }
    let failed = checks.filter { !$0.1.passed }
    lines.append("")
    lines.append(
      failed.isEmpty
        ? "\(checks.count) checks hold (reconciliation.csv of each year)"
        : "\(failed.count) of \(checks.count) checks fail:")
    for (year, check) in failed {
      lines.append("  \(year), \(check.id) \(check.name): \(check.lhs) against \(check.rhs)")
    }
    return lines.joined(separator: "\n")
  }

  private typealias Belongs = @Sendable (LedgerLine.Label) -> Bool

  private static let columns: [(key: String, belongs: Belongs)] = [
    ("scope1", { $0.scope == 1 }), ("scope2_location", { $0.basis == .location }),
    ("scope2_market", { $0.basis == .market }),
    ("scope2_market_hourly", { $0.basis == .marketHourly }),
    ("scope3_energy", { $0.scope == 3 && $0.source != "embodied" }),
    ("scope3_capital_goods", { $0.source == "embodied" }),
  ]

  private static let shown: [Belongs] = [0, 1, 4, 5].map { columns[$0].belongs }

  /// The carbon-free share of what the facility used in all years; nil where nothing was.
  static func score(of years: [Year]) -> Double? {
    guard years.count > 1 else { return years.first?.tables.carbonFree.score.score }
    var (sum, load) = (0.0, 0.0)
    for year in years {
      guard let score = year.tables.carbonFree.score.score else { continue }
      sum += score * year.facility
      load += year.facility
    }
    return load > 0 ? sum / load : nil
  }
}

extension EmissionsYears.Year {
  /// t CO2e of its years: of lines of a year as a whole, once.
  func tonnes(_ belongs: (LedgerLine.Label) -> Bool) -> Double {
    let ledger = tables.ledger
    var sum = 0.0
    for row in ledger.rows(
      of: ledger.lines.filter { belongs($0.label) }, in: [0..<ledger.horizon.count])
    {
      let times = row.label.isYearly ? 1 : Double(count)
      sum += times * row.mass * row.label.gas.potential(tables.gwp)
    }
    return sum
  }

  /// MWh that the facility used in its years.
  var facility: Double {
    Double(count) * tables.carbonFree.load.reduce(0, +) * tables.plan.horizon.weight
  }
}
