package import LinearProgramming

/// An ordered list of attempts at a linear program; a certificate decides when one is good enough.
///
/// A solver's own verdict is only a hint: it may give up on a good answer. The best point and the best
/// multipliers of all attempts are combined, for any feasible point and any multipliers prove a gap.
package struct SolveStrategy: Sendable {
  /// The word that picks it.
  package let name: String
  /// What a program with fewer rows than this starts with, for vertices with exact multipliers.
  let vertices: (attempt: SolveAttempt, below: Int)?
  /// What all others start with, best first.
  let attempts: [SolveAttempt]
  /// Who finds whole numbers.
  let branching: (any LinearSolver)?

  /// Attempts in their order, as one or more solvers bring them.
  package init(
    _ name: String, vertices: (attempt: SolveAttempt, below: Int)? = nil, attempts: [SolveAttempt],
    branching: (any LinearSolver)? = nil
  ) {
    self.name = name
    self.vertices = vertices
    self.attempts = attempts
    self.branching = branching
  }

  /// This strategy, and another for what it leaves or does not do at all.
  package func followed(by other: SolveStrategy) -> SolveStrategy {
    SolveStrategy(
      name, vertices: vertices ?? other.vertices, attempts: attempts + other.attempts,
      branching: branching ?? other.branching)
  }

  /// All solvers that may have a part in an answer, the first of the attempts first.
  package var solvers: [any LinearSolver] {
    let all =
      attempts.map(\.solver) + (vertices.map { [$0.attempt.solver] } ?? [])
      + (branching.map { [$0] } ?? [])
    var names: Set<String> = []
    return all.filter { names.insert($0.name).inserted }
  }

  /// Whether a program with so many rows is solved at a vertex, in next to no time.
  package func isSmall(rows: Int) -> Bool { vertices.map { rows < $0.below } ?? false }

  /// Attempts at a program with so many rows.
  package func attempts(rows: Int) -> [SolveAttempt] {
    (isSmall(rows: rows) ? vertices.map { [$0.attempt] } ?? [] : []) + attempts
  }

  /// Whether large programs start from points of like ones, and stop where they are told to.
  var takesRequests: Bool { attempts.contains(where: \.takesRequests) }

  /// The best that the attempts found.
  package struct Solution: Sendable {
    package var x: [Double]
    package var y: [Double]
    package var certificate: Certificate
    package var attempts: [SolveAttempt.Record]
    /// Where like programs may start, if the solver says.
    package var start: SolverStart?
    /// Whether multipliers prove that the program has no solution.
    package var isRefuted = false

    /// An answer with its certificate.
    package init(
      x: [Double], y: [Double], certificate: Certificate, attempts: [SolveAttempt.Record],
      start: SolverStart?, isRefuted: Bool = false
    ) {
      (self.x, self.y, self.certificate) = (x, y, certificate)
      (self.attempts, self.start, self.isRefuted) = (attempts, start, isRefuted)
    }

    /// The last attempt at a point; prices of what was left out only prove it.
    package var answeredBy: SolveAttempt.Record? {
      attempts.last { if case .pricing = $0.subject { false } else { true } }
    }
  }
}
