import Tabular

/// XML text (1.0, UTF-8) to a tree of elements. Entities of a document's own are refused: nothing that
/// a meter writes needs them.
struct XMLText {
  private let source: SourceText
  private var index = 0
  private var line = 1

  private static let greatestSize = 64_000_000
  private static let greatestDepth = 60

  private init(_ source: SourceText) { self.source = source }

  /// The outermost element; the first thing that is not XML is a finding.
  static func parse(_ source: SourceText) throws(Findings) -> XMLNode {
    guard source.bytes.count <= greatestSize, String(validating: source.bytes, as: UTF8.self) != nil
    else {
      throw Findings([
        Place(file: source).finding(
          "the file is not UTF-8 text of at most 64 MB", help: "name a year of one meter")
      ])
    }
    var text = XMLText(source)
    try text.skipBetween()
    guard text.begins("<") else { throw text.wrong("an element is missing") }
    let root = try text.element(depth: 1)
    try text.skipBetween()
    guard text.index == source.bytes.count else {
      throw text.wrong("text follows the last element")
    }
    return root
  }

  private var byte: UInt8? { index < source.bytes.count ? source.bytes[index] : nil }

  private func begins(_ text: String) -> Bool {
    source.bytes[index...].starts(with: text.utf8)
  }

  private func wrong(_ message: String) -> Findings {
    let end = min(index + 1, source.bytes.count)
    let place = source.place(line: line, bytes: min(index, end)..<end)
    return Findings([
      place.finding(
        "the XML cannot be read: \(message)", help: "download the file again, it may be cut off")
    ])
  }

  private mutating func advance() {
    if source.bytes[index] == 10 { line += 1 }
    index += 1
  }

  private mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 9 || byte == 10 || byte == 13 { advance() }
  }

  /// Blanks, comments and instructions outside the outermost element.
  private mutating func skipBetween() throws(Findings) {
    while true {
      skipBlanks()
      if begins("<?") {
        try skip(behind: "?>")
      } else if begins("<!--") {
        try skip(behind: "-->")
      } else if begins("<!") {
        throw wrong("it declares a document type")
      } else {
        return
      }
    }
  }

  private mutating func skip(behind mark: String) throws(Findings) {
    while index < source.bytes.count {
      if begins(mark) {
        index += mark.utf8.count
        return
      }
      advance()
    }
    throw wrong("'\(mark)' is missing")
  }

  /// A name without its prefix.
  private mutating func name() throws(Findings) -> String {
    let start = index
    while let byte, byte > 0x20, !"/>=<\"'".utf8.contains(byte) { index += 1 }
    guard index > start else { throw wrong("a name is missing") }
    let name = String(decoding: source.bytes[start..<index], as: UTF8.self)
    return name.split(separator: ":").last.map(String.init) ?? name
  }

  private mutating func element(depth: Int) throws(Findings) -> XMLNode {
    guard depth <= Self.greatestDepth else { throw wrong("it is nested too deeply") }
    let (start, first) = (index, line)
    index += 1
    let name = try name()
    var attributes: [String: String] = [:]
    skipBlanks()
    while let byte, byte != 0x3E, byte != 0x2F {
      let key = try self.name()
      skipBlanks()
      guard begins("=") else { throw wrong("an equals sign is missing behind '\(key)'") }
      index += 1
      skipBlanks()
      attributes[key] = try quoted()
      skipBlanks()
    }
    let isEmpty = begins("/>")
    guard isEmpty || begins(">") else { throw wrong("the element '\(name)' is not closed") }
    index += isEmpty ? 2 : 1
    var node = XMLNode(name: name, attributes: attributes, line: first, bytes: start..<index)
    if !isEmpty { try contents(of: &node, depth: depth) }
    return node
  }

  private mutating func quoted() throws(Findings) -> String {
    guard let quote = byte, quote == 0x22 || quote == 0x27 else {
      throw wrong("a quote is missing")
    }
    index += 1
    let start = index
    while let byte, byte != quote { advance() }
    guard byte != nil else { throw wrong("the quote is never closed") }
    let text = try plain(source.bytes[start..<index])
    index += 1
    return text
  }

  private mutating func contents(of node: inout XMLNode, depth: Int) throws(Findings) {
    while true {
      if begins("</") {
        index += 2
        let closed = try name()
        skipBlanks()
        guard closed == node.name, begins(">") else {
          throw wrong("'\(node.name)' of line \(node.line) is closed by '\(closed)'")
        }
        index += 1
        return
      } else if begins("<!--") {
        try skip(behind: "-->")
      } else if begins("<![CDATA[") {
        let start = index + 9
        try skip(behind: "]]>")
        node.text += String(decoding: source.bytes[start..<(index - 3)], as: UTF8.self)
      } else if begins("<?") {
        try skip(behind: "?>")
      } else if begins("<") {
        node.children.append(try element(depth: depth + 1))
      } else if byte != nil {
        let start = index
        while let byte, byte != 0x3C { advance() }
        node.text += try plain(source.bytes[start..<index])
      } else {
        throw wrong("'\(node.name)' of line \(node.line) is never closed")
      }
    }
  }

  /// Text with the five entities of XML and characters by number.
  private func plain(_ bytes: ArraySlice<UInt8>) throws(Findings) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.contains(0x26) else { return text }
    let names: [Substring: String] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
    var parts = text.split(separator: "&", omittingEmptySubsequences: false)
    var result = String(parts.removeFirst())
    for part in parts {
      guard let end = part.firstIndex(of: ";") else { throw wrong("an '&' stands alone") }
      let name = part[..<end]
      if let known = names[name] {
        result += known
      } else {
        let digits = name.dropFirst(name.hasPrefix("#x") ? 2 : 1)
        guard name.hasPrefix("#"),
          let number = UInt32(digits, radix: name.hasPrefix("#x") ? 16 : 10),
          let scalar = Unicode.Scalar(number)
        else { throw wrong("'&\(name.prefix(20));' is not known") }
        result.unicodeScalars.append(scalar)
      }
      result += part[part.index(after: end)...]
    }
    return result
  }
}
