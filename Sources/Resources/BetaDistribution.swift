#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A distribution between 0 and 1.
struct BetaDistribution {
  private let a: Double
  private let b: Double

  /// With a mean and a standard deviation; a deviation that no such distribution has is the greatest
  /// that stays off both ends.
  init(mean: Double, deviation: Double) {
    let greatest = mean * (1 - mean)
    let trials = max(0.3, greatest / max(1e-6, deviation * deviation) - 1)
    a = mean * trials
    b = (1 - mean) * trials
  }

  /// The number below which a share lies; 60 halvings.
  func quantile(_ share: Double) -> Double {
    Curve.solve(for: share, between: 0, and: 1) { self.share(below: $0) }
  }

  /// Share below a number: the continued fraction of Abramowitz and Stegun 26.5.8, by Lentz' method.
  func share(below x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    // The fraction converges fast below the mean; above it the other side is taken.
    guard x <= (a + 1) / (a + b + 2) else { return 1 - BetaDistribution(b, a).share(below: 1 - x) }
    let scale: Double = lgamma(a + b) - lgamma(a) - lgamma(b)
    let powers: Double = a * log(x) + b * log(1 - x)
    return exp(scale + powers) / a * fraction(x)
  }

  private init(_ a: Double, _ b: Double) {
    self.a = a
    self.b = b
  }

  private func fraction(_ x: Double) -> Double {
    let tiny = 1e-300
    func apart(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / apart(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...200 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / apart(1 + even * d)
      c = apart(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / apart(1 + odd * d)
      c = apart(1 + odd / c)
      result *= d * c
      if (d * c - 1).magnitude < 1e-14 { break }
    }
    return result
  }
}
