import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Exports that are paid more than imports cost: a meter nets within the step, so that none of it comes
/// of buying and selling at once. Days stand for the year: 365 of each.
@Suite("a meter that nets within the step")
struct MeterNettingTests {
  private let planner = Planner(strategy: GLPKSolver.strategy)

  private func grid(
    _ prices: [Double], exports: [Double], limit: Double = 5
  ) -> any Component {
    let indexed = Tariff(
      name: "indexed",
      lines: [
        Tariff.Line(
          name: "energy",
          charge: .indexedEnergy(factor: 1, adder: EnergyPrice(0, .usdPerMegawattHour)))
      ])
    return Make.grid(
      "grid",
      [
        "import_limit_mw": 60, "tariff": .tariff(indexed), "export_limit_mw": .number(limit),
        "index_price_usd_per_mwh": .series(year(prices)),
        "export_price_usd_per_mwh": .series(year(exports)),
      ])
  }

  /// A day for all days of the year.
  private func year(_ day: [Double]) -> [Double] { (0..<8760).map { day[$0 % 24] } }

  /// A field without costs that always gives 0.25 kW/kWdc.
  private func sun(_ megawattsDC: Double) -> any Component {
    Make.solar(
      "solar",
      [
        "land_limit_mwdc": .number(megawattsDC), "degradation_fraction_per_year": 0,
        "capex_usd_per_kwdc": 0, "fixed_om_usd_per_kwdc_year": 0,
      ])
  }

  private func solve(_ components: [any Component]) throws -> SitePlan {
    let site = Site.of(components)
    let plan = try planner.plan(site, over: site.first(48)).plan
    let both = zip(plan.flow("grid", "import_mw"), plan.flow("grid", "export_mw")).map(min)
    #expect(both.allSatisfy { $0 < 1e-5 }, "one direction in each step")
    return plan
  }

  /// 10 MW for 7 hours a day at −120 and 17 at 50: 10·(17·50 − 7·120)·365 = 36,500 USD, whatever could be
  /// passed on for nothing.
  @Test("exports at nothing beside a negative price are worth nothing")
  func negativePrice() throws {
    let prices = (0..<24).map { (9..<16).contains($0) ? -120.0 : 50 }
    let plan = try solve([
      grid(prices, exports: [Double](repeating: 0, count: 24)), Make.firmLoad(10),
    ])
    #expect(agree(plan.objective.in(.usd), 36_500, within: 1e-5))
    #expect(plan.status == .optimal)
  }

  /// 8 MW of sun beside 10 MW of load: 2 MW are imported at 30, none is exported at 100, for the load
  /// takes it first: 2·30·8,760 = 525,600 USD. The sun never gives more than the load takes, which
  /// proves it.
  @Test("what the load takes is not sold above its price")
  func ownPowerFirst() throws {
    let plan = try solve([
      grid([Double](repeating: 30, count: 24), exports: [Double](repeating: 100, count: 24)),
      sun(32), Make.firmLoad(10),
    ])
    #expect(agree(plan.objective.in(.usd), 525_600, within: 1e-5))
    #expect(try #require(plan.optimality).mipGap < 1e-4)
  }

  /// 12 MW of sun: 2 MW are sold at 100: −2·100·8,760 = −1,752,000 USD.
  @Test("what the load leaves is sold")
  func rest() throws {
    let plan = try solve([
      grid([Double](repeating: 30, count: 24), exports: [Double](repeating: 100, count: 24)),
      sun(48), Make.firmLoad(10),
    ])
    #expect(agree(plan.objective.in(.usd), -1_752_000, within: 1e-5))
  }

  private func store(_ megawatts: Double, _ megawattHours: Double) -> any Component {
    Make.bess(
      "store",
      [
        "max_power_mw": .number(megawatts), "max_energy_mwh": .number(megawattHours),
        "capex_usd_per_kw": 0, "capex_usd_per_kwh": 0, "fixed_om_fraction_of_capex_per_year": 0,
        "charge_efficiency_fraction": 1, "discharge_efficiency_fraction": 1,
        "min_soc_fraction": 0, "max_soc_fraction": 1,
        "self_discharge_fraction_per_day": 0,
      ])
  }

  /// A battery of 5 MW beside 10 MW of load: the load takes what it gives, so that nothing is left to sell
  /// at 100, and all is bought at 30: 10·30·8,760 = 2,628,000 USD.
  @Test("a battery smaller than the load sells nothing")
  func battery() throws {
    let plan = try solve([
      grid([Double](repeating: 30, count: 24), exports: [Double](repeating: 100, count: 24)),
      store(5, 20), Make.firmLoad(10),
    ])
    #expect(agree(plan.cost("grid", "energy"), 2_628_000, within: 1e-5))
    #expect(plan.flow("grid", "export_mw").allSatisfy { $0 < 1e-5 })
    #expect(try #require(plan.optimality).mipGap < 1e-4)
  }

  /// 20 MW and 40 MWh beside 10 MW of load: in the two hours at 800 half of it serves the load and half is
  /// sold; a day costs 70·(22·10 + 40) − 800·2·10 = 2,200 USD, a year 803,000; with the wear of 0.2 USD
  /// for each MWh that breaks ties, 2,920, it is 805,920.
  @Test("a battery larger than the load sells what the load leaves, and the bound knows")
  func greaterBattery() throws {
    let plan = try solve([
      grid(
        [Double](repeating: 70, count: 24),
        exports: (0..<24).map { (18..<20).contains($0) ? 800 : 0 }, limit: 50),
      store(20, 40), Make.firmLoad(10),
    ])
    #expect(agree(plan.objective.in(.usd), 805_920, within: 1e-5))
    #expect(try #require(plan.optimality).mipGap < 1e-3)
  }
}
