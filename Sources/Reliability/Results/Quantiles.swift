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

  /// The mean of a Poisson law that gives at most `count` with the given chance.
  ///
  /// Half the chi-square quantile with 2·count + 2 degrees of freedom (Garwood 1936): the exact
  /// bound on a rate after `count` events.
  package static func poissonMean(atMost count: Int, chance: Double) -> Double {
    guard count >= 0 else { return 0 }
    var low = 0.0
    var high = Double(count) + 10
    while poisson(atMost: count, mean: high) > chance { high *= 2 }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if poisson(atMost: count, mean: middle) > chance { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private static func poisson(atMost count: Int, mean: Double) -> Double {
    var logTerm = -mean
    var sum = Curve.exponential(logTerm)
    for index in stride(from: 1, through: count, by: 1) {
      logTerm += Curve.logarithm(mean) - Curve.logarithm(Double(index))
      sum += Curve.exponential(logTerm)
    }
    return sum
  }
}
