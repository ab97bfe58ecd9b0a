/// Two solvers as one: natural programs go to one of them, all else to the other.
public struct SolverPair: LinearSolver {
  private let natural: any LinearSolver
  private let other: any LinearSolver

  /// A solver for natural programs, and one for vertices, whole numbers, and what the first leaves.
  public init(natural: any LinearSolver, other: any LinearSolver) {
    self.natural = natural
    self.other = other
  }

  /// Both names.
  public var name: String { "\(natural.name) with \(other.name)" }
  /// Both versions.
  public var version: String { "\(natural.version) with \(other.version)" }
  /// Whether the first does.
  public var takesNaturalPrograms: Bool { natural.takesNaturalPrograms }

  /// Solves by whichever the method is for.
  public func solve(
    _ program: consuming LinearProgram, method: SolveMethod,
    progress: (@Sendable (SolverProgress) -> SolverControl)?
  ) throws(SolverFault) -> SolverAnswer {
    if case .naturalInteriorPoint = method {
      return try natural.solve(consume program, method: method, progress: progress)
    }
    return try other.solve(consume program, method: method, progress: progress)
  }
}
