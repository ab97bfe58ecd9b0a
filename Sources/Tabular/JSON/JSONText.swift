/// JSON text to a tree with places, the same as that of YAML.
package struct JSONText: JSONBuilder {
  private let source: SourceText

  private static let greatestSize = 2_000_000

  /// The tree; the first thing that is not JSON is a finding.
  package static func parse(_ source: SourceText) throws(Findings) -> YAMLNode {
    guard source.bytes.count <= greatestSize, String(validating: source.bytes, as: UTF8.self) != nil
    else {
      throw Findings([
        Place(file: source).finding(
          "the file is not UTF-8 text of at most 2 MB", help: "name one record as JSON")
      ])
    }
    return try JSONParser.parse(source.bytes, JSONText(source: source))
  }

  private func place(_ piece: JSONPiece) -> Place {
    source.place(line: piece.line, bytes: piece.bytes)
  }

  func text(_ text: String, at piece: JSONPiece) -> YAMLNode {
    YAMLNode(value: .scalar(text, isPlain: false), place: place(piece))
  }

  func word(_ word: ArraySlice<UInt8>, at piece: JSONPiece) -> YAMLNode? {
    let text = String(decoding: word, as: UTF8.self)
    let isKnown = ["true", "false", "null"].contains(text)
    guard isKnown || DecimalText.number(word) != nil else { return nil }
    return YAMLNode(
      value: text == "null" ? .null : .scalar(text, isPlain: true), place: place(piece))
  }

  func array(_ values: [YAMLNode], at piece: JSONPiece) -> YAMLNode {
    YAMLNode(value: .sequence(values), place: place(piece))
  }

  func object(
    _ members: [JSONMember<YAMLNode>], at piece: JSONPiece
  ) throws(Findings) -> YAMLNode {
    var seen: Set<String> = []
    for member in members where !seen.insert(member.key).inserted {
      throw Findings([
        place(member.piece).finding(
          "'\(member.key)' is written twice", help: "remove or rename one of them")
      ])
    }
    let entries = members.map {
      YAMLEntry(key: $0.key, keyPlace: place($0.piece), node: $0.value)
    }
    return YAMLNode(value: .mapping(entries), place: place(piece))
  }

  func failure(_ message: String, at piece: JSONPiece) -> Findings {
    Findings([
      place(piece).finding(
        "the JSON cannot be read: \(message)", help: "check the commas, quotes and brackets here")
    ])
  }
}
