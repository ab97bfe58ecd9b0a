import Planning
import SiteModel
import Solvers
import Solving
import TestSupport
import Testing
import Units

/// Whole units over years, and the rent that is worth paying: both by hand.
@Suite("units over years")
struct WholeUnitsTests {
  private func planner(_ site: Site, over steps: Horizon?) throws -> HorizonPlanner {
    HorizonPlanner(
      planner: Planner(strategy: SolverRegistry.standard.usual), site: site,
      horizon: try #require(site.planningHorizon), over: steps)
  }

  /// Sets of 1 MW without fuel and upkeep, at 1,000 USD/kW for 20 years.
  private func sets() -> any Component {
    let keys: Keys = [
      "unit_mw": 1, "capex_usd_per_kw": 1000, "life_years": 20, "price_usd_per_mmbtu": 0,
      "fixed_om_usd_per_kw_year": 0, "variable_om_usd_per_mwh": 0, "minimum_load_fraction": 0,
      "no_load_mmbtu_per_h_per_mw": 0, "mttr_hours": 0, "planned_outage_hours_per_unit": 0,
    ]
    return Make.pipelineGas("gas", keys)
  }

  /// 2.6 MW need three sets: relaxed the program builds 2.6, and its bound is 13 % below the plan. That two do
  /// not suffice is proven, so that three are known to be the least.
  @Test(
    "a count that must be whole lifts the bound: three sets, 3,000,000 USD at no interest and no salvage"
  )
  func wholeCount() throws {
    let site = Site.of([sets(), Make.firmLoad(2.6)], rate: 0)
      .over(2, ["salvage": .word("none")])
    var planner = try planner(site, over: site.first(24))
    let plan = try planner.plan().plan
    let optimality = try #require(plan.optimality)
    #expect(agree(optimality.cost.in(.usd), 3_000_000, within: 1e-9))
    #expect(agree(optimality.lowerBound.in(.usd), 3_000_000, within: 1e-4))
    let relaxed = try planner.plan(relaxed: true).plan
    #expect(agree(relaxed.presentValue.in(.usd), 2_600_000, within: 1e-6))
  }

  /// 1.4 MW in the first year and 2.4 in the second: a set more than the relaxed count on each date.
  @Test("counts are whole on each date: two sets, and a third for the second year")
  func wholeOnEachDate() throws {
    let site = Site.of([sets(), Make.firmLoad(1.4)], rate: 0)
      .over(2, ["salvage": .word("none"), "load_growth_fraction_per_year": .number(1.0 / 1.4)])
    var planner = try planner(site, over: site.first(24))
    let plan = try planner.plan().plan
    let optimality = try #require(plan.optimality)
    #expect(agree(optimality.cost.in(.usd), 3_000_000, within: 1e-9))
    #expect(agree(optimality.lowerBound.in(.usd), 3_000_000, within: 1e-4))
    #expect(plan.capacities.map(\.built) == [2, 3])
  }

  /// Half a year until the grid comes, at a value of 200 USD for each MWh. Rented sets burn gas for 50; what is
  /// left, 150 USD/MWh, pays in a month of 732 h for no more than 109.8 USD/kW: modules that are energised stay so,
  /// and of all months until the grid comes May and June have the longest mean.
  @Test(
    "the rent at which nothing is rented is what the longest months earn", arguments: [20.0, 300])
  func breakEvenRent(asked: Double) throws {
    let rented: Keys = [
      "unit_mw": 1, "capex_usd_per_kw": 0, "fixed_om_usd_per_kw_year": 0,
      "rental_usd_per_kw_month": .number(asked), "incremental_heat_rate_mmbtu_per_mwh": 10,
      "no_load_mmbtu_per_h_per_mw": 0, "price_usd_per_mmbtu": 5, "variable_om_usd_per_mwh": 0,
      "minimum_load_fraction": 0, "mttr_hours": 0, "planned_outage_hours_per_unit": 0,
    ]
    let load: Keys = [
      "facility_load_mw": 1, "module_deliveries": .schedule("fraction", (0, 1)),
      "modules_energised": .word("chosen"), "value_of_served_mwh_usd": 200,
      "value_basis": .word("lease"),
      "classes": .classes(("inference", ["kind": "firm", "share_fraction": 1])),
    ]
    let site = Site.of([
      Make.grid(
        "grid",
        [
          "import_limit_mw": 1, "energised_month": 6,
          "tariff": .tariff(Make.tariff(energy: 60, demand: 0)),
        ]),
      Make.pipelineGas("rented", rented), GPULoad(name: "load", values: ParameterValues(load)),
    ]).over(1, ["phase_years": 1])
    var planner = try planner(site, over: nil)
    let result = try planner.plan()
    let rents = try planner.answers(to: result).rents
    let answer = try #require(rents.first)
    #expect(rents.count == 1)
    #expect(answer.component == "rented")
    #expect(answer.rent == PowerPrice(asked, .usdPerKilowattMonth))
    let breakEven = try #require(answer.breakEven)
    #expect(agree(breakEven.in(.usdPerKilowattMonth), 109.8, within: 1e-6))
  }
}
