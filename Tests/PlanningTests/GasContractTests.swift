import Components
import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Contracts, permits and hold-backs of conventions: "Gas", "Limits" and "Load", by hand.
///
/// A free genset of 2.5 MW at 8 MMBtu/MWh stands beside a grid at a flat price, in 24 hours that stand
/// for a year.
@Suite("closed forms: gas contracts, run hours and fast swings")
struct GasContractTests {
  private let planner = Planner(strategy: GLPKSolver.strategy)

  private func site(grid price: Double, _ keys: Keys) -> Site {
    let free: Keys = [
      "capex_usd_per_kw": 1e-9, "fixed_om_usd_per_kw_year": 0, "variable_om_usd_per_mwh": 0,
      "no_load_mmbtu_per_h_per_mw": 0, "minimum_load_fraction": 0, "min_units": 1, "max_units": 1,
    ]
    return Site.of([
      Make.checked(
        PipelineGas.self, "gas", Make.pipelineGasValues.with(free).with(keys)),
      Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: price, demand: 0))]),
      Make.firmLoad(10),
    ])
  }

  private func burned(_ plan: SitePlan) -> Double {
    plan.flow("gas", "gas_mmbtu_per_h").reduce(0, +) * 8760 / 24
  }

  /// Gas at 6 USD/MMBtu makes power at 48 USD/MWh, dearer than the grid's 40: only what must be
  /// taken is taken.
  @Test("a minimum take is taken and no more")
  func minimumTake() throws {
    let site = site(
      grid: 40, ["price_usd_per_mmbtu": 6, "minimum_take_mmbtu_per_year": 30_000])
    let plan = try planner.plan(site, over: site.first(24)).plan
    #expect(plan.status == .optimal)
    #expect(agree(burned(plan), 30_000))
  }

  /// One unit burns at most 2.5 · 8 · 8760 = 175,200 MMBtu.
  @Test("a minimum take above what the units can burn is told in MMBtu")
  func impossibleTake() throws {
    let site = site(grid: 40, ["minimum_take_mmbtu_per_year": 200_000])
    let plan = try planner.plan(site, over: site.first(24)).plan
    #expect(plan.status == .infeasible)
    #expect(plan.violations.map(\.policy) == ["minimum take"])
    #expect(agree(plan.violations.first?.total, 24_800, within: 1e-5))
  }

  /// Gas paid for in any case costs (6 − p)·8 USD/MWh more when it is burned: 16 at p = 4, below the
  /// grid's 40, so all of it is burned; 44 at p = 0.5, so none is and 15,000 USD are paid.
  @Test("a take-or-pay is burned while that is the lesser loss", arguments: [4, 0.5])
  func takeOrPay(deficiency: Double) throws {
    let site = site(
      grid: 40,
      [
        "price_usd_per_mmbtu": 6, "take_or_pay_mmbtu_per_year": 30_000,
        "take_or_pay_usd_per_mmbtu": .number(deficiency),
      ])
    let plan = try planner.plan(site, over: site.first(24)).plan
    let paid = plan.costs.first { $0.component == "gas" && $0.line == "take_or_pay" }
    #expect(agree(burned(plan), deficiency == 4 ? 30_000 : 0, within: 1e-5))
    #expect(agree(paid?.amount.in(.usd), deficiency == 4 ? 0 : 15_000, within: 1e-5))
  }

  /// Cheap gas beside a dear grid: the unit runs as long as its permit lets it. Of 24 steps of 365 hours
  /// 16 whole ones fit into 6,000 hours: 5,840 · 2.5 MWh.
  @Test("run hours end where the permit does")
  func runHours() throws {
    let site = site(grid: 90, ["max_run_hours_per_unit": 6000])
    let plan = try planner.plan(site, over: site.first(24)).plan
    #expect(agree(burned(plan), 5840 * 2.5 * 8))
    let run = plan.flow("gas", "online_capacity_mw").reduce(0, +) * 8760 / 24
    #expect(run <= 15_000 * (1 + 1e-9))
  }

  /// 20 MMBtu/h from the wells, 5 for the pilot: 15 are taken, and all 5 go on being flared.
  @Test("the flare's pilot gas is never taken")
  func pilotGas() throws {
    let flare = Make.flaredGas(
      "flare",
      [
        "available_mmbtu_per_h": 20, "pilot_gas_mmbtu_per_h": 5, "price_usd_per_mmbtu": 0,
        "capex_usd_per_kw": 1,
      ])
    let site = Site.of([flare, Make.grid(), Make.firmLoad(10)])
    let plan = try planner.plan(site, over: site.first(24)).plan
    #expect(plan.flow("flare", "gas_taken_mmbtu_per_h").allSatisfy { agree($0, 15) })
    #expect(plan.flow("flare", "gas_flared_mmbtu_per_h").allSatisfy { agree($0, 5) })
  }

  /// Half of 4 MW of training: 2 MW of converters, though the battery has nothing else to do.
  @Test("battery power stands by for the swings of training")
  func fastSwing() throws {
    let load = Make.load(
      10,
      .classes(
        ("inference", ["kind": "firm", "share_fraction": 0.6]),
        (
          "training",
          [
            "kind": "interruptible", "share_fraction": 0.4, "value_of_lost_load_usd_per_mwh": 5000,
          ]
        )), swing: 0.5)
    let site = Site.of([Make.grid(), Make.bess(), load])
    let plan = try planner.plan(site, over: site.first(24)).plan
    #expect(agree(plan.component("bess")?.power?.in(.megawatts), 2))
    let without = Site.of([Make.grid(), load])
    let refused = try planner.plan(without, over: without.first(24)).plan
    let training = try #require(refused.classes.first { $0.name == "training" })
    #expect(agree(training.unserved.in(.megawattHours), 4 * 8760))
  }
}
