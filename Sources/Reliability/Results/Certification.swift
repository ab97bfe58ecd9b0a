/// Decides whether a plant keeps its promises, looking at more and more years.
///
/// A class passes when the one-sided bound on its unavailability is at most 1 − target, and fails
/// when the bound from below is above it. The chance of error is split evenly over the looks, so
/// that looking often does not make a false answer likelier.
public struct Certification: Sendable {
  /// What the simulation allows to say.
  public enum Decision: String, Sendable {
    /// Every class with a target keeps it.
    case pass = "PASS"
    /// Some class does not.
    case fail = "FAIL"
    /// More years would be needed.
    case notDecided = "NOT_DECIDED"
  }

  /// The decision and what it rests on.
  public struct Verdict: Sendable {
    /// The worst decision of the classes that have a target; nil where none has.
    public let decision: Decision?
    /// By class, in the order in which they are shed; nil without a target.
    public let classes: [Decision?]
    /// Confidence of the bounds at the look that decided.
    public let confidence: Double
    /// What the years showed.
    public let outcome: Outcome
  }

  /// Years simulated in all at each look, rising.
  public let looks: [Int]
  /// One-sided confidence over all looks together.
  public let confidence: Double

  /// A certification; without looks nothing is simulated and nothing decided.
  public init(looks: [Int] = [1000, 3000, 10_000, 30_000], confidence: Double = 0.95) {
    self.looks = looks.sorted()
    self.confidence = confidence
  }

  /// Confidence of the bounds at one look.
  public var confidenceAtLook: Double { 1 - (1 - confidence) / Double(max(1, looks.count)) }

  /// Simulates until every class is decided or the last look is taken.
  public func decide(_ simulation: Simulation, seed: UInt64) async throws(CancellationError)
    -> Verdict
  {
    var outcome = Outcome(simulation, seed: seed)
    var verdict = self.verdict(outcome)
    for years in looks {
      outcome = try await outcome.extended(to: years)
      verdict = self.verdict(outcome)
      if verdict.decision != .notDecided { break }
    }
    return verdict
  }

  private func verdict(_ outcome: Outcome) -> Verdict {
    let decisions = outcome.classes.map(decision)
    let known = decisions.compactMap { $0 }
    let worst: Decision? =
      known.isEmpty
      ? nil
      : known.contains(.fail) ? .fail : known.contains(.notDecided) ? .notDecided : .pass
    return Verdict(
      decision: worst, classes: decisions, confidence: confidenceAtLook, outcome: outcome)
  }

  private func decision(_ outcome: ClassOutcome) -> Decision? {
    guard let target = outcome.target else { return nil }
    guard outcome.years > 1 else { return .notDecided }
    let allowed = 1 - target
    if outcome.unavailabilityBound(confidence: confidenceAtLook) <= allowed { return .pass }
    if outcome.unavailabilityLowerBound(confidence: confidenceAtLook) > allowed { return .fail }
    return .notDecided
  }
}
