/// The random numbers of one thing in one year: a function of (seed, year, name) and of how many
/// were drawn before, so that neither cores nor the order or presence of other things change them.
package struct RandomStream: Sendable {
  private let key: (UInt32, UInt32)
  private let year: UInt32
  private let identity: (UInt32, UInt32)
  private var drawn: UInt32 = 0
  private var spare: UInt64?

  package init(seed: UInt64, year: Int, identity: UInt64) {
    key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.year = UInt32(truncatingIfNeeded: year)
    self.identity = (
      UInt32(truncatingIfNeeded: identity), UInt32(truncatingIfNeeded: identity >> 32)
    )
  }

  /// A name as 64 bits: FNV-1a (Fowler, Noll, Vo), the same on every machine.
  package static func identity(of name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// 64 random bits.
  package mutating func bits() -> UInt64 {
    if let bits = spare {
      spare = nil
      return bits
    }
    let block = Philox.block((drawn, year, identity.0, identity.1), key: key)
    drawn &+= 1
    spare = UInt64(block.2) << 32 | UInt64(block.3)
    return UInt64(block.0) << 32 | UInt64(block.1)
  }

  /// Uniform between 0 and 1, neither of them included.
  package mutating func uniform() -> Double {
    (Double(bits() >> 11) + 0.5) * 0x1p-53
  }

  /// Exponential with mean 1.
  package mutating func exponential() -> Double { -Curve.logarithm(uniform()) }
}
