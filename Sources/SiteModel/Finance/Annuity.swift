import Units

/// Yearly worth of capital spent once.
package enum Annuity {
  /// Capital recovery factor i(1+i)^n / ((1+i)^n − 1); 1/n at a rate of zero.
  package static func factor(rate: Double, years: Double) -> Double {
    guard rate > 0 else { return 1 / years }
    let growth = power(1 + rate, years)
    return rate * growth / (growth - 1)
  }

  /// Capital recovery of equipment that is sold for a share of its price after some years:
  /// factor · (1 − share / (1+i)^n).
  package static func factor(rate: Double, years: Double, resaleFraction: Double) -> Double {
    factor(rate: rate, years: years) * (1 - resaleFraction / power(1 + rate, years))
  }

  /// Mean over some years of what grows by a share each year, each year's discounted to its end:
  /// Σ (1+g)^k·(1+i)^−(k+1) ÷ Σ (1+i)^−(k+1), k = 0, 1, …; the last year may be a part of one.
  package static func mean(growth: Double, rate: Double, years: Double) -> Double {
    guard growth != 0 else { return 1 }
    var (sum, weights) = (0.0, 0.0)
    for year in 0..<Int(years.rounded(.up)) {
      let weight = min(1, years - Double(year)) / power(1 + rate, Double(year + 1))
      sum += weight * power(1 + growth, Double(year))
      weights += weight
    }
    return sum / weights
  }

  /// base^exponent for an exponent of zero or more.
  ///
  /// By products and square roots, one for each binary digit of the exponent's fraction: both are
  /// rounded alike on every machine, which a library's `pow` is not.
  package static func power(_ base: Double, _ exponent: Double) -> Double {
    var rest = exponent - exponent.rounded(.down)
    var result = 1.0
    for _ in 0..<Int(exponent) { result *= base }
    var root = base
    while rest > 0 {
      root = root.squareRoot()
      rest *= 2
      if rest >= 1 {
        result *= root
        rest -= 1
      }
    }
    return result
  }
}
