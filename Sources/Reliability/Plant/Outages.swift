public import Units

/// How often something fails and how long it is then out.
///
/// Times to failure are exponential. Availability is what follows from the two means; it is never
/// entered beside them.
public struct Outages: Sendable, Equatable {
  /// How the lengths of the outages spread about their mean.
  public enum Spread: Sendable, Equatable {
    /// Memoryless: standard deviation equal to the mean.
    case exponential
    /// Log-normal with a coefficient of variation (standard deviation ÷ mean).
    case logNormal(coefficientOfVariation: Double)
  }

  /// Mean time from the end of an outage to the next failure.
  public var meanTimeToFailure: TimeSpan
  /// Mean length of an outage.
  public var meanTimeToRepair: TimeSpan
  /// How the lengths spread.
  public var spread: Spread
  /// Failure rate of each step relative to the yearly mean, such as a utility's months of storm;
  /// scaled to mean 1. Empty: the same all year.
  public var relativeRate: [Double]

  /// Statistics as for machines.
  public init(
    meanTimeToFailure: TimeSpan, meanTimeToRepair: TimeSpan, spread: Spread,
    relativeRate: [Double] = []
  ) {
    self.meanTimeToFailure = meanTimeToFailure
    self.meanTimeToRepair = meanTimeToRepair
    self.spread = spread
    self.relativeRate = relativeRate
  }

  /// Statistics as utilities keep them: failures in a calendar year of 8,760 hours, outages included
  /// (SAIFI), and their mean length (CAIDI). What is left of the year is the time in which they come.
  public init(
    failuresPerYear: Double, meanDuration: TimeSpan, spread: Spread, relativeRate: [Double] = []
  ) {
    self.init(
      meanTimeToFailure: TimeSpan(8760 / failuresPerYear, .hours) - meanDuration,
      meanTimeToRepair: meanDuration, spread: spread, relativeRate: relativeRate)
  }

  /// Share of the time out of service, in the long run.
  public var unavailability: Double {
    meanTimeToRepair / (meanTimeToFailure + meanTimeToRepair)
  }
}
