import Formulation
import LinearProgramming
package import Solving

extension HorizonPlanner {
  /// The least that all years together can emit, t CO2e, whatever it costs, with counts and running relaxed;
  /// nil where it was not certified.
  ///
  /// - Throws: `PlanningStop` when the monitor asks to stop.
  package func leastEmissions() throws(PlanningStop) -> Double? {
    let program = HorizonProgram(site, horizon, over: steps)
    let answer = try planner.strategy.solve(
      program.leastEmissions, aim: .plan, settle: { program.recomputeDependents(&$0) },
      monitor: planner.monitor.during("far end"))
    guard let answer, SolveAim.guide.isReached(by: answer.certificate) else { return nil }
    return answer.certificate.objective
  }
}
