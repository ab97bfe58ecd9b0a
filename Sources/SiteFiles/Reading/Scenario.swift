import SiteModel
import Tabular

extension DataFolder {
  /// Names of a site's scenarios: overlays in `sites/<site>/scenarios/*.yaml`.
  public func scenarioNames(of site: String) -> [String] {
    let names = (try? disk.names(in: "sites/\(site)/scenarios")) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
  }
}

extension Reading {
  /// The tree of a site file with a scenario's values in the place of its own.
  func apply(scenario name: String, in folder: String, to entries: [YAMLEntry]) -> [YAMLEntry] {
    let known = ((try? disk.names(in: "\(folder)/scenarios")) ?? [])
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    guard known.contains(name) else {
      report(
        Finding(
          file: "\(folder)/scenarios", message: "the site has no scenario '\(name)'",
          help: Suggestion.help(for: name, in: known, known: "scenarios")))
      return entries
    }
    let path = "\(folder)/scenarios/\(name).yaml"
    guard
      let source = source(
        path, named: nil, what: "scenario", help: "write keys and values as in site.yaml"),
      let overlay = mapping(source)
    else { return entries }
    var changes = 0
    let merged = merge(overlay, into: entries, &changes)
    if changes == 0 {
      report(
        "the scenario changes nothing", at: Place(source: source, line: 1, column: 1, length: 1),
        help: "write a value that differs from the site's, or leave the scenario out")
    }
    return merged
  }

  /// Values of the overlay replace others; mappings are entered, and a key may be new in one.
  private func merge(
    _ overlay: [YAMLEntry], into entries: [YAMLEntry], _ changes: inout Int
  ) -> [YAMLEntry] {
    var merged = entries
    for entry in overlay {
      if entry.node.isNull {
        if take(entry.key, from: &merged, at: entry.keyPlace) {
          changes += 1
        } else {
          report(
            "there is no '\(entry.key)' to take away", at: entry.keyPlace,
            help: Suggestion.help(for: entry.key, in: merged.map(\.key), known: "keys here"))
        }
        continue
      }
      guard let index = merged.firstIndex(where: { $0.key == entry.key }) else {
        changes += 1
        merged.append(entry)
        continue
      }
      guard let inner = entry.node.entries, let old = merged[index].node.entries,
        !Self.isReplacedWhole(inner)
      else {
        if !entry.node.isSame(as: merged[index].node) { changes += 1 }
        merged[index] = entry
        continue
      }
      var node = merged[index].node
      node.value = .mapping(merge(inner, into: old, &changes))
      merged[index] = YAMLEntry(key: entry.key, keyPlace: merged[index].keyPlace, node: node)
    }
    return merged
  }

  /// A file and its column are one value.
  private static func isReplacedWhole(_ entries: [YAMLEntry]) -> Bool {
    entries.contains { $0.key == "file" }
  }
}

extension YAMLNode {
  /// Whether two values say the same, wherever they stand.
  fileprivate func isSame(as other: YAMLNode) -> Bool {
    switch (value, other.value) {
    case (.null, .null): return true
    case (.scalar(let one, _), .scalar(let two, _)):
      return one == two || Double(one).map { $0 == Double(two) } ?? false
    case (.sequence(let one), .sequence(let two)):
      return one.count == two.count && zip(one, two).allSatisfy { $0.isSame(as: $1) }
    case (.mapping(let one), .mapping(let two)):
      return one.count == two.count
        && zip(one, two).allSatisfy { $0.key == $1.key && $0.node.isSame(as: $1.node) }
    default: return false
    }
  }
}
