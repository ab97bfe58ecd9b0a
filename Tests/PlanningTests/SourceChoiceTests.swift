import Components
import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Each further source is built at one site and left out at another, for the reason that stands there.
@Suite("further sources: where each is built")
struct SourceChoiceTests {
  private func built(_ component: any Component, beside others: [any Component]) throws -> Double {
    let site = Site.of([component] + others)
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(24)).plan
    #expect(plan.status == .optimal)
    return plan.component(component.name)?.power?.in(.megawatts) ?? 0
  }

  private func grid(_ price: Double, limit: Double = 20) -> Grid {
    Make.grid(
      "grid",
      [
        "import_limit_mw": .number(limit), "tariff": .tariff(Make.tariff(energy: price, demand: 0)),
      ])
  }

  private let load = Make.firmLoad(10)

  /// Where it wins and where it loses, by the price of the grid beside it.
  private func check(_ component: any Component, costs price: Double) throws {
    #expect(try built(component, beside: [grid(price + 1), load]) > 9.99)
    #expect(try built(component, beside: [grid(price - 1), load]) < 0.01)
  }

  /// 40.98 USD/MWh as it comes: it replaces a grid that costs more, and none that costs less.
  @Test func windReplacesExpensiveImports() throws {
    #expect(try built(Make.wind(), beside: [grid(42), load]) > 23.8)
    #expect(try built(Make.wind(), beside: [grid(40), load]) < 0.01)
  }

  /// Beside 60.19 USD/MWh from a turbine.
  @Test func gasTurbinesWhereTheGridIsDear() throws {
    try check(
      Make.unit(
        GasTurbine.self,
        [
          "unit_mw": 10, "incremental_heat_rate_mmbtu_per_mwh": 7.6,
          "no_load_mmbtu_per_h_per_mw": 1.9, "capex_usd_per_kw": 1400,
          "fixed_om_usd_per_kw_year": 20, "variable_om_usd_per_mwh": 6, "life_years": 20,
        ]), costs: 60.185855)
  }

  private func block(_ capital: Double) -> CombinedCycle {
    Make.combinedCycle(
      "blocks",
      [
        "unit_mw": 10, "price_usd_per_mmbtu": 3.75, "incremental_heat_rate_mmbtu_per_mwh": 6.3,
        "no_load_mmbtu_per_h_per_mw": 0, "minimum_load_fraction": 0, "methane_slip_g_per_kwh": 0,
        "capex_usd_per_kw": .number(capital), "fixed_om_usd_per_kw_year": 33,
        "variable_om_usd_per_mwh": 2.1, "life_years": 30,
      ])
  }

  /// A campus of combined cycle or reactors: at 3.75 USD/MMBtu gas wins at 2,400 USD/kW; with gas at 11.03 both
  /// cost the same, 99.72 USD/MWh, and beyond it reactors win.
  @Test func combinedCycleAgainstReactors() throws {
    #expect(try built(block(2400), beside: [Make.reactor(), load]) > 9.99)
    #expect(try built(Make.reactor(), beside: [block(2400), load]) < 0.01)
    func dear(_ price: Double) -> CombinedCycle {
      Make.checked(
        CombinedCycle.self, "blocks",
        block(2400).values.with(["price_usd_per_mmbtu": .number(price)]))
    }
    #expect(try built(Make.reactor(), beside: [dear(11.2), load]) > 9.99)
    #expect(try built(Make.reactor(), beside: [dear(10.9), load]) < 0.01)
  }

  /// By its heat rate a fuel cell wins where carbon costs enough beside a turbine, and loses where it is free.
  @Test func fuelCellsWhereCarbonCosts() throws {
    let cell = Make.unit(
      FuelCell.self,
      [
        "unit_mw": 0.5, "incremental_heat_rate_mmbtu_per_mwh": 6.5,
        "no_load_mmbtu_per_h_per_mw": 0, "capex_usd_per_kw": 4000,
        "fixed_om_usd_per_kw_year": 30, "variable_om_usd_per_mwh": 25, "life_years": 20,
        "stack_life_years": 5, "stack_replacement_fraction_of_capex": 0.35,
        "heat_rate_rise_fraction_per_year": 0.015, "investment_tax_credit_fraction": 0.3,
      ])
    let turbine = Make.checked(
      GasTurbine.self, "turbine",
      Make.pipelineGasValues.with([
        "unit_mw": 10, "price_usd_per_mmbtu": 3.75, "incremental_heat_rate_mmbtu_per_mwh": 7.6,
        "no_load_mmbtu_per_h_per_mw": 1.9, "minimum_load_fraction": 0, "methane_slip_g_per_kwh": 0,
        "capex_usd_per_kw": 1400, "variable_om_usd_per_mwh": 6,
      ]))
    // 49.79 USD/MWh dearer, 2.7674 MMBtu/MWh and 146.9 kg CO2e/MWh less: 339 USD/t.
    func cells(_ carbon: Double) throws -> Double {
      let site = Site.of([cell, turbine, load], emissions: ["price_usd_per_t": .number(carbon)])
      let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(24)).plan
      return plan.component("source")?.power?.in(.megawatts) ?? 0
    }
    #expect(try cells(345) > 9.99)
    #expect(try cells(333) < 0.01)
  }

  @Test func reactorsWhereTheGridIsDear() throws {
    try check(Make.reactor(), costs: 99.716195)
  }

  @Test func geothermalWhereTheGridIsDear() throws {
    try check(Make.geothermal(), costs: 79.609397)
  }

  /// Owned sets are cheaper over their life, but where none can be had rent bridges.
  @Test func rentOnlyWhereNothingCanBeBought() throws {
    let owned = Make.pipelineGas(
      "owned", ["unit_mw": 10, "price_usd_per_mmbtu": 3.75, "minimum_load_fraction": 0])
    let none = Make.pipelineGas(
      "owned",
      ["unit_mw": 10, "price_usd_per_mmbtu": 3.75, "minimum_load_fraction": 0, "max_units": 0])
    #expect(try built(Make.rented(), beside: [owned, load]) < 0.01)
    #expect(try built(Make.rented(), beside: [none, load]) > 9.99)
  }

  /// Diesel as prime power at 288 USD/MWh: only where a permit lets it run and nothing else is there.
  @Test func dieselAsLastResort() throws {
    let diesel = Make.standby(
      "diesel",
      [
        "heat_rate_mmbtu_per_mwh": 10.6, "price_usd_per_mmbtu": 25.2,
        "planned_hours_per_year": 8784,
        "refill_mw_per_unit": 2, "life_years": 20,
      ])
    #expect(try built(diesel, beside: [grid(100, limit: 4), load]) > 5.99)
    #expect(try built(diesel, beside: [grid(100), load]) < 0.01)
  }

  /// 100 hours without sun: storage of days costs 20 USD a kWh that it gives, a battery 220; through a night
  /// of 12 hours, the battery's losses and power decide.
  @Test func daysOfStorageForDaysWithoutSun() throws {
    func planned(dark: Int) throws -> (long: Double, short: Double) {
      let steps = 2 * dark
      let solar = Make.solar(
        "solar",
        [
          "output_kw_per_kwdc": .series((0..<steps).map { $0 < dark ? 1 : 0 }),
          "land_limit_mwdc": 200, "degradation_fraction_per_year": 0,
        ])
      let battery = Make.bess("bess", ["max_duration_hours": 24])
      let site = Site.of([solar, Make.longDuration(), battery, load])
      let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(steps)).plan
      func power(_ name: String) -> Double { plan.component(name)?.power?.in(.megawatts) ?? 0 }
      return (power("storage"), power("bess"))
    }
    let days = try planned(dark: 100)
    #expect(days.long > 9 && days.short < 1)
    let night = try planned(dark: 6)
    #expect(night.long < 0.01 && night.short > 9)
  }
}
