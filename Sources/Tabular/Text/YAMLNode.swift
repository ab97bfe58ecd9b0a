/// A YAML value with its place. JSON, which is YAML too, is read to the same.
package struct YAMLNode {
  package var value: Value
  package let place: Place

  /// A value where it stands.
  package init(value: Value, place: Place) {
    self.value = value
    self.place = place
  }

  /// What a value may be.
  package indirect enum Value {
    case scalar(String, isPlain: Bool)
    case mapping([YAMLEntry])
    case sequence([YAMLNode])
    /// `null`, `~` or nothing behind a key.
    case null
  }

  /// Whether nothing is written.
  package var isNull: Bool {
    if case .null = value { return true }
    return false
  }

  /// The keys, if it is a mapping.
  package var entries: [YAMLEntry]? {
    if case .mapping(let entries) = value { return entries }
    return nil
  }

  /// The value behind a key.
  package func entry(_ key: String) -> YAMLEntry? { entries?.first { $0.key == key } }

  /// What it is, in words.
  package var description: String {
    switch value {
    case .scalar(let text, let isPlain):
      isPlain ? "'\(text.prefix(60))'" : "the quoted text '\(text.prefix(60))'"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .null: "nothing"
    }
  }
}

/// A key and what stands behind it.
package struct YAMLEntry {
  package let key: String
  package let keyPlace: Place
  package var node: YAMLNode
  /// Whether an option or a scenario takes the key away, and with it a technology's default.
  package var isRemoved = false

  /// A key where it stands, and its value.
  package init(key: String, keyPlace: Place, node: YAMLNode, isRemoved: Bool = false) {
    self.key = key
    self.keyPlace = keyPlace
    self.node = node
    self.isRemoved = isRemoved
  }
}
