import Formulation
import LinearProgramming
import SiteModel
import Solving
import Units

/// What whole sets and each step's balance imply together raises the bound of a program with its counts
/// fixed, and its point is nearer to whole sets.
extension CountSearch {
  /// A leaf's program with rows that whole sets keep, and its point.
  struct Tightened {
    var program: LinearProgram
    var x: [Double]
  }

  /// Solves a leaf again with such rows as its point breaks, and keeps the bound that they prove; the
  /// leaf's own program and point where there are none, or where it is too large.
  mutating func tightened(
    _ leaf: inout Node, _ program: SiteProgram, at point: [Double]
  ) throws(PlanningStop) -> Tightened {
    var tight = Tightened(program: program.program, x: point)
    guard planner.strategy.isSmall(rows: leaf.rows) else { return tight }
    for _ in 0..<Self.mostTightenings {
      guard let more = program.tightened(tight.program, at: tight.x)
      else { break }
      let started = ContinuousClock.now
      let stage = "rows that whole sets keep"
      let answer = try planner.strategy.solve(
        more, aim: .bound(), within: .attempts(2), monitor: planner.monitor.during(stage))
      note(stage, answer?.attempts ?? [], since: started)
      guard let answer, SolveAim.bound().isSolved(by: answer.certificate) else { break }
      tight = Tightened(program: more, x: answer.x)
      leaf.leastBound = max(leaf.leastBound, answer.certificate.lowerBound)
    }
    tightBounds[leaf.limits] = leaf.bound
    tightest[leaf.limits] = tight
    return tight
  }

  /// Raises a leaf's bound to near its plan's cost where it can: in a step whose sets online are no whole
  /// number, fewer or more sets that cost no less than the plan are excluded, each by a bound of its own.
  mutating func prove(_ leaf: Node, _ plan: Node) throws(PlanningStop) {
    guard let tight = tightest[leaf.limits], let known = tightBounds[leaf.limits],
      planner.strategy.isSmall(rows: leaf.rows), gap(of: plan, above: known) > gapAim
    else { return }
    let started = ContinuousClock.now
    let cutoff = plan.cost - gapAim / 2 * scale(of: plan)
    var held = tight
    var (excluded, least, left) = (Double.infinity, known, Self.mostProbes)
    var isMoving = true
    while isMoving, left > 0 {
      isMoving = false
      for sets in leaf.onlineSets {
        let unit = sets.unit.in(.megawatts)
        for t in 0..<sets.online.count where left > 0 {
          let column = sets.onlineColumn(at: t)
          let online = held.x[column] / unit
          let (fewer, more) = (online.rounded(.down) * unit, online.rounded(.up) * unit)
          guard (online - online.rounded()).magnitude > Self.wholeness else { continue }
          var (below, above) = (held.program, held.program)
          below.limit(column, to: fewer)
          above.raise(column, to: more)
          left -= 1
          if let bound = try bound(of: below), bound >= cutoff {
            held.program = above
            excluded = min(excluded, bound)
            isMoving = true
          } else {
            // Where sets come and go nothing is excluded: soon enough of that.
            left -= Self.costOfMiss
            guard let bound = try bound(of: above), bound >= cutoff else { continue }
            held.program = below
            excluded = min(excluded, bound)
            isMoving = true
          }
        }
      }
      guard isMoving, let answer = try solved(held.program) else { break }
      held.x = answer.x
      least = max(least, min(excluded, answer.certificate.lowerBound))
    }
    tightBounds[leaf.limits] = least
    note("hours with another number of sets", since: started)
  }

  private func solved(_ program: LinearProgram) throws(PlanningStop) -> SolveStrategy.Solution? {
    try planner.strategy.solve(
      program, aim: .bound(), within: .attempts(1),
      monitor: planner.monitor.during("hours with another number of sets"))
  }

  private func bound(of program: LinearProgram) throws(PlanningStop) -> Double? {
    try solved(program)?.certificate.lowerBound
  }

  /// Programs solved to exclude numbers of sets in single hours, and how many of them a vain try counts.
  private static let mostProbes = 120
  private static let costOfMiss = 10
  /// Each round finds fewer rows than the one before.
  private static let mostTightenings = 4
}
