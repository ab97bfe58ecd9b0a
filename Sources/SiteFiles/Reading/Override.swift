import Tabular

/// A value from the command line in place of one in the site file, such as
/// `components.solar_field.land_limit_mwdc=40`.
public struct Override: Sendable, Equatable {
  /// Keys from the top of the site file, joined by points.
  public let keyPath: String
  /// YAML text of the new value.
  public let value: String
  /// What was typed.
  let text: String

  /// A value for a key path.
  public init(keyPath: String, value: String) {
    self.keyPath = keyPath
    self.value = value
    text = "\(keyPath)=\(value)"
  }

  /// What stands behind `--set`; without `=` the reading reports it.
  public init(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    keyPath = parts.first.map(String.init) ?? ""
    value = parts.count == 2 ? String(parts[1]) : ""
    self.text = text
  }
}

extension Reading {
  /// Puts the values of options into the tree of a site file.
  func apply(_ overrides: [Override], to entries: [YAMLEntry]) -> [YAMLEntry] {
    var root = YAMLNode(
      value: .mapping(entries), place: Place(file: SourceText(path: "", bytes: [])))
    for override in overrides {
      let source = SourceText(path: "--set", bytes: Array(override.text.utf8), isNumbered: false)
      let path = override.keyPath
      let whole = Place(
        source: source, line: 1, column: 1, length: max(1, path.unicodeScalars.count))
      let keys = renamed(
        path.split(separator: ".", omittingEmptySubsequences: false).map(String.init), at: whole)
      guard override.text.contains("="), !keys.contains("") else {
        report(
          "'\(override.text)' is not a key path and a value", at: whole,
          help: "write a.b=value, such as components.solar_field.land_limit_mwdc=40")
        continue
      }
      let column = path.unicodeScalars.count + 1
      let (node, findings) = YAMLText.parse(
        SourceText(path: "--set", bytes: Array(override.value.utf8), isNumbered: false),
        shownIn: source, column: column)
      findings.forEach { report($0) }
      guard findings.isEmpty else { continue }
      guard let value = node else {
        report(
          "'\(path)' has no value", at: whole,
          help: "write a value, or null to take it away")
        continue
      }
      set(keys[...], whole, value, in: &root, above: [])
    }
    return root.entries ?? entries
  }

  /// Puts values with key paths, as they stand in a file, into the tree of a site file.
  func apply(set values: [YAMLEntry], to entries: [YAMLEntry]) -> [YAMLEntry] {
    var root = YAMLNode(
      value: .mapping(entries), place: Place(file: SourceText(path: "", bytes: [])))
    for value in values {
      let path = value.key.split(separator: ".", omittingEmptySubsequences: false)
      let keys = renamed(path.map(String.init), at: value.keyPlace)
      guard !keys.contains("") else {
        report(
          "'\(value.key)' is not a key path", at: value.keyPlace,
          help: "write a.b, such as components.solar_field.land_limit_mwdc")
        continue
      }
      set(keys[...], value.keyPlace, value.node, in: &root, above: [])
    }
    return root.entries ?? entries
  }

  private func set(
    _ keys: ArraySlice<String>, _ place: Place, _ value: YAMLNode, in node: inout YAMLNode,
    above: [String]
  ) {
    guard let key = keys.first else {
      node = value
      return
    }
    guard var entries = node.entries else {
      report(
        "'\(above.joined(separator: "."))' is \(node.description), which has no keys", at: place,
        help: "set '\(above.joined(separator: "."))' as a whole")
      return
    }
    if keys.count == 1, case .null = value.value, take(key, from: &entries, at: place) {
      node.value = .mapping(entries)
      return
    }
    if let index = entries.firstIndex(where: { $0.key == key }) {
      set(keys.dropFirst(), place, value, in: &entries[index].node, above: above + [key])
      if keys.count == 1 {
        entries[index] = YAMLEntry(key: key, keyPlace: place, node: entries[index].node)
      }
    } else if keys.count == 1 && !value.isNull
      || above.isEmpty && SiteKeys.policies.contains(key) && !value.isNull
    {
      var new = YAMLNode(value: .mapping([]), place: place)
      set(keys.dropFirst(), place, value, in: &new, above: above + [key])
      entries.append(YAMLEntry(key: key, keyPlace: place, node: new))
    } else {
      report(
        above.isEmpty
          ? "the site has no '\(key)'" : "'\(above.joined(separator: "."))' has no '\(key)'",
        at: place,
        help: above.isEmpty
          ? componentHelp(keys, entries)
            ?? Suggestion.help(for: key, in: entries.map(\.key), known: "names")
          : Suggestion.help(for: key, in: entries.map(\.key), known: "names"))
    }
    node.value = .mapping(entries)
  }

  /// Takes a key out of a mapping; where a technology may give its value, the key is left unset. Nothing
  /// is done where there is no such key.
  func take(_ key: String, from entries: inout [YAMLEntry], at place: Place) -> Bool {
    let index = entries.firstIndex { $0.key == key }
    if entries.contains(where: { $0.key == "technology" }), key != "technology", key != "type" {
      let removed = YAMLEntry(
        key: key, keyPlace: place, node: YAMLNode(value: .null, place: place), isRemoved: true)
      if let index { entries[index] = removed } else { entries.append(removed) }
      return true
    }
    guard let index else { return false }
    entries.remove(at: index)
    return true
  }

  /// Where the first key names a component, what to type instead.
  private func componentHelp(_ keys: ArraySlice<String>, _ entries: [YAMLEntry]) -> String? {
    guard let key = keys.first else { return nil }
    let rest = keys.dropFirst()
    if let name = Self.component(like: key, in: entries) {
      return "write components.\(([name] + rest).joined(separator: "."))"
    }
    let names = entries.first { $0.key == "components" }?.node.entries?.map(\.key) ?? []
    guard !rest.isEmpty, !names.isEmpty, Suggestion.nearest(to: key, in: entries.map(\.key)) == nil
    else { return nil }
    return "write components.NAME.\(rest.joined(separator: ".")), where NAME is one of "
      + names.joined(separator: ", ")
  }

  /// The component that a word names, or nearly names.
  static func component(like word: String, in entries: [YAMLEntry]) -> String? {
    let names = entries.first { $0.key == "components" }?.node.entries?.map(\.key) ?? []
    if names.contains(word) { return word }
    let keys = entries.map(\.key) + SiteKeys.all.map(\.key)
    return Suggestion.nearest(to: word, in: keys) == nil
      ? Suggestion.nearest(to: word, in: names) : nil
  }
}
