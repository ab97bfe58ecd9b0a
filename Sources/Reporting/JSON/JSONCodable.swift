package import SiteModel
package import Tabular

/// What one type says of itself as JSON: how it is written, how it is read, and its schema.
///
/// Foundation's coders keep no order of keys and know no schema; a document here has both from one list of
/// fields, so that they cannot differ.
package protocol JSONCodable: Sendable, Equatable {
  /// The JSON Schema of its values.
  static var schema: JSONValue { get }
  /// Its value as JSON.
  var json: JSONValue { get }
  /// Reads a value; old words that are met go to the notes.
  init(_ json: JSONValue, _ notes: inout ReadingNotes) throws(JSONMismatch)
}

/// What the reading of a document met besides its values.
package struct ReadingNotes {
  /// Words of before, each once.
  package var renamed: [RenamedKey] = []

  /// The value of a key in an object, under its name of today or of before.
  package mutating func value(
    of key: String, in members: [(key: String, value: JSONValue)]
  ) -> JSONValue? {
    if let known = members.first(where: { $0.key == key }) { return known.value }
    for word in RenamedKey.results where word.new == key {
      guard let old = members.first(where: { $0.key == word.old }) else { continue }
      if !renamed.contains(word) { renamed.append(word) }
      return old.value
    }
    return nil
  }
}

extension String: JSONCodable {
  package static var schema: JSONValue { ["type": "string"] }
  package var json: JSONValue { .text(self) }

  package init(_ json: JSONValue, _ notes: inout ReadingNotes) throws(JSONMismatch) {
    guard case .text(let text) = json else { throw JSONMismatch(description: "no text") }
    self = text
  }
}

extension Bool: JSONCodable {
  package static var schema: JSONValue { ["type": "boolean"] }
  package var json: JSONValue { .bool(self) }

  package init(_ json: JSONValue, _ notes: inout ReadingNotes) throws(JSONMismatch) {
    guard case .bool(let value) = json else { throw JSONMismatch(description: "no truth value") }
    self = value
  }
}

extension Int: JSONCodable {
  package static var schema: JSONValue { ["type": "integer"] }
  package var json: JSONValue { .integer(self) }

  package init(_ json: JSONValue, _ notes: inout ReadingNotes) throws(JSONMismatch) {
    guard case .integer(let whole) = json else {
      throw JSONMismatch(description: "no whole number")
    }
    self = whole
  }
}

/// A quantity with nine decimals; JSON has no word for one that is undefined, so null stands for it.
extension Double: JSONCodable {
  package static var schema: JSONValue { ["type": ["number", "null"]] }
  package var json: JSONValue { .number(self) }

  package init(_ json: JSONValue, _ notes: inout ReadingNotes) throws(JSONMismatch) {
    switch json {
    case .number(let number), .exact(let number): self = number
    case .integer(let whole): self = Double(whole)
    case .null: self = .nan
    default: throw JSONMismatch(description: "no number")
    }
  }
}

/// A residual or a gap, with every digit.
package struct Exact: JSONCodable {
  package var value: Double

  /// A number to be written with every digit.
  package init(_ value: Double) { self.value = value }

  package static var schema: JSONValue { Double.schema }
  package var json: JSONValue { .exact(value) }

  package init(_ json: JSONValue, _ notes: inout ReadingNotes) throws(JSONMismatch) {
    value = try Double(json, &notes)
  }
}

extension Optional: JSONCodable where Wrapped: JSONCodable {
  package static var schema: JSONValue {
    guard case .object(let members) = Wrapped.schema,
      let type = members.first(where: { $0.key == "type" })?.value
    else { return ["anyOf": [Wrapped.schema, ["type": "null"]]] }
    switch type {
    case .text(let name) where name != "object" && name != "array":
      return Wrapped.schema.with(["type": [.text(name), "null"]])
    case .array: return Wrapped.schema
    default: return ["anyOf": [Wrapped.schema, ["type": "null"]]]
    }
  }

  package var json: JSONValue { map(\.json) ?? .null }

  package init(_ json: JSONValue, _ notes: inout ReadingNotes) throws(JSONMismatch) {
    if case .null = json { self = nil } else { self = try Wrapped(json, &notes) }
  }
}

extension Array: JSONCodable where Element: JSONCodable {
  package static var schema: JSONValue { ["type": "array", "items": Element.schema] }
  package var json: JSONValue { .array(map(\.json)) }

  package init(_ json: JSONValue, _ notes: inout ReadingNotes) throws(JSONMismatch) {
    guard case .array(let values) = json else { throw JSONMismatch(description: "no list") }
    self = []
    for value in values { append(try Element(value, &notes)) }
  }
}

/// Values by a name that a site chose, in the order in which they were written.
package struct Keyed<Value: Sendable & Equatable>: Sendable, Equatable {
  /// A name and its value.
  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: Value
  }

  package private(set) var members: [Member] = []

  package init() {}

  /// A name that returns is numbered.
  package init(_ members: [(String, Value)]) {
    var seen: [String: Int] = [:]
    for (key, value) in members {
      let count = (seen[key] ?? 0) + 1
      seen[key] = count
      self.members.append(Member(key: count == 1 ? key : "\(key)#\(count)", value: value))
    }
  }

  package subscript(key: String) -> Value? { members.first { $0.key == key }?.value }

  /// Values in the order of their names.
  package var sorted: [Member] { members.sorted { $0.key < $1.key } }
}

extension Keyed: JSONCodable where Value: JSONCodable {
  package static var schema: JSONValue {
    ["type": "object", "additionalProperties": Value.schema]
  }

  package var json: JSONValue { .object(members.map { ($0.key, $0.value.json) }) }

  package init(_ json: JSONValue, _ notes: inout ReadingNotes) throws(JSONMismatch) {
    guard case .object(let members) = json else { throw JSONMismatch(description: "no object") }
    self.init()
    for (key, value) in members {
      self.members.append(Member(key: key, value: try Value(value, &notes)))
    }
  }
}
