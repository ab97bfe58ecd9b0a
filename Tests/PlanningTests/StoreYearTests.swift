import Accounting
import Components
import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// How a store begins and ends a year, and what may charge it.
@Suite("a store's year")
struct StoreYearTests {
  private typealias Keys = KeyValuePairs<String, ParameterValue>

  /// 1 MW of load beside a grid at these prices (USD/MWh), with a lossless battery of 1 MW that stands already.
  private func grid(
    _ prices: [Double], energy: Double, _ keys: Keys, solar: [Double] = []
  )
    throws -> Double
  {
    let tariff = Tariff(
      name: "index",
      lines: [
        .init(
          name: "energy",
          charge: .indexedEnergy(factor: 1, adder: EnergyPrice(0, .usdPerMegawattHour)))
      ])
    let store: Keys = [
      "existing_mw": 1, "max_power_mw": 1, "existing_mwh": .number(energy),
      "max_energy_mwh": .number(energy), "charge_efficiency_fraction": 1,
      "discharge_efficiency_fraction": 1, "self_discharge_fraction_per_day": 0,
      "min_soc_fraction": 0, "max_soc_fraction": 1, "fixed_om_fraction_of_capex_per_year": 0,
    ]
    var components: [any Component] = [
      Make.grid(
        "grid", ["tariff": .tariff(tariff), "index_price_usd_per_mwh": .series(prices)]),
      BESS(name: "store", values: Make.bessValues.with(store).with(keys)), Make.firmLoad(1),
    ]
    if !solar.isEmpty {
      components.append(
        Make.solar(
          "solar",
          [
            "output_kw_per_kwdc": .series(solar), "existing_mwdc": 0.5, "min_mwdc": 0.5,
            "land_limit_mwdc": 0.5, "fixed_om_usd_per_kwdc_year": 0,
            "degradation_fraction_per_year": 0,
          ]))
    }
    let site = Site.of(components)
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(prices.count))
      .plan
    let accounts = Reconciliation(site: site, plan: plan)
    #expect(accounts.passed, "\(accounts.text)")
    return try #require(plan.cost("grid", "energy")) / 8760 * Double(prices.count)
  }

  /// Four hours at 50: what it begins with is given once, and not bought again where the end is free.
  @Test(
    arguments: [
      (1.0, "cyclic", 200.0), (1, "free", 100), (0.5, "free", 150), (0, "free", 200),
    ])
  func freeEnd(initial: Double, final: String, cost: Double) throws {
    let keys: Keys = [
      "initial_soc_fraction": .number(initial), "final_soc": .word(final),
    ]
    let found = try grid([50, 50, 50, 50], energy: 2, keys)
    #expect(agree(found, cost))
  }

  /// An hour at 100 before one at 10: only what is there in the beginning saves the first.
  @Test(arguments: [(nil, 20.0), (1.0, 20), (0.4, 74), (0, 110)])
  func cyclicEnd(initial: Double?, cost: Double) throws {
    let keys: Keys =
      initial.map { ["initial_soc_fraction": .number($0)] } ?? [:]
    #expect(agree(try grid([100, 10], energy: 1, keys), cost))
  }

  /// An hour at 10 in which 0.5 MW of sun shine before one at 100: any power fills the battery for 1.5·10,
  /// the sun alone half of it: 1·10 + 0.5·100.
  @Test(arguments: [("any", 15.0), ("solar_only", 60)])
  func charging(by source: String, cost: Double) throws {
    let keys: Keys = ["charging": .word(source)]
    #expect(agree(try grid([10, 100], energy: 1, keys, solar: [1, 0]), cost))
  }

  @Test func contradictionsAreTold() {
    func count(_ keys: Keys) -> Int {
      BESS.problems(in: Make.bessValues.with(keys)).count
    }
    #expect(count(["final_soc": "free"]) == 1)
    #expect(count(["final_soc": "free", "initial_soc_fraction": 0.5]) == 0)
    #expect(count(["initial_soc_fraction": 0.02]) == 1)
    #expect(count(["initial_soc_fraction": 0.96]) == 1)
  }

  /// A dispatch that charges at night is not one of a store that the sun alone charges.
  @Test func theAccountsSeeOtherCharge() throws {
    let keys: Keys = [
      "existing_mw": 1, "max_power_mw": 1, "existing_mwh": 1, "max_energy_mwh": 1,
      "charging": "solar_only",
    ]
    let site = Site.of([
      Make.grid(), Make.bess("store", keys),
      Make.solar("solar", ["output_kw_per_kwdc": .series([1, 0])]), Make.firmLoad(1),
    ])
    var plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(2)).plan
    #expect(Reconciliation(site: site, plan: plan).passed)
    for place in plan.components.indices where plan.components[place].component == "store" {
      for flow in plan.components[place].flows.indices
      where plan.components[place].flows[flow].key == FlowKey.charge {
        plan.components[place].flows[flow].values[1] += 0.1
      }
    }
    let faults = Reconciliation(site: site, plan: plan).failures.map(\.name)
    #expect(faults.contains { $0.hasPrefix("charge from solar alone") })
  }
}
