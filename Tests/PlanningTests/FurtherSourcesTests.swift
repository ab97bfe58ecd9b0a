import Components
import GLPKSolver
import LinearProgramming
import Planning
import Reliability
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Each further source alone, on 10 MW flat through the year at 8 % real, without reserve: what a MWh costs
/// by hand.
@Suite("further sources: what a MWh costs")
struct FurtherSourcesTests {
  private static func crf(_ years: Double) -> Double {
    Annuity.factor(rate: 0.08, years: years)
  }

  private func plan(_ component: any Component, steps: Int = 24) throws -> SitePlan {
    let site = Site.of([component, Make.firmLoad(10)])
    let result = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(steps))
    #expect(result.plan.status == .optimal)
    #expect(result.answer?.certificate.passed == true)
    return result.plan
  }

  /// USD/MWh of a plan for 10 MW flat.
  private func price(_ component: any Component) throws -> Double {
    try plan(component).objective.in(.usd) / 87_600
  }

  private func near(_ value: Double, _ expected: Double) -> Bool {
    (value - expected).magnitude < 1e-6 * expected
  }

  /// (1,349.93·CRF(30) + 30.85) ÷ (8.76·0.42).
  @Test func wind() throws { #expect(near(try price(Make.wind()), 40.976521)) }

  /// 1,400 USD/kW over 20 years and 20 USD/kW-year, 9.5 MMBtu/MWh at 3.75 USD, 6 USD/MWh.
  @Test func gasTurbine() throws {
    let turbine = Make.unit(
      GasTurbine.self,
      [
        "unit_mw": 10, "incremental_heat_rate_mmbtu_per_mwh": 7.6,
        "no_load_mmbtu_per_h_per_mw": 1.9, "capex_usd_per_kw": 1400,
        "fixed_om_usd_per_kw_year": 20, "variable_om_usd_per_mwh": 6, "life_years": 20,
      ])
    #expect(near(try price(turbine), 60.185855))
  }

  /// 2,400 USD/kW over 30 years and 33 USD/kW-year, 6.3 MMBtu/MWh, 2.10 USD/MWh.
  @Test func combinedCycle() throws {
    let block = Make.unit(
      CombinedCycle.self,
      [
        "unit_mw": 10, "incremental_heat_rate_mmbtu_per_mwh": 6.3, "no_load_mmbtu_per_h_per_mw": 0,
        "capex_usd_per_kw": 2400, "fixed_om_usd_per_kw_year": 33, "variable_om_usd_per_mwh": 2.1,
        "life_years": 30,
      ])
    #expect(near(try price(block), 53.828406))
  }

  private static let fuelCell: Keys = [
    "unit_mw": 0.5, "incremental_heat_rate_mmbtu_per_mwh": 6.5, "no_load_mmbtu_per_h_per_mw": 0,
    "capex_usd_per_kw": 4000, "fixed_om_usd_per_kw_year": 30, "variable_om_usd_per_mwh": 25,
    "life_years": 20, "stack_life_years": 5, "stack_replacement_fraction_of_capex": 0.35,
    "heat_rate_rise_fraction_per_year": 0.015,
  ]

  /// 6.5 MMBtu/MWh rising by 1.5 % a year in stacks of 5 years: 6.732578 on the discounted mean. New stacks
  /// at 35 % of 4,000 USD/kW after 5, 10 and 15 years, without credit: 493.2321 USD/kW-year in all.
  @Test(arguments: [(0.3, 109.976861), (0, 123.929218)])
  func fuelCell(credit: Double, expected: Double) throws {
    let cell = Make.unit(
      FuelCell.self, Self.fuelCell, ["investment_tax_credit_fraction": .number(credit)])
    let plan = try plan(cell)
    #expect(near(plan.objective.in(.usd) / 87_600, expected))
    let gas = plan.flow("source", "gas_mmbtu_per_h")
    #expect(near(gas.reduce(0, +) / 240, 6.732578))
    let stacks = try #require(plan.cost("source", "stack_replacement"))
    let capital = try #require(plan.cost("source", "capital"))
    if credit > 0 { #expect(near((stacks + capital) / 10_000, 493.2321)) }
  }

  /// A first day of an hour's ramp of a twentieth: from 4 to 10 MW at 0.5 MW an hour take twelve hours.
  @Test func fuelCellsRampSlowly() throws {
    let cell = Make.unit(
      FuelCell.self, Self.fuelCell, ["ramp_fraction_per_hour": 0.05, "max_units": 20])
    let load = (0..<48).map { $0 < 24 ? 4.0 : 10 }
    let site = Site.of([
      cell, Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: 900, demand: 0))]),
      Make.firmLoad(.series(load)),
    ])
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(48)).plan
    let power = plan.flow("source", "output_mw")
    let steps = power.indices.map { (power[$0] - power[($0 + 47) % 48]).magnitude }
    #expect(steps.allSatisfy { $0 < 0.5 + 1e-6 })
    // 6 MW less and 11 steps of half a MW each way, of which none may be over the load.
    #expect(near(plan.flow("grid", "import_mw").reduce(0, +), 66))
  }

  /// 8,000 USD/kW over 60 years and 136 USD/kW-year, 9.18 MMBtu/MWh at 0.85 USD, 2.6 USD/MWh.
  @Test func smallReactor() throws {
    #expect(near(try price(Make.reactor()), 99.716195))
  }

  /// It always runs: at 4 MW of load a unit of 10 MW with a least load of one half finds no use for 1 MW.
  @Test func aReactorAlwaysRuns() throws {
    let site = Site.of([
      Make.reactor("source", ["min_units": 1]),
      Make.bess("bess", ["max_power_mw": 0]), Make.firmLoad([4, 10]),
    ])
    let result = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(2))
    #expect(result.plan.status == .infeasible)
    let exporting = Site.of([
      Make.reactor("source", ["min_units": 1]),
      Make.grid(
        "grid", ["export_limit_mw": 5, "import_limit_mw": 0, "export_price_usd_per_mwh": 1]),
      Make.firmLoad([4, 10]),
    ])
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(exporting, over: exporting.first(2))
      .plan
    #expect(plan.flow("source", "output_mw").elementsEqual([5, 10]) { near($0, $1) })
    #expect(plan.flow("source", "online_capacity_mw").allSatisfy { near($0, 10) })
  }

  /// 6,500 USD/kW over 30 years and 120 USD/kW-year.
  @Test func geothermal() throws {
    #expect(near(try price(Make.geothermal()), 79.609397))
  }

  /// At 2 % a year over 30 years 0.98^15 = 0.738569 of it is left at mid-life: as much more must stand, and
  /// hot hours that leave 0.9 ask for more again.
  @Test func reservoirsDecline() throws {
    let plant = Make.geothermal(
      "source",
      [
        "unit_mw": 0.001, "reservoir_decline_fraction_per_year": 0.02,
        "output_derate_fraction": 0.9, "max_units": 100_000,
      ])
    let plan = try plan(plant)
    let least = 10 / (0.9 * Annuity.power(0.98, 15))
    let built = try #require(plan.component("source")?.power?.in(.megawatts))
    #expect(built >= least - 1e-6 && built < least + 0.001)
    #expect(
      near(
        try #require(plan.detail("source", "end_of_life_output_fraction")), Annuity.power(0.98, 30))
    )
  }

  /// 28 USD/kW-month, 10 MMBtu/MWh, 18 USD/MWh.
  @Test func rentedPower() throws {
    #expect(near(try price(Make.rented()), 93.856164))
  }

  /// Standby sets with a permit for the year and a tank that is refilled as fast as it is drawn: 800 USD/kW
  /// over 20 years, 15 USD/kW-year, 10.6 MMBtu/MWh at 25.2 USD, 10 USD/MWh.
  @Test func dieselPrime() throws {
    let diesel = Make.standby(
      "source",
      [
        "unit_mw": 2, "heat_rate_mmbtu_per_mwh": 10.6, "price_usd_per_mmbtu": 25.2,
        "capex_usd_per_kw": 800, "fixed_om_usd_per_kw_year": 15, "variable_om_usd_per_mwh": 10,
        "life_years": 20, "planned_hours_per_year": 8784, "refill_mw_per_unit": 2,
      ])
    #expect(near(try price(diesel), 288.133900))
  }

  /// 10 MW through 100 hours without sun, after 100 hours with it: 10·100 ÷ √0.42 MWh in store, which took
  /// 1,543.0335 ÷ √0.42, and so 33.809524 MW of sun. 2,000 USD/kW over 20 years and 19 USD/kW-year.
  @Test func hundredHours() throws {
    let site = Site.of([
      Make.solar(
        "solar",
        [
          "output_kw_per_kwdc": .series((0..<200).map { $0 < 100 ? 1 : 0 }),
          "capex_usd_per_kwdc": 1, "fixed_om_usd_per_kwdc_year": 0,
          "degradation_fraction_per_year": 0, "life_years": 20,
        ]),
      Make.longDuration(), Make.firmLoad(10),
    ])
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(200)).plan
    #expect(plan.status == .optimal)
    let charged = plan.flow("storage", "charge_mw")
    #expect(near(plan.flow("storage", "stored_mwh").max() ?? 0, 1543.033500))
    #expect(near(charged.reduce(0, +), 2380.952381))
    #expect(near(plan.component("solar")?.power?.in(.megawatts) ?? 0, 33.809524))
    #expect(near(plan.detail("storage", "charging_power_mw") ?? 0, 23.809524))
    #expect(near(plan.detail("storage", "deliverable_energy_mwh") ?? 0, 1000))
    let owned = ["capital", "fixed_om"].compactMap { plan.cost("storage", $0) }.reduce(0, +)
    #expect(near(owned, 2_227_044.18))
  }

  /// Sun for 60 hours of 120: 10 ÷ 0.42 MW charge what 10 MW take out, in the simulation of failures too.
  @Test func chargingPowerIsItsOwn() throws {
    let site = Site.of([
      Make.solar(
        "solar",
        [
          "output_kw_per_kwdc": .series((0..<120).map { $0 < 60 ? 1 : 0 }),
          "capex_usd_per_kwdc": 1, "fixed_om_usd_per_kwdc_year": 0,
          "degradation_fraction_per_year": 0, "life_years": 20,
        ]),
      Make.longDuration(), Make.firmLoad(10),
    ])
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(120)).plan
    let store = try #require(Plant(plan, of: site).stores.first)
    #expect(near(store.power.in(.megawatts), 10))
    #expect(near(store.chargingPower?.in(.megawatts) ?? 0, 23.809524))
  }

  /// What does not fit together is told of each kind of store.
  @Test func sizesOfStoresFitTogether() {
    let wrong: Keys = [
      "max_power_mw": 0, "min_energy_mwh": 1, "min_duration_hours": 200, "max_duration_hours": 100,
      "first_delivery_month": 9, "deliveries": .schedule("mw", (3, 1)),
    ]
    let keys = ["min_energy_mwh", "min_duration_hours", "first_delivery_month"]
    let storage = LongDurationStorage.problems(in: Make.longDuration().values.with(wrong))
    let battery = BESS.problems(in: Make.bess().values.with(wrong))
    #expect(Set(storage.map(\.key)) == Set(keys))
    #expect(Set(battery.map(\.key)) == Set(keys))
  }

  /// The same with converters sized apart: at 100 USD/kW as many as the sun needs.
  @Test func convertersAreSizedApart() throws {
    let storage = Make.longDuration(
      "storage", ratio: nil, ["charging_capex_usd_per_kw": 100])
    let site = Site.of([
      Make.solar(
        "solar",
        [
          "output_kw_per_kwdc": .series((0..<200).map { $0 < 100 ? 1 : 0 }),
          "capex_usd_per_kwdc": 1, "fixed_om_usd_per_kwdc_year": 0,
          "degradation_fraction_per_year": 0, "life_years": 20,
        ]), storage, Make.firmLoad(10),
    ])
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(200)).plan
    #expect(near(plan.detail("storage", "charging_power_mw") ?? 0, 23.809524))
    let capital = try #require(plan.cost("storage", "capital"))
    #expect(near(capital, 1000 * Self.crf(20) * (2000 * 10 + 100 * 23.809524)))
  }

  /// Two blocks of 10 MW, one needed by day, both for two hours, and after two days off again: hot starts
  /// within 8 hours cost 20 USD/MW, later ones 50 more.
  @Test func coldStartsCostMore() throws {
    // 4 hours on, 4 off, 4 on, 20 off: the second start is hot, the first cold.
    let load = (0..<32).map { (0..<4).contains($0) || (8..<12).contains($0) ? 10.0 : 0 }
    let block = Make.unit(
      CombinedCycle.self,
      [
        "unit_mw": 10, "min_units": 1, "max_units": 1, "no_load_mmbtu_per_h_per_mw": 1,
        "minimum_load_fraction": 0.4, "start_cost_usd_per_mw": 20, "cold_start_cost_usd_per_mw": 50,
        "cold_start_fuel_mmbtu_per_mw": 3, "cold_after_hours": 8,
      ])
    let site = Site.of([block, Make.firmLoad(.series(load))])
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(32)).plan
    let weight = 8760.0 / 32
    #expect(near(plan.cost("source", "starts") ?? 0, weight * 2 * 10 * 20))
    #expect(near(plan.cost("source", "cold_starts") ?? 0, weight * 10 * 50))
    #expect(near(plan.flow("source", "cold_started_mw").reduce(0, +), 10))
    // 8 hours at 9 MMBtu/MWh and 30 MMBtu of the cold start.
    #expect(near(plan.flow("source", "gas_mmbtu_per_h").reduce(0, +), 8 * 90 + 30))
  }
}
