package import Formulation
package import LinearProgramming
import Reliability
package import SiteModel
package import Solving
import Units

/// Plans a site for several versions of a year at once: what is built is shared, how it runs is each one's own.
///
/// One joined program bounds what any plan can cost. How many units stand is made whole by branch and bound
/// over it; each scenario is then planned by itself with these sizes, sets online in whole numbers.
package struct ScenarioPlanner {
  let planner: Planner
  /// The site in each scenario.
  let sites: [Site]
  let together: ScenariosTogether
  let sizes: SharedSizes
  let steps: Horizon?
  private var search: UnitSearch<ScenarioProgram>

  /// A planner of scenarios that share their sizes.
  package init(
    planner: Planner, sites: [Site], _ together: ScenariosTogether, _ sizes: SharedSizes,
    over steps: Horizon? = nil
  ) {
    (self.planner, self.sites, self.together) = (planner, sites, together)
    (self.sizes, self.steps) = (sizes, steps)
    search = UnitSearch(
      planner: planner, peakLoad: sites.map(\.peakLoad).max() ?? .zero,
      gapAim: sites.first?.mipGapAim ?? Site.defaultMIPGapAim)
  }

  /// A plan for all scenarios and the proof that comes with it.
  package struct Result: Sendable {
    package var plan: ScenarioPlan
    /// The joined program that the bound speaks of.
    package var program: LinearProgram
    package var answer: SolveStrategy.Solution?
    package var stages: [Planner.Stage]
    /// The plan of each scenario with the sizes that all share.
    package var results: [Planner.Result] = []
    /// Sizes as planned, for runs of the same plant elsewhere.
    package var sizes: [String: ClosedRange<Double>] = [:]
  }

  /// Plans all scenarios.
  ///
  /// - Parameter relaxed: leave counts and running continuous: what the joined program says.
  /// - Throws: `PlanningStop` when the monitor asks to stop.
  package mutating func plan(relaxed: Bool = false) throws(PlanningStop) -> Result {
    let started = ContinuousClock.now
    let program = ScenarioProgram(sites, together, sizes, over: steps)
    let root = try search.solve(program.program, program, "all scenarios", since: started)
    guard let root, root.certificate.verdict != .none else {
      return try withoutPlan(program, root)
    }
    guard root.certificate.bindingAssumedBoxes.isEmpty else { return unbounded(program, root) }
    if relaxed { return relaxedResult(program, root) }
    guard let whole = try search.whole(program, root) else {
      return stopped(program, root, "no plan with whole units was found")
    }
    return try dispatched(program, root, whole)
  }

  /// Each scenario with what is built, side by side.
  private mutating func dispatched(
    _ program: ScenarioProgram, _ root: SolveStrategy.Solution,
    _ whole: UnitSearch<ScenarioProgram>.WholeUnits
  ) throws(PlanningStop) -> Result {
    let sizes = program.sizes(at: whole.point)
    let pieces = Array(zip(program.ownSites(at: whole.point), together.members))
    let (planner, steps) = (planner, steps)
    let results = try sideBySide(pieces, cores: planner.cores) {
      (piece: (site: Site, member: ScenariosTogether.Member)) throws(PlanningStop)
        -> Planner.Result in
      try planner.during(piece.member.name).plan(
        piece.site, over: steps, limits: sizes, comparisons: false)
    }
    for result in results { search.stages += result.stages }
    if let place = results.firstIndex(where: { !$0.plan.hasDispatch }) {
      return stopped(
        program, root,
        "no plan of \(together.members[place].name) was found with what is built",
        violations: results[place].plan.violations)
    }
    var plan = ScenarioPlan(status: .optimal, together)
    plan.plans = results.map(\.plan)
    plan.sizes = sizes.mapValues(\.lowerBound)
    plan.builds = program.builds(at: whole.point)
    let (cost, bound) = (plan.measure, Money(whole.bound, .kiloUSD))
    let optimality = SitePlan.Optimality(cost: cost, bound: bound)
    (plan.optimality, plan.status) = (optimality, optimality.status)
    plan.notes = notes
    return Result(
      plan: plan, program: program.program, answer: root, stages: search.stages,
      results: results, sizes: sizes)
  }

  /// The result with what simulations of each scenario showed; as it is where nothing is promised.
  package func certified(_ result: Result) async throws -> Result {
    guard let site = sites.first, site.promisesUptime, result.plan.optimality != nil else {
      return result
    }
    var result = result
    var (passed, failed) = ([String](), [String]())
    for (place, own) in sites.enumerated() {
      let verdict = try await UptimeLoop.certify(
        result.plan.plans[place], of: own, years: own.uptime.certifyYears,
        seed: UInt64(own.uptime.certificateSeed))
      let name = together.members[place].name
      if verdict.decision == .pass { passed.append(name) } else { failed.append(name) }
    }
    if !passed.isEmpty {
      result.plan.notes.append(
        "The uptime target is certified by simulation in \(passed.joined(separator: ", ")).")
    }
    if !failed.isEmpty {
      result.plan.status = .uncertified
      result.plan.notes.append(
        "The uptime target was not shown in \(failed.joined(separator: ", ")): plan that scenario by itself "
          + "(--in-scenario) to see which reserve it needs.")
    }
    return result
  }

  private var notes: [String] {
    together.riskNotes + [
      "What is built is the same in all scenarios; how it runs is each scenario's own, and known in advance."
    ]
  }

  // MARK: - Without a plan of whole units

  private func relaxedResult(_ program: ScenarioProgram, _ root: SolveStrategy.Solution) -> Result {
    var plan = ScenarioPlan(status: root.certificate.passed ? .optimal : .nearOptimal, together)
    plan.plans = program.plans(at: root.x, status: plan.status)
    let sizes = program.sizes(at: root.x)
    plan.sizes = sizes.mapValues(\.lowerBound)
    plan.builds = program.builds(at: root.x)
    plan.notes = notes
    return Result(
      plan: plan, program: program.program, answer: root, stages: search.stages, sizes: sizes)
  }

  private mutating func withoutPlan(_ program: ScenarioProgram, _ root: SolveStrategy.Solution?)
    throws(PlanningStop) -> Result
  {
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

  private func unbounded(_ program: ScenarioProgram, _ root: SolveStrategy.Solution) -> Result {
    var result = stopped(program, root, "")
    result.plan.status = .unbounded
    result.plan.notes = root.certificate.unboundedNotes(of: program.program)
    return result
  }

  private func stopped(
    _ program: ScenarioProgram, _ root: SolveStrategy.Solution?, _ note: String,
    violations: [SitePlan.PolicyViolation] = []
  ) -> Result {
    var plan = ScenarioPlan(status: .stopped, together)
    plan.notes = [note]
    plan.violations = violations
    return Result(plan: plan, program: program.program, answer: root, stages: search.stages)
  }
}
