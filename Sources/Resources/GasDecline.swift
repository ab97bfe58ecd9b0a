/// How the gas of a well falls with time.
///
/// Arps, "Analysis of Decline Curves", Transactions AIME 160 (1945): q(t) = qi / (1 + b·Di·t)^(1/b),
/// exponential for b = 0.
public struct GasDecline: Sendable, Equatable {
  /// Nominal initial decline for each unit of time.
  public let initialDecline: Double
  /// b, from 0 (exponential) to about 1.2 (hyperbolic).
  public let exponent: Double

  /// A decline curve.
  public init(initialDecline: Double, exponent: Double) {
    self.initialDecline = initialDecline
    self.exponent = exponent
  }

  /// Rate against the initial rate.
  public func share(at time: Double) -> Double {
    guard exponent > 0 else { return Curve.exponential(-initialDecline * time) }
    return Curve.power(1 + exponent * initialDecline * time, -1 / exponent)
  }

  /// Gas that can be taken each hour of a year: the curve times day-to-day variation, scaled to a
  /// mean. Full trips are left out: they are statistics of the fuel's reliability, not foreseen.
  func hourly(mean: Double, dayVariation: Double, noise: Noise) -> [Double] {
    let days = noise.autoregression(count: YearOfHours.dayCount, correlation: 0.5)
    let raw = (0..<YearOfHours.hourCount).map { hour in
      let months = (Double(hour) + 0.5) / 730
      return share(at: months) * max(0.5, 1 + dayVariation * days[hour / 24])
    }
    let scale = mean / (raw.reduce(0, +) / Double(raw.count))
    return raw.map { $0 * scale / 24 }
  }
}
