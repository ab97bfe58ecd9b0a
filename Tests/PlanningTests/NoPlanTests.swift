import GLPKSolver
import LinearProgramming
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

@Suite("sites without a plan")
struct NoPlanTests {
  private func result(
    _ site: Site, steps: Int = 24, by solver: OneMethod
  ) throws -> Planner.Result {
    try Planner(strategy: solver.strategy).plan(site, over: site.first(steps))
  }

  /// 10 MW of load and 7 MW of grid in two hours: 3 MW short in each.
  @Test("missing power is told with its hours", arguments: OneMethod.all)
  func missingPower(_ solver: OneMethod) throws {
    let limit: [Double] = (0..<24).map { [3, 4].contains($0) ? 7 : 15 }
    let site = Site.of([
      Make.grid("grid", ["import_limit_mw": .series(limit)]), Make.firmLoad(10),
    ])
    let plan = try result(site, by: solver).plan
    #expect(plan.status == .infeasible)
    let violation = try #require(plan.violations.first)
    #expect(plan.violations.count == 1)
    #expect(violation.policy == "power balance")
    #expect(violation.steps == [3, 4])
    #expect(agree(violation.greatest, 3))
    #expect(agree(violation.total, 6))
    #expect(violation.unit == "MW")
  }

  /// 87,600 MWh at 400 kg are 35,040 t; breaking the balance instead would be the greater violation.
  @Test("a cap below what the load must emit is told in tonnes", arguments: OneMethod.all)
  func impossibleCap(_ solver: OneMethod) throws {
    let site = Site.of(
      [Make.grid(), Make.firmLoad(10)], emissions: ["cap_t_co2e_per_year": 1000])
    let plan = try result(site, by: solver).plan
    #expect(plan.status == .infeasible)
    #expect(plan.violations.map(\.policy) == ["emissions cap"])
    #expect(agree(plan.violations.first?.total, 34_040))
    #expect(plan.violations.first?.steps == [])
  }

  /// Engines alone emit 87,600 MWh × 0.7 kg = 61.32 t.
  @Test(
    "a cap on nitrogen oxides below what engines must emit is told in tonnes",
    arguments: OneMethod.all)
  func impossibleNitrogenOxides(_ solver: OneMethod) throws {
    let site = Site.of(
      [Make.pipelineGas("gas", ["nox_g_per_kwh": 0.7, "unit_mw": 2]), Make.firmLoad(10)],
      emissions: ["cap_nox_t_per_year": 11.32])
    let plan = try result(site, by: solver).plan
    #expect(plan.status == .infeasible)
    #expect(plan.violations.map(\.policy) == ["nox cap"])
    #expect(agree(plan.violations.first?.total, 50))
    #expect(plan.violations.first?.unit == "t NOx/year")
  }

  /// Half of 10 MW can be served and 1 % of the year's energy be shed: 43,800 − 876 MWh too much.
  @Test("shedding beyond its cap is told in MWh", arguments: OneMethod.all)
  func sheddingCap(_ solver: OneMethod) throws {
    let site = Site.of([
      Make.grid("grid", ["import_limit_mw": 5]),
      Make.load(
        10,
        .classes(
          (
            "training",
            [
              "kind": "interruptible", "share_fraction": 1, "max_unserved_fraction": 0.01,
              "value_of_lost_load_usd_per_mwh": 300,
            ]
          ))),
    ])
    let plan = try result(site, by: solver).plan
    #expect(plan.status == .infeasible)
    #expect(plan.violations.map(\.policy) == ["planned shedding"])
    #expect(agree(plan.violations.first?.total, 42_924))
  }

  @Test("too few units for firm load are told in MW", arguments: OneMethod.all)
  func tooFewUnits(_ solver: OneMethod) throws {
    let site = Site.of(
      [Make.pipelineGas("gas", ["max_units": 4]), Make.firmLoad(10)],
      uptime: ["redundancy": "n+1"])
    let plan = try result(site, by: solver).plan
    #expect(plan.status == .infeasible)
    #expect(plan.violations.map(\.policy) == ["firm units"])
    #expect(agree(plan.violations.first?.total, 2.5))
  }

  @Test("engines on one gas are one source", arguments: OneMethod.all)
  func oneSource(_ solver: OneMethod) throws {
    let gas = ["gas", "more_gas"].map { Make.pipelineGas($0) }
    let site = Site.of(gas + [Make.firmLoad(10)], uptime: ["redundancy": "2n"])
    let plan = try result(site, by: solver).plan
    #expect(plan.status == .infeasible)
    #expect(
      plan.violations.map(\.meaning) == ["firm load without enough power beside pipeline_gas (2n)"])
    #expect(agree(plan.violations.first?.total, 10))
  }

  /// Batteries that one is paid 20 USD/kWh to build: below any range that the reader lets pass.
  @Test("a profit without end is told in words", arguments: OneMethod.all)
  func unbounded(_ solver: OneMethod) throws {
    let site = Site.of([
      Make.bess("bess", ["capex_usd_per_kwh": -20]), Make.grid(), Make.firmLoad(10),
    ])
    let plan = try result(site, by: solver).plan
    #expect(plan.status == .unbounded)
    #expect(
      plan.notes.contains(
        "the cost falls without end as bess.energy grows: "
          + "set a limit for it, or check the prices that pay for it"))
  }

  @Test("planning stops when it is asked to")
  func stopping() throws {
    let monitor = ProgressMonitor { _ in .stop }
    let planner = Planner(
      strategy: OneMethod.geometric.strategy, monitor: monitor)
    let site = RandomSite(seed: 1, hours: 48)
    #expect(throws: PlanningStop.self) { try planner.plan(site.site, over: site.horizon) }
  }
}
