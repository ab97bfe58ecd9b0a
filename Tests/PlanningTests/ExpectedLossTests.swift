import Components
import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// What outages cost beside a plan: closed forms of sets that fail one by one and start at once.
@Suite("expected loss")
struct ExpectedLossTests {
  private let planner = Planner(strategy: GLPKSolver.strategy)

  private func gas(_ more: Keys) -> any Component {
    let own: Keys = [
      "minimum_load_fraction": 0, "planned_outage_hours_per_unit": 0,
      "repair_spread": "exponential", "gas_interruptions_per_year": 0,
    ]
    return Make.checked(
      PipelineGas.self, "gas", Make.pipelineGasValues.with(own).with(more))
  }

  private static func training(_ share: Double, _ value: Double) -> (String, Keys) {
    (
      "training",
      [
        "kind": "interruptible", "share_fraction": .number(share),
        "value_of_lost_load_usd_per_mwh": .number(value),
      ]
    )
  }

  private func load(_ power: Double, value: Double) -> any Component {
    Make.load(.number(power), .classes(Self.training(1, value)))
  }

  private func risk(_ site: Site, hours: Int = 48) async throws -> (
    plan: SitePlan, loss: SitePlan.ExpectedLoss?
  ) {
    let horizon = site.first(hours)
    let planned = try planner.plan(site, over: horizon)
    var rule = RiskRule(planner: planner, site: site, horizon: horizon)
    let plan = try await rule.applied(to: planned).plan
    return (plan, plan.expectedLoss)
  }

  private static let one: Keys = [
    "unit_mw": 10, "min_units": 1, "max_units": 1, "mttf_hours": 99, "mttr_hours": 1,
  ]

  /// 0.01 · 10 MW · 8760 h · 1,000 USD/MWh = 876,000 USD: the plan withholds 0.1 MW for it, and the
  /// simulation takes its place.
  @Test("one set of A = 0.99 loses 876,000 USD a year, once")
  func once() async throws {
    let (plan, found) = try await risk(Site.of([gas(Self.one), load(10, value: 1000)]))
    let loss = try #require(found)
    #expect(agree(loss.withheld.in(.usd), 876_000, within: 1e-6))
    let error = loss.standardError.in(.usd)
    #expect(error < 8760)
    #expect((loss.amount.in(.usd) - 876_000).magnitude < 4 * error)
    let lost = unserved(plan) - loss.withheld.in(.usd) + loss.amount.in(.usd)
    #expect((lost - 876_000).magnitude < 4 * error)
    #expect(loss.steps.allSatisfy { !$0.isTaken })
  }

  private func unserved(_ plan: SitePlan) -> Double {
    plan.costs.filter { $0.nature == .unserved }.reduce(0) { $0 + $1.amount.in(.usd) }
  }

  /// Beside 1 MW that is firm, 9 MW are lost in 0.01 of the time: 788,400 USD.
  @Test("a target for another class changes neither cost nor loss")
  func target() async throws {
    var plans: [(cost: Double, lost: Double)] = []
    for promise: Keys in [[:], ["uptime_target_fraction": 0.9]] {
      let firm: Keys = ["kind": "firm", "share_fraction": 0.1]
      let classes = ParameterValue.records([
        NamedValues(name: "firm", values: ParameterValues(firm).with(promise)),
        NamedValues(name: "training", values: ParameterValues(Self.training(0.9, 1000).1)),
      ])
      let (plan, found) = try await risk(Site.of([gas(Self.one), Make.load(10, classes)]))
      let loss = try #require(found)
      let lost = unserved(plan) - loss.withheld.in(.usd) + loss.amount.in(.usd)
      #expect((lost - 788_400).magnitude < 4 * loss.standardError.in(.usd))
      plans.append((plan.objective.in(.usd), lost))
    }
    #expect(agree(plans[0].cost, plans[1].cost, within: 1e-7))
    #expect(agree(plans[0].lost, plans[1].lost, within: 1e-7))
  }

  /// 219 h on planned outage are no outage: 0.01 · 9.75 MW · (8760 − 219) h · 1,000 USD/MWh = 832,748.
  @Test("what is short on planned outage is not counted as an outage")
  func plannedOutage() async throws {
    let keys: Keys = [
      "unit_mw": 10, "min_units": 1, "max_units": 1, "mttf_hours": 99, "mttr_hours": 1,
      "planned_outage_hours_per_unit": 219,
    ]
    let set = gas(keys)
    let (_, found) = try await risk(Site.of([set, load(10, value: 1000)]))
    let loss = try #require(found)
    let wanted = 0.01 * 9.75 * (8760 - 219) * 1000
    #expect((loss.amount.in(.usd) - wanted).magnitude < 4 * loss.standardError.in(.usd))
  }

  /// 2 MW on sets of 1 MW, A = 0.98. Three leave 3·0.98·0.02²·1 + 0.02³·2 = 0.001192 MW unserved, four
  /// 4·0.98·0.02³ + 2·0.02⁴ = 3.168e-5 MW: the fourth saves 10.16 MWh a year, the fifth 0.27.
  @Test("a set more is bought where the loss that it saves exceeds its cost", arguments: [0.5, 3])
  func oneMore(worth: Double) async throws {
    let keys: Keys = [
      "unit_mw": 1, "min_units": 3, "max_units": 8, "mttf_hours": 98, "mttr_hours": 2,
    ]
    let one = Site.of([gas(keys), load(2, value: 1)])
    let three = try planner.plan(one, over: one.first(48)).plan
    let cost =
      ((three.cost("gas", "capital") ?? .nan) + (three.cost("gas", "fixed_om") ?? .nan)) / 3
    let saved = (0.001192 - 3.168e-5) * 8760
    let value = worth * cost / saved
    let (plan, found) = try await risk(Site.of([gas(keys), load(2, value: value)]))
    let loss = try #require(found)
    let sets = plan.components.first { $0.component == "gas" }?.units
    let unserved = (worth > 1 ? 3.168e-5 : 0.001192) * 8760
    #expect(sets == (worth > 1 ? 4 : 3))
    let error = loss.standardError.in(.usd)
    #expect((loss.amount.in(.usd) - value * unserved).magnitude < 4 * error)
    #expect(loss.held == (worth > 1 ? ["gas.units": 4] : [:]))
    // The step up is told either way, with its own cost; that of a set less only where it may be built.
    let up = try #require(loss.steps.last { $0.change.contains("more") })
    let apart = (up.programCost - plan.objective).in(.usd)
    #expect(agree(apart, cost, within: 1e-3))
    #expect(loss.steps.contains { $0.change.contains("less") } == (worth > 1))
  }

  /// 4 MW on one set of 4 MW, A = 0.98: 0.08 MW are lost, 210,240 USD at 300 USD/MWh; 2 MW of standby save half.
  @Test("a standby set that may not be ready is simulated, and told as a step")
  func standby() async throws {
    let keys: Keys = [
      "unit_mw": 4, "min_units": 1, "max_units": 1, "mttf_hours": 98, "mttr_hours": 2,
    ]
    let standby = Make.standby(
      "standby",
      [
        "mttf_hours": 1000, "mttr_hours": 20, "repair_spread": "exponential",
        "failure_to_start_fraction": 0.02, "readiness_fraction": 0.99,
      ])
    let (plan, found) = try await risk(Site.of([gas(keys), standby, load(4, value: 300)]))
    #expect(plan.withoutFailureStatistics.isEmpty)
    let loss = try #require(found)
    let step = try #require(loss.steps.first { $0.component == "standby" })
    // About half of what is lost, 105,000 USD, is less than the set costs.
    let share = try #require(step.loss).in(.usd) / loss.amount.in(.usd)
    #expect(share > 0.45 && share < 0.6)
    #expect(!step.isTaken)
    #expect((loss.amount.in(.usd) - 0.08 * 8760 * 300).magnitude < 4 * loss.standardError.in(.usd))
  }

  @Test("without failure statistics nothing is computed, and the component is named")
  func unknown() async throws {
    let set = Make.checked(
      PipelineGas.self, "gas",
      Make.pipelineGasValues.with(["unit_mw": 10, "min_units": 1, "max_units": 1]))
    let site = Site.of([set, load(5, value: 1000)])
    try #require(!set.missingFailureKeys.isEmpty)
    let (plan, loss) = try await risk(site)
    #expect(loss == nil)
    #expect(plan.withoutFailureStatistics == ["gas"])
  }
}
