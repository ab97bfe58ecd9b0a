import Foundation

/// Checks a value, as Foundation reads JSON or YAML, against the part of JSON Schema that ours use.
package struct SchemaCheck {
  private let root: [String: Any]

  /// A schema as text.
  package init(_ text: String) throws {
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
    root = parsed as? [String: Any] ?? [:]
  }

  /// What is wrong with a value, each with its path.
  package func problems(in value: Any) -> [String] { problems(value, root, at: "") }

  private func problems(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    if let place = schema["$ref"] as? String {
      let name = String(place.dropFirst("#/definitions/".count))
      let target = (root["definitions"] as? [String: Any])?[name] as? [String: Any]
      return target.map { problems(value, $0, at: path) } ?? ["\(path): no \(place)"]
    }
    var found: [String] = []
    if let types = schema["type"] as? [String] ?? (schema["type"] as? String).map({ [$0] }),
      !types.contains(where: { Self.isOf($0, value) })
    {
      return ["\(path): not \(types.joined(separator: " or "))"]
    }
    if let words = schema["enum"] as? [AnyHashable],
      !words.contains(where: { Self.same($0, value) })
    {
      found.append("\(path): not one of its words")
    }
    if let word = schema["const"] as? AnyHashable, !Self.same(word, value) {
      found.append("\(path): not \(word)")
    }
    if let number = Self.number(value) {
      if let least = schema["minimum"].flatMap(Self.number), number < least {
        found.append("\(path): below \(least)")
      }
      if let most = schema["maximum"].flatMap(Self.number), number > most {
        found.append("\(path): above \(most)")
      }
    }
    if let forms = schema["anyOf"] as? [[String: Any]] {
      let each = forms.map { problems(value, $0, at: path) }
      if !each.contains(where: \.isEmpty) { found += each.flatMap(\.self) }
    }
    for rule in schema["allOf"] as? [[String: Any]] ?? [] {
      guard let condition = rule["if"] as? [String: Any], let then = rule["then"] as? [String: Any],
        problems(value, condition, at: path).isEmpty
      else { continue }
      found += problems(value, then, at: path)
    }
    if let items = schema["items"] as? [String: Any], let list = value as? [Any] {
      for (index, item) in list.enumerated() {
        found += problems(item, items, at: "\(path)[\(index)]")
      }
    }
    if let object = value as? [String: Any] { found += members(object, schema, at: path) }
    return found
  }

  private func members(_ object: [String: Any], _ schema: [String: Any], at path: String)
    -> [String]
  {
    let properties = schema["properties"] as? [String: Any] ?? [:]
    var found = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
      .map { "\(path): no \($0)" }
    for (key, member) in object.sorted(by: { $0.key < $1.key }) {
      let place = "\(path).\(key)"
      if let own = properties[key] as? [String: Any] {
        found += problems(member, own, at: place)
      } else if let others = schema["additionalProperties"] as? [String: Any] {
        found += problems(member, others, at: place)
      } else if schema["additionalProperties"] as? Bool == false {
        found.append("\(place): not known")
      }
    }
    return found
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    // YAML knows dates, which are texts in JSON.
    case "string": value is String || value is Date
    case "null": value is NSNull
    case "boolean": value is Bool
    case "integer": number(value).map { $0 == $0.rounded() } ?? false
    case "number": number(value) != nil
    default: false
    }
  }

  private static func number(_ value: Any) -> Double? {
    (value as? Double) ?? (value as? Int).map(Double.init) ?? (value as? NSNumber)?.doubleValue
  }

  private static func same(_ word: AnyHashable, _ value: Any) -> Bool {
    if let one = number(word.base), let other = number(value) { return one == other }
    return (value as? AnyHashable) == word
  }
}
