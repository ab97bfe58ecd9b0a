import Components
import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Power that stands ready as a share of load, wind, sun and the largest unit: REopt's and HOMER's rule.
@Suite("operating reserve")
struct OperatingReserveTests {
  /// Twelve sets of 1 MW that cost nothing but fuel: 8 MMBtu/MWh, and 1 MMBtu an hour for each MW online.
  private func sets(_ more: Keys = [:]) -> PipelineGas {
    Make.checked(
      PipelineGas.self, "gas",
      Make.pipelineGasValues.with([
        "unit_mw": 1, "min_units": 12, "max_units": 12, "capex_usd_per_kw": 1e-6,
        "fixed_om_usd_per_kw_year": 0, "variable_om_usd_per_mwh": 0, "minimum_load_fraction": 0,
      ]).with(more))
  }

  private func plan(
    _ components: [any Component], _ uptime: Keys, relaxed: Bool = false
  ) throws -> SitePlan {
    let site = Site.of(components, uptime: uptime)
    return try Planner(strategy: GLPKSolver.strategy).plan(
      site, over: site.first(4), relaxed: relaxed
    ).plan
  }

  private func online(_ plan: SitePlan) -> [Double] { plan.flow("gas", "online_capacity_mw") }

  /// 10 MW and a tenth of it: eleven sets run, and a MW more of reserve burns 8,760 MMBtu more at 3 USD.
  @Test func ofTheLoad() throws {
    let reserve: Keys = ["operating_reserve_load_fraction": 0.1]
    let whole = try plan([sets(), Make.firmLoad(10)], reserve)
    #expect(online(whole).allSatisfy { agree($0, 11) })
    let relaxed = try plan([sets(), Make.firmLoad(10)], reserve, relaxed: true)
    #expect(agree(relaxed.worth(of: "site.operating_reserve")?.magnitude, 26_280))
    let free = try plan([sets(), Make.firmLoad(10)], [:])
    #expect(online(free).allSatisfy { agree($0, 10) })
    #expect(agree((relaxed.objective - free.objective).in(.usd), 26_280))
  }

  /// 6 MW of training swing by a half of them: 3 MW, which batteries must have, unless headroom of online sets
  /// follows: a quarter of it, so 12 MW more run.
  @Test func headroomFollowsSwings() throws {
    let training = Make.load(
      6,
      .classes(
        (
          "training",
          [
            "kind": "interruptible", "share_fraction": 1, "value_of_lost_load_usd_per_mwh": 5000,
          ]
        )), swing: 0.5)
    let many: Keys = ["min_units": 20, "max_units": 20]
    #expect(
      try plan([sets(many), training], [:]).flow("load", "training_unserved_mw").allSatisfy {
        agree($0, 6)
      })
    let follows = sets(["min_units": 20, "max_units": 20, "fast_headroom_fraction": 0.25])
    let held = try plan([follows, training], [:])
    #expect(held.flow("load", "training_unserved_mw").allSatisfy { $0 < 1e-6 })
    #expect(online(held).allSatisfy { agree($0, 18) })
  }

  /// REopt.jl's off-grid scenario 3: a flat load, a tenth in reserve, and a generator of just that load.
  @Test func aGeneratorOfJustTheLoadHasNone() throws {
    let plan = try plan(
      [sets(["min_units": 10, "max_units": 10]), Make.firmLoad(10)],
      ["operating_reserve_load_fraction": 0.1])
    #expect(plan.status == .infeasible)
  }

  /// 4 MW of wind and half of it in reserve: 6 MW come from eight sets.
  @Test func ofTheWind() throws {
    let wind = Make.wind(
      "wind",
      [
        "capacity_factor_fraction": 0.4, "existing_mw": 10, "min_mw": 10, "max_mw": 10,
        "fixed_om_usd_per_kw_year": 0,
      ])
    let plan = try plan(
      [sets(), wind, Make.firmLoad(10)], ["operating_reserve_wind_fraction": 0.5])
    #expect(agree(plan.flow("wind", "output_mw").reduce(0, +), 16))
    #expect(online(plan).allSatisfy { agree($0, 8) })
  }

  /// 5 MW of sun in two of four hours, and a fifth of it: 5 MW come from six sets by day, 10 from ten by night.
  @Test func ofTheSun() throws {
    let solar = Make.solar(
      "solar",
      [
        "output_kw_per_kwdc": [0, 0.5, 0.5, 0], "existing_mwdc": 10, "min_mwdc": 10,
        "land_limit_mwdc": 10, "fixed_om_usd_per_kwdc_year": 0, "degradation_fraction_per_year": 0,
      ])
    let plan = try plan(
      [sets(), solar, Make.firmLoad(10)], ["operating_reserve_solar_fraction": 0.2])
    #expect(zip(online(plan), [10, 6, 6, 10]).allSatisfy { agree($0, $1) })
  }

  /// A unit of 2.5 MW beside 10 MW: five run; with a battery of 2.5 MW that is full, four.
  @Test func ofTheLargestUnit() throws {
    let large: Keys = ["unit_mw": 2.5, "min_units": 6, "max_units": 6]
    let share: Keys = ["operating_reserve_largest_unit_fraction": 1]
    let plan = try plan([sets(large), Make.firmLoad(10)], share)
    #expect(online(plan).allSatisfy { agree($0, 12.5) })
    let battery = Make.bess(
      "bess",
      [
        "min_power_mw": 2.5, "max_power_mw": 2.5, "min_energy_mwh": 5, "max_energy_mwh": 5,
        "self_discharge_fraction_per_day": 0,
      ])
    let held = try self.plan([sets(large), battery, Make.firmLoad(10)], share)
    #expect(online(held).allSatisfy { agree($0, 10) })
  }
}
