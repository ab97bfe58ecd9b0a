/// A YAML value with its place.
struct YAMLNode {
  var value: Value
  let place: Place

  /// What a value may be.
  indirect enum Value {
    case scalar(String, isPlain: Bool)
    case mapping([YAMLEntry])
    case sequence([YAMLNode])
    /// `null`, `~` or nothing behind a key.
    case null
  }

  /// Whether nothing is written.
  var isNull: Bool {
    if case .null = value { return true }
    return false
  }

  /// The keys, if it is a mapping.
  var entries: [YAMLEntry]? {
    if case .mapping(let entries) = value { return entries }
    return nil
  }

  /// The value behind a key.
  func entry(_ key: String) -> YAMLEntry? { entries?.first { $0.key == key } }

  /// What it is, in words.
  var description: String {
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
struct YAMLEntry {
  let key: String
  let keyPlace: Place
  var node: YAMLNode
  /// Whether an option or a scenario takes the key away, and with it a technology's default.
  var isRemoved = false
}
