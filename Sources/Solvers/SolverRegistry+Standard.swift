internal import GLPKSolver
internal import InteriorPointSolver
package import Solving

extension SolverRegistry {
  /// All solvers of the tool: our own, with GLPK for small programs and what ours leaves; and GLPK alone.
  package static let standard = SolverRegistry(
    InteriorPointSolver.strategy.followed(by: GLPKSolver.strategy), GLPKSolver.strategy)
}
