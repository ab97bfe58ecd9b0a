/// A yearly mean from simulated years, with what is known of its error.
public struct Estimate: Sendable, Equatable {
  /// How the error is bounded.
  public enum Method: String, Sendable {
    /// Student's t over the years, corrected for skewness: the years' values pile up near zero with
    /// a long tail, and the plain bound from above would err on the wrong side (Johnson, J. Am.
    /// Stat. Assoc. 73, 1978; Hall, J. Roy. Stat. Soc. B 54, 1992).
    case years
    /// The same, after taking off what the control variate explains.
    case controlVariate = "control_variate"
    /// Too few years had an event: an exact bound on the rate of events times a bound on their
    /// mean size, taken as exponential; with no event at all the size is the longest mean outage.
    case events
  }

  /// Years below which `events` is used: so many must have had an event.
  public static let fewEventYears = 30

  /// The mean of a year.
  public let mean: Double
  /// Standard error of the mean.
  public let standardError: Double
  /// How the error is bounded.
  public let method: Method
  /// Variance of the plain mean ÷ variance of this one; 1 without control variate.
  public let varianceReduction: Double
  let years: Int
  let events: Int
  /// Skewness of the years' values ÷ √years.
  let asymmetry: Double
  let sum: Double
  let sizeWithoutEvent: Double

  /// From the values of the years and, by year, the control variate less its exact mean.
  ///
  /// The mean is ȳ − b·c̄ with b the regression of y on c (Lavenberg and Welch 1981).
  init(
    _ values: [Double], control: [Double]?, events: Int, eventYears: Int, sizeWithoutEvent: Double
  ) {
    years = values.count
    self.events = events
    self.sizeWithoutEvent = sizeWithoutEvent
    let n = Double(values.count)
    let sum = values.reduce(0, +)
    self.sum = sum
    let mean = n > 0 ? sum / n : 0
    let spread = Self.products(values, mean, values, mean)
    let plain = n > 1 ? (spread / (n - 1) / n).squareRoot() : .infinity
    guard eventYears >= Self.fewEventYears, n > 2 else {
      (self.mean, standardError, varianceReduction, method) = (mean, plain, 1, .events)
      asymmetry = 0
      return
    }
    let controlMean = (control ?? []).reduce(0, +) / n
    let controlSpread = control.map { Self.products($0, controlMean, $0, controlMean) } ?? 0
    guard let control, controlSpread > 0 else {
      (self.mean, standardError, varianceReduction, method) = (mean, plain, 1, .years)
      asymmetry = Self.asymmetry(values.map { $0 - mean }, spread)
      return
    }
    let slope = Self.products(values, mean, control, controlMean) / controlSpread
    let residuals = zip(values, control).map { $0 - mean - slope * ($1 - controlMean) }
    let residual = residuals.reduce(0) { $0 + $1 * $1 }
    // The second term is the error of the slope itself.
    let share = 1 / n + controlMean * controlMean / controlSpread
    let variance = residual / (n - 2) * share
    self.mean = mean - slope * controlMean
    standardError = variance.squareRoot()
    varianceReduction = variance > 0 ? plain * plain / variance : .infinity
    method = .controlVariate
    asymmetry = Self.asymmetry(residuals, residual)
  }

  private static func asymmetry(_ residuals: [Double], _ squares: Double) -> Double {
    guard squares > 0 else { return 0 }
    let cubes = residuals.reduce(0) { $0 + $1 * $1 * $1 }
    return cubes / (squares * squares.squareRoot())
  }

  private static func products(_ a: [Double], _ meanA: Double, _ b: [Double], _ meanB: Double)
    -> Double
  {
    zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) }
  }

  /// A value that the mean of a year is below, at a one-sided confidence such as 0.95.
  public func upperBound(confidence: Double = 0.95) -> Double {
    guard method == .events else {
      let quantile = quantile(confidence)
      return mean + standardError * (quantile + correction(quantile))
    }
    guard years > 0 else { return .infinity }
    // Each of the two bounds takes half of what may go wrong.
    let half = (1 - confidence) / 2
    guard events > 0 else {
      let rate = Quantiles.poissonMean(atMost: 0, chance: 1 - confidence) / Double(years)
      return rate * sizeWithoutEvent
    }
    let rate = Quantiles.poissonMean(atMost: events, chance: half) / Double(years)
    return rate * sum / Quantiles.poissonMean(atMost: events - 1, chance: 1 - half)
  }

  /// A value that the mean of a year is above, at a one-sided confidence such as 0.95.
  public func lowerBound(confidence: Double = 0.95) -> Double {
    guard method == .events else {
      let quantile = quantile(confidence)
      return max(0, mean - standardError * max(0, quantile - correction(quantile)))
    }
    guard events > 0 else { return 0 }
    let half = (1 - confidence) / 2
    let rate = Quantiles.poissonMean(atMost: events - 1, chance: 1 - half) / Double(years)
    return rate * sum / Quantiles.poissonMean(atMost: events - 1, chance: half)
  }

  /// The interval that holds the mean of a year at a confidence such as 0.95.
  public func interval(confidence: Double = 0.95) -> ClosedRange<Double> {
    let side = (1 + confidence) / 2
    let low = lowerBound(confidence: side)
    return low...max(low, upperBound(confidence: side))
  }

  private func quantile(_ confidence: Double) -> Double {
    Quantiles.student(confidence, degrees: years - (method == .controlVariate ? 2 : 1))
  }

  /// First term of the Cornish-Fisher expansion of the studentised mean.
  private func correction(_ quantile: Double) -> Double {
    asymmetry * (2 * quantile * quantile + 1) / 6
  }
}
