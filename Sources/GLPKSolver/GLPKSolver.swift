internal import CGLPK
public import LinearProgramming
public import Solving

/// Solves with GLPK 5: simplex for small programs, interior point for years.
///
/// A call makes, solves, copies out and frees on the calling thread, and so may run on many threads
/// at once. It frees that thread's whole GLPK environment. Same program, same bits.
public struct GLPKSolver: LinearSolver {
  private let ordering: Ordering
  private let scaling: Scaling

  /// How `glp_interior` orders the rows before it factorises.
  ///
  /// GLPK: the third, QMD, is an empty shell in version 5.0, and aborts.
  package enum Ordering: String, Sendable, CaseIterable {
    case approximateMinimumDegree, symmetricApproximateMinimumDegree

    var code: Int32 {
      switch self {
      case .approximateMinimumDegree: GLP_ORD_AMD
      case .symmetricApproximateMinimumDegree: GLP_ORD_SYMAMD
      }
    }
  }

  /// How rows and columns are scaled before an interior point solve.
  package enum Scaling: String, Sendable, CaseIterable {
    case none, geometric, equilibrated
  }

  /// The solver with the ordering that measured best, and nothing scaled.
  public init() {
    self.init(scaling: .none)
  }

  package init(scaling: Scaling, ordering: Ordering = .approximateMinimumDegree) {
    self.scaling = scaling
    self.ordering = ordering
  }

  /// Vertices and interior points of any program, and whole numbers.
  public var capabilities: SolverCapabilities { [.simplex, .interiorPoint, .wholeNumbers] }

  /// The name for reports.
  public var name: String { "GLPK" }

  /// The version of the library that is loaded.
  public var version: String { unsafe String(cString: glp_version()) }

  /// Solves on the calling thread; a request to stop from `progress` ends with `.stopped`.
  public func solve(
    _ program: consuming LinearProgram, method: SolveMethod,
    progress: (@Sendable (SolverProgress) -> SolverControl)?
  ) throws(SolverFault) -> SolverAnswer {
    let problems = program.checkInvariants()
    guard problems.isEmpty else {
      throw SolverFault("not a linear program: \(problems.prefix(3).joined(separator: "; "))")
    }
    guard program.rows.count < Int(Int32.max), program.columns.count < Int(Int32.max),
      program.columnIndex.count < Int(Int32.max) / 3
    else { throw SolverFault("the program is too large for GLPK") }
    if let answer = program.answerWithoutRows() { return answer }
    let monitor = GLPKMonitor(progress)
    var stopped = SolverAnswer(
      verdict: .stopped, x: program.columns.map(\.resting),
      y: [Double](repeating: 0, count: program.rows.count), iterations: 0)
    do throws(GLPKInterruption) {
      let problem = try GLPKProblem(monitor)
      switch method {
      case .simplex: return try problem.simplex(consume program)
      case .interiorPoint:
        return try problem.interior(consume program, scaling: scaling, ordering: ordering)
      case .branchAndBound(let nodes): return try problem.branch(consume program, nodes: nodes)
      }
    } catch {
      switch error {
      case .stopped:
        stopped.iterations = monitor.iterations
        return stopped
      case .aborted:
        throw SolverFault("GLPK broke down: \(monitor.lastWords)")
      case .failed(let code):
        throw SolverFault("GLPK failed with code \(code): \(monitor.lastWords)")
      }
    }
  }

  /// Makes GLPK fail as it does on an internal error: a seam for tests.
  package func provokeAbort() throws(SolverFault) {
    let monitor = GLPKMonitor(nil)
    do throws(GLPKInterruption) {
      let problem = try GLPKProblem(monitor)
      try problem.provokeAbort()
    } catch {
      throw SolverFault("GLPK broke down: \(monitor.lastWords)")
    }
  }
}
