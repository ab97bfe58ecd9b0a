import Foundation
import Synchronization

/// How fast the gap of a solve falls, for an estimate of the time that is left: an interior point closes it at
/// about the same rate, so that its logarithm is about a straight line in time.
final class SolvingPace: Sendable {
  private struct Start {
    var stage = ""
    var seconds = 0.0
    var gap = 0.0
  }

  private let start = Mutex(Start())

  /// Where a solve ends.
  static let aim = 1e-8

  /// Seconds until the gap of this stage reaches the aim; nil while nothing is known yet, and below ten
  /// seconds in all.
  func secondsLeft(stage: String, gap: Double, at seconds: Double) -> Double? {
    start.withLock { start in
      guard gap.isFinite, gap > Self.aim else { return nil }
      if start.stage != stage || gap > start.gap {
        start = Start(stage: stage, seconds: seconds, gap: gap)
        return nil
      }
      return Self.left(from: start.gap, to: gap, in: seconds - start.seconds)
    }
  }

  static func left(from first: Double, to gap: Double, in seconds: Double) -> Double? {
    let fallen = log(first / gap)
    guard fallen > 1, seconds > 0 else { return nil }
    let left = seconds * log(gap / aim) / fallen
    return seconds + left < 10 ? nil : left
  }
}
