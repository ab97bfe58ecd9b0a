/// Why a text is not the JSON that was expected.
package struct JSONMismatch: Error, CustomStringConvertible {
  package let description: String

  /// What is wrong.
  package init(description: String) { self.description = description }
}

/// JSON text to values whose keys stay in their order, so that a document that was read is written with
/// the same bytes.
package struct JSONReader: JSONBuilder {
  typealias Failure = JSONMismatch

  /// The value of a text.
  package static func read(_ bytes: [UInt8]) throws(JSONMismatch) -> JSONValue {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw JSONMismatch(description: "it is not UTF-8 text")
    }
    return try JSONParser.parse(bytes, JSONReader())
  }

  func text(_ text: String, at piece: JSONPiece) -> JSONValue { .text(text) }

  func word(_ word: ArraySlice<UInt8>, at piece: JSONPiece) -> JSONValue? {
    let text = String(decoding: word, as: UTF8.self)
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default:
      if let whole = Int(text) { return .integer(whole) }
      let digits = word.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
      guard digits, let number = Double(text), number.isFinite else { return nil }
      return .exact(number)
    }
  }

  func array(_ values: [JSONValue], at piece: JSONPiece) -> JSONValue { .array(values) }

  func object(
    _ members: [JSONMember<JSONValue>], at piece: JSONPiece
  ) throws(JSONMismatch) -> JSONValue {
    .object(members.map { (key: $0.key, value: $0.value) })
  }

  func failure(_ message: String, at piece: JSONPiece) -> JSONMismatch {
    JSONMismatch(description: "it is no JSON at byte \(piece.bytes.lowerBound): \(message)")
  }
}
