/// Why a text is not the JSON that was expected.
package struct JSONMismatch: Error, CustomStringConvertible {
  package let description: String

  /// What is wrong.
  package init(description: String) { self.description = description }
}

/// JSON text (RFC 8259) to values whose keys stay in their order, so that a document that was read is
/// written with the same bytes.
package struct JSONReader {
  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  private static let greatestDepth = 40

  /// The value of a text.
  package static func read(_ bytes: [UInt8]) throws(JSONMismatch) -> JSONValue {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw JSONMismatch(description: "it is not UTF-8 text")
    }
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.index == bytes.count else { throw reader.wrong }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private var wrong: JSONMismatch {
    JSONMismatch(description: "it is no JSON at byte \(index)")
  }

  private mutating func skipBlanks() {
    while let byte, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
  }

  private mutating func takes(_ wanted: Character) -> Bool {
    skipBlanks()
    guard byte == wanted.asciiValue else { return false }
    index += 1
    return true
  }

  private mutating func value() throws(JSONMismatch) -> JSONValue {
    skipBlanks()
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .text(try text())
    default: return try word()
    }
  }

  private mutating func object() throws(JSONMismatch) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = []
    try list("}") { (reader) throws(JSONMismatch) in
      reader.skipBlanks()
      let key = try reader.text()
      guard reader.takes(":") else { throw reader.wrong }
      members.append((key, try reader.value()))
    }
    return .object(members)
  }

  private mutating func array() throws(JSONMismatch) -> JSONValue {
    var values: [JSONValue] = []
    try list("]") { (reader) throws(JSONMismatch) in values.append(try reader.value()) }
    return .array(values)
  }

  /// Items up to a closing bracket; the opening one stands at the index.
  private mutating func list(
    _ end: Character, _ item: (inout JSONReader) throws(JSONMismatch) -> Void
  ) throws(JSONMismatch) {
    index += 1
    depth += 1
    guard depth <= Self.greatestDepth else { throw wrong }
    if !takes(end) {
      repeat { try item(&self) } while takes(",")
      guard takes(end) else { throw wrong }
    }
    depth -= 1
  }

  /// A number, true, false or null.
  private mutating func word() throws(JSONMismatch) -> JSONValue {
    let start = index
    while let byte, byte > 0x20, !",]}".utf8.contains(byte) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default:
      if let whole = Int(text) { return .integer(whole) }
      let digits = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
      guard digits, let number = Double(text), number.isFinite else { throw wrong }
      return .exact(number)
    }
  }

  private mutating func text() throws(JSONMismatch) -> String {
    guard byte == UInt8(ascii: "\"") else { throw wrong }
    index += 1
    var units: [UInt8] = []
    while let byte, byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") {
        units += try escape().utf8
      } else {
        units.append(byte)
        index += 1
      }
    }
    guard byte != nil else { throw wrong }
    index += 1
    return String(decoding: units, as: UTF8.self)
  }

  private mutating func escape() throws(JSONMismatch) -> String {
    let plain: [UInt8: String] = [
      0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r",
      0x74: "\t",
    ]
    if index + 1 < bytes.count, let text = plain[bytes[index + 1]] {
      index += 2
      return text
    }
    let first = try codeUnit()
    let units = UTF16.isLeadSurrogate(first) ? [first, try codeUnit()] : [first]
    guard let text = String(validating: units, as: UTF16.self) else { throw wrong }
    return text
  }

  /// An escape of four hexadecimal digits.
  private mutating func codeUnit() throws(JSONMismatch) -> UInt16 {
    let end = index + 6
    guard end <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u"),
      let unit = UInt16(String(decoding: bytes[index + 2..<end], as: UTF8.self), radix: 16)
    else { throw wrong }
    index = end
    return unit
  }
}
