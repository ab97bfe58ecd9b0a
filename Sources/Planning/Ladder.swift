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
  }

  /// What a try solves.
  package enum Subject: Sendable, Equatable {
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

  /// The best that the tries found.
  package struct Answer: Sendable {
    package var x: [Double]
    package var y: [Double]
    package var certificate: Certificate
    package var tries: [Try]

    /// The last try at a point; prices of what was left out only prove it.
    package var answeredBy: Try? {
      tries.last { if case .pricing = $0.subject { false } else { true } }
    }
  }

  /// Four tries at most, best first; a small program starts with the simplex.
  static func rungs(rows: Int) -> [Rung] {
    let interior = [
      Rung(method: .interiorPoint(scaling: .equilibrated), blockLength: 6),
      Rung(method: .interiorPoint(scaling: .none), blockLength: 6),
      Rung(method: .interiorPoint(scaling: .none), blockLength: 12),
      Rung(method: .interiorPoint(scaling: .geometric), blockLength: 6),
    ]
    guard rows < simplexRows else { return interior }
    return [Rung(method: .simplex, blockLength: nil)] + interior.prefix(3)
  }

  /// When to be content with an answer.
  package enum Aim: Sendable {
    /// The certificate passes: a plan.
    case plan
    /// Near enough to round counts from and to bound costs with: a step on the way to a plan.
    case guide

    /// A fifth of the gap between whole and relaxed counts that is good enough.
    static let guideGapLimit = 1e-3

    func isReached(by certificate: Certificate?) -> Bool {
      guard let certificate else { return false }
      switch self {
      case .plan: return certificate.passed
      case .guide:
        return certificate.primalResidual <= Certificate.nearGapLimit
          && certificate.relativeGap <= Self.guideGapLimit
      }
    }
  }

  /// Tries until the aim is reached; nil when no try returned a point.
  ///
  /// - Parameters:
  ///   - tries: how many rungs to climb at most.
  ///   - known: what the first rungs gave already, which are not climbed again.
  ///   - components: what is likely not built; the rest is solved first, and these are priced.
  ///   - settle: sets what follows from other columns to exactly that, before a point is certified.
  package func solve(
    _ program: LinearProgram, aim: Aim = .plan, tries limit: Int = 4, after known: Answer? = nil,
    leavingOut components: Set<String> = [], settle: (inout [Double]) -> Void = { _ in },
    watch: Watch
  ) throws(PlanningStop) -> Answer? {
    var best = Best(program: program, known)
    try sift(components, into: &best, aim: aim, settle: settle, watch: watch)
    guard !aim.isReached(by: best.certificate) else { return best.answer }
    let climbed = best.tries.count { $0.subject == .whole }
    let reduction = Reduction(program)
    let weighed = reduction.reduced.weighingDearColumns()
    let rungs = Self.rungs(rows: reduction.reduced.rows.count).prefix(limit).enumerated()
    for (number, rung) in rungs.dropFirst(climbed) {
      let clock = ContinuousClock()
      let started = clock.now
      var stretching = rung.blockLength.map { Stretching(weighed, blockLength: $0) }
      let subject = stretching?.takeStretched() ?? weighed
      let progress: @Sendable (SolverProgress) -> SolverControl = { state in
        watch.report(
          .init(try: number + 1, iteration: state.iteration, gap: state.gap))
      }
      var verdict: String
      var iterations = 0
      do {
        let answer = try solver.solve(
          consume subject, method: rung.method, progress: progress)
        if answer.verdict == .stopped { throw PlanningStop() }
        verdict = answer.verdict.rawValue
        iterations = answer.iterations
        let (x, y) = stretching?.natural(answer) ?? (answer.x, answer.y)
        let natural = reduction.natural(x: x, y: y)
        var point = natural.x.map(Self.printable)
        settle(&point)
        best.consider(x: point, y: natural.y)
      } catch let fault as SolverFault {
        verdict = fault.description
      } catch {
        throw PlanningStop()
      }
      best.tries.append(
        Try(
          subject: .whole, method: rung.method.name, scaling: rung.method.scalingName,
          blockLength: rung.blockLength, verdict: verdict, iterations: iterations,
          primalResidual: best.certificate?.primalResidual ?? .infinity,
          relativeGap: best.certificate?.relativeGap ?? .infinity,
          seconds: (clock.now - started).inSeconds))
      if aim.isReached(by: best.certificate) { break }
    }
    return best.answer
  }

  /// Solves without components, prices them, and takes back what earns, until nothing does.
  ///
  /// Leaves `best` short of the aim where that does not come to an end soon: then all are needed.
  private func sift(
    _ components: Set<String>, into best: inout Best, aim: Aim, settle: (inout [Double]) -> Void,
    watch: Watch
  ) throws(PlanningStop) {
    var left = components
    while let sifting = Sifting(best.program, leavingOut: left) {
      let names = sifting.components.sorted()
      guard
        let rest = try solve(sifting.rest, aim: aim, tries: 1, settle: settle, watch: watch)
      else { return }
      best.append(rest.tries, at: .without(names))
      guard aim.isReached(by: rest.certificate) else { return }
      let pricing = sifting.pricing(at: rest.y)
      let prices = try solve(pricing, tries: 1, watch: watch)
      best.append(prices?.tries ?? [], at: .pricing(names))
      guard let prices else { return }
      best.consider(x: rest.x, y: sifting.multipliers(rest: rest.y, pricing: prices.y))
      guard !aim.isReached(by: best.certificate) else { return }
      let material = Certificate.gapLimit * max(1, rest.certificate.objective.magnitude)
      let earning = sifting.worth(of: pricing, at: prices.x).filter { $0.value < -material }
      guard !earning.isEmpty else { return }
      left = sifting.components.subtracting(earning.keys)
    }
  }

  /// Nine decimals: what is printed is what is certified.
  static func printable(_ value: Double) -> Double {
    let rounded = (value * 1e9).rounded() / 1e9
    // No negative zero in a table.
    return rounded == 0 ? 0 : rounded
  }
}

/// The best point and multipliers so far.
private struct Best {
  let program: LinearProgram
  var x: [Double]?
  var y: [Double]?
  var certificate: Certificate?
  var tries: [Ladder.Try] = []

  init(program: LinearProgram, _ known: Ladder.Answer?) {
    self.program = program
    guard let known else { return }
    (x, y, certificate, tries) = (known.x, known.y, known.certificate, known.tries)
  }

  /// Keeps whichever of the new and the known point and multipliers prove the least gap together.
  mutating func consider(x newX: [Double], y newY: [Double]) {
    let points = [newX] + (x.map { [$0] } ?? [])
    let multipliers = [newY] + (y.map { [$0] } ?? [])
    for point in points {
      for multiplier in multipliers {
        let candidate = Certificate(of: program, x: point, y: multiplier)
        guard candidate.isBetter(than: certificate) else { continue }
        (certificate, x, y) = (candidate, point, multiplier)
      }
    }
  }

  /// Adds tries at another program that serves this one.
  mutating func append(_ others: [Ladder.Try], at subject: Ladder.Subject) {
    tries += others.map { attempt in
      var attempt = attempt
      attempt.subject = subject
      return attempt
    }
  }

  var answer: Ladder.Answer? {
    guard let x, let y, let certificate else { return nil }
    return Ladder.Answer(x: x, y: y, certificate: certificate, tries: tries)
  }
}

extension Certificate {
  /// Feasible before infeasible, then the lesser gap; of one infeasible point, what proves more.
  fileprivate func isBetter(than other: Certificate?) -> Bool {
    guard let other else { return true }
    let isFeasible = primalResidual <= Self.residualLimit
    let otherIsFeasible = other.primalResidual <= Self.residualLimit
    if isFeasible != otherIsFeasible { return isFeasible }
    if isFeasible { return relativeGap < other.relativeGap }
    return (primalResidual, -lowerBound) < (other.primalResidual, -other.lowerBound)
  }
}

extension SolveMethod {
  /// The algorithm in words.
  var name: String {
    switch self {
    case .simplex: "simplex"
    case .interiorPoint: "interior point"
    }
  }

  /// Which scaling it asks for.
  var scalingName: String {
    switch self {
    case .simplex: "automatic"
    case .interiorPoint(let scaling): scaling.rawValue
    }
  }
}

extension Duration {
  /// For `run.json` alone: no result depends on a clock.
  package var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
