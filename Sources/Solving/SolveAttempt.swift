package import LinearProgramming

/// One way to try a program: a solver and its method, and what the program becomes before.
package struct SolveAttempt: Sendable {
  /// Who is asked.
  package var solver: any LinearSolver
  /// By which algorithm.
  package var method: SolveMethod
  /// How the solver scales the matrix, in words for `run.json`.
  package var scaling: String
  /// Columns get the weights that the solver's barrier is the better for: the same columns and rows.
  package var weighing: (@Sendable (LinearProgram) -> LinearProgram)?
  /// Steps in a block, where dense rows and columns are spread over blocks; nil: the program as it is.
  package var blockLength: Int?

  package init(
    _ solver: any LinearSolver, _ method: SolveMethod, scaling: String,
    weighing: (@Sendable (LinearProgram) -> LinearProgram)? = nil, blockLength: Int? = nil
  ) {
    (self.solver, self.method, self.scaling) = (solver, method, scaling)
    (self.weighing, self.blockLength) = (weighing, blockLength)
  }

  /// Whether it starts from points of like programs and stops where it is told to: of a stretched
  /// program such points are of another length.
  var takesRequests: Bool {
    guard case .interiorPoint = method, blockLength == nil else { return false }
    return solver.capabilities.contains(.requests)
  }

  /// The method with what is asked of it.
  func method(asking request: SolveRequest) -> SolveMethod {
    takesRequests ? .interiorPoint(request) : method
  }

  /// What came of an attempt, for `run.json`.
  package struct Record: Sendable, Equatable, Codable {
    package var subject: Subject
    /// The name of the solver.
    package var solver: String
    package var method: String
    package var scaling: String
    package var blockLength: Int?
    package var verdict: String
    package var iterations: Int
    package var primalResidual: Double
    package var relativeGap: Double
    package var seconds: Double
  }

  /// What an attempt solves.
  package enum Subject: Sendable, Equatable, Codable {
    case whole
    /// The program without some components.
    case without([String])
    /// What those components could earn.
    case pricing([String])

    /// For `run.json`.
    package var words: String {
      switch self {
      case .whole: "whole"
      case .without(let components): "without \(components.joined(separator: ", "))"
      case .pricing(let components): "worth of \(components.joined(separator: ", "))"
      }
    }
  }
}
