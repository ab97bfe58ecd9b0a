/// Random numbers that depend only on a seed, a stream and a position: no state, any order.
///
/// Each is SplitMix64's output function (Steele, Lea, Flood 2014) applied to its counter.
package struct Noise: Sendable {
  let seed: UInt64
  let stream: UInt64

  package init(seed: Int, stream: UInt64) {
    self.seed = UInt64(bitPattern: Int64(seed))
    self.stream = stream
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in [0, 1).
  package func uniform(_ position: Int) -> Double {
    let key = Self.mixed(Self.mixed(seed) ^ stream)
    let bits = Self.mixed(key ^ UInt64(bitPattern: Int64(position)))
    return Double(bits >> 11) * 0x1p-53
  }

  /// A standard normal number, as a sum of twelve uniform ones (so never beyond ±6).
  func normal(_ position: Int) -> Double {
    (0..<12).reduce(-6.0) { $0 + uniform(position * 12 + $1) }
  }

  /// A stationary first-order autoregression of standard normal margin.
  func autoregression(count: Int, correlation: Double) -> [Double] {
    let innovation = (1 - correlation * correlation).squareRoot()
    var values: [Double] = []
    for position in 0..<count {
      let fresh = normal(position)
      values.append(values.last.map { correlation * $0 + innovation * fresh } ?? fresh)
    }
    return values
  }
}
