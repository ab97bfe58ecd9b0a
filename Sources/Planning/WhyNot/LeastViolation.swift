import Formulation
import LinearProgramming
import SiteModel
import Solving
import Units

/// How near a program is to having a solution: the least that its policies are broken.
struct LeastViolation {
  /// The least weighted violation that was found; 0 where nothing must be broken.
  let violation: Double
  /// It is proven that something must be broken.
  let isImpossible: Bool
  /// A point that breaks nothing was found.
  let isPossible: Bool
  /// What is broken, by row of the program.
  let broken: [ElasticProgram.Violation]
  /// Change of the violation a unit of each row's bound.
  let multipliers: [Double]
}

extension Planner {
  /// Solves a site's program with policies that may be broken at a price, and nothing else that costs.
  func leastViolation(of program: SiteProgram, _ stages: inout [Stage]) throws(PlanningStop)
    -> LeastViolation
  {
    try leastViolation(of: program.program, peakLoad: program.site.peakLoad, &stages)
  }

  /// The same of any program of a site, or of several years of it.
  func leastViolation(
    of program: LinearProgram, peakLoad: Power, _ stages: inout [Stage]
  ) throws(PlanningStop) -> LeastViolation {
    let clock = ContinuousClock()
    let started = clock.now
    let elastic = ElasticProgram(program)
    let built = clock.now
    let monitor = monitor.during("least violation")
    let answer = try strategy.solve(elastic.program, monitor: monitor)
    stages.append(
      Stage(
        name: monitor.stage, attempts: answer?.attempts ?? [],
        secondsToBuild: (built - started).inSeconds, secondsToSolve: (clock.now - built).inSeconds))
    let tolerance = 1e-4 * peakLoad.in(.megawatts)
    guard let answer else {
      return LeastViolation(
        violation: .infinity, isImpossible: false, isPossible: false, broken: [], multipliers: [])
    }
    let certificate = answer.certificate
    return LeastViolation(
      violation: max(0, certificate.objective), isImpossible: certificate.lowerBound > tolerance,
      isPossible: certificate.primalResidual <= Certificate.residualLimit
        && certificate.objective <= tolerance,
      broken: elastic.violations(at: answer.x), multipliers: answer.y)
  }
}
