import Tabular

/// Figures for people: grouped thousands, fixed decimals, no locale.
package enum FigureText {
  /// `1,234,567.8`; decimals cut to what was asked.
  package static func grouped(_ number: Double, places: Int = 0) -> String {
    let text = fixed(number, places: places, shiftedBy: 0)
    let isNegative = text.hasPrefix("-")
    let body = isNegative ? text.dropFirst() : text[...]
    let parts = body.split(separator: ".", omittingEmptySubsequences: false)
    var groups = ""
    for (index, digit) in (parts.first ?? "").enumerated() {
      if index > 0, ((parts.first?.count ?? 0) - index) % 3 == 0 { groups.append(",") }
      groups.append(digit)
    }
    let fraction = parts.count > 1 ? ".\(parts[1])" : ""
    return (isNegative ? "-" : "") + groups + fraction
  }

  /// A size: more decimals the smaller it is.
  package static func size(_ number: Double) -> String {
    grouped(number, places: number.magnitude >= 100 ? 1 : number.magnitude >= 1 ? 2 : 3)
  }

  /// `2.3e-09`, for residuals and gaps.
  package static func scientific(_ number: Double) -> String {
    guard number.isFinite else { return "undefined" }
    guard number != 0 else { return "0" }
    var mantissa = number.magnitude
    var exponent = 0
    while mantissa >= 9.95 {
      mantissa /= 10
      exponent += 1
    }
    while mantissa < 0.995 {
      mantissa *= 10
      exponent -= 1
    }
    let sign = number < 0 ? "-" : ""
    return "\(sign)\(fixed(mantissa, places: 1, shiftedBy: 0))e\(exponent)"
  }

  /// A number ÷ 10^shift with that many decimals plus `places`, rounded to the nearest.
  static func fixed(_ number: Double, places: Int, shiftedBy shift: Int) -> String {
    guard number.isFinite else { return "undefined" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (number.magnitude * scale).rounded()
    guard scaled < 9e15 else { return PlainNumber.exact(number) }
    var digits = "\(Int64(scaled))"
    let decimals = places + shift
    while digits.count <= decimals { digits = "0" + digits }
    let sign = number < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }

  /// Text filled up on the left.
  package static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// Text filled up on the right, or cut with an ellipsis.
  package static func left(_ text: String, _ width: Int) -> String {
    guard text.count > width else {
      return text + String(repeating: " ", count: width - text.count)
    }
    return width > 1 ? String(text.prefix(width - 1)) + "…" : String(text.prefix(max(0, width)))
  }
}
