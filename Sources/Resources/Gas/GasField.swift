/// The gas of several wells over a year, day by day, without interruptions: those are statistics of
/// the supply's reliability, neither foreseen nor drawn twice.
public struct GasField: Sendable, Equatable {
  /// The wells.
  public var wells: [GasWell]
  /// Days from 1 January until a gathering line takes the gas; nil: never.
  public var lineConnects: Int?
  /// Standard deviation of a day's gas against the curves.
  public var dayVariation = 0.0
  /// Standard deviation of the logarithm of what each well turns out to give.
  public var wellUncertainty = 0.0
  /// Start of the random numbers.
  public var seed = 1

  /// Wells without variation.
  public init(wells: [GasWell]) { self.wells = wells }

  /// Which of the possible years.
  public enum Outlook: String, CaseIterable, Sendable {
    /// The wells as stated, with day-to-day variation.
    case expected
    /// More is there on nine days of ten: the careful one.
    case p90
    /// As much is there on every other day.
    case p50
    /// More is there on one day of ten.
    case p10
  }

  /// Correlation of a day's deviation with the next day's.
  private static let dayCorrelation = 0.5
  /// A day never gives less than this share of its curve: less is an interruption.
  private static let leastShare = 0.3
  private static let drawCount = 400

  /// Mcf a day of the curves alone, at the middle of each day.
  public func curves(days: Int) -> [Double] {
    (0..<days).map { day in
      isConnected(day) ? 0 : wells.reduce(0) { $0 + $1.rate(atDay: Double(day) + 0.5) }
    }
  }

  private func isConnected(_ day: Int) -> Bool { lineConnects.map { day >= $0 } ?? false }

  /// Mcf a day over a year.
  public func daily(_ outlook: Outlook, days: Int) -> [Double] {
    guard outlook != .expected else {
      let noise = deviations(stream: 7, days: days)
      return zip(curves(days: days), noise).map { $0 * $1 }
    }
    let rank: Double =
      switch outlook {
      case .p90: 0.1
      case .p10: 0.9
      case .p50, .expected: 0.5
      }
    let draws = self.draws(days: days)
    return (0..<days).map { day in
      let sorted = draws.map { $0[day] }.sorted()
      return sorted[Int(rank * Double(sorted.count - 1))]
    }
  }

  /// Factors on the curves: an autoregression about 1.
  private func deviations(stream: UInt64, days: Int) -> [Double] {
    Noise(seed: seed, stream: stream)
      .autoregression(count: days, correlation: Self.dayCorrelation)
      .map { max(Self.leastShare, 1 + dayVariation * $0) }
  }

  /// Possible years: each well turns out better or worse, once, and each day varies.
  private func draws(days: Int) -> [[Double]] {
    let flows = wells.map { well in
      (0..<days).map { isConnected($0) ? 0 : well.rate(atDay: Double($0) + 0.5) }
    }
    let luck = Noise(seed: seed, stream: 8)
    return (0..<Self.drawCount).map { draw in
      let noise = deviations(stream: 1000 + UInt64(draw), days: days)
      let factors = wells.indices.map { well in
        Curve.exponential(wellUncertainty * luck.normal(draw * wells.count + well))
      }
      return (0..<days).map { day in
        noise[day] * wells.indices.reduce(0) { $0 + factors[$1] * flows[$1][day] }
      }
    }
  }

  /// Mcf in an hour at each step of a year, to nine digits: a field of another size has the same shape.
  public func perHour(_ outlook: Outlook, days: Int, stepMinutes: Int) -> [Double] {
    let perDay = 1440 / stepMinutes
    return daily(outlook, days: days).flatMap { amount in
      [Double](repeating: (amount / 24).rounded(toDigits: 9), count: perDay)
    }
  }
}
