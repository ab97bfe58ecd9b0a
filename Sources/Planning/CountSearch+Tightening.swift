import LinearProgramming
import SiteModel

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
    guard leaf.rows < Ladder.simplexRows else { return tight }
    for _ in 0..<Self.mostTightenings {
      guard let more = program.tightened(tight.program, at: tight.x)
      else { break }
      let clock = ContinuousClock()
      let started = clock.now
      let stage = "rows that whole sets keep"
      let answer = try planner.ladder.solve(
        more, aim: .bound, tries: 2, watch: planner.watch.during(stage))
      stages.append(
        Planner.Stage(
          name: stage, tries: answer?.tries ?? [], secondsToBuild: 0,
          secondsToSolve: (clock.now - started).inSeconds))
      guard let answer, Ladder.Aim.bound.isReached(by: answer.certificate) else { break }
      tight = Tightened(program: more, x: answer.x)
      leaf.leastBound = max(leaf.leastBound, answer.certificate.lowerBound)
    }
    tightBounds[leaf.limits] = leaf.bound
    return tight
  }

  /// Each round finds fewer rows than the one before.
  private static let mostTightenings = 4
}
