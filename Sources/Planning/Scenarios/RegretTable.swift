package import SiteModel
package import Solving
import Units

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
    self.init(
      together, plans: names + (all.count == names.count ? [Self.togetherName] : []), cells: rows)
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
    self.init(plan: name, scenario: scenario, status: plan.status)
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
    hoursShort = plan.classes.map(\.hoursShort).max() ?? 0
    unservedValue = plan.costs.filter { $0.nature == .unserved }
      .reduce(.zero) { $0 + $1.amount }
    for line in plan.emissions
    where limits.emissions.view.counts(scope: line.scope, basis: line.basis) {
      emitted = emitted + line.amount
    }
    guard limits.hasEmissionsCap else { return }
    var above = Carbon.zero
    if let cap = limits.emissions.capPerYear { above = max(above, emitted - cap) }
    if let rate = limits.emissions.capPerServedEnergy {
      above = max(above, emitted - rate * served)
    }
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
