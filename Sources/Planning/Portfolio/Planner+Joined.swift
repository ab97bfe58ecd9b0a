package import Formulation
import LinearProgramming
package import Solving

extension Planner {
  /// What sites joined by links cost at least, units and running relaxed, with its certificate; nil where no attempt
  /// found a point.
  package func joined(_ program: PortfolioProgram) throws(PlanningStop) -> SolveStrategy.Solution? {
    try strategy.solve(
      program.program, aim: .plan, settle: { program.recomputeDependents(&$0) },
      monitor: monitor.during("joined portfolio"))
  }
}
