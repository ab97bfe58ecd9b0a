import Components
import GLPKSolver
import LinearProgramming
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// One set of 2.4 MW: 8.07 MMBtu for each further MWh, 0.69 MMBtu/h for each MW online, least load
/// 0.4; gas at 3.5 USD/MMBtu. Horizons of days stand for the year.
@Suite("whole sets online")
struct CommitmentTests {
  private let planner = Planner(strategy: GLPKSolver.strategy)

  private static let lean: Keys = [
    "incremental_heat_rate_mmbtu_per_mwh": 8.07, "no_load_mmbtu_per_h_per_mw": 0.69,
    "minimum_load_fraction": 0.4, "price_usd_per_mmbtu": 3.5, "mttf_hours": 1900,
    "mttr_hours": 0, "variable_om_usd_per_mwh": 0, "planned_outage_hours_per_unit": 0,
  ]

  func gas(_ sets: Double, _ more: Keys = [:], scale: Double = 1) -> any Component {
    let own: Keys = [
      "unit_mw": .number(2.4 * scale), "min_units": .number(sets), "max_units": .number(sets),
    ]
    let values = Make.pipelineGasValues.with(Self.lean).with(own).with(more)
    return Make.checked(PipelineGas.self, "gas", values)
  }

  /// A store of 0.5 MW and 0.5 MWh without losses, all of it usable.
  func store(scale: Double = 1) -> any Component {
    Make.bess(
      "store",
      [
        "max_power_mw": .number(0.5 * scale), "max_energy_mwh": .number(0.5 * scale),
        "capex_usd_per_kw": 0, "capex_usd_per_kwh": 0, "fixed_om_fraction_of_capex_per_year": 0,
        "charge_efficiency_fraction": 1, "discharge_efficiency_fraction": 1,
        "min_soc_fraction": 0, "max_soc_fraction": 1,
        "self_discharge_fraction_per_day": 0,
      ])
  }

  private func gasCost(_ site: Site, hours: Int = 48) throws -> (plan: SitePlan, usd: Double) {
    let plan = try planner.plan(site, over: site.first(hours)).plan
    return (plan, plan.cost("gas", "gas") ?? .nan)
  }

  /// (1.2·8.07 + 0.69·2.4)·8760·3.5 = 347,684; two sets at 2.6 MW: (2.6·8.07 + 0.69·4.8)·8760·3.5 = 744,854.
  @Test(
    "an online set burns its full no-load fuel, whatever the size of the site",
    arguments: [1e-3, 0.01, 1, 100, 1e3])
  func noLoadFuel(scale: Double) throws {
    for (load, sets, fuel) in [
      (1.2, 1.0, 1.2 * 8.07 + 0.69 * 2.4), (2.6, 2, 2.6 * 8.07 + 0.69 * 4.8),
    ] {
      let site = Site.of([gas(sets, scale: scale), Make.firmLoad(.number(load * scale))])
      let (plan, usd) = try gasCost(site)
      #expect(plan.status != .infeasible)
      #expect(agree(usd / scale, fuel * 8760 * 3.5, within: 1e-6))
      let online = plan.flow("gas", "online_capacity_mw").map { $0 / (2.4 * scale) }
      #expect(online.allSatisfy { agree($0, sets) })
    }
  }

  /// 2.4 MW on two sets of A = 0.95: one set is online, for outages lower what both give together:
  /// (2.4·8.07 + 0.69·2.4)·8760·3.5 = 644,596.
  @Test("outages lower what all sets give, not what one of two gives")
  func outages() throws {
    let site = Site.of([
      gas(2, ["mttf_hours": 1900, "mttr_hours": 100]), Make.firmLoad(2.4),
    ])
    let (plan, usd) = try gasCost(site)
    #expect(agree(usd, (2.4 * 8.07 + 0.69 * 2.4) * 8760 * 3.5, within: 1e-6))
    #expect(plan.flow("gas", "online_capacity_mw").allSatisfy { agree($0, 2.4) })
  }

  /// 2.0 MW, 2.9 MW in one hour of the day: (48.9·8.07 + 24·0.69·2.4)·365·3.5 = 554,904; the store
  /// gives 0.5 MWh in that hour, and is full before.
  @Test("a store carries what one set cannot", arguments: [0.01, 1, 100])
  func storeCarriesPeak(scale: Double) throws {
    let load = (0..<48).map { ($0 % 24 == 18 ? 2.9 : 2.0) * scale }
    let site = Site.of([gas(1, scale: scale), store(scale: scale), Make.firmLoad(.series(load))])
    let (plan, usd) = try gasCost(site)
    #expect(agree(usd / scale, (48.9 * 8.07 + 24 * 0.69 * 2.4) * 365 * 3.5, within: 1e-5))
    #expect(agree(plan.flow("store", "discharge_mw")[18] / scale, 0.5, within: 1e-4))
    #expect(agree(plan.flow("store", "stored_mwh")[17] / scale, 0.5, within: 1e-4))
  }

  /// 0.5 MW below the least load of 0.96 MW: the set runs every other hour at 1.0 MW and fills the
  /// store: (1.0·8.07 + 1.656)·4380·3.5 = 149,100.
  @Test("a store lets a set run every other hour", arguments: [0.01, 1, 100])
  func everyOtherHour(scale: Double) throws {
    let site = Site.of([
      gas(1, scale: scale), store(scale: scale), Make.firmLoad(.number(0.5 * scale)),
    ])
    let (plan, usd) = try gasCost(site)
    #expect(agree(usd / scale, (8.07 + 0.69 * 2.4) * 4380 * 3.5, within: 1e-5))
    let online = plan.flow("gas", "online_capacity_mw").map { $0 / (2.4 * scale) }
    #expect(agree(online.reduce(0, +), 24))
    #expect(online.allSatisfy { agree($0, $0.rounded()) })
  }

  /// The same with starts at 20 USD/MW: 4,380 starts × 2.4 × 20 = 210,240. The store holds no second
  /// hour, so there can be no fewer.
  @Test("starts are paid for")
  func starts() throws {
    let site = Site.of([gas(1, ["start_cost_usd_per_mw": 20]), store(), Make.firmLoad(0.5)])
    let (plan, usd) = try gasCost(site)
    #expect(agree(usd, (8.07 + 0.69 * 2.4) * 4380 * 3.5, within: 1e-5))
    #expect(agree(plan.cost("gas", "starts"), 4380 * 2.4 * 20, within: 1e-5))
  }

  /// 2 MMBtu/MW for each of 4,380 starts of 2.4 MW at 3.5 USD/MMBtu: 73,584 USD more.
  @Test("the fuel of starts is burnt")
  func startFuel() throws {
    let site = Site.of([gas(1, ["start_fuel_mmbtu_per_mw": 2]), store(), Make.firmLoad(0.5)])
    let (_, usd) = try gasCost(site)
    let expected = (8.07 + 0.69 * 2.4) * 4380 * 3.5 + 4380 * 2.4 * 2 * 3.5
    #expect(agree(usd, expected, within: 1e-5))
  }

  @Test("a load below the only set's least load is no plan, and every step is named")
  func belowLeastLoad() throws {
    let site = Site.of([gas(1), Make.firmLoad(0.5)])
    let plan = try planner.plan(site, over: site.first(24)).plan
    #expect(plan.status == .infeasible)
    #expect(plan.violations.first?.policy == "integer commitment")
    #expect(plan.violations.first?.steps == Array(0..<24))
    #expect(plan.violations.first?.meaning.contains("load_bank_mw") == true)
    #expect(agree(plan.violations.first?.greatest, 0.46, within: 1e-4))
  }

  /// 0.96 MW are generated and 0.46 MW banked: (0.96·8.07 + 1.656)·8760·3.5 USD of gas.
  @Test("a load bank takes what the least load gives beyond demand")
  func loadBank() throws {
    let site = Site.of([gas(1, ["load_bank_mw": 0.5]), Make.firmLoad(0.5)])
    let (plan, usd) = try gasCost(site, hours: 24)
    #expect(agree(usd, (0.96 * 8.07 + 0.69 * 2.4) * 8760 * 3.5, within: 1e-6))
    #expect(plan.flow("gas", "load_bank_mw").allSatisfy { agree($0, 0.46, within: 1e-5) })
    #expect(agree(plan.served.in(.megawattHours), 0.5 * 8760))
  }

  /// 4 sets of 1.2 MW (9.1, 1.26) on 43.512 MMBtu/h: with four online (43.512 − 6.048)/9.1 = 4.116923
  /// MW, with three 3.6; 4.2 MW would be had of fractions. 0.083077 MW at 1,120 USD/MWh are 815,084 a year.
  @Test("the gas of an hour and whole sets have a facet of their own")
  func gasFacet() throws {
    let flare = Make.flaredGas(
      "gas",
      [
        "available_mmbtu_per_h": 43.512, "unit_mw": 1.2, "min_units": 4, "max_units": 4,
        "incremental_heat_rate_mmbtu_per_mwh": 9.1, "no_load_mmbtu_per_h_per_mw": 1.26,
        "mttf_hours": 1900, "mttr_hours": 0, "variable_om_usd_per_mwh": 0, "price_usd_per_mmbtu": 0,
        "minimum_load_fraction": 0.4,
      ])
    let training: Keys = [
      "kind": "interruptible", "share_fraction": 1, "value_of_lost_load_usd_per_mwh": 1120,
    ]
    let site = Site.of([flare, Make.load(4.2, .classes(("training", training)))])
    let plan = try planner.plan(site, over: site.first(24)).plan
    let unserved = plan.costs.filter { $0.nature == .unserved }.reduce(0) {
      $0 + $1.amount.in(.usd)
    }
    #expect(agree(unserved, (4.2 - (43.512 - 6.048) / 9.1) * 8760 * 1120, within: 1e-5))
    #expect(plan.status == .optimal)
    #expect((plan.optimality?.mipGap ?? 1) <= 1e-4)
  }
}
