import Formulation
package import LinearProgramming
package import SiteModel
package import Solving
import Units

/// Plans one site: formulates, solves, makes counts whole, and says why when there is no plan.
package struct Planner: Sendable {
  package let strategy: SolveStrategy
  package private(set) var monitor: ProgressMonitor
  /// How many programs may be solved at once; the same comes of any number.
  let cores: Int

  package init(
    strategy: SolveStrategy, monitor: ProgressMonitor = ProgressMonitor(), cores: Int = 1
  ) {
    self.strategy = strategy
    self.monitor = monitor
    self.cores = cores
  }

  /// The same planner, whose monitor is told for what it plans.
  package func during(_ purpose: String) -> Planner {
    var planner = self
    planner.monitor = monitor.within(purpose)
    return planner
  }

  /// A plan and the proof that comes with it.
  package struct Result: Sendable {
    package var plan: SitePlan
    /// The program that the certificate speaks of: counts fixed, unless `relaxed`.
    package var program: LinearProgram
    package var answer: SolveStrategy.Solution?
    /// Programs solved, with the attempts at them, in order.
    package var stages: [Stage]
    /// Sizes and counts as planned, for plans of other years with the same plant.
    package var sizes: [String: ClosedRange<Double>] = [:]
    /// What planning set on sizes, counts and blocks, by `component.size`; nothing without a plan.
    package var limits: [String: ClosedRange<Double>] = [:]
    /// Programs with running relaxed: they bound and start those with other counts, limits or prices.
    package var solved = SolvedPoints()
  }

  /// One program solved on the way.
  package struct Stage: Sendable {
    package var name: String
    package var attempts: [SolveAttempt.Record]
    package var secondsToBuild: Double
    package var secondsToSolve: Double
  }

  /// Plans a site over its year, or over another horizon.
  ///
  /// - Parameter relaxed: leave unit counts continuous, and falling prices at the convex function below.
  /// - Parameter wanted: how near to the best a relaxed plan must be.
  /// - Parameter limits: on sizes and counts, by `component.size`, beside the site's own.
  /// - Parameter solved: what like programs of the site have given.
  /// - Parameter comparisons: ask what a single source would cost where imports cannot carry the load.
  /// - Throws: `PlanningStop` when the monitor asks to stop.
  package func plan(
    _ site: Site, over horizon: Horizon? = nil, relaxed: Bool = false,
    aim wanted: SolveAim = .plan, limits: [String: ClosedRange<Double>] = [:],
    knowing solved: SolvedPoints = SolvedPoints(), comparisons: Bool = true
  ) throws(PlanningStop) -> Result {
    var search = CountSearch(
      planner: self, site: site, horizon: horizon, asked: limits, knowing: solved)
    let aim: SolveAim = relaxed ? wanted : .bound()
    let stage = "relaxed program"
    let idle = try search.likelyIdle(limits: limits)
    var root = try search.relaxed(
      limits, stage, aim: aim, known: relaxed ? .plan : aim, idle: idle)
    if !root.isSolved {
      // A program that cannot be solved at once often has no solution: ask before trying again.
      if let proof = try search.infeasibility(of: root) { return infeasible(root, proof, search) }
      root = try search.solve(limits: limits, stage: stage, aim: aim, after: root)
      search.solved.add(
        root.answer, to: search.program(of: root).program, within: root.limits)
      if !root.isSolved { try search.solveWithinBoxes(&root) }
    }
    guard root.isSolved, let answer = root.answer else { return stopped(root, search) }
    if !answer.certificate.bindingAssumedBoxes.isEmpty { return unbounded(root, search) }
    search.solved.idle = search.idle(at: root)
    if relaxed { return result(root, search) }
    guard let best = try search.bestPlan(from: root) else {
      if let proof = try search.infeasibility(of: root) { return infeasible(root, proof, search) }
      let proof = try search.stepsWithoutCommitment(from: root)
      return proof.isEmpty ? stopped(root, search) : infeasible(root, proof, search)
    }
    var planned = result(best.plan, search)
    planned.sizes = search.sizesFixed(at: best.plan)
    let optimality = SitePlan.Optimality(
      cost: Money(best.plan.cost, .kiloUSD), lowerBound: Money(best.bound, .kiloUSD),
      mipGap: search.gap(of: best.plan, above: best.bound))
    planned.plan.optimality = optimality
    planned.plan.status = optimality.status
    if comparisons, planned.plan.hasDispatch {
      planned.plan.singleSource = try cheapestSingleSource(
        of: site, serving: planned.plan, &planned.stages)
    }
    return planned
  }

  /// What no plan of a site within limits can cost less than (kUSD a year): by what is known, where that
  /// reaches a cutoff, else by solving with counts and running relaxed until it does.
  func bound(
    _ site: Site, over horizon: Horizon?, limits: [String: ClosedRange<Double>], cutoff: Double,
    knowing solved: SolvedPoints
  ) throws(PlanningStop) -> (bound: Double, solved: SolvedPoints, stages: [Stage]) {
    var search = CountSearch(planner: self, site: site, horizon: horizon, knowing: solved)
    let node = try search.solvedBox(
      limits, "bound", above: -.infinity, below: cutoff, idle: solved.idle ?? [])
    return (node.isImpossible ? .infinity : node.bound, search.solved, search.stages)
  }

  private func result(_ node: CountSearch.Node, _ search: CountSearch) -> Result {
    guard node.isSolved, let answer = node.answer else { return stopped(node, search) }
    let status: SitePlan.Status = answer.certificate.passed ? .optimal : .nearOptimal
    let program = search.program(of: node)
    var plan = program.plan(at: answer.x, multipliers: answer.y, status: status)
    if let priced = node.priced {
      // Where sets are held online, their rows take what a limit is worth.
      let free = search.program(priced.limits)
      plan.shadowPrices = free.shadowPrices(at: priced.x, multipliers: priced.y)
    }
    return Result(
      plan: plan, program: program.program, answer: answer, stages: search.stages,
      limits: node.limits, solved: search.solved)
  }

  private func infeasible(
    _ node: CountSearch.Node, _ proof: [SitePlan.PolicyViolation], _ search: CountSearch
  ) -> Result {
    withoutPlan(.infeasible, node, search) { plan, _ in plan.violations = proof }
  }

  private func stopped(_ node: CountSearch.Node, _ search: CountSearch) -> Result {
    withoutPlan(.stopped, node, search) { _, _ in }
  }

  private func unbounded(_ node: CountSearch.Node, _ search: CountSearch) -> Result {
    withoutPlan(.unbounded, node, search) { plan, program in
      plan.notes = node.answer?.certificate.unboundedNotes(of: program) ?? []
    }
  }

  private func withoutPlan(
    _ status: SitePlan.Status, _ node: CountSearch.Node, _ search: CountSearch,
    explain: (inout SitePlan, LinearProgram) -> Void
  ) -> Result {
    let program = search.program(of: node)
    var plan = SitePlan(status: status, horizon: program.horizon)
    explain(&plan, program.program)
    return Result(
      plan: plan, program: program.program, answer: node.answer, stages: search.stages,
      solved: search.solved)
  }
}
