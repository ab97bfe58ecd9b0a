import LinearProgramming
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Carbon-free hours and the views of the cap, on sites whose answers follow by hand. Two hours
/// stand for a year, so each counts 4,380 times.
@Suite("closed forms: carbon-free hours and views of the cap")
struct CarbonFreeTests {
  private func solve(_ site: Site, by solver: OneMethod, steps: Int = 2) throws -> SitePlan {
    try Planner(strategy: solver.strategy).plan(site, over: site.first(steps)).plan
  }

  /// Sun in the second hour only, free of charge: 20 MW.
  private static let sun = Make.solar(
    "solar",
    [
      "output_kw_per_kwdc": [0, 1], "land_limit_mwdc": 20, "capex_usd_per_kwdc": 0,
      "fixed_om_usd_per_kwdc_year": 0, "degradation_fraction_per_year": 0,
    ])

  /// A battery that loses nothing and costs next to nothing.
  private static let store = Make.bess(
    "store",
    [
      "charge_efficiency_fraction": 1, "discharge_efficiency_fraction": 1,
      "self_discharge_fraction_per_day": 0, "min_soc_fraction": 0,
      "max_soc_fraction": 1, "capex_usd_per_kw": 0.001, "capex_usd_per_kwh": 0.001,
      "fixed_om_fraction_of_capex_per_year": 0,
    ])

  private func site(
    _ share: Double, _ more: [any Component] = [], grid: Keys = [:]
  ) -> Site {
    Site.of(
      [Make.grid("grid", grid), Make.firmLoad(10)] + more,
      emissions: ["hourly_carbon_free_fraction": .number(share)])
  }

  // MARK: F11

  @Test(
    "F11: sun in one of two hours makes half of the load carbon-free", arguments: OneMethod.all)
  func half(_ solver: OneMethod) throws {
    let plan = try solve(site(0.5, [Self.sun]), by: solver)
    #expect(plan.status == .optimal)
    #expect(agree(plan.flow("grid", "import_mw").first, 10))
    #expect(agree(plan.flow("solar", "output_mw").last, 10))
  }

  /// 1 % of 87,600 MWh a year is missing, and nothing can supply it.
  @Test("F11: not a hundredth more", arguments: OneMethod.all)
  func notMore(_ solver: OneMethod) throws {
    let plan = try solve(site(0.51, [Self.sun]), by: solver)
    #expect(plan.status == .infeasible)
    #expect(plan.violations.map(\.policy) == ["hourly carbon free"])
    #expect(agree(plan.violations.first?.total, 876))
  }

  @Test("a store carries sun to the other hour", arguments: OneMethod.all)
  func carried(_ solver: OneMethod) throws {
    let plan = try solve(site(1, [Self.sun, Self.store]), by: solver)
    #expect(plan.status == .optimal)
    #expect(plan.flow("grid", "import_mw").allSatisfy { agree($0, 0) })
    #expect(agree(plan.flow("store", "carbon_free_charge_mw").last, 10))
    #expect(agree(plan.flow("store", "carbon_free_discharge_mw").first, 10))
  }

  /// A store does not make grid power carbon-free: all 0.2 · 87,600 MWh are missing.
  @Test("a store of grid power is not carbon-free", arguments: OneMethod.all)
  func notLaundered(_ solver: OneMethod) throws {
    let plan = try solve(site(0.2, [Self.store]), by: solver)
    #expect(plan.status == .infeasible)
    #expect(agree(plan.violations.first?.total, 17_520))
  }

  /// With γ = 0.3 the grid alone reaches 30 %, and 31 % misses 876 MWh.
  @Test("the grid counts by its carbon-free share", arguments: OneMethod.all)
  func gridShare(_ solver: OneMethod) throws {
    let grid: Keys = ["carbon_free_fraction": 0.3]
    #expect(try solve(site(0.3, grid: grid), by: solver).status == .optimal)
    let plan = try solve(site(0.31, grid: grid), by: solver)
    #expect(plan.status == .infeasible)
    #expect(agree(plan.violations.first?.total, 876))
  }

  // MARK: views of the cap

  /// Gas of 0.5 t a MWh beside a grid, at prices in USD a MWh.
  private func choice(gas: Double, grid: Double, _ keys: Keys, _ policy: Keys) -> Site {
    let heat = 500 / (53.06 + 0.0273)
    let engines = Make.pipelineGas(
      "gas",
      [
        "capex_usd_per_kw": 1e-9, "fixed_om_usd_per_kw_year": 0, "variable_om_usd_per_mwh": 0,
        "no_load_mmbtu_per_h_per_mw": 0, "minimum_load_fraction": 0, "methane_slip_g_per_kwh": 0,
        "unit_mw": 10, "max_units": 1, "incremental_heat_rate_mmbtu_per_mwh": .number(heat),
        "price_usd_per_mmbtu": .number(gas / heat),
      ])
    let connection = Make.checked(
      Grid.self, "grid",
      Make.gridValues.with([
        "co2_kg_per_mwh": 300, "tariff": .tariff(Make.tariff(energy: grid, demand: 0)),
      ]).with(keys))
    return Site.of(
      [engines, connection, Make.firmLoad(10)], emissions: policy)
  }

  /// Residual mix 0.4 t, 2 MW of certificates all year: 0.5·p + 0.4·(10 − p − 2) = 3.7 gives p = 5.
  /// One more tonne lets gas take 10 MWh from the grid: 300 USD.
  @Test(
    "market-based: certificates of the year lower what the cap counts", arguments: OneMethod.all)
  func marketOfTheYear(_ solver: OneMethod) throws {
    let site = choice(
      gas: 50, grid: 80, [:],
      [
        "cap_boundary": "scope1+2-market", "cap_t_co2e_per_year": .number(3.7 * 8760),
        "residual_mix_co2_kg_per_mwh": 400,
        "certificates": .classes(
          ("wind", ["serial": "W-1", "certified_mwh_per_year": .number(2 * 8760)])),
      ])
    let plan = try solve(site, by: solver)
    #expect(agree(plan.flow("gas", "output_mw").reduce(0, +), 10))
    #expect(agree(plan.objective.in(.usd), 650 * 8760))
    #expect(agree(plan.worth(of: "site.emissions_cap"), -300))
    #expect(agree(plan.emitted("site", "grid_market"), 0.4 * 3 * 8760))
  }

  /// 4 MW certified in the first hour only: 8 + 0.1·Σp − 0.4·4 = 7.2 gives Σp = 8 over two hours,
  /// with at least 4 MW of imports in the first.
  @Test("market-based by hour: certificates count in their hours", arguments: OneMethod.all)
  func marketOfTheHour(_ solver: OneMethod) throws {
    let site = choice(
      gas: 50, grid: 80, [:],
      [
        "cap_boundary": "scope1+2-market-hourly", "cap_t_co2e_per_year": .number(7.2 * 4380),
        "residual_mix_co2_kg_per_mwh": 400,
        "certificates": .classes(("wind", ["serial": "W-1", "certified_mw": [4, 0]])),
      ])
    let plan = try solve(site, by: solver)
    #expect(agree(plan.flow("gas", "output_mw").reduce(0, +), 8))
    #expect((plan.flow("grid", "import_mw").first ?? 0) > 4 - 1e-6)
    #expect(agree(plan.objective.in(.usd), (20 * 80 - 8 * 30) * 4380))
    #expect(agree(plan.emitted("site", "grid_market"), 0.4 * (12 - 4) * 4380))
  }

  /// At the margin the grid carries 0.6 t, so that 0.5·p + 0.6·(10 − p) = 5.5 asks for 5 MW of gas;
  /// one more tonne lets 10 MWh of it go: 300 USD.
  @Test("marginal: the cap counts what imports cause", arguments: OneMethod.all)
  func marginal(_ solver: OneMethod) throws {
    let site = choice(
      gas: 80, grid: 50, ["marginal_co2e_kg_per_mwh": 600],
      ["cap_boundary": "marginal", "cap_t_co2e_per_year": .number(5.5 * 8760)])
    let plan = try solve(site, by: solver)
    #expect(agree(plan.flow("gas", "output_mw").reduce(0, +), 10))
    #expect(agree(plan.objective.in(.usd), 650 * 8760))
    #expect(agree(plan.worth(of: "site.emissions_cap"), -300))
  }

  /// The flare of the site is inside its cap, the producer's is not: 100 MMBtu/h are flared whatever
  /// else happens, about 45,000 t a year.
  @Test("who owns the flare decides what the cap counts", arguments: ["operator", "site"])
  func flareOwner(owner: String) throws {
    let site = Site.of(
      [
        Make.flaredGas("flare", ["flare_owner": .word(owner), "max_units": 0]),
        Make.grid("grid"), Make.firmLoad(10),
      ], emissions: ["cap_t_co2e_per_year": 50_000])
    let plan = try solve(site, by: OneMethod.simplex)
    // Imports alone are 35,040 t.
    #expect(plan.status == (owner == "site" ? .infeasible : .optimal))
  }
}
