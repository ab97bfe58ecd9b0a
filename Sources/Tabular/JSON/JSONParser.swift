/// Makes values of the pieces of a JSON text.
protocol JSONBuilder {
  /// What a text becomes.
  associatedtype Value
  /// What a text that is not JSON becomes.
  associatedtype Failure: Error

  /// The value of a text in quotes.
  func text(_ text: String, at piece: JSONPiece) -> Value
  /// The value of a number, `true`, `false` or `null`; nil where the word is none of them.
  func word(_ word: ArraySlice<UInt8>, at piece: JSONPiece) -> Value?
  /// The value of a list, whose opening bracket is the piece.
  func array(_ values: [Value], at piece: JSONPiece) -> Value
  /// The value of an object, whose opening bracket is the piece.
  func object(_ members: [JSONMember<Value>], at piece: JSONPiece) throws(Failure) -> Value
  /// What is wrong at a place.
  func failure(_ message: String, at piece: JSONPiece) -> Failure
}

/// Where a piece of a JSON text stands: its bytes, and the line, counted from 1.
struct JSONPiece {
  let line: Int
  let bytes: Range<Int>
}

/// A key of an object, where it stands, and its value.
struct JSONMember<Value> {
  let key: String
  let piece: JSONPiece
  let value: Value
}

/// Reads a JSON text (RFC 8259) once, from its first byte to its last.
struct JSONParser<Builder: JSONBuilder> {
  private let bytes: [UInt8]
  private let builder: Builder
  private var index = 0
  private var line = 1
  private var depth = 0

  private static var greatestDepth: Int { 40 }

  /// The value of a text of sound UTF-8.
  static func parse(
    _ bytes: [UInt8], _ builder: Builder
  ) throws(Builder.Failure) -> Builder.Value {
    var parser = JSONParser(bytes: bytes, builder: builder)
    let value = try parser.value()
    parser.skipBlanks()
    guard parser.index == bytes.count else { throw parser.wrong("text follows the value") }
    return value
  }

  private init(bytes: [UInt8], builder: Builder) {
    self.bytes = bytes
    self.builder = builder
  }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func piece(from start: Int) -> JSONPiece { JSONPiece(line: line, bytes: start..<index) }

  private func wrong(_ message: String) -> Builder.Failure {
    let end = min(index + 1, bytes.count)
    return builder.failure(message, at: JSONPiece(line: line, bytes: min(index, end)..<end))
  }

  private mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      index += 1
      // CR LF is one end of line, as everywhere.
      if byte == 0x0A || (byte == 0x0D && self.byte != 0x0A) { line += 1 }
    }
  }

  private mutating func take(_ wanted: Character, _ message: String) throws(Builder.Failure) {
    guard takes(wanted) else { throw wrong(message) }
  }

  private mutating func takes(_ wanted: Character) -> Bool {
    skipBlanks()
    guard byte == wanted.asciiValue else { return false }
    index += 1
    return true
  }

  private mutating func value() throws(Builder.Failure) -> Builder.Value {
    skipBlanks()
    let start = index
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""):
      let text = try string()
      return builder.text(text, at: piece(from: start))
    default: return try word()
    }
  }

  private mutating func object() throws(Builder.Failure) -> Builder.Value {
    var members: [JSONMember<Builder.Value>] = []
    let bracket = try list("}") { (parser) throws(Builder.Failure) in
      parser.skipBlanks()
      let start = parser.index
      guard parser.byte == UInt8(ascii: "\"") else {
        throw parser.wrong("a name in quotes is missing")
      }
      let key = try parser.string()
      let piece = parser.piece(from: start)
      try parser.take(":", "a colon is missing behind '\(key)'")
      members.append(JSONMember(key: key, piece: piece, value: try parser.value()))
    }
    return try builder.object(members, at: bracket)
  }

  private mutating func array() throws(Builder.Failure) -> Builder.Value {
    var values: [Builder.Value] = []
    let bracket = try list("]") { (parser) throws(Builder.Failure) in
      values.append(try parser.value())
    }
    return builder.array(values, at: bracket)
  }

  /// Items up to a closing bracket; the opening one, which is returned, stands at the index.
  private mutating func list(
    _ end: Character, _ item: (inout JSONParser) throws(Builder.Failure) -> Void
  ) throws(Builder.Failure) -> JSONPiece {
    depth += 1
    guard depth <= Self.greatestDepth else { throw wrong("it is nested too deeply") }
    index += 1
    let bracket = piece(from: index - 1)
    if !takes(end) {
      repeat { try item(&self) } while takes(",")
      try take(end, "a comma or '\(end)' is missing")
    }
    depth -= 1
    return bracket
  }

  /// A number, true, false or null.
  private mutating func word() throws(Builder.Failure) -> Builder.Value {
    let start = index
    while let byte, byte > 0x20, !",]}[{:\"".utf8.contains(byte) { index += 1 }
    let word = bytes[start..<index]
    if let value = builder.word(word, at: piece(from: start)) { return value }
    index = start
    throw wrong(
      word.isEmpty
        ? "a value is missing" : "'\(String(decoding: word, as: UTF8.self))' is not a value")
  }
}

extension JSONParser {
  /// The text between two quotes; the first stands at the index.
  private mutating func string() throws(Builder.Failure) -> String {
    index += 1
    var units: [UInt8] = []
    while let byte, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw wrong("a line ends within a text") }
      if byte == UInt8(ascii: "\\") {
        units += try escape().utf8
      } else {
        units.append(byte)
        index += 1
      }
    }
    guard byte != nil else { throw wrong("the quote is never closed") }
    index += 1
    return String(decoding: units, as: UTF8.self)
  }

  private mutating func escape() throws(Builder.Failure) -> String {
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
    guard let text = String(validating: units, as: UTF16.self) else {
      throw wrong("an escape is half a character")
    }
    return text
  }

  /// An escape of four hexadecimal digits.
  private mutating func codeUnit() throws(Builder.Failure) -> UInt16 {
    let end = index + 6
    guard end <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u"), bytes[index + 2] != UInt8(ascii: "+"),
      let unit = UInt16(String(decoding: bytes[index + 2..<end], as: UTF8.self), radix: 16)
    else { throw wrong("an escape is not one of JSON's") }
    index = end
    return unit
  }
}
