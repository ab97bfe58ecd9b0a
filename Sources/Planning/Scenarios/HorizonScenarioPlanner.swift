import Formulation
package import LinearProgramming
package import SiteModel
package import Solving
import Units

/// Plans a site over the years of its horizon for several versions of the world: what is built before it is known
/// which of them has come is shared, what comes later is each one's own.
package struct HorizonScenarioPlanner {
  let planner: Planner
  let sites: [Site]
  let together: ScenariosTogether
  let horizon: PlanningHorizon
  let steps: Horizon?
  private var search: UnitSearch<ScenarioHorizonProgram>

  /// A planner of scenarios of a site that has a horizon.
  package init(
    planner: Planner, sites: [Site], _ together: ScenariosTogether, _ horizon: PlanningHorizon,
    over steps: Horizon? = nil
  ) {
    (self.planner, self.sites, self.together) = (planner, sites, together)
    (self.horizon, self.steps) = (horizon, steps)
    search = UnitSearch(
      planner: planner, peakLoad: sites.map(\.peakLoad).max() ?? .zero,
      gapAim: max(
        sites.first?.mipGapAim ?? Site.defaultMIPGapAim, HorizonPlanner.nearEnough))
  }

  /// A plan for all scenarios and the proof that comes with it.
  package struct Result: Sendable {
    package var plan: ScenarioPlan
    /// The joined program that the bound speaks of.
    package var program: LinearProgram
    package var answer: SolveStrategy.Solution?
    package var stages: [Planner.Stage]
    /// The years of each scenario as sites of their own, with what stands in each.
    package var years: [[Site]] = []
  }

  /// Plans all scenarios.
  ///
  /// - Throws: `PlanningStop` when the monitor asks to stop.
  package mutating func plan() throws(PlanningStop) -> Result {
    let started = ContinuousClock.now
    let program = ScenarioHorizonProgram(sites, together, horizon, over: steps)
    let root = try search.solve(program.program, program, "all scenarios", since: started)
    guard let root, root.certificate.verdict != .none else {
      return try withoutPlan(program, root)
    }
    guard root.certificate.bindingAssumedBoxes.isEmpty else {
      var result = stopped(program, root, "")
      result.plan.status = .unbounded
      result.plan.notes = root.certificate.unboundedNotes(of: program.program)
      return result
    }
    guard let whole = try search.whole(program, root) else {
      return stopped(program, root, "no plan with whole units was found")
    }
    return try years(program, root, whole)
  }

  /// Each year of each scenario with what stands in it, side by side.
  private mutating func years(
    _ program: ScenarioHorizonProgram, _ root: SolveStrategy.Solution,
    _ whole: UnitSearch<ScenarioHorizonProgram>.WholeUnits
  ) throws(PlanningStop) -> Result {
    let years = program.parts.map { $0.years(at: whole.point) }
    let pieces = zip(years, together.members).flatMap { sites, member in
      zip(sites, horizon.modelledYears).map {
        (site: $0, name: "\(member.name) \(horizon.startYear + $1)")
      }
    }
    let (planner, steps) = (planner, steps)
    let results = try sideBySide(pieces, cores: planner.cores) {
      (piece: (site: Site, name: String)) throws(PlanningStop) -> Planner.Result in
      try planner.during(piece.name).plan(piece.site, over: steps, comparisons: false)
    }
    for result in results { search.stages += result.stages }
    if let place = results.firstIndex(where: { !$0.plan.hasDispatch }) {
      return stopped(
        program, root, "no plan of \(pieces[place].name) was found with what is built",
        violations: results[place].plan.violations)
    }
    var plan = ScenarioPlan(status: .optimal, together)
    let count = horizon.modelledYears.count
    for (place, part) in program.parts.enumerated() {
      let own = results[(place * count)..<((place + 1) * count)].map(\.plan)
      guard let scenario = part.plan(at: whole.point, status: .optimal, years: own) else {
        return stopped(program, root, "the site has no horizon")
      }
      plan.horizons.append(scenario)
    }
    let bound = Timeline(horizon).worth * Money(whole.bound, .kiloUSD)
    let cost = plan.measure
    let optimality = SitePlan.Optimality(cost: cost, bound: bound)
    (plan.optimality, plan.status) = (optimality, optimality.status)
    for place in plan.horizons.indices { plan.horizons[place].status = optimality.status }
    plan.notes = notes
    plan.tellBuilds()
    return Result(
      plan: plan, program: program.program, answer: root, stages: search.stages, years: years)
  }

  private var notes: [String] {
    var notes = together.riskNotes
    notes.append(
      together.knownFromMonth.map {
        "What is built before month \($0) is the same in all scenarios; from then on it is known which has "
          + "come."
      } ?? "What is built is the same in all scenarios.")
    return notes
  }

  private mutating func withoutPlan(
    _ program: ScenarioHorizonProgram, _ root: SolveStrategy.Solution?
  ) throws(PlanningStop) -> Result {
    let peakLoad = search.peakLoad
    let leastViolation = try planner.leastViolation(
      of: program.program, peakLoad: peakLoad, &search.stages)
    var result = stopped(program, root, "the solver found no answer")
    guard leastViolation.isImpossible else { return result }
    result.plan.status = .infeasible
    result.plan.notes = []
    result.plan.violations = program.violations(
      leastViolation.broken.map { ($0.row, $0.amount) }, above: 1e-5 * peakLoad.in(.megawatts))
    return result
  }

  private func stopped(
    _ program: ScenarioHorizonProgram, _ root: SolveStrategy.Solution?, _ note: String,
    violations: [SitePlan.PolicyViolation] = []
  ) -> Result {
    var plan = ScenarioPlan(status: .stopped, together)
    plan.notes = [note]
    plan.violations = violations
    return Result(plan: plan, program: program.program, answer: root, stages: search.stages)
  }
}
