import GLPKSolver
import Planning
import SiteModel
import Solvers
import Solving
import TestSupport
import Testing
import Units

/// Plans over several years, each with its closed form.
@Suite("years of a horizon")
struct HorizonTests {
  private func planned(_ site: Site, over steps: Horizon? = nil, relaxed: Bool = false) throws
    -> HorizonPlan
  {
    let horizon = try #require(site.planningHorizon)
    var planner = HorizonPlanner(
      planner: Planner(strategy: SolverRegistry.standard.usual),
      site: site, horizon: horizon,
      over: steps)
    return try planner.plan(relaxed: relaxed).plan
  }

  private func costs(_ site: Site, over steps: Horizon? = nil) throws -> Double {
    let plan = try planned(site, over: steps)
    #expect(plan.status == .optimal)
    return plan.presentValue.in(.usd)
  }

  /// 2 MW of load, a grid of 1 MW at 100 USD/MWh, and engines of 1 MW.
  private func mixed(life: Double = 10, rate: Double = 0.08) -> Site {
    Site.of(
      [
        Make.grid("grid", ["import_limit_mw": 1, "tariff": .tariff(Make.tariff(energy: 100))]),
        Make.pipelineGas("gas", ["life_years": .number(life), "unit_mw": 1]), Make.firmLoad(2),
      ], rate: rate)
  }

  @Test("T1 a horizon as long as every life costs Σ of the discounts times a year")
  func recurring() throws {
    let site = mixed()
    let steps = site.first(24)
    let year = try Planner(strategy: GLPKSolver.strategy).plan(site, over: steps).plan
    let sum = (1...10).reduce(0.0) { $0 + 1 / Annuity.power(1.08, Double($1)) }
    let all = try costs(site.over(10, rate: 0.08), over: steps)
    #expect(agree(all, sum * year.objective.in(.usd), within: 1e-9))
  }

  @Test("T8 two identical years at no interest cost twice one")
  func twice() throws {
    let site = mixed(life: 20, rate: 0)
    let one = try costs(site.over(1), over: site.first(24))
    let two = try costs(site.over(2), over: site.first(24))
    #expect(agree(two, 2 * one, within: 1e-9))
  }

  @Test("a horizon of one year with one date is the plan of the site without it")
  func oneYear() throws {
    let site = mixed()
    let year = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(24)).plan
    let plan = try planned(site.over(1, rate: 0.08), over: site.first(24))
    #expect(agree(plan.presentValue.in(.usd), year.objective.in(.usd) / 1.08, within: 1e-12))
    let own = try #require(plan.years.first?.plan.components)
    for (one, other) in zip(own, year.components) {
      #expect(one.power == other.power)
      #expect(one.units == other.units)
      #expect(one.flows.map(\.values) == other.flows.map(\.values))
    }
  }

  /// 1 MW flat, engines at 60 USD/MWh until the grid comes at 50 in hour 6,552 of 8,760: 503,520 USD.
  @Test("T7 a grid that is energised in month 9")
  func energised() throws {
    let gas = Make.pipelineGas(
      "gas",
      [
        "capex_usd_per_kw": 1e-6, "price_usd_per_mmbtu": 0, "variable_om_usd_per_mwh": 60,
        "fixed_om_usd_per_kw_year": 0, "minimum_load_fraction": 0,
      ])
    let grid = Make.grid(
      "grid",
      [
        "import_limit_mw": 2, "energised_month": 9,
        "tariff": .tariff(Make.tariff(energy: 50, demand: 0)),
      ])
    let site = Site.of([grid, gas, Make.firmLoad(1)]).over(1)
    #expect(agree(try costs(site), 503_520))
  }

  /// Two years of 1 MW: 400 kg/MWh at 5 USD or none at 50. Half of 7,008 t may be emitted in both together:
  /// 8,760 MWh at either price, 481,800 USD.
  @Test("a cap over the horizon holds in the years as they are planned apart")
  func capOverHorizon() throws {
    func grid(_ name: String, _ price: Double, _ carbon: Double) -> Grid {
      Make.grid(
        name,
        [
          "import_limit_mw": 1, "co2_kg_per_mwh": .number(carbon),
          "tariff": .tariff(Make.tariff(energy: price, demand: 0)),
        ])
    }
    let site = Site.of(
      [grid("dirty", 5, 400), grid("clean", 50, 0), Make.firmLoad(1)],
      emissions: ["cap_over_horizon_t_co2e": 3504], rate: 0
    ).over(2)
    let plan = try planned(site, over: site.first(24))
    let emitted = plan.years.flatMap(\.plan.emissions).filter { $0.scope == 2 }
      .reduce(0) { $0 + $1.amount.in(.tonnes) }
    #expect(agree(emitted, 3504))
    #expect(agree(plan.presentValue.in(.usd), 481_800))
  }
}
