public import LinearProgramming

/// Something that tries to solve linear programs; its verdict is a hint, our certificate decides.
public protocol LinearSolver: Sendable {
  /// Name and version, for `run.json`.
  var name: String { get }
  var version: String { get }
  /// What it can do.
  var capabilities: SolverCapabilities { get }
  /// Solves on the calling thread and returns the best point found. The program is handed over, so
  /// that a solver that copies it may let it go.
  ///
  /// - Throws: `SolverFault` when the solver broke down and left nothing, or knows no such method.
  func solve(
    _ program: consuming LinearProgram, method: SolveMethod,
    progress: (@Sendable (SolverProgress) -> SolverControl)?
  ) throws(SolverFault) -> SolverAnswer
}

/// What a solver can do, so that nobody has to ask which one it is.
public struct SolverCapabilities: OptionSet, Sendable {
  /// One bit a capability.
  public let rawValue: UInt8
  /// A set of bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Solves by the simplex method: vertices with exact multipliers.
  public static let simplex = SolverCapabilities(rawValue: 1)
  /// Solves by an interior point method.
  public static let interiorPoint = SolverCapabilities(rawValue: 2)
  /// Its interior point method takes programs over time as they are, starts from points of like ones,
  /// and stops where a request says.
  public static let requests = SolverCapabilities(rawValue: 4)
  /// Finds whole multiples of quanta by branch and bound.
  public static let wholeNumbers = SolverCapabilities(rawValue: 8)
  /// Of a program without a solution it gives multipliers that prove it.
  public static let rays = SolverCapabilities(rawValue: 16)
}

/// Which algorithm to use.
public enum SolveMethod: Sendable, Equatable {
  /// Vertex solutions with exact duals; for small programs.
  case simplex
  /// Primal-dual interior point; for programs with thousands of rows.
  case interiorPoint(SolveRequest = SolveRequest())
  /// Whole multiples of each column's quantum, with at most so many nodes; no multipliers.
  case branchAndBound(nodes: Int)

  /// The algorithm in words.
  package var name: String {
    switch self {
    case .simplex: "simplex"
    case .interiorPoint: "interior point"
    case .branchAndBound: "branch and bound"
    }
  }
}
