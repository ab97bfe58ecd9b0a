/// Quantiles that intervals are made of.
package enum Quantiles {
  /// Student's t for a number of degrees of freedom: Abramowitz and Stegun 26.7.5, error below
  /// 0.1 % from 5 degrees on.
  package static func student(_ share: Double, degrees: Int) -> Double {
    let x = Normal.quantile(share)
    let v = Double(max(1, degrees))
    let square = x * x
    let first = x * (square + 1) / 4
    let second = x * ((5 * square + 16) * square + 3) / 96
    let third = x * (((3 * square + 19) * square + 17) * square - 15) / 384
    let fourth =
      x * ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92160
    return x + (first + (second + (third + fourth / v) / v) / v) / v
  }

  /// The number below which a share of the gamma law with scale 1 lies: half the chi-square quantile
  /// with twice the shape as degrees of freedom. With a whole shape n + 1 it is the mean of the Poisson
  /// law that gives at most n with the chance 1 − share (Garwood 1936).
  package static func gamma(_ share: Double, shape: Double) -> Double {
    guard shape > 0, share > 0 else { return 0 }
    var low = 0.0
    var high = shape + 10
    while lowerGamma(shape, high) < share { high *= 2 }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if lowerGamma(shape, middle) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Regularised lower incomplete gamma function P(a, x): series below a + 1, continued fraction
  /// above (Abramowitz and Stegun 6.5.29 and 6.5.31, the latter by Lentz's method).
  private static func lowerGamma(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let front = Curve.exponential(a * Curve.logarithm(x) - x - logGamma(a))
    if x < a + 1 {
      var (term, sum, n) = (1 / a, 1 / a, a)
      while term > 1e-17 * sum {
        n += 1
        term *= x / n
        sum += term
      }
      return front * sum
    }
    let tiny = 1e-300
    var b = x + 1 - a
    var (c, d) = (1 / tiny, 1 / b)
    var fraction = d
    for n in 1...100_000 {
      let an = -Double(n) * (Double(n) - a)
      b += 2
      d = an * d + b
      d = 1 / (d.magnitude < tiny ? tiny : d)
      c = b + an / c
      if c.magnitude < tiny { c = tiny }
      fraction *= c * d
      if (c * d - 1).magnitude < 1e-15 { break }
    }
    return 1 - front * fraction
  }

  /// ln Γ(a): Stirling's series after raising a to 10 or more (Abramowitz and Stegun 6.1.41).
  private static func logGamma(_ a: Double) -> Double {
    var (a, product) = (a, 1.0)
    while a < 10 {
      product *= a
      a += 1
    }
    let square = a * a
    let series = (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - 1 / 1680.0 / square) / square) / square) / a
    return (a - 0.5) * Curve.logarithm(a) - a + 0.5 * Curve.logarithm(2 * Double.pi) + series
      - Curve.logarithm(product)
  }
}
