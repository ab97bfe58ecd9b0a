import Formulation
import LinearProgramming
package import SiteModel
package import Solving
import Units

/// What a plan over years is asked beside it: each question a joined program with one thing changed.
///
/// All are answered with counts and running relaxed, on both sides of a difference: whole units jump.
extension HorizonPlanner {
  /// What each date is worth both ways, and what waiting for the grid alone comes to.
  ///
  /// - Throws: `PlanningStop` when the monitor asks to stop.
  package func answers(to result: Result) throws(PlanningStop) -> HorizonAnswers {
    var answers = HorizonAnswers()
    guard let base = result.answer else { return answers }
    let before = presentValue(base)
    let dates = site.plannedDates
    let moves = dates.flatMap { date in [-1, 1].map { (date, $0) } }
    let moved = try sideBySide(moves, cores: coresForAnswers(result)) {
      (move: (date: PlannedDate, months: Int)) throws(PlanningStop) -> Money? in
      let way = move.months < 0 ? "earlier" : "later"
      return try cost(
        of: site.moving(move.date, by: move.months), "\(move.date.component) a month \(way)")
    }
    for (place, date) in dates.enumerated() {
      answers.dates.append(
        .init(
          whatMoved: date.path, month: date.month, earlier: moved[2 * place].map { before - $0 },
          later: moved[2 * place + 1].map { $0 - before }))
    }
    answers.dates.sort { ($0.earlier ?? .zero) > ($1.earlier ?? .zero) }
    answers.rents = try breakEvenRents()
    answers.gridAlone = try reference(beside: base)
    return answers
  }

  /// Programs of many years take gigabytes: of those one is solved at a time.
  private func coresForAnswers(_ result: Result) -> Int {
    result.program.rows.count > JoinedLimits.mostRowsSideBySide ? 1 : planner.cores
  }

  /// What is further from its bound says nothing of differences.
  private static let nearEnoughForDifferences = 1e-6

  /// Whether the questions take no longer than the plan did.
  package static func answersAtOnce(_ result: Result) -> Bool {
    result.program.rows.count <= JoinedLimits.mostRowsSideBySide
  }

  func presentValue(_ answer: SolveStrategy.Solution) -> Money {
    Money(Timeline(horizon).worth * answer.certificate.objective, .kiloUSD)
  }

  /// What became of a site with one thing changed.
  enum Outcome {
    case solved(HorizonProgram, SolveStrategy.Solution)
    /// Proven to have no plan.
    case impossible
    /// Not near enough to tell a difference.
    case unsolved
  }

  func solved(_ site: Site, _ purpose: String, keptAs question: String? = nil)
    throws(PlanningStop) -> (program: HorizonProgram, answer: SolveStrategy.Solution)?
  {
    guard case .solved(let program, let answer) = try outcome(of: site, purpose, keptAs: question)
    else { return nil }
    return (program, answer)
  }

  func outcome(of site: Site, _ purpose: String, keptAs question: String? = nil)
    throws(PlanningStop) -> Outcome
  {
    let question = question ?? purpose
    let program = HorizonProgram(site, horizon, over: steps)
    let answer: SolveStrategy.Solution?
    if let kept = store?.answer(to: question, of: program.program) {
      answer = kept
    } else {
      answer = try planner.strategy.solve(
        program.program, aim: .plan, within: .attempts(1),
        settle: { program.recomputeDependents(&$0) }, monitor: planner.monitor.during(purpose))
      store?.keep(answer, to: question)
    }
    if answer?.isRefuted ?? false { return .impossible }
    guard let answer, answer.certificate.relativeGap <= Self.nearEnoughForDifferences,
      answer.certificate.verdict != .none
    else { return .unsolved }
    return .solved(program, answer)
  }

  private func cost(of site: Site, _ purpose: String) throws(PlanningStop) -> Money? {
    try solved(site, purpose).map { presentValue($0.answer) }
  }

  /// The plan that builds nothing until the grid is there.
  private func reference(beside base: SolveStrategy.Solution) throws(PlanningStop)
    -> HorizonAnswers.Reference?
  {
    guard
      let plan = HorizonProgram(site, horizon, over: steps).plan(at: base.x, status: .optimal),
      let waiting = site.waitingForTheGrid,
      let found = try solved(waiting, "waiting for the grid"),
      let other = found.program.plan(at: found.answer.x, status: .optimal)
    else { return nil }
    return HorizonAnswers.Reference(
      presentValue: presentValue(found.answer), firstPower: other.firstPower,
      bridged: plan.served { Double($0.count) } - other.served { Double($0.count) },
      bridgeCost: plan.cash - other.cash,
      discountedBridged: plan.served(\.worth) - other.served(\.worth))
  }
}

extension HorizonPlan {
  /// Energy served in the years, each times a factor.
  fileprivate func served(_ factor: (Year) -> Double) -> Energy {
    years.reduce(.zero) { sum, year in
      sum + factor(year) * year.plan.classes.reduce(.zero) { $0 + $1.served }
    }
  }

  /// Present value of what is paid in cash.
  fileprivate var cash: Money {
    costs.filter { $0.nature == .cash }.reduce(.zero) { $0 + $1.amount }
  }
}
