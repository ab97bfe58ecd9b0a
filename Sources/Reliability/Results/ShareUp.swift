/// How often so large a share of the load is served.
public struct ShareUp: Sendable, Equatable {
  /// Share of the load of all classes.
  public let share: Double
  /// Share of the time in which at least that is served.
  public let probability: Double

  /// Shares that are counted.
  static let shares = [1, 0.99, 0.95, 0.9, 0.75, 0.5, 0.25]
}

/// Hours in which less than each of those shares is served.
struct ShareHours: Sendable {
  private(set) var hours = ShareUp.shares.map { _ in 0.0 }

  /// Adds time in which a share of the load is short. What is within rounding of a share is served.
  mutating func add(short: Double, hours length: Double) {
    for (place, share) in ShareUp.shares.enumerated() where 1 - short < share - 1e-9 {
      hours[place] += length
    }
  }

  mutating func add(_ other: Self) {
    for place in hours.indices { hours[place] += other.hours[place] }
  }
}

extension Outcome {
  /// How often at least so large a share of the planned load is served, class by class or not, at the moment that
  /// it is asked for: work that is made up for later is not served then.
  public var shareUp: [ShareUp] {
    let all = Double(years) * tally.model.horizon
    guard all > 0 else { return [] }
    return zip(ShareUp.shares, tally.shares.hours).map {
      ShareUp(share: $0, probability: 1 - $1 / all)
    }
  }

  /// Modules down and shared causes present, step by step; nil where nobody asked.
  public var compute: ComputeTrace? { tally.compute }
}
