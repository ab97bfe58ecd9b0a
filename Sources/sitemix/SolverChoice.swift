import ArgumentParser
import GLPKSolver
import InteriorPointSolver
import LinearProgramming
import Planning

/// Which solver large programs go to first. GLPK solves small ones, and what the other leaves.
enum SolverChoice: String, CaseIterable, ExpressibleByArgument {
  case glpk
  case interiorPoint = "interior-point"

  /// What is used where nobody asks for another.
  static let standard = SolverChoice.interiorPoint

  var solver: any LinearSolver {
    switch self {
    case .glpk: GLPKSolver()
    case .interiorPoint: SolverPair(natural: InteriorPointSolver(), other: GLPKSolver())
    }
  }

  /// All that may have a part in an answer.
  var parts: [any LinearSolver] {
    switch self {
    case .glpk: [GLPKSolver()]
    case .interiorPoint: [InteriorPointSolver(), GLPKSolver()]
    }
  }

  /// The one of its solvers that made a try.
  func answering(_ attempt: Ladder.Try?) -> any LinearSolver {
    attempt?.isNatural == true ? InteriorPointSolver() : GLPKSolver()
  }
}
