/// Decimal numbers as text: the only form in which numbers are read.
package enum DecimalText {
  /// Numbers beyond this are not of this world.
  package static let greatest = 1e15

  /// The number that the bytes are as a whole: sign, digits with an optional point, exponent.
  package static func number(_ bytes: some RandomAccessCollection<UInt8>) -> Double? {
    var index = bytes.startIndex
    var isNegative = false
    if index < bytes.endIndex, bytes[index] == 0x2D || bytes[index] == 0x2B {
      isNegative = bytes[index] == 0x2D
      index = bytes.index(after: index)
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = 0
    var seenPoint = false
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == 0x2E {
        guard !seenPoint else { return nil }
        seenPoint = true
      } else if byte >= 0x30, byte <= 0x39 {
        digits += 1
        if seenPoint { decimals += 1 }
        if digits <= 15 { mantissa = mantissa * 10 + UInt64(byte - 0x30) }
      } else {
        break
      }
      index = bytes.index(after: index)
    }
    guard digits > 0 else { return nil }
    // Up to 15 digits and a power of ten below 10^22 the quotient is correctly rounded.
    if index == bytes.endIndex, digits <= 15 {
      let value = Double(mantissa) / powersOfTen[decimals]
      return isNegative ? -value : value
    }
    guard isExponent(bytes[index...]) else { return nil }
    return Double(String(decoding: bytes, as: UTF8.self))
  }

  private static let powersOfTen = (0...15).map { power in
    (0..<power).reduce(1.0) { product, _ in product * 10 }
  }

  private static func isExponent(_ rest: some Collection<UInt8>) -> Bool {
    guard let first = rest.first else { return true }
    guard first == 0x65 || first == 0x45 else { return false }
    var digits = rest.dropFirst()
    if let sign = digits.first, sign == 0x2B || sign == 0x2D { digits = digits.dropFirst() }
    return !digits.isEmpty && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// What to type instead of text that is not a number.
  package static func help(for text: String, unit: String) -> String {
    if let curly = curly(text) { return curly }
    let isDigit = { (c: Character) in c >= "0" && c <= "9" }
    let lower = text.lowercased()
    if ["nan", ".nan", "inf", ".inf", "-inf", "-.inf", "+.inf", "infinity"].contains(lower) {
      return "write a finite number"
    }
    if text.hasPrefix("#"), text.contains(where: \.isLetter) {
      return "a spreadsheet writes this for a formula that failed: mend the formula"
    }
    if let plain = withoutMoney(text) { return "write the number alone: \(plain)" }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    if parts.count == 2, number(Array((parts[0] + "." + parts[1]).utf8)) != nil,
      !parts[1].contains(".")
    {
      let point = parts.joined(separator: ".")
      if parts[1].count == 3, !parts[0].hasPrefix("0"), !parts[0].hasPrefix("-0") {
        return "write \(parts.joined()) without a separator of thousands, or \(point) with a point"
      }
      return "write the decimal separator as a point: \(point)"
    }
    for separator in [",", "_", " ", "'"] where text.contains(separator) {
      let joined = text.filter { String($0) != separator }
      if number(Array(joined.utf8)) != nil {
        return "write the digits without separators: \(joined)"
      }
    }
    let lead = text.prefix { isDigit($0) || $0 == "." || $0 == "-" }
    let rest = text.dropFirst(lead.count).drop { $0 == " " }
    if let value = number(Array(lead.utf8)), !rest.isEmpty {
      if rest == "%" { return "write a fraction: \(perCent(value))" }
      if rest.contains(where: \.isLetter), !rest.contains(where: isDigit) {
        return "write the number alone: \(lead); the unit is in the key\(inUnit(unit))"
      }
    }
    if unit == whole || unit == "count" { return "write a whole number" }
    return "write a decimal number\(inUnit(unit)), such as 12.5"
  }

  /// Quotes as a word processor sets them are letters to YAML.
  package static func curly(_ word: String) -> String? {
    let quotes: Set<Character> = [
      "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}", "\u{201E}", "\u{AB}", "\u{BB}",
    ]
    guard word.contains(where: quotes.contains) else { return nil }
    return "these are curly quotes: write \(word.filter { !quotes.contains($0) }) without them"
  }

  /// The number in `$1,234.50` and in `(12.5)`, as books write 12.5 less.
  private static func withoutMoney(_ text: String) -> String? {
    let marks: Set<Character> = ["$", "€", "£", " "]
    let isLess = text.hasPrefix("(") && text.hasSuffix(")")
    let inner = (isLess ? text.dropFirst().dropLast() : text[...])
    guard isLess || inner.contains(where: marks.contains) else { return nil }
    let digits = inner.filter { !marks.contains($0) && $0 != "," }
    guard number(Array(digits.utf8)) != nil,
      inner.contains(where: { $0 != " " && marks.contains($0) }) || isLess
    else { return nil }
    return (isLess ? "-" : "") + digits
  }

  /// In place of a unit: whole numbers only.
  package static let whole = "whole number"

  /// Per cent as a fraction.
  package static func perCent(_ value: Double) -> String { plain((value * 1e8).rounded() / 1e10) }

  /// A unit behind a number; fractions and counts have none.
  package static func behind(_ unit: String) -> String {
    unit == "fraction" || unit == "count" ? "" : " \(unit)"
  }

  private static func inUnit(_ unit: String) -> String {
    unit.isEmpty || unit == "fraction" ? "" : " (\(unit))"
  }

  /// A number as people write it: no exponent for what is near 1, no decimals for whole numbers.
  package static func plain(_ value: Double) -> String {
    if value.rounded() == value, value.magnitude < 1e15 { return String(Int(value)) }
    return String(value)
  }

  /// A range as people read it.
  package static func plain(_ range: ClosedRange<Double>) -> String {
    "\(plain(range.lowerBound)) to \(plain(range.upperBound))"
  }

  /// What is wrong with a cell that is no number in the range of its column.
  package static func refusal(of text: String, as name: String) -> String {
    if text.isEmpty { return "\(name) is blank" }
    return number(Array(text.utf8)[...]) == nil
      ? "'\(text)' is not a number, for \(name)" : "\(text) is out of range for \(name)"
  }
}
