/// Numbers as text without a locale: the same bits give the same bytes.
package enum PlainNumber {
  /// Rounded to nine decimals, shortest form, never an exponent below 1e16; nil if not finite.
  package static func text(_ number: Double) -> String {
    var bytes: [UInt8] = []
    append(number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Every digit that is needed to read the same number again: for residuals and gaps.
  package static func exact(_ number: Double) -> String {
    guard number.isFinite, number != 0 else { return "0" }
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Appends a number with at most nine decimals, without trailing zeros.
  package static func append(_ number: Double, to bytes: inout [UInt8]) {
    let scaled = (number * 1e9).rounded()
    // Beyond 2^53 the scaled number is no longer exact, and its digits would be noise.
    guard scaled.magnitude < 9_007_199_254_740_992 else {
      bytes.append(contentsOf: exact(number).utf8)
      return
    }
    let whole = Int64(scaled)
    if whole < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = whole.magnitude
    append(magnitude / 1_000_000_000, to: &bytes)
    var fraction = magnitude % 1_000_000_000
    guard fraction > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    var unit: UInt64 = 100_000_000
    while fraction > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(fraction / unit))
      fraction %= unit
      unit /= 10
    }
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var unit: UInt64 = 1
    while number / unit >= 10 { unit *= 10 }
    var rest = number
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }
}
