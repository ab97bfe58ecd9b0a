package import SiteModel
package import Solving
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
  }

  package let together: ScenariosTogether
  /// Names of the plans: one for each scenario, and the one for all together last, where there is one.
  package let plans: [String]
  /// By plan, then by scenario.
  package var cells: [[Cell]]

  /// Name of the plan for all scenarios.
  package static let togetherName = "together"

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

extension RegretTable {
  /// A scenario of the table: the site in it, and with load that may not be shed shed at a price.
  package struct Scenario: Sendable {
    let site: Site
    let shedding: Site

    /// A version of the world.
    package init(_ site: Site, shedding: Site) { (self.site, self.shedding) = (site, shedding) }
  }

  /// Plans each scenario alone and runs every plan in every scenario.
  ///
  /// - Parameter sizes: of the plan for all scenarios, where it was made, with its plan in each.
  /// - Throws: `PlanningStop` when the monitor asks to stop.
  package init(
    _ scenarios: [Scenario], _ together: ScenariosTogether, over steps: Horizon?,
    planner: Planner, all: [SitePlan] = []
  ) throws(PlanningStop) {
    let names = together.members.map(\.name)
    let alone = try sideBySide(Array(zip(scenarios, names)), cores: planner.cores) {
      (piece: (scenario: Scenario, name: String)) throws(PlanningStop) -> Planner.Result in
      try planner.during(piece.name).plan(piece.scenario.site, over: steps, comparisons: false)
    }
    let pairs = names.indices.flatMap { plan in names.indices.map { (plan: plan, run: $0) } }
    let cells = try sideBySide(pairs, cores: planner.cores) {
      (pair: (plan: Int, run: Int)) throws(PlanningStop) -> Cell in
      let (scenario, own) = (scenarios[pair.run], alone[pair.plan])
      let (plan, run) = (names[pair.plan], names[pair.run])
      if pair.plan == pair.run {
        return Cell(own.plan, plan, in: run, of: scenario.site, limits: scenario.site)
      }
      guard own.plan.hasDispatch else { return Cell(plan: plan, scenario: run, status: .stopped) }
      return try scenario.cell(
        plan, run, own.sizes, over: steps, planner: planner.during("\(plan) in \(run)"))
    }
    self.together = together
    var rows = names.indices.map { plan in
      Array(cells[(plan * names.count)..<((plan + 1) * names.count)])
    }
    if all.count == names.count {
      rows.append(
        names.indices.map {
          Cell(
            all[$0], Self.togetherName, in: names[$0], of: scenarios[$0].site,
            limits: scenarios[$0].site)
        })
    }
    plans = names + (all.count == names.count ? [Self.togetherName] : [])
    for plan in rows.indices {
      for run in names.indices {
        guard let cost = rows[plan][run].cost, let best = rows[run][run].cost else { continue }
        rows[plan][run].regret = cost - best
      }
    }
    self.cells = rows
  }
}

extension RegretTable.Scenario {
  /// A plant in this scenario: as the scenario is; else without its caps, which are broken before load that may
  /// not be shed is; else with such load shed as well.
  fileprivate func cell(
    _ plan: String, _ run: String, _ sizes: [String: ClosedRange<Double>], over steps: Horizon?,
    planner: Planner
  ) throws(PlanningStop) -> RegretTable.Cell {
    var tries = [site]
    if site.hasEmissionsCap { tries.append(site.emitting(only: nil)) }
    tries.append(site.hasEmissionsCap ? shedding.emitting(only: nil) : shedding)
    for own in tries {
      let result = try planner.plan(own, over: steps, limits: sizes, comparisons: false)
      guard result.plan.hasDispatch else { continue }
      return RegretTable.Cell(result.plan, plan, in: run, of: own, limits: site)
    }
    return RegretTable.Cell(plan: plan, scenario: run, status: .infeasible)
  }
}

extension RegretTable.Cell {
  /// A plan of a site as it was run, against the caps of the scenario.
  fileprivate init(
    _ plan: SitePlan, _ name: String, in scenario: String, of site: Site, limits: Site
  ) {
    (self.plan, self.scenario, status) = (name, scenario, plan.status)
    guard plan.hasDispatch else { return }
    cost = plan.objective
    for own in plan.classes {
      served = served + own.served
      unserved = unserved + own.unserved
      let load = limits.components.loads.first { $0.name == own.component }
      if load?.unsheddableClasses.contains(own.name) ?? false {
        promisedUnserved = promisedUnserved + own.unserved
      }
    }
    unservedValue = plan.costs.filter { $0.nature == .unserved }
      .reduce(.zero) { $0 + $1.amount }
    for line in plan.emissions
    where limits.emissions.view.counts(scope: line.scope, basis: line.basis) {
      emitted = emitted + line.amount
    }
    guard limits.hasEmissionsCap else { return }
    var above = Carbon.zero
    if let cap = limits.emissions.capPerYear { above = max(above, emitted - cap) }
    if let rate = limits.emissions.capPerServedEnergy { above = max(above, emitted - rate * served) }
    // A ten-thousandth is the solver's residue.
    aboveCap = above > 1e-4 * emitted ? above : .zero
  }
}

extension Site {
  /// Whether a year's greenhouse gases are limited.
  fileprivate var hasEmissionsCap: Bool {
    emissions.capPerYear != nil || emissions.capPerServedEnergy != nil
  }
}
