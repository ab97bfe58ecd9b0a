import LinearProgramming
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Stored energy for losses that last, against closed forms.
@Suite("closed forms: energy held for losses that last")
struct RideThroughClosedFormTests {
  private static let battery: Keys = [
    "charge_efficiency_fraction": 0.95, "discharge_efficiency_fraction": 0.95,
    "min_soc_fraction": 0.1, "max_soc_fraction": 1,
    "self_discharge_fraction_per_day": 0,
  ]

  private func plan(_ components: [any Component], _ uptime: Keys, _ solver: OneMethod) throws
    -> SitePlan
  {
    let site = Site.of([Make.grid("grid", ["import_limit_mw": 40])] + components, uptime: uptime)
    let result = try Planner(strategy: solver.strategy).plan(
      site, over: site.first(24), relaxed: true)
    #expect(result.answer?.certificate.passed == true)
    return result.plan
  }

  /// A4.10: 10 MW for 4 h from a store that gives 0.95 of what it holds above a floor of a tenth:
  /// 40 ÷ 0.95 ÷ 0.9.
  @Test("a constant need asks for 46.783625731 MWh", arguments: OneMethod.all)
  func constantNeed(_ solver: OneMethod) throws {
    let plan = try plan(
      [Make.firmLoad(10), Make.bess("bess", Self.battery)], ["grid_outage_ride_through_hours": 4],
      solver)
    #expect(agree(plan.component("bess")?.energy?.in(.megawattHours), 46.783_625_731))
    #expect(agree(plan.component("bess")?.power?.in(.megawatts), 10))
  }

  /// Standby sets that never fail leave 10 − 2 · 3 MW; what fails to start leaves its share.
  @Test("standby sets take their part of the need", arguments: [(0.0, 4.0), (0.1, 4.6)])
  func standby(failure: Double, left: Double) throws {
    let sets = Make.standby(
      "standby",
      ["max_units": 3, "failure_to_start_fraction": .number(failure), "capex_usd_per_kw": 1])
    let plan = try plan(
      [Make.firmLoad(10), sets, Make.bess("bess", Self.battery)],
      ["grid_outage_ride_through_hours": 4],
      OneMethod.simplex)
    #expect(agree(plan.component("bess")?.energy?.in(.megawattHours), 4 * left / 0.95 / 0.9))
  }

  /// The grid alone leaves 10 − 3 · 2 MW, the grid and a set 10 − 2 · 2 MW: 4 MW for 4 h, or 6 MW for
  /// 2 or 4 h, whichever is more energy; and 6 MW of power.
  @Test("several losses hold the greatest of their needs", arguments: [(2.0, 16.0), (4, 24)])
  func severalLosses(hours: Double, energy: Double) throws {
    let sets = Make.standby(
      "standby",
      ["max_units": 3, "failure_to_start_fraction": 0, "capex_usd_per_kw": 1])
    let plan = try plan(
      [Make.firmLoad(10), sets, Make.bess("bess", Self.battery)],
      [
        "grid_outage_ride_through_hours": 4,
        "grid_and_unit_outage_ride_through_hours": .number(hours),
      ], OneMethod.simplex)
    #expect(agree(plan.component("bess")?.energy?.in(.megawattHours), energy / 0.95 / 0.9))
    #expect(agree(plan.component("bess")?.power?.in(.megawatts), 6))
  }

  /// Without gas three standby sets of 2 MW are left, and without one of them 4 of 10 MW.
  @Test("a standby set may be out while the gas is")
  func fuelAndUnit() throws {
    let gas = Make.pipelineGas("gas", ["unit_mw": 5, "max_units": 4, "minimum_load_fraction": 0])
    let sets = Make.standby(
      "standby", ["max_units": 3, "failure_to_start_fraction": 0, "capex_usd_per_kw": 1])
    let site = Site.of(
      [gas, sets, Make.firmLoad(10), Make.bess("bess", Self.battery)],
      uptime: ["fuel_and_unit_outage_ride_through_hours": 4])
    let plan = try Planner(strategy: OneMethod.simplex.strategy).plan(site, over: site.first(24))
      .plan
    #expect(
      agree(plan.component("bess")?.energy?.in(.megawattHours), 4 * 6 / 0.95 / 0.9, within: 1e-5))
    #expect(agree(plan.component("bess")?.power?.in(.megawatts), 6, within: 1e-5))
  }

  /// Half of 24 hours 10 MW, half nothing, mean 12 h: the worst start is that of the load. With
  /// γ = 11 ÷ 12 the expected need is 10 · (1 − γ¹²) ÷ (1 − γ) ÷ (1 − γ²⁴).
  @Test("a need that comes and goes is weighed by the chance that the outage still lasts")
  func varyingNeed() throws {
    let load = ParameterValue.series((0..<24).map { $0 < 12 ? 0 : 10 })
    // Blocks begin at hours 0, 8 and 16: from 8 on the need is γ⁴ of the expectation at hour 12.
    let plan = try plan(
      [Make.firmLoad(load), Make.bess("bess", Self.battery)],
      ["grid_outage_ride_through_hours": 12],
      OneMethod.simplex)
    func power(_ exponent: Int) -> Double {
      (0..<exponent).reduce(1.0) { product, _ in product * 11 / 12 }
    }
    func sum(_ range: Range<Int>) -> Double { range.reduce(0) { $0 + 10 * power($1) } }
    let whole = 1 - power(24)
    // From hour 8: load in 4 to 15 hours' time; from hour 16: in 0 to 7, and again in 20 to 23.
    let fromEight = sum(4..<16) / whole
    let fromSixteen = (sum(0..<8) + sum(20..<24)) / whole
    let held = max(fromEight, fromSixteen) / 0.95
    let energy = try #require(plan.component("bess")?.energy?.in(.megawattHours))
    #expect(agree(energy, held / 0.9, within: 1e-5))
  }

  /// Three 5 MW sets for 10 MW: one out leaves enough; two out leave 5 MW to hold for 6 h.
  @Test("units out at once", arguments: [(1, 0), (2, 5 * 6 / 0.95 / 0.9)] as [(Double, Double)])
  func units(out: Double, energy: Double) throws {
    let gas = Make.pipelineGas(
      "gas", ["unit_mw": 5, "min_units": 3, "max_units": 3, "minimum_load_fraction": 0])
    let site = Site.of(
      [gas, Make.firmLoad(10), Make.bess("bess", Self.battery)],
      uptime: ["unit_outage_ride_through_hours": 6, "ride_through_units_out": .number(out)])
    let plan = try Planner(strategy: OneMethod.simplex.strategy).plan(site, over: site.first(24))
      .plan
    let built = plan.component("bess")?.energy?.in(.megawattHours)
    #expect(agree(built, energy, within: 1e-5))
  }

  /// Two 5 MW sets whose gas carries 6 MW: without the grid 4 of 10 MW are left to hold.
  @Test("firm power needs its gas")
  func fuelled() throws {
    let gas = Make.pipelineGas(
      "gas",
      [
        "unit_mw": 5, "min_units": 2, "max_units": 2, "minimum_load_fraction": 0,
        "delivery_limit_mmbtu_per_h": 54,
      ])
    let plan = try plan(
      [gas, Make.firmLoad(10), Make.bess("bess", Self.battery)],
      ["grid_outage_ride_through_hours": 2],
      OneMethod.simplex)
    #expect(
      agree(plan.component("bess")?.energy?.in(.megawattHours), 4 * 2 / 0.95 / 0.9, within: 1e-5))
  }

  /// Reserve behind the loss of the grid must have gas: none is had from a set without any.
  @Test("spinning reserve needs its gas", arguments: [(90.0, true), (0, false)])
  func reserve(gas: Double, isCarried: Bool) throws {
    let fleet = Make.pipelineGas(
      "gas",
      [
        "unit_mw": 5, "min_units": 2, "max_units": 2, "minimum_load_fraction": 0,
        "no_load_mmbtu_per_h_per_mw": 0, "delivery_limit_mmbtu_per_h": .number(gas),
      ])
    let site = Site.of(
      [Make.grid(), fleet, Make.firmLoad(8)], uptime: ["cover": .words(["grid"])])
    let plan = try Planner(strategy: OneMethod.simplex.strategy).plan(site, over: site.first(3))
      .plan
    #expect((plan.status == .optimal) == isCarried)
    if !isCarried { #expect(plan.status == .infeasible) }
  }

  /// Output is an expectation, with a reserve for a unit and without: 400 ÷ (400 + 100).
  @Test("forced outages lower hourly output", arguments: [[], ["largest_unit"]] as [[String]])
  func expectation(cover: [String]) throws {
    let fleet = Make.pipelineGas(
      "gas", ["mttf_hours": 400, "mttr_hours": 100, "repair_spread": "exponential"])
    let site = Site.of(
      [Make.grid(), fleet, Make.firmLoad(8)], uptime: ["cover": .words(cover)])
    let plan = try Planner(strategy: OneMethod.simplex.strategy).plan(site, over: site.first(3))
      .plan
    #expect(agree(plan.detail("gas", "availability_fraction"), 0.8))
  }
}
