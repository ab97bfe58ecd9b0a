/// Philox4x32-10: a counter-based generator, in which every block of numbers is a function of a key
/// and a counter alone.
///
/// Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011).
package enum Philox {
  /// Four 32-bit words.
  package typealias Block = (UInt32, UInt32, UInt32, UInt32)

  /// The block of a counter under a key of two words.
  package static func block(_ counter: Block, key: (UInt32, UInt32)) -> Block {
    var (a, b, c, d) = counter
    var (first, second) = key
    for _ in 0..<10 {
      let left = UInt64(a) * 0xD251_1F53
      let right = UInt64(c) * 0xCD9E_8D57
      a = UInt32(truncatingIfNeeded: right >> 32) ^ b ^ first
      c = UInt32(truncatingIfNeeded: left >> 32) ^ d ^ second
      b = UInt32(truncatingIfNeeded: right)
      d = UInt32(truncatingIfNeeded: left)
      first &+= 0x9E37_79B9
      second &+= 0xBB67_AE85
    }
    return (a, b, c, d)
  }
}
