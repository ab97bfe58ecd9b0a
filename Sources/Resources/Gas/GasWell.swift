/// How a well's flow falls with time.
///
/// Arps, "Analysis of Decline Curves", Transactions AIME 160 (1945): q(t) = qi / (1 + b·Di·t)^(1/b),
/// exponential for b = 0. Where the decline has slowed to a least one it stays there (Robertson,
/// SPE 18731, 1988): a hyperbola would never end.
public struct GasDecline: Sendable, Equatable {
  /// Nominal initial decline for each unit of time.
  public let initialDecline: Double
  /// b, from 0 (exponential) to about 1.2 (hyperbolic).
  public let exponent: Double
  /// Least nominal decline for each unit of time; 0: none.
  public let leastDecline: Double

  /// A decline curve.
  public init(initialDecline: Double, exponent: Double, leastDecline: Double = 0) {
    self.initialDecline = initialDecline
    self.exponent = exponent
    self.leastDecline = leastDecline
  }

  /// Rate against the initial rate.
  public func share(at time: Double) -> Double {
    guard exponent > 0 else { return Curve.exponential(-max(initialDecline, leastDecline) * time) }
    guard leastDecline > 0 else { return hyperbolic(at: time) }
    // D(t) = Di / (1 + b·Di·t) reaches the least decline at t = (Di/D − 1)/(b·Di).
    let bend = max(0, (initialDecline / leastDecline - 1) / (exponent * initialDecline))
    guard time > bend else { return hyperbolic(at: time) }
    return hyperbolic(at: bend) * Curve.exponential(-leastDecline * (time - bend))
  }

  private func hyperbolic(at time: Double) -> Double {
    Curve.power(1 + exponent * initialDecline * time, -1 / exponent)
  }
}

/// One oil well with its associated gas.
public struct GasWell: Sendable, Equatable {
  /// Gas when it first flows, Mcf a day.
  public var initialRate: Double
  /// Decline of its oil, by months.
  public var decline: GasDecline
  /// Growth of gas for each barrel of oil, a share each year, compounding.
  public var gasOilRatioGrowth: Double
  /// Days from 1 January of the modelled year to its first flow; negative for older wells.
  public var firstFlow: Int

  /// A well.
  public init(
    initialRate: Double, decline: GasDecline, gasOilRatioGrowth: Double, firstFlow: Int
  ) {
    self.initialRate = initialRate
    self.decline = decline
    self.gasOilRatioGrowth = gasOilRatioGrowth
    self.firstFlow = firstFlow
  }

  /// Days in a month of the decline curve.
  static let daysPerMonth = 365.0 / 12

  /// Mcf a day so many days after 1 January.
  public func rate(atDay day: Double) -> Double {
    let age = day - Double(firstFlow)
    guard age >= 0 else { return 0 }
    let growth = Curve.power(1 + gasOilRatioGrowth, age / 365)
    return initialRate * decline.share(at: age / Self.daysPerMonth) * growth
  }
}
