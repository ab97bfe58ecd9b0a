import LinearProgramming

extension SolveStrategy {
  /// The best point and multipliers so far.
  struct Best {
    let program: LinearProgram
    private(set) var certificate: Certificate?
    private(set) var attempts: [SolveAttempt.Record] = []
    private var x: [Double]?
    private var y: [Double]?
    private var start: SolverStart?
    private(set) var isRefuted = false

    init(program: LinearProgram, _ known: Solution?) {
      self.program = program
      guard let known else { return }
      (x, y, certificate, attempts) = (known.x, known.y, known.certificate, known.attempts)
      (start, isRefuted) = (known.start, known.isRefuted)
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

    /// Takes multipliers that may prove that there is no solution, not even within the tolerance of plans.
    mutating func refute(by ray: [Double]) {
      isRefuted =
        isRefuted
        || Certificate.provesInfeasible(
          program, ray: ray, byMoreThan: 10 * Certificate.residualLimit)
    }

    /// Keeps where like programs may start.
    mutating func keep(_ start: SolverStart?) { self.start = start ?? self.start }

    /// Tells of an attempt at the program.
    mutating func append(_ attempt: SolveAttempt.Record) { attempts.append(attempt) }

    /// Tells of attempts at another program that serves this one.
    mutating func append(_ others: [SolveAttempt.Record], at subject: SolveAttempt.Subject) {
      attempts += others.map { attempt in
        var attempt = attempt
        attempt.subject = subject
        return attempt
      }
    }

    var solution: Solution? {
      guard let x, let y, let certificate else { return nil }
      return Solution(
        x: x, y: y, certificate: certificate, attempts: attempts, start: start, isRefuted: isRefuted
      )
    }
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
