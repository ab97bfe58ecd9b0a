import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

@Suite("far ends of emissions and sizes")
struct ExtremeTests {
  private let planner = Planner(strategy: GLPKSolver.strategy)

  private static func grid(_ name: String, energy: Double, _ keys: Keys) -> Grid {
    Make.checked(
      Grid.self, name,
      Make.gridValues.with(["tariff": .tariff(Make.tariff(energy: energy, demand: 0))]).with(keys))
  }

  /// All of 87,600 MWh at 300 kg.
  @Test("the least emissions are those of the cleaner connection")
  func leastEmissions() throws {
    let site = Site.of([
      Self.grid("dirty", energy: 50, ["co2_kg_per_mwh": 500]),
      Self.grid("clean", energy: 80, ["co2_kg_per_mwh": 300]), Make.firmLoad(10),
    ])
    let end = try planner.extreme(.leastEmissions, of: site, over: site.first(24))
    #expect(agree(end?.value, 26_280))
  }

  /// Each MWdc costs 1,500 USD/kW over 30 years at 8 % (0.0888274) and 17 USD of upkeep, and saves
  /// 60 USD for each of 0.25·(1 − 0.005)^15·8,760 MWh; the budget is 100,000 USD above the grid alone.
  @Test("the most sun within a budget is what the budget pays for")
  func mostWithinBudget() throws {
    let site = Site.of([
      Self.grid("grid", energy: 60, [:]), Make.solar("solar", ["capex_usd_per_kwdc": 1500]),
      Make.firmLoad(10),
    ])
    var left = 1.0
    for _ in 0..<15 { left *= 0.995 }
    let dearer = 1500 * 1000 * 0.088_827_433 + 17_000 - 60 * 0.25 * left * 8760
    let budget = (60.0 * 87_600 + 100_000) / 1000
    let horizon = site.first(24)
    let most = try planner.extreme(
      .size(["solar.nameplate": -1], budget: budget), of: site, over: horizon)
    #expect(agree(most?.sizes["solar.nameplate"], 100_000 / dearer, within: 1e-5))
    let least = try planner.extreme(
      .size(["solar.nameplate": 1], budget: budget), of: site, over: horizon)
    #expect(agree(least?.sizes["solar.nameplate"], 0))
  }
}
