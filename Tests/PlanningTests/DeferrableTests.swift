import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

@Suite("deferrable work")
struct DeferrableTests {
  /// Half an MW of IT comes each hour, at a PUE of 1.5 and 1.0 in turn, and may wait two hours. All of it
  /// is done in the cool hours: 12 MWh a day at 50 USD/MWh, where as it comes it would take 15 MWh.
  @Test("work is conserved as IT energy: it takes less power in a cool hour")
  func coolHours() throws {
    let cooling = (0..<48).map { $0 % 2 == 0 ? 1.5 : 1.0 }
    let load = Make.checked(
      GPULoad.self, "campus",
      ParameterValues([
        "modules": 1, "it_mw_per_module": 1, "pue_fraction": .series(cooling),
        "classes": .classes(
          (
            "batch",
            [
              "kind": "deferrable", "share_fraction": 1, "deadline_hours": 2,
              "load_factor_fraction": 0.5,
            ]
          )),
      ]))
    let grid = Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: 50, demand: 0))])
    let site = Site.of([grid, load])
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(48)).plan
    #expect(agree(plan.objective.in(.usd), 12 * 365 * 50, within: 1e-6))
    #expect(agree(plan.served.in(.megawattHours), 12 * 365, within: 1e-6))
    let drawn = plan.flow("campus", "batch_served_mw")
    let work = zip(drawn, cooling).map { power, overhead in power / overhead }
    #expect(agree(work.reduce(0, +), 24, within: 1e-6))
  }
}
