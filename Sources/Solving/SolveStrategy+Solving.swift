package import LinearProgramming

extension SolveStrategy {
  /// Tries until the aim is reached; nil when no attempt returned a point.
  ///
  /// - Parameters:
  ///   - limits: how far to go.
  ///   - known: what the first attempts gave already, which are not made again.
  ///   - components: what is likely not built; the rest is solved first, and these are priced.
  ///   - given: a point of a like program, for solvers that start from one.
  ///   - whole: what the program is a part of costs so much: gaps beside that do not matter.
  ///   - settle: sets what follows from other columns to exactly that, before a point is certified.
  /// - Throws: `PlanningStop` when the monitor asks to stop, or a deadline has passed.
  package func solve(
    _ program: LinearProgram, aim: SolveAim = .plan, within limits: SolveLimits = SolveLimits(),
    after known: Solution? = nil, leavingOut components: Set<String> = [],
    from given: SolverStart? = nil, partOf whole: Double = 0,
    settle: (inout [Double]) -> Void = { _ in }, monitor: ProgressMonitor
  ) throws(PlanningStop) -> Solution? {
    var best = Best(program: program, known)
    let priced = try sift(
      components, into: &best, aim: aim, within: limits, from: given, settle: settle,
      monitor: monitor)
    guard !aim.isReached(by: best.certificate) else { return best.solution }
    let made = best.attempts.count { $0.subject == .whole }
    let prepared = Prepared(program, aim: aim, partOf: whole, from: priced ?? given)
    let attempts = attempts(rows: prepared.rows).prefix(limits.attempts)
    for (number, attempt) in attempts.enumerated().dropFirst(made) {
      try make(
        attempt, at: prepared, into: &best, within: limits, settle: settle,
        monitor: monitor.at(attempt: number + 1))
      if best.isRefuted || aim.isReached(by: best.certificate) { break }
    }
    return best.solution
  }

  /// A program without what is decided already, in its own unit, and what is asked of it.
  private struct Prepared {
    let natural: LinearProgram
    let reduction: Reduction
    let own: LinearProgram
    let request: SolveRequest
    var rows: Int { reduction.reduced.rows.count }

    init(_ program: LinearProgram, aim: SolveAim, partOf whole: Double, from start: SolverStart?) {
      natural = program
      reduction = Reduction(program)
      own = reduction.reduced.inOwnUnit()
      let unit = reduction.reduced.unit
      var request = aim.request(in: unit)
      request.whole = whole / unit
      request.start = start?.smaller(by: reduction)
      self.request = request
    }

    /// Values and multipliers of the program as it was given.
    func natural(x: [Double], y: [Double]) -> (x: [Double], y: [Double]) {
      let reduced = reduction.reduced
      return reduction.natural(x: reduced.fromOwnUnit(x: x), y: reduced.fromOwnUnit(y: y))
    }
  }

  private func make(
    _ attempt: SolveAttempt, at prepared: Prepared, into best: inout Best,
    within limits: SolveLimits, settle: (inout [Double]) -> Void, monitor: ProgressMonitor
  ) throws(PlanningStop) {
    let clock = ContinuousClock()
    let started = clock.now
    func weighed() -> LinearProgram { attempt.weighing?(prepared.own) ?? prepared.own }
    var stretching = attempt.blockLength.map { Stretching(weighed(), blockLength: $0) }
    let subject = stretching?.takeStretched() ?? weighed()
    let progress: @Sendable (SolverProgress) -> SolverControl = { state in
      limits.isOver || !limits.allow(state.iteration) ? .stop : monitor.report(state)
    }
    var verdict: String
    var iterations = 0
    do {
      let answer = try attempt.solver.solve(
        consume subject, method: attempt.method(asking: prepared.request), progress: progress)
      // One that ran into its limit has told what it could.
      let isOut = answer.verdict == .stopped && !limits.allow(answer.iterations) && !limits.isOver
      if answer.verdict == .stopped, !isOut { throw PlanningStop() }
      verdict = (isOut ? .iterationLimit : answer.verdict).rawValue
      iterations = answer.iterations
      let (x, y) = stretching?.natural(x: answer.x, y: answer.y) ?? (answer.x, answer.y)
      let natural = prepared.natural(x: x, y: y)
      var point = prepared.natural.printable(natural.x)
      settle(&point)
      if answer.verdict == .infeasible { best.refute(by: natural.y) }
      best.consider(x: point, y: natural.y)
      // Of a stretched program it would be of another length.
      if attempt.takesRequests { best.keep(answer.start?.natural(by: prepared.reduction)) }
    } catch let fault as SolverFault {
      monitor.report(fault)
      verdict = fault.description
    } catch {
      throw PlanningStop()
    }
    best.append(
      SolveAttempt.Record(
        subject: .whole, solver: attempt.solver.name, method: attempt.method.name,
        scaling: attempt.scaling, blockLength: attempt.blockLength, verdict: verdict,
        iterations: iterations,
        primalResidual: best.certificate?.primalResidual ?? .infinity,
        relativeGap: best.certificate?.relativeGap ?? .infinity,
        seconds: (clock.now - started).inSeconds))
  }

  /// The best point in whole multiples of quanta that branch and bound finds within so many nodes; nil
  /// where there is none, or nobody who looks for one.
  package func wholePoint(
    of program: LinearProgram, nodes: Int, monitor: ProgressMonitor
  ) throws(PlanningStop) -> [Double]? {
    do {
      let answer = try branching?.solve(
        program, method: .branchAndBound(nodes: nodes), progress: { monitor.report($0) })
      guard let answer else { return nil }
      if answer.verdict == .stopped { throw PlanningStop() }
      return answer.x.isEmpty ? nil : answer.x
    } catch let fault as SolverFault {
      monitor.report(fault)
      return nil
    } catch {
      throw PlanningStop()
    }
  }
}

extension Duration {
  /// For `run.json` alone: no result depends on a clock.
  package var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
