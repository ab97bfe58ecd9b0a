import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Conventions, "Business as usual": where imports cannot carry the load the reference is the cheapest
/// single-source plan, named.
@Suite("the reference of one source")
struct SingleSourceTests {
  private let planner = Planner(strategy: GLPKSolver.strategy)

  /// 10 MW from four units of 2.5 MW: capital 1,300 USD/kW × the capital recovery factor of 20 years at
  /// 8 % (0.10185221), upkeep 20 USD/kW and 15 USD/MWh, gas 9 MMBtu/MWh at 3 USD.
  @Test("gas alone carries what the grid cannot")
  func gasAlone() throws {
    let site = Site.of([
      Make.grid("grid", ["import_limit_mw": 5]), Make.pipelineGas("gas"), Make.solar(),
      Make.firmLoad(10),
    ])
    let reference = try planner.plan(site, over: site.first(24)).plan.singleSource
    #expect(reference?.component == "gas")
    let energy = 10.0 * 8760
    let expected = 13_000_000 * 0.10185221 + 200_000 + 15 * energy + 9 * 3 * energy
    #expect(agree(reference?.cash.in(.usd), expected))
  }

  @Test("of two sources the cheaper one, and none where none carries the load")
  func cheapest() throws {
    let both = Site.of([
      Make.pipelineGas("dear", ["price_usd_per_mmbtu": 9]), Make.pipelineGas("cheap"),
      Make.firmLoad(10),
    ])
    #expect(
      try planner.plan(both, over: both.first(24)).plan.singleSource?.component == "cheap")
    let halves = Site.of([
      Make.grid("grid", ["import_limit_mw": 5]), Make.pipelineGas("gas", ["max_units": 2]),
      Make.firmLoad(10),
    ])
    let plan = try planner.plan(halves, over: halves.first(24)).plan
    #expect(plan.status == .optimal)
    #expect(plan.singleSource == nil)
  }

  @Test("there is no such reference where the grid carries the load")
  func gridIsEnough() throws {
    let site = Site.of([Make.grid(), Make.pipelineGas("gas"), Make.firmLoad(10)])
    #expect(try planner.plan(site, over: site.first(24)).plan.singleSource == nil)
  }
}
