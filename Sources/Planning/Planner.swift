package import LinearProgramming
package import SiteModel

/// Plans one site: formulates, solves, makes counts whole, and says why when there is no plan.
package struct Planner: Sendable {
  package let ladder: Ladder
  package let watch: Watch

  package init(solver: any LinearSolver, watch: Watch = Watch()) {
    ladder = Ladder(solver: solver)
    self.watch = watch
  }

  /// A plan and the proof that comes with it.
  package struct Result: Sendable {
    package var plan: SitePlan
    /// The program that the certificate speaks of: counts fixed, unless `relaxed`.
    package var program: LinearProgram
    package var answer: Ladder.Answer?
    /// Proven distance of the plan's cost from the bound with counts relaxed; nil without counts.
    package var countGap: Double?
    /// Programs solved, with their tries, in order.
    package var stages: [Stage]
  }

  /// One program solved on the way.
  package struct Stage: Sendable {
    package var name: String
    package var tries: [Ladder.Try]
    package var secondsToBuild: Double
    package var secondsToSolve: Double
  }

  /// Plans a site over its year, or over another horizon.
  ///
  /// - Parameter relaxed: leave unit counts continuous.
  /// - Throws: `PlanningStop` when the watch asks to stop.
  package func plan(_ site: Site, over horizon: Horizon? = nil, relaxed: Bool = false)
    throws(PlanningStop) -> Result
  {
    var search = CountSearch(planner: self, site: site, horizon: horizon)
    let aim: Ladder.Aim = relaxed ? .plan : .guide
    let stage = "relaxed program"
    var root = try search.solve(limits: [:], stage: stage, aim: aim, tries: 1)
    if !root.isSolved {
      // A program that cannot be solved at once often has no solution: ask before trying again.
      if let proof = try search.infeasibility(of: root) { return infeasible(root, proof, search) }
      root = try search.solve(limits: [:], stage: stage, aim: aim)
      if !root.isSolved { try search.solveWithinBoxes(&root) }
    }
    guard root.isSolved, let answer = root.answer else { return stopped(root, search.stages) }
    if !answer.certificate.bindingAssumedBoxes.isEmpty { return unbounded(root, search.stages) }
    if relaxed { return result(root, countGap: nil, search.stages) }
    guard let best = try search.wholeCounts(from: root) else {
      if let proof = try search.infeasibility(of: root) { return infeasible(root, proof, search) }
      return stopped(root, search.stages)
    }
    return result(best.node, countGap: best.gap, search.stages)
  }

  private func result(_ node: CountSearch.Node, countGap: Double?, _ stages: [Stage]) -> Result {
    guard let answer = node.answer, answer.certificate.verdict != .none else {
      return stopped(node, stages)
    }
    let status: SitePlan.Status = answer.certificate.passed ? .optimal : .nearOptimal
    return Result(
      plan: node.program.plan(at: answer.x, multipliers: answer.y, status: status),
      program: node.program.program, answer: answer, countGap: countGap, stages: stages)
  }

  private func infeasible(
    _ node: CountSearch.Node, _ proof: [SitePlan.PolicyViolation], _ search: CountSearch
  ) -> Result {
    var plan = SitePlan(status: .infeasible, horizon: node.program.setting.horizon)
    plan.violations = proof
    return Result(
      plan: plan, program: node.program.program, answer: node.answer, stages: search.stages)
  }

  private func stopped(_ node: CountSearch.Node, _ stages: [Stage]) -> Result {
    Result(
      plan: SitePlan(status: .stopped, horizon: node.program.setting.horizon),
      program: node.program.program, answer: node.answer, stages: stages)
  }

  private func unbounded(_ node: CountSearch.Node, _ stages: [Stage]) -> Result {
    var plan = SitePlan(status: .unbounded, horizon: node.program.setting.horizon)
    let columns = node.answer?.certificate.bindingAssumedBoxes ?? []
    plan.notes = columns.map {
      "the cost falls without end as \(node.program.program.columnName($0)) grows: "
        + "set a limit for it, or check the prices that pay for it"
    }
    return Result(
      plan: plan, program: node.program.program, answer: node.answer, stages: stages)
  }
}
