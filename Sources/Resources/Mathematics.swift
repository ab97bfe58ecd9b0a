#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Angles in degrees, because every published solar formula has its constants in degrees.
enum Degrees {
  static let perRadian = 180 / Double.pi

  static func sine(_ angle: Double) -> Double { sin(angle / perRadian) }
  static func cosine(_ angle: Double) -> Double { cos(angle / perRadian) }
  static func tangent(_ angle: Double) -> Double { tan(angle / perRadian) }
  static func arcSine(_ value: Double) -> Double { asin(min(1, max(-1, value))) * perRadian }
  static func arcCosine(_ value: Double) -> Double { acos(min(1, max(-1, value))) * perRadian }
  static func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) * perRadian }

  /// The same direction between 0 and 360.
  static func turned(_ angle: Double) -> Double { angle - 360 * (angle / 360).rounded(.down) }
}

/// The few transcendental functions that the other files need.
enum Curve {
  static func exponential(_ x: Double) -> Double { exp(x) }
  static func logarithm(_ x: Double) -> Double { log(x) }
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// Share of a standard normal below x: Abramowitz and Stegun 26.2.17, error below 7.5e-8.
  static func normalShare(below x: Double) -> Double {
    let t = 1 / (1 + 0.231_641_9 * x.magnitude)
    let coefficients = [
      0.319_381_530, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429,
    ]
    let polynomial = coefficients.reversed().reduce(0) { ($0 + $1) * t }
    let tail = exp(-x * x / 2) / (2 * Double.pi).squareRoot() * polynomial
    return x > 0 ? 1 - tail : tail
  }

  /// The x between `low` and `high` at which a rising function meets a target; 60 halvings.
  static func solve(
    for target: Double, between low: Double, and high: Double, _ function: (Double) -> Double
  ) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if function(middle) < target { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

extension Double {
  /// Rounded to a number of decimal places, as series are written.
  func rounded(toPlaces places: Int) -> Double {
    let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
    return (self * scale).rounded() / scale
  }
  /// Rounded to so many significant digits, so that the size of a thing does not decide how exact it is.
  func rounded(toDigits digits: Int) -> Double {
    guard self != 0, isFinite else { return self }
    var places = digits - 1
    var size = magnitude
    while size >= 10 {
      size /= 10
      places -= 1
    }
    while size < 1 {
      size *= 10
      places += 1
    }
    if places >= 0 { return rounded(toPlaces: places) }
    let scale = (0..<(-places)).reduce(1.0) { product, _ in product * 10 }
    return (self / scale).rounded() * scale
  }
}
