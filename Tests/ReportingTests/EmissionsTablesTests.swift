import Accounting
import Reporting
import SiteModel
import Testing
import Units
import EmissionsReport

/// The emissions tables of a plan made by hand, taken back to activity and factor from their text.
@Suite("emissions tables: a spreadsheet's way back to activity and factor")
struct EmissionsTablesTests {
  private static let calendar = Calendar(
    year: 2025, daylightSaving: .none, utcOffsetMinutes: -8 * 60)
  private static let horizon = Horizon(calendar: calendar)

  /// Numbers in the first hours of the year, then zero.
  private static func first(_ numbers: [Double]) -> [Double] {
    numbers + [Double](repeating: 0, count: horizon.count - numbers.count)
  }

  /// The fixture of Scope 2: imports 10, 4, 6; location 0.35, 0.20, 0.40 t; certified 6, 5, 0;
  /// residual mix 0.45 t a MWh.
  private static let site = Site(
    name: "sample", description: "", location: nil, calendar: calendar, stepMinutes: 60,
    dollarYear: 2026, realDiscountRate: 0.08,
    components: [
      Grid(
        name: "grid",
        values: ParameterValues([
          "import_limit_mw": .number(20), "co2_kg_per_mwh": .series(first([350, 200, 400])),
          "tariff": .tariff(Tariff(name: "none", lines: [])),
        ])),
      GPULoad(
        name: "load",
        values: ParameterValues([
          "facility_load_mw": .series(first([10, 4, 6])),
          "classes": .records([
            NamedValues(
              name: "firm",
              values: ParameterValues(["kind": .word("firm"), "share_fraction": .number(1)]))
          ]),
        ])),
    ], uptime: UptimePolicy(),
    emissions: EmissionsPolicy(
      values: ParameterValues([
        "residual_mix_co2_kg_per_mwh": .number(450),
        "activity_uncertainty_fraction": .number(0.02),
        "factor_uncertainty_fraction": .number(0.05),
        "certificates": .records([
          NamedValues(
            name: "wind",
            values: ParameterValues([
              "serial": .word("W-1"), "certified_mw": .series(first([6, 5, 0])),
            ]))
        ]),
      ])))

  private static let plan: SitePlan = {
    var plan = SitePlan(status: .optimal, horizon: horizon)
    var grid = SitePlan.ComponentPlan(
      component: "grid", kind: "grid", basis: .peakImport)
    grid.flows = [.init(.gridImport, first([10, 4, 6]))]
    var load = SitePlan.ComponentPlan(
      component: "load", kind: "gpu_load", basis: .peakLoad)
    load.flows = [.init(.served("firm"), first([10, 4, 6]))]
    plan.components = [grid, load]
    return plan
  }()

  private static let tables = EmissionsTables(
    site: site, plan: plan, planned: ["grid.grid": 6.7], registry: [], runID: "run")

  /// Rows of a table as dictionaries, read by splitting at commas: no cell here is quoted.
  private static func rows(_ name: String, hourly: Bool = false) throws -> [[String: String]] {
    let file = try #require(tables.files(hourly: hourly).first { $0.name == name })
    let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
    let header = try #require(lines.first).split(separator: ",").map(String.init)
    return lines.dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(uniqueKeysWithValues: zip(header, cells))
    }
  }

  private static func number(_ row: [String: String], _ key: String) throws -> Double {
    try #require(row[key].flatMap(Double.init))
  }

  @Test func scopeTwoByThreeMethods() throws {
    let january = try #require(try Self.rows("scope2_monthly.csv").first)
    for (column, tonnes) in [
      ("lbm_t", 6.7), ("mbm_annual_t", 4.05), ("mbm_hourly_t", 4.5), ("import_mwh", 20),
      ("eac_matched_annual_mwh", 11), ("eac_matched_hourly_mwh", 10),
      ("residual_factor_kg_per_mwh", 450),
    ] {
      #expect((try Self.number(january, column) - tonnes).magnitude < 1e-9, "\(column)")
    }
  }

  @Test("every summary figure is a sum of ledger rows, and every row activity × factor")
  func wayBack() throws {
    let ledger = try Self.rows("emissions_ledger.csv")
    for row in ledger {
      let mass =
        try Self.number(row, "activity_qty") * Self.number(row, "factor_value")
        * Self.number(row, "oxidation_or_eta") / 1000
      #expect((try Self.number(row, "mass_t") - mass).magnitude <= 1e-9 * max(1e-9, mass))
      #expect(row["gwp_set"] == "AR6-100")
      #expect(row["scenario"] == "planned")
    }
    let summary = try Self.rows("emissions_summary_annual.csv").filter { $0["row"] == "group" }
    #expect(summary.count == 3)
    for group in summary {
      let own = ledger.filter { $0["method"] == group["method"] }
      let tonnes = try own.reduce(0) { $0 + (try Self.number($1, "co2e_t")) }
      #expect((try Self.number(group, "co2e_ar6_100_t") - tonnes).magnitude < 5.1e-4)
    }
  }

  /// √(2² + 5²) % of a row; a sum of one source errs by as much.
  @Test func uncertainty() throws {
    for row in try Self.rows("emissions_ledger.csv") {
      #expect((try Self.number(row, "uncertainty_pct") - 5.385165).magnitude < 5e-7)
    }
    let location = try #require(
      try Self.rows("emissions_summary_annual.csv").first { $0["method"] == "S2-LBM" })
    #expect((try Self.number(location, "uncertainty_pct") - 5.385165).magnitude < 5e-7)
  }

  @Test func hoursSumToMonths() throws {
    func total(_ name: String) throws -> Double {
      try Self.rows(name, hourly: true).reduce(0) { $0 + (try Self.number($1, "mass_t")) }
    }
    let months = try total("emissions_ledger.csv")
    #expect((try total("emissions_ledger_hourly.csv") - months).magnitude < 1e-9)
    #expect((months - 6.7 - 4.05 - 4.5).magnitude < 1e-9)
  }

  /// Standard time eight hours behind UTC: the year's last hour begins in the next year there.
  @Test func everyRowSaysWhenItBeginsInUTC() throws {
    for name in ["cfe_hourly.csv", "scope2_hourly.csv"] {
      let hours = try Self.rows(name, hourly: true)
      #expect(hours.first?["period_start"] == "2025-01-01T00:00")
      #expect(hours.first?["period_start_utc"] == "2025-01-01T08:00Z")
      #expect(hours[15]["period_start_utc"] == "2025-01-01T23:00Z")
      #expect(hours.last?["period_start_utc"] == "2026-01-01T07:00Z")
    }
    let months = try Self.rows("emissions_ledger.csv")
    #expect(Set(months.compactMap { $0["period_start_utc"] }).contains("2025-03-01T08:00Z"))
  }

  @Test("tables of hours are written only when they are asked for")
  func onlyWhatWasAskedFor() {
    let names = Self.tables.files(hourly: false).map(\.name)
    #expect(names.allSatisfy { !$0.contains("hourly") })
    #expect(!names.contains("flare_project.csv") && !names.contains("embodied.csv"))
    let hourly = Set(Self.tables.files(hourly: true).map(\.name))
    #expect(
      hourly.subtracting(names) == [
        "emissions_ledger_hourly.csv", "scope2_hourly.csv", "cfe_hourly.csv",
      ])
    #expect(hourly.isSubset(of: EmissionsTables.owned))
  }

  @Test("a plan that tells other emissions fails its check")
  func auditFails() {
    #expect(Self.tables.audit.passed)
    let other = EmissionsTables(
      site: Self.site, plan: Self.plan, planned: ["grid.grid": 6.8], registry: [],
      runID: "run")
    #expect(other.audit.checks.filter { !$0.passed }.map(\.id) == [15])
  }

  @Test("the same plan gives the same bytes")
  func sameBytes() {
    #expect(Self.tables.files(hourly: true) == Self.tables.files(hourly: true))
  }

  @Test("totals add up the sites, and owners that are not named stand together")
  func portfolioTotals() throws {
    var portfolio = EmissionsPortfolio()
    portfolio.add(.init(Self.tables))
    let alone = portfolio.totals
    portfolio.add(.init(Self.tables, named: "twin"))
    portfolio.add(.init(site: "empty", without: "no plan"))
    func rows(_ bytes: [UInt8]) -> [[Substring]] {
      String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
        .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
    let (one, two) = (rows(alone), rows(portfolio.totals))
    #expect(two.map { $0[0] } == ["all", "owner", "group"])
    #expect(two.map { $0[1] } == ["all", "none named", "none named"])
    for (single, double) in zip(one, two) {
      // A scenario stands in every table: here the site as it is.
      #expect(single[2] == "planned" && single[4] == "1" && double[4] == "2")
      for column in 5..<11 {
        let half = try #require(Double(single[column]))
        let whole = try #require(Double(double[column]))
        #expect(whole == 2 * half)
      }
      #expect(single[10] != "0")
    }
    let table = String(decoding: portfolio.bytes, as: UTF8.self)
    #expect(table.contains("\nempty,,no plan,"))
    #expect(table.contains("\ntwin,planned,planned,"))
  }
}
