import Components
import Foundation
import Planning
import SiteFiles
import SiteModel
import Solvers
import Solving
import Testing
import Units

/// A grid that comes in month 12 or 36, each as likely, known in month 12: worked by hand, read from files.
///
/// 1 MW for 48 months, no interest, no salvage, energy that costs the same from everywhere. Rent 10
/// kUSD/MW-month; engines of 0.5 MW at a price in month 0 or 12.
@Suite("uncertain dates")
struct UncertainDatesTests {
  private static func site(engine: Double, limited: Bool) -> String {
    """
    year: 2025
    daylight_saving: none
    dollar_year: 2026
    real_discount_rate: 0
    horizon:
      years: 4
      start_month: 2027-01
      phase_years: 0
      salvage: none
    scenarios_together:
      scenarios:
        - {name: early, probability: 0.5}
        - {name: late, probability: 0.5, set: {components.grid.energised_month: 36}}
      known_from_month: 12
    components:
      load:
        type: gpu_load
        facility_load_mw: 1
        classes:
          inference: {kind: firm, share_fraction: 1}
      grid:
        type: grid
        tariff: flat
        import_limit_mw: 1
        co2_kg_per_mwh: 400
        energised_month: 12
      engine:
        type: pipeline_gas
        unit_mw: 0.5
        max_units: 2
        price_usd_per_mmbtu: 1
        incremental_heat_rate_mmbtu_per_mwh: 10
        no_load_mmbtu_per_h_per_mw: 0
        minimum_load_fraction: 0
        mttf_hours: 1000
        mttr_hours: 0
        methane_slip_g_per_kwh: 0
        capex_usd_per_kw: \(engine)
        fixed_om_usd_per_kw_year: 0
        variable_om_usd_per_mwh: 0
        life_years: 4
        \(limited ? "deliveries: [{month: 0, units: 1}, {month: 12, units: 2}]" : "")
      rented:
        type: rented_power
        unit_mw: 0.5
        max_units: 2
        price_usd_per_mmbtu: 1
        incremental_heat_rate_mmbtu_per_mwh: 10
        no_load_mmbtu_per_h_per_mw: 0
        minimum_load_fraction: 0
        mttf_hours: 1000
        mttr_hours: 0
        methane_slip_g_per_kwh: 0
        rental_usd_per_kw_month: 10
        rental_term_months: 12
        mobilisation_usd_per_kw: 0
        demobilisation_usd_per_kw: 0
        fixed_om_usd_per_kw_year: 0
        variable_om_usd_per_mwh: 0
    emissions: {gwp_set: AR6-100}
    """
  }

  private static let tariff = """
    # dollar_year: 2026
    # source: nowhere
    # effective: 2026-01-01
    line,kind,months,days,hours,rate,unit,note
    energy,energy,all,all,all,10,USD/MWh,

    """
  /// kUSD: 10 USD/MWh for 8,760 h a year over four years.
  private static let energy = 4 * 87.6
  private let planner = Planner(strategy: SolverRegistry.standard.usual)

  private func read(engine: Double, limited: Bool) throws -> SiteScenarios {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sitemix-dates-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in [
      ("sites/dates/site.yaml", Self.site(engine: engine, limited: limited)),
      ("tariffs/flat.csv", Self.tariff),
    ] {
      let url = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    return try #require(
      try DataFolder(path: root.path, catalogue: .standard).readScenarios(named: "dates"))
  }

  private func planned(_ read: SiteScenarios) throws -> ScenarioPlan {
    let horizon = try #require(read.site.planningHorizon)
    var scenarios = HorizonScenarioPlanner(
      planner: planner, sites: read.scenarios.map(\.site), read.together, horizon,
      over: day(read.site))
    return try scenarios.plan().plan
  }

  /// All dates are at the beginning of years.
  private func day(_ site: Site) -> Horizon {
    Horizon(calendar: site.calendar, stepMinutes: site.stepMinutes, steps: 24)
  }

  private func near(_ money: Money?, _ kiloUSD: Double) -> Bool {
    guard let money else { return false }
    return (money.in(.kiloUSD) - kiloUSD).magnitude < 0.01
  }

  /// Rent first: ½·120 + ½·(120 + min(240, price)). Engine: its price, at once. With one of two engines before
  /// month 12: ½·(115 + 60) + ½·(115 + 60 + 115).
  @Test(
    "what is built before the date is known is one decision, and what comes later one for each date",
    arguments: [
      (engine: 230.0, limited: false, cost: 230.0), (230, true, 232.5), (260, false, 240),
    ])
  func chosen(engine: Double, limited: Bool, cost: Double) throws {
    let plan = try planned(read(engine: engine, limited: limited))
    #expect(plan.horizons.count == 2)
    #expect(near(plan.optimality?.cost, cost + Self.energy), "\(plan.status) \(plan.notes)")
    #expect(near(plan.optimality?.lowerBound, cost + Self.energy))
    let first = plan.horizons.map { $0.builds.filter { $0.month < 12 } }
    #expect(first.count == 2 && first[0].map(\.amount) == first[1].map(\.amount))
  }

  /// The cell of the plan for the early grid in the late one rents for a year and buys: 120 + 230; together
  /// with its own 120 that is 235 on the mean.
  @Test("rent first costs 235, perfect information 175, and knowing is worth 55")
  func information() throws {
    let read = try read(engine: 230, limited: false)
    let plan = try planned(read)
    let horizon = try #require(read.site.planningHorizon)
    let table = try RegretTable(
      ofYears: read.scenarios.map(\.site), read.together, horizon, over: day(read.site),
      planner: planner,
      all: plan.horizons)
    #expect(near(table.measure(of: 0), 235 + Self.energy))
    #expect(near(table.measure(of: 1), 230 + Self.energy))
    #expect(near(table.perfectInformation, 175 + Self.energy))
    #expect(near(table.valueOfPerfectInformation, 55))
    #expect(near(table.valueOfStochasticAnswer, 5))
  }
}
