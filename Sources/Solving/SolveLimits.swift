/// How far to go with a program.
package struct SolveLimits: Sendable {
  /// Attempts at most.
  package var attempts = 4
  /// Iterations of one attempt at most; nil: as many as the solver allows.
  package var iterations: Int?
  /// When to stop; nil: never. A clock can only end the planning, and never makes it another plan.
  package var deadline: ContinuousClock.Instant?

  package init(
    attempts: Int = 4, iterations: Int? = nil, deadline: ContinuousClock.Instant? = nil
  ) {
    (self.attempts, self.iterations, self.deadline) = (attempts, iterations, deadline)
  }

  /// So many attempts.
  package static func attempts(_ count: Int) -> SolveLimits { SolveLimits(attempts: count) }

  /// The same with one attempt alone.
  var once: SolveLimits {
    var limits = self
    limits.attempts = 1
    return limits
  }

  /// Whether an attempt may go on after an iteration.
  func allow(_ iteration: Int) -> Bool { iterations.map { iteration < $0 } ?? true }

  /// Whether it is time to stop.
  var isOver: Bool { deadline.map { ContinuousClock.now >= $0 } ?? false }
}
