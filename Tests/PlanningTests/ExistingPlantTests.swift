import Accounting
import Components
import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Plant that stands already: no capital, upkeep while it is kept, and whole units beside it.
@Suite("plant that stands already")
struct ExistingPlantTests {
  private func plan(_ site: Site) throws -> SitePlan {
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(24)).plan
    #expect(plan.status == .optimal)
    return plan
  }

  /// 3 MW on sets of 1 MW, of which two stand: one is bought for 1,300 kUSD, and three are kept up.
  @Test("only what is missing is bought, and only its making is counted")
  func missing() throws {
    let gas = Make.pipelineGas("gensets", ["unit_mw": 1, "existing_units": 2])
    let plan = try plan(Site.of([gas, Make.firmLoad(3)], rate: 0))
    let gensets = try #require(plan.component("gensets"))
    #expect(gensets.units == 3)
    #expect(agree(plan.detail("gensets", "existing_units_kept"), 2))
    #expect(agree(plan.capital.cost.in(.usd), 1_300_000))
    #expect(agree(plan.cost("gensets", "capital"), 1_300_000 / 20))
    #expect(agree(plan.cost("gensets", "fixed_om"), 60_000))
    let made = gas.embodied(in: gensets, allocation: .cutOff)
    #expect(agree(made.first?.amount, 1000))
  }

  /// Upkeep is 20 USD/kW and year, and a MWh of gas dearer than the grid's at 1 USD.
  @Test("what is not worth its upkeep is retired, unless so much must stand", arguments: [0, 1])
  func retired(least: Double) throws {
    let gas = Make.pipelineGas(
      "gensets", ["unit_mw": 1, "existing_units": 2, "min_units": .number(least)])
    let grid = Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: 1, demand: 0))])
    let plan = try plan(Site.of([gas, grid, Make.firmLoad(3)]))
    #expect(plan.component("gensets")?.units == least)
    #expect(plan.capital.cost == .zero)
    #expect(agree(plan.cost("gensets", "fixed_om"), least * 20_000))
  }

  /// 4 MW of solar stand, and the land holds no more: at 100 USD/MWh they are worth their upkeep.
  @Test("solar that stands is kept")
  func solar() throws {
    let sun = (0..<24).map { $0 >= 8 && $0 < 16 ? 0.5 : 0 }
    let site = Site.of([
      Make.solar(
        "solar", ["output_kw_per_kwdc": .series(sun), "existing_mwdc": 4, "land_limit_mwdc": 4]),
      Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: 100, demand: 0))]),
      Make.firmLoad(2),
    ])
    let plan = try plan(site)
    #expect(agree(plan.component("solar")?.power?.in(.megawatts), 4))
    #expect(agree(plan.detail("solar", "existing_mwdc_kept"), 4))
    #expect(plan.capital.cost.in(.usd).magnitude < 1)
  }

  /// 0.4 MW for 12 hours beyond the connection: 4.8 ÷ 0.93 of the 5.4 MWh of the window, and no new cell.
  @Test("a battery that stands carries what it can", arguments: [true, false])
  func battery(stands: Bool) throws {
    let load = (0..<24).map { $0 < 12 ? 0.5 : 1.4 }
    let keys: Keys = stands ? ["existing_mw": 1, "existing_mwh": 6] : [:]
    let site = Site.of([
      Make.bess("battery", keys), Make.grid("grid", ["import_limit_mw": 1]),
      Make.firmLoad(.series(load)),
    ])
    let plan = try plan(site)
    #expect((plan.capital.cost.in(.usd) < 1) == stands)
  }

  /// 10 USD for each kW and month of the one set of 1 MW that does not stand already.
  @Test("no rent is due for sets that stand, and what costs no capital is counted exactly")
  func rented() throws {
    let gas = Make.pipelineGas(
      "gensets",
      ["unit_mw": 1, "existing_units": 2, "capex_usd_per_kw": 0, "rental_usd_per_kw_month": 10])
    let plan = try plan(Site.of([gas, Make.firmLoad(3)]))
    let gensets = try #require(plan.component("gensets"))
    #expect(agree(plan.cost("gensets", "rental"), 120_000))
    #expect(plan.detail("gensets", "existing_units_kept") == 2)
    #expect(agree(gas.embodied(in: gensets, allocation: .cutOff).first?.amount, 1000))
  }

  @Test("what must stand and cannot is a finding")
  func cannotStand() {
    let battery = BESS.problems(in: Make.bessValues.with(["max_power_mw": 0, "min_energy_mwh": 4]))
    #expect(battery.map(\.key) == ["min_energy_mwh"])
    let packs = SecondLifeBattery.problems(
      in: Make.secondLifeValues.with(["existing_packs": 20, "min_packs": 421]))
    #expect(packs.map(\.key) == ["min_packs"])
  }

  @Test("more that stands than may stand is a finding")
  func aboveTheLimit() {
    let values = Make.bessValues.with(["max_power_mw": 2, "existing_mw": 3])
    let problems = BESS.problems(in: values)
    #expect(problems.map(\.key) == ["existing_mw"])
    let gas = PipelineGas.problems(
      in: Make.pipelineGasValues.with(["max_units": 1, "existing_units": 2]))
    #expect(gas.map(\.key) == ["existing_units"])
  }
}
