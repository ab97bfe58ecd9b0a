package import Tabular

/// An object with fixed keys: one list of fields writes it, reads it and describes it.
package protocol JSONRecord: JSONCodable {
  /// A record with nothing in it, to be filled in.
  init()
  /// Its keys, in the order in which they are written.
  static var fields: [Field<Self>] { get }
}

/// One key of a record.
package struct Field<Record: Sendable>: Sendable {
  let key: String
  let schema: JSONValue
  let isRequired: Bool
  /// Nil where the key is left out.
  let write: @Sendable (Record) -> JSONValue?
  /// Nil stands for a key that is not there.
  let read: @Sendable (inout Record, JSONValue?, inout ReadingNotes) throws(JSONMismatch) -> Void

  package typealias Path<Value> = any WritableKeyPath<Record, Value> & Sendable

  /// A key that is always written.
  ///
  /// - Parameter isNew: Whether results of before may lack it; the record then keeps what it begins with.
  package init<Value: JSONCodable>(
    _ key: String, _ path: Path<Value>, _ meaning: String, isNew: Bool = false
  ) {
    self.key = key
    schema = Value.schema.with(["description": .text(meaning)])
    isRequired = true
    write = { $0[keyPath: path].json }
    read = { (record, json, notes) throws(JSONMismatch) in
      guard let json else {
        if isNew { return }
        throw JSONMismatch(description: "no \(key)")
      }
      do throws(JSONMismatch) {
        record[keyPath: path] = try Value(json, &notes)
      } catch {
        throw JSONMismatch(description: "\(key): \(error.description)")
      }
    }
  }

  /// A key that is left out where it does not apply.
  package init<Value: JSONCodable>(
    ifAny key: String, _ path: Path<Value?>, _ meaning: String
  ) {
    self.key = key
    schema = Value?.schema.with(["description": .text(meaning)])
    isRequired = false
    write = { $0[keyPath: path]?.json }
    read = { (record, json, notes) throws(JSONMismatch) in
      guard let json else { return }
      do throws(JSONMismatch) {
        record[keyPath: path] = try Value?(json, &notes)
      } catch {
        throw JSONMismatch(description: "\(key): \(error.description)")
      }
    }
  }
}

extension Field {
  /// The key of a part as a key of the whole.
  func of<Whole>(_ path: Field<Whole>.Path<Record>) -> Field<Whole> {
    Field<Whole>(
      key: key, schema: schema, isRequired: isRequired, write: { write($0[keyPath: path]) },
      read: { (whole, json, notes) throws(JSONMismatch) in
        try read(&whole[keyPath: path], json, &notes)
      })
  }

  private init(
    key: String, schema: JSONValue, isRequired: Bool,
    write: @escaping @Sendable (Record) -> JSONValue?,
    read:
      @escaping @Sendable (inout Record, JSONValue?, inout ReadingNotes) throws(JSONMismatch) ->
      Void
  ) {
    (self.key, self.schema, self.isRequired) = (key, schema, isRequired)
    (self.write, self.read) = (write, read)
  }
}

extension JSONRecord {
  package static var schema: JSONValue {
    [
      "type": "object",
      "properties": .object(fields.map { ($0.key, $0.schema) }),
      "required": .texts(fields.filter(\.isRequired).map(\.key)),
      "additionalProperties": false,
    ]
  }

  package var json: JSONValue {
    .object(Self.fields.compactMap { field in field.write(self).map { (field.key, $0) } })
  }

  package init(_ json: JSONValue, _ notes: inout ReadingNotes) throws(JSONMismatch) {
    guard case .object(let members) = json else { throw JSONMismatch(description: "no object") }
    self.init()
    for field in Self.fields {
      try field.read(&self, notes.value(of: field.key, in: members), &notes)
    }
  }

  /// The document's bytes.
  package var bytes: [UInt8] { json.document }
}
