import Units

/// Yearly worth of capital spent once.
enum Annuity {
  /// Capital recovery factor i(1+i)^n / ((1+i)^n − 1); 1/n at a rate of zero.
  static func factor(rate: Double, years: Double) -> Double {
    guard rate > 0 else { return 1 / years }
    let growth = power(1 + rate, years)
    return rate * growth / (growth - 1)
  }

  /// Capital recovery of equipment that is sold for a share of its price after some years:
  /// factor · (1 − share / (1+i)^n).
  static func factor(rate: Double, years: Double, resaleFraction: Double) -> Double {
    factor(rate: rate, years: years) * (1 - resaleFraction / power(1 + rate, years))
  }

  /// base^exponent for half and whole exponents by multiplication, so that no library's rounding
  /// enters the program; other exponents interpolate between halves geometrically.
  static func power(_ base: Double, _ exponent: Double) -> Double {
    let halves = (exponent * 2).rounded(.down)
    let root = base.squareRoot()
    var result = 1.0
    for _ in 0..<Int(halves) { result *= root }
    let rest = exponent * 2 - halves
    return result * (1 + rest * (root - 1))
  }
}
