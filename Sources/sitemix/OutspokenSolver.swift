import LinearProgramming

/// A solver whose want of memory is said on standard error.
///
/// The ladder only sees a try that came to nothing; who limited this process's memory is to know why.
struct OutspokenSolver: LinearSolver {
  private let solver: any LinearSolver

  /// What another solver does, said aloud.
  init(_ solver: any LinearSolver) { self.solver = solver }

  var name: String { solver.name }
  var version: String { solver.version }
  var takesNaturalPrograms: Bool { solver.takesNaturalPrograms }

  func solve(
    _ program: consuming LinearProgram, method: SolveMethod,
    progress: (@Sendable (SolverProgress) -> SolverControl)?
  ) throws(SolverFault) -> SolverAnswer {
    do throws(SolverFault) {
      return try solver.solve(consume program, method: method, progress: progress)
    } catch {
      if error.description.contains("memory") { Terminal.reportError(error.description) }
      throw error
    }
  }
}
