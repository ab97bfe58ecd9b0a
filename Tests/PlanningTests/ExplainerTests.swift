import Components
import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

@Suite("what limits, sizes and prices are worth")
struct ExplainerTests {
  private func explanation(_ site: Site, steps: Int = 24) throws -> Explanation {
    let planner = Planner(strategy: GLPKSolver.strategy)
    let horizon = site.first(steps)
    let result = try planner.plan(site, over: horizon, comparisons: false)
    let explainer = try Explainer(planner: planner, site: site, horizon: horizon, result: result)
    return try #require(explainer).explained()
  }

  private static func grid(_ name: String, energy: Double, _ keys: Keys) -> Grid {
    Make.checked(
      Grid.self, name,
      Make.gridValues.with(["tariff": .tariff(Make.tariff(energy: energy, demand: 0))]).with(keys))
  }

  /// F10: 50 USD and 0.5 t, or 80 USD and 0.3 t a MWh, 10 MW, 4 t/h: a tonne more saves 150 USD.
  @Test("a tonne of a cap is worth 150 USD, and solving again says the same")
  func cap() throws {
    let site = Site.of(
      [
        Self.grid("dirty", energy: 50, ["co2_kg_per_mwh": 500]),
        Self.grid("clean", energy: 80, ["co2_kg_per_mwh": 300]), Make.firmLoad(10),
      ], emissions: ["cap_t_co2e_per_year": .number(4 * 8760)])
    let limits = try explanation(site).limits
    let cap = try #require(limits.first { $0.key == "emissions.cap_t_co2e_per_year" })
    #expect(agree(cap.multiplier, -150))
    #expect(agree(cap.more, -150, within: 1e-4))
    #expect(agree(cap.less, -150, within: 1e-4))
    #expect(cap.agreement == .agrees)
  }

  /// The same by the rate: 400 kg/MWh of 87,600 MWh.
  @Test("a kilogram of a rate is worth the energy served times that")
  func rate() throws {
    let site = Site.of(
      [
        Self.grid("dirty", energy: 50, ["co2_kg_per_mwh": 500]),
        Self.grid("clean", energy: 80, ["co2_kg_per_mwh": 300]), Make.firmLoad(10),
      ], emissions: ["cap_kg_co2e_per_mwh_served": 400])
    let limits = try explanation(site).limits
    let cap = try #require(limits.first { $0.key == "emissions.cap_kg_co2e_per_mwh_served" })
    #expect(agree(cap.multiplier, -150 * 87.6))
    #expect(cap.agreement == .agrees)
  }

  /// A MW more of the cheap connection saves 30 USD in each hour of the year.
  @Test("a MW of import limit is worth the difference of the prices")
  func importLimit() throws {
    let site = Site.of([
      Self.grid("cheap", energy: 50, ["import_limit_mw": 6]),
      Self.grid("dear", energy: 80, ["import_limit_mw": 20]), Make.firmLoad(10),
    ])
    let limit = try #require(explanation(site).limits.first)
    #expect(limit.key == "components.cheap.import_limit_mw")
    #expect(agree(limit.multiplier, -30 * 8760))
    #expect(limit.agreement == .agrees)
  }

  /// At 10 MW the limit stops to matter just where it stands: one more is worth nothing.
  @Test("where the worth changes just here it says so")
  func degenerate() throws {
    let site = Site.of([
      Self.grid("cheap", energy: 50, ["import_limit_mw": 10]),
      Self.grid("dear", energy: 80, ["import_limit_mw": 20]), Make.firmLoad(10),
    ])
    for limit in try explanation(site).limits {
      #expect(limit.agreement == .changesHere)
      #expect(agree(limit.more, 0, within: 1e-3))
      #expect(agree(limit.less, -30 * 8760, within: 1e-3))
    }
  }

  /// 0.25·(1 − 0.005)^15 of a flat 8,760 h at 60 USD/MWh, less 17 USD of upkeep, over the recovery of
  /// 30 years at 8 %, 0.0888274: what a kW of sun may cost.
  @Test("the price at which the sun enters is that of the energy which it saves")
  func entryPrice() throws {
    let site = Site.of([
      Self.grid("grid", energy: 60, [:]), Make.solar("solar", ["capex_usd_per_kwdc": 1500]),
      Make.firmLoad(10),
    ])
    let entry = try #require(explanation(site).entries.first)
    var left = 1.0
    for _ in 0..<15 { left *= 0.995 }
    let price = (0.25 * left * 8760 * 0.060 - 17) / 0.088_827_433
    #expect(entry.key == "components.solar.capex_usd_per_kwdc")
    #expect(agree(entry.entry, price, within: 1e-3))
  }

  /// Four sets carry 10 MW for 60 USD/MWh of grid saved; the grid alone costs what the bill says.
  @Test("a year without the grid is dearer by the difference of both plans")
  func withoutGrid() throws {
    let sets = Make.checked(
      PipelineGas.self, "gas",
      Make.pipelineGasValues.with(["minimum_load_fraction": 0, "capex_usd_per_kw": 3000]))
    let load = Make.firmLoad(10)
    let site = Site.of([Self.grid("grid", energy: 60, [:]), sets, load])
    guard case .costs(let more)? = try explanation(site).withoutGrid else {
      Issue.record("no cost without the grid")
      return
    }
    let planner = Planner(strategy: GLPKSolver.strategy)
    func cost(_ components: [any Component]) throws -> Double {
      let alone = Site.of(components)
      let plan = try planner.plan(alone, over: alone.first(24), comparisons: false).plan
      return plan.objective.in(.usd)
    }
    let gas = try cost([sets, load])
    #expect(agree(more, gas - 60 * 87_600, within: 1e-5))
    #expect(more > 0)
  }
}
