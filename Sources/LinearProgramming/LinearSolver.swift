/// Something that tries to solve linear programs; its verdict is a hint, our certificate decides.
public protocol LinearSolver: Sendable {
  /// Name and version, for `run.json`.
  var name: String { get }
  var version: String { get }
  /// Solves on the calling thread and returns the best point found. The program is handed over, so
  /// that a solver that copies it may let it go.
  ///
  /// - Throws: `SolverFault` when the solver broke down and left nothing.
  func solve(
    _ program: consuming LinearProgram, method: SolveMethod,
    progress: (@Sendable (SolverProgress) -> SolverControl)?
  ) throws(SolverFault) -> SolverAnswer
}

/// Which algorithm to use, and how to scale the matrix for it.
public enum SolveMethod: Sendable, Equatable {
  /// Vertex solutions with exact duals; for small programs.
  case simplex
  /// Primal-dual interior point; for programs with thousands of rows.
  case interiorPoint(scaling: Scaling)
  /// Whole multiples of each column's quantum, with at most so many nodes; no multipliers.
  case branchAndBound(nodes: Int)

  /// Row and column scaling before the solve.
  public enum Scaling: String, Sendable, Equatable {
    case none, geometric, equilibrated
  }
}

/// One line of a solver's progress.
public struct SolverProgress: Sendable {
  /// Iterations so far.
  public var iteration: Int
  /// Relative gap, where the method knows one.
  public var gap: Double?

  /// A line of progress.
  public init(iteration: Int, gap: Double?) {
    self.iteration = iteration
    self.gap = gap
  }
}

/// What the caller wants after seeing some progress.
public enum SolverControl: Sendable { case goOn, stop }

/// What a solver believes; not proof.
public enum SolverVerdict: String, Sendable {
  case optimal, infeasible, unbounded, iterationLimit, noConvergence, instability, stopped
}

/// The point and the multipliers that a solver ended with.
public struct SolverAnswer: Sendable {
  /// What the solver believes.
  public var verdict: SolverVerdict
  /// One value a column.
  public var x: [Double]
  /// One multiplier a row: the change of the objective per unit increase of the row's bound.
  public var y: [Double]
  /// Iterations that the solver took.
  public var iterations: Int

  /// A solver's last point and multipliers.
  public init(verdict: SolverVerdict, x: [Double], y: [Double], iterations: Int) {
    self.verdict = verdict
    self.x = x
    self.y = y
    self.iterations = iterations
  }
}

/// A solver that broke down.
public struct SolverFault: Error, Sendable, CustomStringConvertible {
  /// What went wrong, in words.
  public var description: String
  /// A fault in words.
  public init(_ description: String) { self.description = description }
}
