/// Something that tries to solve linear programs; its verdict is a hint, our certificate decides.
public protocol LinearSolver: Sendable {
  /// Name and version, for `run.json`.
  var name: String { get }
  var version: String { get }
  /// Whether it has an interior point method that takes natural programs as they are.
  var takesNaturalPrograms: Bool { get }
  /// Solves on the calling thread and returns the best point found. The program is handed over, so
  /// that a solver that copies it may let it go.
  ///
  /// - Throws: `SolverFault` when the solver broke down and left nothing.
  func solve(
    _ program: consuming LinearProgram, method: SolveMethod,
    progress: (@Sendable (SolverProgress) -> SolverControl)?
  ) throws(SolverFault) -> SolverAnswer
}

extension LinearSolver {
  /// It has none, unless it says so.
  public var takesNaturalPrograms: Bool { false }
}

/// Which algorithm to use, and how to scale the matrix for it.
public enum SolveMethod: Sendable, Equatable {
  /// Vertex solutions with exact duals; for small programs.
  case simplex
  /// Primal-dual interior point; for programs with thousands of rows.
  case interiorPoint(scaling: Scaling)
  /// Interior point on the natural program: its own scaling, and nothing stretched.
  case naturalInteriorPoint(SolveRequest)
  /// Whole multiples of each column's quantum, with at most so many nodes; no multipliers.
  case branchAndBound(nodes: Int)

  /// Row and column scaling before the solve.
  public enum Scaling: String, Sendable, Equatable {
    case none, geometric, equilibrated
  }
}

/// What may be asked of a solve beside an optimum; a solver may do more than that.
public struct SolveRequest: Sendable, Equatable {
  /// Stop as soon as the multipliers prove the point to be this near, as a share of what its
  /// columns cost in all; 0: at the optimum.
  public var aim: Double
  /// Stop as soon as the multipliers prove that no point costs less than this, with the objective's
  /// constant: the program is of no use then.
  public var cutoff: Double
  /// Stop at a point that all but satisfies the rows and costs less than this: that there is such a one
  /// is all one wants to know.
  public var enough: Double
  /// What the program is a part of costs so much, in its objective's unit: gaps are a share of that.
  public var whole: Double
  /// A point of a like program to start from.
  public var start: SolverStart?

  /// An optimum, or less than that.
  public init(
    aim: Double = 0, cutoff: Double = .infinity, enough: Double = -.infinity, whole: Double = 0,
    start: SolverStart? = nil
  ) {
    self.aim = aim
    self.cutoff = cutoff
    self.enough = enough
    self.whole = whole
    self.start = start
  }
}

/// A point inside a program, from which like programs are soon solved.
public struct SolverStart: Sendable, Equatable {
  /// How the program to solve differs from the one that the point is of.
  public enum Change: Sendable, Equatable { case costs, limits, counts }
  /// One value a column.
  public var x: [Double]
  /// One multiplier a row.
  public var y: [Double]
  /// Mean product of a value's distance to its bound and its reduced cost, in the objective's unit.
  public var mean: Double
  /// What has changed since.
  public var change: Change

  /// A point of an interior point method.
  public init(x: [Double], y: [Double], mean: Double, change: Change = .limits) {
    self.x = x
    self.y = y
    self.mean = mean
    self.change = change
  }
}

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
}
