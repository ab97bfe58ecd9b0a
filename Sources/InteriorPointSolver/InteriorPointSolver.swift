internal import CInteriorPoint
public import LinearProgramming
public import Solving

/// Solves programs over time by an interior point method of our own, as they are written.
///
/// It factorises the quasi-definite system of rows and columns, in which a size that thousands of
/// hours share costs no more than an hour, so that nothing has to be stretched first. It starts from
/// points of like programs and stops where it is asked to. A call works on its own memory, on the calling thread.
/// Same program, same bits.
public struct InteriorPointSolver: LinearSolver {
  private let options: EngineOptions

  /// The solver with the settings that measured best.
  public init() { self.init(EngineOptions()) }

  package init(_ options: EngineOptions) { self.options = options }

  /// The name for reports.
  public var name: String { "Sitemix solver" }

  /// Changes when its answers may.
  public var version: String { "1" }

  /// Interior points of programs as they are, from starts and as far as wanted.
  public var capabilities: SolverCapabilities { [.interiorPoint, .requests, .rays] }

  /// One attempt at the program as it is; nothing for small programs or whole numbers.
  package static var strategy: SolveStrategy {
    SolveStrategy(
      "interior-point",
      attempts: [
        SolveAttempt(InteriorPointSolver(), .interiorPoint(), scaling: "powers of two")
      ])
  }

  /// Solves on the calling thread; a request to stop from `progress` ends with `.stopped` and the
  /// best point so far.
  ///
  /// - Throws: `SolverFault` for want of memory, and for methods other than interior point.
  public func solve(
    _ program: consuming LinearProgram, method: SolveMethod,
    progress: (@Sendable (SolverProgress) -> SolverControl)?
  ) throws(SolverFault) -> SolverAnswer {
    guard case .interiorPoint(let request) = method else {
      throw SolverFault("\(name) knows no \(method.name)")
    }
    let problems = program.checkInvariants()
    guard problems.isEmpty else {
      throw SolverFault("not a linear program: \(problems.prefix(3).joined(separator: "; "))")
    }
    guard program.columnIndex.count < Int(Int32.max) / 4,
      program.columns.count < Int(Int32.max) / 4,
      program.rows.count < Int(Int32.max) / 4
    else { throw SolverFault("the program is too large for \(name)") }
    return try solve(Presolve(program), request, progress)
  }

  private func solve(
    _ presolve: Presolve, _ request: SolveRequest,
    _ progress: (@Sendable (SolverProgress) -> SolverControl)?
  ) throws(SolverFault) -> SolverAnswer {
    let costs = presolve.program.columns.map(\.cost)
    switch presolve.outcome {
    case .infeasible(let ray):
      return SolverAnswer(verdict: .infeasible, x: presolve.resting, y: ray, iterations: 0)
    case .unbounded:
      let none = [Double](repeating: 0, count: presolve.isRowOut.count)
      return SolverAnswer(verdict: .unbounded, x: presolve.resting, y: none, iterations: 0)
    case nil: break
    }
    let form = StandardForm(presolve)
    guard !form.rows.isEmpty else {
      var y = [Double](repeating: 0, count: presolve.isRowOut.count)
      presolve.complete(&y, costs: costs)
      return SolverAnswer(verdict: .optimal, x: presolve.resting, y: y, iterations: 0)
    }
    guard let engine = Engine(form) else {
      throw SolverFault("\(name): not enough memory")
    }
    var options = options
    options.whole = request.whole
    // The engine counts without the program's own constant.
    options.cutoff = request.cutoff - presolve.program.objectiveConstant
    options.enough = request.enough - presolve.program.objectiveConstant
    var start: (x: [Double], y: [Double], mean: Double)?
    if let given = request.start, let point = form.standard(given, presolve) {
      options.floor = given.change.floor
      start = (point.x, point.y, given.mean)
    }
    let outcome = engine.solve(options, from: start, EngineMonitor(progress))
    let point = engine.read()
    var (x, y) = form.natural(x: point.x, y: point.y, presolve)
    let verdict = SolverVerdict(outcome)
    presolve.complete(&y, costs: verdict == .infeasible ? nil : costs)
    var answer = SolverAnswer(
      verdict: verdict, x: x, y: y, iterations: Int(outcome.iterations))
    if let kept = engine.readKept() {
      (x, y) = form.natural(x: kept.x, y: kept.y, presolve)
      presolve.complete(&y, costs: costs)
      answer.start = SolverStart(x: x, y: y, mean: kept.mean)
    }
    return answer
  }
}

extension SolverStart.Change {
  /// How far from its bounds a start is kept, as a share of the mean: the more, the more is to move.
  fileprivate var floor: Double {
    switch self {
    case .costs, .limits: 0.01
    case .counts: 0.1
    }
  }
}

extension SolverVerdict {
  fileprivate init(_ outcome: sitemix_ip_outcome) {
    switch sitemix_ip_end(rawValue: UInt32(outcome.end)) {
    case sitemix_ip_optimal: self = .optimal
    case sitemix_ip_aim_reached: self = .aimReached
    case sitemix_ip_stopped: self = .stopped
    case sitemix_ip_infeasible: self = .infeasible
    case sitemix_ip_unbounded: self = .unbounded
    case sitemix_ip_iteration_limit: self = .iterationLimit
    default: self = .noConvergence
    }
  }
}

extension Presolve {
  /// Decided values, and the finite bound nearest to zero for all others.
  var resting: [Double] {
    fixed.indices.map { fixed[$0] ?? min(max(0, lower[$0]), upper[$0]) }
  }
}
