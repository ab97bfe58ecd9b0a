package import LinearProgramming

/// A short list of tries at one linear program; the certificate decides when one is good enough.
///
/// GLPK's own verdict is only a hint: it may give up on a good answer. The best point and the best
/// multipliers of all tries are combined, for any feasible point and any multipliers prove a gap.
package struct Ladder: Sendable {
  package let solver: any LinearSolver
  /// Programs with fewer rows go to the simplex, whose answers are vertices with exact duals.
  package static let simplexRows = 5000

  package init(solver: any LinearSolver) { self.solver = solver }

  /// One way to try.
  struct Rung: Sendable {
    var method: SolveMethod
    /// Steps in a block; nil: the natural program.
    var blockLength: Int?
    /// Whether it is for solvers that take natural programs.
    var isNatural: Bool { if case .naturalInteriorPoint = method { true } else { false } }
  }

  /// One try, for `run.json`.
  package struct Try: Sendable {
    package var subject: Subject
    package var method: String
    package var scaling: String
    package var blockLength: Int?
    package var verdict: String
    package var iterations: Int
    package var primalResidual: Double
    package var relativeGap: Double
    package var seconds: Double
    /// Whether a solver that takes natural programs was asked.
    package var isNatural = false
  }

  /// The best that the tries found.
  package struct Answer: Sendable {
    package var x: [Double]
    package var y: [Double]
    package var certificate: Certificate
    package var tries: [Try]
    /// Where like programs may start, if the solver says.
    package var start: SolverStart?
    /// Whether multipliers prove that the program has no solution.
    package var isRefuted = false

    /// The last try at a point; prices of what was left out only prove it.
    package var answeredBy: Try? {
      tries.last { if case .pricing = $0.subject { false } else { true } }
    }
  }

  /// Four tries at most, best first; a small program starts with the simplex, and a large one as it
  /// is, if the solver takes it so.
  static func rungs(rows: Int, natural: Bool = false) -> [Rung] {
    let interior = [
      Rung(method: .interiorPoint(scaling: .equilibrated), blockLength: 6),
      Rung(method: .interiorPoint(scaling: .none), blockLength: 6),
      Rung(method: .interiorPoint(scaling: .none), blockLength: 12),
      Rung(method: .interiorPoint(scaling: .geometric), blockLength: 6),
    ]
    let first =
      (rows < simplexRows ? [Rung(method: .simplex, blockLength: nil)] : [])
      + (natural ? [Rung(method: .naturalInteriorPoint(SolveRequest()), blockLength: nil)] : [])
    return Array((first + interior).prefix(4))
  }

  /// Tries until the aim is reached; nil when no try returned a point.
  ///
  /// - Parameters:
  ///   - tries: how many rungs to climb at most.
  ///   - known: what the first rungs gave already, which are not climbed again.
  ///   - components: what is likely not built; the rest is solved first, and these are priced.
  ///   - given: a point of a like program, for solvers that start from one.
  ///   - whole: what the program is a part of costs so much: gaps beside that do not matter.
  ///   - settle: sets what follows from other columns to exactly that, before a point is certified.
  package func solve(
    _ program: LinearProgram, aim: Aim = .plan, tries limit: Int = 4, after known: Answer? = nil,
    leavingOut components: Set<String> = [], from given: SolverStart? = nil,
    partOf whole: Double = 0,
    settle: (inout [Double]) -> Void = { _ in }, monitor: ProgressMonitor
  ) throws(PlanningStop) -> Answer? {
    var best = Best(program: program, known)
    let priced = try sift(
      components, into: &best, aim: aim, from: given, settle: settle, monitor: monitor)
    guard !aim.isReached(by: best.certificate) else { return best.answer }
    let climbed = best.tries.count { $0.subject == .whole }
    let reduction = Reduction(program)
    let own = reduction.reduced.inOwnUnit()
    let start = priced ?? given
    let rungs = Self.rungs(
      rows: reduction.reduced.rows.count, natural: solver.takesNaturalPrograms
    ).prefix(limit).enumerated()
    for (number, rung) in rungs.dropFirst(climbed) {
      let clock = ContinuousClock()
      let started = clock.now
      var method = rung.method
      if rung.isNatural {
        var request = aim.request(in: reduction.reduced.unit)
        request.whole = whole / reduction.reduced.unit
        request.start = start?.smaller(by: reduction)
        method = .naturalInteriorPoint(request)
      }
      var stretching = rung.blockLength.map {
        Stretching(own.weighingDearColumns(), blockLength: $0)
      }
      let subject = stretching?.takeStretched() ?? own
      let progress: @Sendable (SolverProgress) -> SolverControl = { state in
        monitor.report(
          .init(try: number + 1, iteration: state.iteration, gap: state.gap))
      }
      var verdict: String
      var iterations = 0
      do {
        let answer = try solver.solve(
          consume subject, method: method, progress: progress)
        if answer.verdict == .stopped { throw PlanningStop() }
        verdict = answer.verdict.rawValue
        iterations = answer.iterations
        let (x, y) = stretching?.natural(answer) ?? (answer.x, answer.y)
        let natural = reduction.natural(
          x: reduction.reduced.fromOwnUnit(x: x), y: reduction.reduced.fromOwnUnit(y: y))
        var point = program.printable(natural.x)
        settle(&point)
        if answer.verdict == .infeasible { best.refute(by: natural.y) }
        best.consider(x: point, y: natural.y)
        // Of a stretched program it would be of another length.
        if rung.isNatural { best.keep(answer.start?.natural(by: reduction)) }
      } catch let fault as SolverFault {
        verdict = fault.description
      } catch {
        throw PlanningStop()
      }
      best.append(
        Try(
          subject: .whole, method: rung.method.name, scaling: rung.method.scalingName,
          blockLength: rung.blockLength, verdict: verdict, iterations: iterations,
          primalResidual: best.certificate?.primalResidual ?? .infinity,
          relativeGap: best.certificate?.relativeGap ?? .infinity,
          seconds: (clock.now - started).inSeconds, isNatural: rung.isNatural))
      if best.isRefuted || aim.isReached(by: best.certificate) { break }
    }
    return best.answer
  }
}

extension SolveMethod {
  /// The algorithm in words.
  var name: String {
    switch self {
    case .simplex: "simplex"
    case .interiorPoint: "interior point"
    case .naturalInteriorPoint: "interior point"
    case .branchAndBound: "branch and bound"
    }
  }

  /// Which scaling it asks for.
  var scalingName: String {
    switch self {
    case .simplex, .branchAndBound: "automatic"
    case .interiorPoint(let scaling): scaling.rawValue
    case .naturalInteriorPoint: "powers of two"
    }
  }
}

extension Duration {
  /// For `run.json` alone: no result depends on a clock.
  package var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
