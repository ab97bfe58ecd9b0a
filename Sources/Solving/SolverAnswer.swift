/// One line of a solver's progress.
public struct SolverProgress: Sendable {
  /// Iterations so far.
  public var iteration: Int
  /// Relative gap, where the method knows one.
  public var gap: Double?
  /// What no point within the boxes costs less than, where the method knows: a hint.
  public var bound: Double?

  /// A line of progress.
  public init(iteration: Int, gap: Double?, bound: Double? = nil) {
    self.iteration = iteration
    self.gap = gap
    self.bound = bound
  }
}

/// What the caller wants after seeing some progress.
public enum SolverControl: Sendable { case goOn, stop }

/// What a solver believes; not proof.
public enum SolverVerdict: String, Sendable {
  case optimal, infeasible, unbounded, iterationLimit, noConvergence, instability, stopped
  /// As near as was asked for.
  case aimReached
}

/// The point and the multipliers that a solver ended with.
public struct SolverAnswer: Sendable {
  /// What the solver believes.
  public var verdict: SolverVerdict
  /// One value a column.
  public var x: [Double]
  /// One multiplier a row: the change of the objective per unit increase of the row's bound. Of an
  /// infeasible program, a ray, where the solver has one: see `Certificate.provesInfeasible`.
  public var y: [Double]
  /// Iterations that the solver took.
  public var iterations: Int
  /// A point on the way, to start like programs from.
  public var start: SolverStart?

  /// A solver's last point and multipliers.
  public init(
    verdict: SolverVerdict, x: [Double], y: [Double], iterations: Int, start: SolverStart? = nil
  ) {
    self.verdict = verdict
    self.x = x
    self.y = y
    self.iterations = iterations
    self.start = start
  }
}

/// A solver that broke down.
public struct SolverFault: Error, Sendable, CustomStringConvertible {
  /// What went wrong, in words.
  public var description: String
  /// A fault in words.
  public init(_ description: String) { self.description = description }

  /// Whether it came of too little memory.
  package var isOfMemory: Bool { description.contains("memory") }
}
