/// A yearly mean from simulated years, with what is known of its error.
public struct Estimate: Sendable, Equatable {
  /// How the error is bounded.
  public enum Method: String, Sendable {
    /// Student's t over the years, each shortage with its mean size, corrected for skewness: the
    /// years' values pile up near zero with a long tail, and the plain bound from above would err on
    /// the wrong side (Johnson, J. Am. Stat. Assoc. 73, 1978; Hall, J. Roy. Stat. Soc. B 54, 1992).
    case years
    /// The same for sizes as they came, after taking off what the control variate explains.
    case controlVariate = "control_variate"
    /// Too few years had a shortage: the gamma bound on a sum of Poisson counts with weights, which
    /// allows for one more shortage of the greatest mean size that any outage can leave (Fay, Feuer,
    /// Stat. Med. 16, 1997, 791). Without any shortage it is 2.996 ÷ years of that size.
    case events
  }

  /// Years below which `events` is used: so many must have had an event.
  public static let fewEventYears = 60
  /// Years with an event from which the control variate is used where it explains all but a hundredth.
  static let fewControlledYears = 30

  /// The mean of a year.
  public let mean: Double
  /// Standard error of the mean.
  public let standardError: Double
  /// How the error is bounded.
  public let method: Method
  /// Variance of the plain mean ÷ variance of this one; 1 without control variate.
  public let varianceReduction: Double
  let years: Int
  /// What the bounds are laid about: the mean with mean sizes of shortages, or with control.
  private let centre: Double
  private let centreError: Double
  /// Skewness of the years' values ÷ √years.
  let asymmetry: Double
  /// Sum of the shortages' sizes, sum of their squares, and the greatest mean size.
  let sizes: Sizes

  /// Shortages by their size.
  struct Sizes: Sendable, Equatable {
    var sum: Double
    var squares: Double
    /// The greatest mean size that there can be.
    var greatest: Double
  }

  /// From the values of the years, the same with mean sizes of shortages, and, by year, the control
  /// variate less its exact mean.
  ///
  /// With control the mean is ȳ − b·c̄ with b the regression of y on c (Lavenberg and Welch 1981);
  /// it is taken where it has less than half the variance of the mean sizes. Where outages have a long
  /// tail, or few years had an event, the regression hangs on a few years, and the control must
  /// explain all but a hundredth.
  init(
    _ values: [Double], means: [Double], control: [Double]?, eventYears: Int, hasLongTail: Bool,
    sizes: Sizes
  ) {
    years = values.count
    self.sizes = sizes
    let n = Double(values.count)
    let plainMean = n > 0 ? values.reduce(0, +) / n : 0
    let plain = Self.standardError(values)
    let splitMean = n > 0 ? means.reduce(0, +) / n : 0
    let split = Self.standardError(means)
    let controlled = eventYears >= Self.fewControlledYears ? Self.controlled(values, control) : nil
    let share = hasLongTail || eventYears < Self.fewEventYears ? 0.01 : 0.5
    if let controlled, controlled.variance < share * split * split {
      mean = controlled.mean
      standardError = controlled.variance.squareRoot()
      varianceReduction =
        controlled.variance > 0 ? plain * plain / controlled.variance : .infinity
      method = .controlVariate
      asymmetry = controlled.asymmetry
      (centre, centreError) = (mean, standardError)
    } else {
      (mean, standardError, varianceReduction) = (plainMean, plain, 1)
      method = eventYears >= Self.fewEventYears ? .years : .events
      (centre, centreError) = (splitMean, split)
      let residuals = means.map { $0 - splitMean }
      asymmetry = Self.asymmetry(residuals, residuals.reduce(0) { $0 + $1 * $1 })
    }
  }

  private static func controlled(_ values: [Double], _ control: [Double]?)
    -> (mean: Double, variance: Double, asymmetry: Double)?
  {
    guard let control, values.count > 2 else { return nil }
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let controlMean = control.reduce(0, +) / n
    let controlSpread = products(control, controlMean, control, controlMean)
    guard controlSpread > 0 else { return nil }
    let slope = products(values, mean, control, controlMean) / controlSpread
    let residuals = zip(values, control).map { $0 - mean - slope * ($1 - controlMean) }
    let residual = residuals.reduce(0) { $0 + $1 * $1 }
    // The second term is the error of the slope itself.
    let share = 1 / n + controlMean * controlMean / controlSpread
    return (
      mean - slope * controlMean, residual / (n - 2) * share, asymmetry(residuals, residual)
    )
  }

  /// Standard error of the mean of independent values; infinite for fewer than two.
  package static func standardError(_ values: [Double]) -> Double {
    let n = Double(values.count)
    guard n > 1 else { return .infinity }
    let mean = values.reduce(0, +) / n
    return (products(values, mean, values, mean) / (n - 1) / n).squareRoot()
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
      return max(mean, centre + centreError * (quantile + correction(quantile)))
    }
    guard years > 0 else { return .infinity }
    let (sum, squares) = (
      sizes.sum + sizes.greatest, sizes.squares + sizes.greatest * sizes.greatest
    )
    guard sum > 0 else { return 0 }
    return squares / sum * Quantiles.gamma(confidence, shape: sum * sum / squares) / Double(years)
  }

  /// A value that the mean of a year is above, at a one-sided confidence such as 0.95.
  public func lowerBound(confidence: Double = 0.95) -> Double {
    guard method == .events else {
      let quantile = quantile(confidence)
      return max(0, min(mean, centre - centreError * max(0, quantile - correction(quantile))))
    }
    guard years > 0, sizes.squares > 0 else { return 0 }
    let shape = sizes.sum * sizes.sum / sizes.squares
    return sizes.squares / sizes.sum * Quantiles.gamma(1 - confidence, shape: shape) / Double(years)
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
