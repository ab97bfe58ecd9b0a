/// A JSON value whose keys stay in the order in which they were written.
package enum JSONValue: Sendable {
  case object([(key: String, value: JSONValue)])
  case array([JSONValue])
  case text(String)
  /// A quantity: nine decimals.
  case number(Double)
  /// A residual or a gap: every digit.
  case exact(Double)
  case integer(Int)
  case bool(Bool)
  case null

  /// A quantity that may be absent.
  package static func number(_ value: Double?) -> JSONValue {
    value.map { JSONValue.number($0) } ?? .null
  }

  /// Texts as an array.
  package static func texts(_ values: [String]) -> JSONValue { .array(values.map { .text($0) }) }
}

extension JSONValue {
  /// The document's bytes, indented by two, with a newline at the end.
  package var document: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes, depth: 0)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// On one line, for a script element of a page: no text can end the element, for no `<` is left.
  package var script: String {
    var bytes: [UInt8] = []
    write(to: &bytes, depth: nil)
    return String(decoding: bytes, as: UTF8.self).replacing("<", with: "\\u003c")
  }

  /// Without a depth all stands on one line.
  private func write(to bytes: inout [UInt8], depth: Int?) {
    let within = depth.map { $0 + 1 }
    switch self {
    case .object(let members):
      Self.list(members.count, "{", "}", &bytes, depth) { index, bytes in
        Self.quote(members[index].key, to: &bytes)
        bytes.append(contentsOf: (depth == nil ? ":" : ": ").utf8)
        members[index].value.write(to: &bytes, depth: within)
      }
    case .array(let values):
      Self.list(values.count, "[", "]", &bytes, depth) { index, bytes in
        values[index].write(to: &bytes, depth: within)
      }
    case .text(let text): Self.quote(text, to: &bytes)
    // JSON has no word for an undefined number.
    case .number(let number) where !number.isFinite, .exact(let number) where !number.isFinite:
      bytes.append(contentsOf: "null".utf8)
    case .number(let number): PlainNumber.append(number, to: &bytes)
    case .exact(let number): bytes.append(contentsOf: PlainNumber.exact(number).utf8)
    case .integer(let number): bytes.append(contentsOf: "\(number)".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .null: bytes.append(contentsOf: "null".utf8)
    }
  }

  private static func list(
    _ count: Int, _ open: String, _ close: String, _ bytes: inout [UInt8], _ depth: Int?,
    item: (Int, inout [UInt8]) -> Void
  ) {
    bytes.append(contentsOf: open.utf8)
    for index in 0..<count {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if let depth { newline(&bytes, depth + 1) }
      item(index, &bytes)
    }
    if let depth, count > 0 { newline(&bytes, depth) }
    bytes.append(contentsOf: close.utf8)
  }

  private static func newline(_ bytes: inout [UInt8], _ depth: Int) {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<(2 * depth) { bytes.append(UInt8(ascii: " ")) }
  }

  private static func quote(_ text: String, to bytes: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
      case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
