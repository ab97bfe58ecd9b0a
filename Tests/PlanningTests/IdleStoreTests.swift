import GLPKSolver
import LinearProgramming
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

@Suite("stores that the first weeks would not build")
struct IdleStoreTests {
  private let planner = Planner(strategy: GLPKSolver.strategy)

  /// 10 MW from a grid at these prices (USD/MWh), and a battery.
  private func relaxed(_ prices: [Double]) throws -> (Planner.Result, [SolveAttempt.Subject]) {
    let tariff = Tariff(
      name: "index",
      lines: [
        .init(
          name: "energy",
          charge: .indexedEnergy(factor: 1, adder: EnergyPrice(0, .usdPerMegawattHour)))
      ])
    let site = Site.of([
      Make.grid(
        "grid", ["tariff": .tariff(tariff), "index_price_usd_per_mwh": .series(prices)]),
      Make.bess("store", ["max_power_mw": 8, "max_energy_mwh": 60]),
      Make.firmLoad(10),
    ])
    let result = try planner.plan(site, over: site.first(prices.count), relaxed: true)
    let stage = result.stages.first { $0.name == "relaxed program" }
    return (result, stage?.attempts.map(\.subject) ?? [])
  }

  /// Twelve weeks of nights at 20 and days at 200 pay for a battery, four weeks at 60 do not. The year
  /// recurs, so that it costs the same whichever come first.
  @Test("first weeks that mislead cost a try and change nothing")
  func misleading() throws {
    let calm = [Double](repeating: 60, count: 672)
    let busy = (0..<2016).map { $0 % 24 < 12 ? 20.0 : 200 }
    let (misled, detour) = try relaxed(calm + busy)
    let (straight, direct) = try relaxed(busy + calm)
    #expect(detour == [.without(["store"]), .pricing(["store"]), .whole])
    #expect(direct == [.whole])
    for result in [misled, straight] { #expect(result.plan.status == .optimal) }
    // Either is proven to 1e-6.
    #expect(
      agree(misled.plan.objective.in(.kiloUSD), straight.plan.objective.in(.kiloUSD), within: 2e-6))
    #expect(agree(misled.plan.component("store")?.energy?.in(.megawattHours), 60))
  }

  @Test("a store that never earns is proven to be left out rightly")
  func idle() throws {
    let (result, subjects) = try relaxed([Double](repeating: 60, count: 2688))
    #expect(subjects == [.without(["store"]), .pricing(["store"])])
    #expect(result.plan.status == .optimal)
    // 10 MW through the year at 60 USD/MWh.
    #expect(agree(result.plan.objective.in(.usd), 10 * 8760 * 60))
    #expect(result.plan.component("store")?.energy?.in(.megawattHours) == 0)
  }
}
