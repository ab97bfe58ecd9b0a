import Formulation
import LinearProgramming
package import SiteModel
package import Solving
import Units

/// Explains a plan: solves its program again with one thing changed at a time, unit counts held.
package struct Explainer {
  let planner: Planner
  let site: Site
  let horizon: Horizon?
  /// Unit counts and blocks of falling prices as the plan has them.
  let held: [String: ClosedRange<Double>]
  let base: Priced
  let program: SiteProgram
  let plan: SitePlan

  /// A program solved, in kUSD a year.
  struct Priced {
    let cost: Double
    /// What is proven of the least cost.
    let bound: Double
    let point: [Double]
    let multipliers: [Double]
    /// Where like programs may start.
    let start: StartPoint?
  }

  /// A solved plan, priced with its counts held; nil where it has no dispatch or cannot be solved so.
  package init?(
    planner: Planner, site: Site, horizon: Horizon?, result: Planner.Result
  ) throws(PlanningStop) {
    guard result.plan.hasDispatch else { return nil }
    self.planner = planner
    self.site = site
    self.horizon = horizon
    let sizes = SiteProgram(site, over: horizon, sizeLimits: result.limits)
    let continuous = Set(sizes.sizes.filter { $0.rounding == .continuous }.map(\.key))
    held = result.limits.filter { !continuous.contains($0.key) }
    program = SiteProgram(site, over: horizon, sizeLimits: held)
    let known = result.solved.start
    guard let base = try Self.solve(program, by: planner, "as planned", from: known) else {
      return nil
    }
    self.base = base
    plan = program.plan(at: base.point, multipliers: base.multipliers, status: .optimal)
  }

  /// Everything that is told of the plan.
  package func explained() throws(PlanningStop) -> Explanation {
    var explanation = Explanation()
    explanation.limits = try limits()
    explanation.sizes = try sizes()
    explanation.entries = try entries()
    explanation.withoutGrid = try withoutGrid()
    explanation.foresight = try foresight()
    return explanation
  }

  static func solve(
    _ program: SiteProgram, by planner: Planner, _ stage: String, from start: StartPoint?
  ) throws(PlanningStop) -> Priced? {
    try solve(
      program.program, settle: { program.recomputeDependents(&$0) }, by: planner, stage, from: start
    )
  }

  static func solve(
    _ program: LinearProgram, settle: (inout [Double]) -> Void, by planner: Planner,
    _ stage: String, from start: StartPoint?
  ) throws(PlanningStop) -> Priced? {
    let answer = try planner.strategy.solve(
      program, from: start?.fitted(to: program, after: .limits), settle: settle,
      monitor: planner.monitor.during(stage))
    guard let answer, answer.certificate.verdict != .none else { return nil }
    return Priced(
      cost: answer.certificate.objective, bound: answer.certificate.lowerBound, point: answer.x,
      multipliers: answer.y,
      start: answer.start.map { StartPoint($0, of: RowOutline(program)) })
  }

  /// The site with something changed; nil where it has no plan then.
  func priced(
    _ site: Site?, limits: [String: ClosedRange<Double>] = [:], _ stage: String
  ) throws(PlanningStop) -> Priced? {
    guard let site else { return nil }
    let limits = held.merging(limits) { $1 }
    return try Self.solve(
      SiteProgram(site, over: horizon, sizeLimits: limits), by: planner, stage, from: base.start)
  }

  /// USD a year of a change, for each unit of its amount.
  func worth(of priced: Priced?, per amount: Double) -> Double? {
    priced.map { 1000 * ($0.cost - base.cost) / amount }
  }

  func noise(_ priced: [Priced?]) -> Double {
    let open = ([base] + priced.compactMap { $0 }).map { max(0, $0.cost - $0.bound) }
    return 1000 * ((open.first ?? 0) + (open.dropFirst().max() ?? 0))
  }

  /// The year without any connection to the grid, units counted anew.
  private func withoutGrid() throws(PlanningStop) -> Explanation.WithoutGrid? {
    let others = site.components.filter { !$0.isConnection }
    guard others.count < site.components.count, !others.supply.isEmpty else { return nil }
    let result = try planner.during("without the grid")
      .plan(site.with(components: others), over: horizon, comparisons: false)
    if result.plan.hasDispatch, let cost = result.answer?.certificate.objective {
      return .costs(more: 1000 * (cost - base.cost))
    }
    guard result.plan.status == .infeasible else { return .notKnown }
    return .noPlan(
      result.plan.violations.map {
        "\($0.meaning), up to \(($0.greatest * 100).rounded() / 100) \($0.unit)"
      })
  }
}
