import LinearProgramming
import Planning
import SiteModel
import Solvers
import Solving
import TestSupport
import Testing
import Units

/// Kinds of sites that once ended without an answer.
@Suite("sites that were hard to answer")
struct SoakedSitesTests {
  private let planner = Planner(
    strategy: SolverRegistry.standard.usual)

  /// Whoever takes gas is paid for it, back-up gas is free, and every MWh fed in costs 200 USD: power is
  /// made for the load alone, and gas worth taking is all taken.
  @Test("gas that pays beside free back-up gas and exports that cost")
  func paidGas() throws {
    let site = Site.of([
      Make.flaredGas(
        "flare",
        [
          "available_mmbtu_per_h": 40, "price_usd_per_mmbtu": -5, "backup_price_usd_per_mmbtu": 0,
          "max_units": 8,
        ]),
      Make.grid(
        "grid", ["import_limit_mw": 2, "export_limit_mw": 5, "export_price_usd_per_mwh": -200]),
      Make.bess(), Make.firmLoad(6),
    ])
    let plan = try planner.plan(site, over: site.first(1008)).plan
    #expect(plan.hasDispatch)
    #expect((plan.optimality?.mipGap ?? 1) <= 0.02)
    #expect(plan.flow("grid", "export_mw").allSatisfy { $0 < 1e-4 })
  }

  /// Three sets of 22 kW and gas for two of them at full load.
  @Test("an island of 66 kW with too little gas is proven to have no plan")
  func smallIsland() throws {
    let site = Site.of([
      Make.flaredGas(
        "flare", ["available_mmbtu_per_h": 0.4, "unit_mw": 0.022, "max_units": 6]),
      Make.bess("bess", ["max_mwh": 0.5]), Make.firmLoad(0.066),
    ])
    let plan = try planner.plan(site, over: site.first(1008)).plan
    #expect(plan.status == .infeasible)
    #expect(plan.violations.map(\.policy).contains("power balance"))
  }
}
