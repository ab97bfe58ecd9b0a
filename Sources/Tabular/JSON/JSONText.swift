/// JSON text (RFC 8259) to a tree with places, the same as that of YAML.
package struct JSONText {
  private let source: SourceText
  private var index = 0
  private var line = 1
  private var depth = 0

  private static let greatestSize = 2_000_000
  private static let greatestDepth = 40

  private init(_ source: SourceText) { self.source = source }

  /// The tree; the first thing that is not JSON is a finding.
  package static func parse(_ source: SourceText) throws(Findings) -> YAMLNode {
    guard source.bytes.count <= greatestSize, String(validating: source.bytes, as: UTF8.self) != nil
    else {
      throw Findings([
        Place(file: source).finding(
          "the file is not UTF-8 text of at most 2 MB", help: "name one record as JSON")
      ])
    }
    var text = JSONText(source)
    let root = try text.value()
    text.skipBlanks()
    guard text.index == source.bytes.count else { throw text.wrong("text follows the value") }
    return root
  }

  private var byte: UInt8? { index < source.bytes.count ? source.bytes[index] : nil }

  private func place(from start: Int) -> Place { source.place(line: line, bytes: start..<index) }

  private func wrong(
    _ message: String, _ help: String = "check the commas, quotes and brackets here"
  )
    -> Findings
  {
    let end = min(index + 1, source.bytes.count)
    let place = source.place(line: line, bytes: min(index, end)..<end)
    return Findings([place.finding("the JSON cannot be read: \(message)", help: help)])
  }

  private mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      index += 1
      // CR LF is one end of line, as everywhere.
      if byte == 0x0A || (byte == 0x0D && self.byte != 0x0A) { line += 1 }
    }
  }

  private mutating func take(_ wanted: Character, _ message: String) throws(Findings) {
    skipBlanks()
    guard byte == wanted.asciiValue else { throw wrong(message) }
    index += 1
  }

  private mutating func value() throws(Findings) -> YAMLNode {
    skipBlanks()
    let start = index
    switch byte {
    case UInt8(ascii: "{"): return try nested { (text) throws(Findings) in try text.object() }
    case UInt8(ascii: "["): return try nested { (text) throws(Findings) in try text.array() }
    case UInt8(ascii: "\""):
      let text = try string()
      return YAMLNode(value: .scalar(text, isPlain: false), place: place(from: start))
    default: return try word()
    }
  }

  private mutating func nested(
    _ read: (inout JSONText) throws(Findings) -> YAMLNode.Value
  ) throws(Findings) -> YAMLNode {
    depth += 1
    guard depth <= Self.greatestDepth else { throw wrong("it is nested too deeply") }
    let start = index
    index += 1
    let begin = source.place(line: line, bytes: start..<index)
    let value = try read(&self)
    depth -= 1
    return YAMLNode(value: value, place: begin)
  }

  private mutating func object() throws(Findings) -> YAMLNode.Value {
    var entries: [YAMLEntry] = []
    var seen: Set<String> = []
    skipBlanks()
    if byte == UInt8(ascii: "}") {
      index += 1
    } else {
      repeat {
        skipBlanks()
        let start = index
        guard byte == UInt8(ascii: "\"") else { throw wrong("a name in quotes is missing") }
        let key = try string()
        let place = place(from: start)
        guard seen.insert(key).inserted else {
          throw Findings([
            place.finding("'\(key)' is written twice", help: "remove or rename one of them")
          ])
        }
        try take(":", "a colon is missing behind '\(key)'")
        entries.append(YAMLEntry(key: key, keyPlace: place, node: try value()))
      } while try another(closing: "}")
    }
    return .mapping(entries)
  }

  private mutating func array() throws(Findings) -> YAMLNode.Value {
    var nodes: [YAMLNode] = []
    skipBlanks()
    if byte == UInt8(ascii: "]") {
      index += 1
    } else {
      repeat { nodes.append(try value()) } while try another(closing: "]")
    }
    return .sequence(nodes)
  }

  /// Whether a comma follows; else the closing bracket must.
  private mutating func another(closing: Character) throws(Findings) -> Bool {
    skipBlanks()
    if byte == UInt8(ascii: ",") {
      index += 1
      return true
    }
    try take(closing, "a comma or '\(closing)' is missing")
    return false
  }

  /// A number, true, false or null.
  private mutating func word() throws(Findings) -> YAMLNode {
    let start = index
    while let byte, byte > 0x20, !",]}[{:\"".utf8.contains(byte) { index += 1 }
    let bytes = Array(source.bytes[start..<index])
    let text = String(decoding: bytes, as: UTF8.self)
    let isKnown = ["true", "false", "null"].contains(text)
    guard isKnown || DecimalText.number(bytes) != nil else {
      index = start
      throw wrong(text.isEmpty ? "a value is missing" : "'\(text)' is not a value")
    }
    let value: YAMLNode.Value = text == "null" ? .null : .scalar(text, isPlain: true)
    return YAMLNode(value: value, place: place(from: start))
  }
}

extension JSONText {
  /// The text between two quotes; the first stands at the index.
  private mutating func string() throws(Findings) -> String {
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

  private mutating func escape() throws(Findings) -> String {
    let letter = index + 1 < source.bytes.count ? source.bytes[index + 1] : 0
    let plain: [UInt8: String] = [
      0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r",
      0x74: "\t",
    ]
    if let text = plain[letter] {
      index += 2
      return text
    }
    let first = try codeUnit()
    let isPair = UTF16.isLeadSurrogate(first)
    let units = isPair ? [first, try codeUnit()] : [first]
    guard let text = String(validating: units, as: UTF16.self) else {
      throw wrong("an escape is half a character")
    }
    return text
  }

  /// An escape of four hexadecimal digits.
  private mutating func codeUnit() throws(Findings) -> UInt16 {
    let end = index + 6
    guard end <= source.bytes.count, source.bytes[index] == UInt8(ascii: "\\"),
      source.bytes[index + 1] == UInt8(ascii: "u"), source.bytes[index + 2] != UInt8(ascii: "+"),
      let unit = UInt16(String(decoding: source.bytes[index + 2..<end], as: UTF8.self), radix: 16)
    else { throw wrong("an escape is not one of JSON's") }
    index = end
    return unit
  }
}
