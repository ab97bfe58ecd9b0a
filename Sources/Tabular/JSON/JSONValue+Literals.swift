// Chart specifications read as the JSON that they are.

extension JSONValue: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { (key: $0.0, value: $0.1) })
  }
}

extension JSONValue: ExpressibleByArrayLiteral {
  package init(arrayLiteral values: JSONValue...) { self = .array(values) }
}

extension JSONValue: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = .text(text) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  package init(integerLiteral number: Int) { self = .integer(number) }
}

extension JSONValue: ExpressibleByFloatLiteral {
  package init(floatLiteral number: Double) { self = .number(number) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue {
  /// The object with further members, which replace those of the same key.
  package func with(_ others: KeyValuePairs<String, JSONValue>) -> JSONValue {
    guard case .object(var members) = self else { return self }
    for (key, value) in others {
      members.removeAll { $0.key == key }
      members.append((key: key, value: value))
    }
    return .object(members)
  }
}
