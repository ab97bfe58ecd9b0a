package import Units

/// What each plan costs in each version of the world: S × S, and more where a plan for all of them exists.
package struct RegretTable: Sendable {
  /// A plan run in a scenario.
  package struct Cell: Sendable {
    package let plan: String
    package let scenario: String
    /// Nil where the plant found no way to run.
    package var cost: Money?
    package var status: SitePlan.Status
    package var served = Energy.zero
    package var unserved = Energy.zero
    /// Hours in which some class was short, at most.
    package var hoursShort = 0.0
    /// What the load that was not served was worth.
    package var unservedValue = Money.zero
    /// Of that, load that may not be shed.
    package var promisedUnserved = Energy.zero
    /// Counted as the cap counts them.
    package var emitted = Carbon.zero
    /// What is emitted above the caps; nil where there is none.
    package var aboveCap: Carbon?
    /// Its cost less that of the plan for this scenario.
    package var regret: Money?

    /// A plan that was not run, or is to be told.
    package init(plan: String, scenario: String, status: SitePlan.Status) {
      (self.plan, self.scenario, self.status) = (plan, scenario, status)
    }
  }

  package let together: ScenariosTogether
  /// Names of the plans: one for each scenario, and the one for all together last, where there is one.
  package let plans: [String]
  /// By plan, then by scenario.
  package var cells: [[Cell]]

  /// Name of the plan for all scenarios.
  package static let togetherName = "together"

  /// What plans of each scenario, and of all together where there is one, come to in each scenario.
  package init(_ together: ScenariosTogether, plans: [String], cells: [[Cell]]) {
    (self.together, self.plans, self.cells) = (together, plans, cells)
    for plan in cells.indices {
      for run in cells[plan].indices {
        guard let cost = cells[plan][run].cost, let best = cells[run][run].cost else { continue }
        self.cells[plan][run].regret = cost - best
      }
    }
  }

  /// What a plan comes to over all scenarios, as plans are chosen; nil where it does not run in some.
  package func measure(of plan: Int) -> Money? {
    let costs = cells[plan].compactMap(\.cost)
    guard costs.count == together.members.count else { return nil }
    return Money(together.measure(costs.map { $0.in(.usd) }), .usd)
  }

  /// What it would come to if the scenario were known before anything is built: each with its own plan.
  package var perfectInformation: Money? {
    let own = together.members.indices.compactMap { cells[$0][$0].cost }
    guard own.count == together.members.count else { return nil }
    return Money(together.measure(own.map { $0.in(.usd) }), .usd)
  }

  private var measureTogether: Money? {
    plans.last == Self.togetherName ? measure(of: plans.count - 1) : nil
  }

  /// What the plan for all scenarios saves against the plan for the first of them.
  package var valueOfStochasticAnswer: Money? {
    guard let all = measureTogether, let first = measure(of: 0) else { return nil }
    return first - all
  }

  /// What knowing the scenario would save.
  package var valueOfPerfectInformation: Money? {
    guard let all = measureTogether, let perfect = perfectInformation else { return nil }
    return all - perfect
  }
}
