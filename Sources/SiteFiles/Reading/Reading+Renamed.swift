import SiteModel
import Tabular

extension Reading {
  /// Mappings whose keys are names that people chose.
  private static let namedByPeople: Set = ["components", "classes", "wells", "standby"]

  /// The keys of a mapping under their names of today; each old name is a warning that says the new one.
  func renamed(_ entries: [YAMLEntry], in section: String? = nil) -> [YAMLEntry] {
    let areNames = section.map(Self.namedByPeople.contains) ?? false
    return entries.compactMap { entry in
      var entry = entry
      if !areNames, let name = RenamedKey.name(of: entry.key, in: section) {
        guard !entries.contains(where: { $0.key == name }) else {
          report(
            "\(entry.key) is the old name of \(name), which is written as well",
            at: entry.keyPlace, help: "leave out \(entry.key)")
          return nil
        }
        report(
          "\(entry.key) is now called \(name)", at: entry.keyPlace, help: "write \(name)",
          severity: .warning)
        entry = YAMLEntry(
          key: name, keyPlace: entry.keyPlace, node: entry.node, isRemoved: entry.isRemoved)
      }
      if let inner = entry.node.entries {
        entry.node.value = .mapping(renamed(inner, in: entry.key))
      }
      return entry
    }
  }

  /// A path of keys under their names of today.
  func renamed(_ keys: [String], at place: Place) -> [String] {
    keys.enumerated().map { index, key in
      let section = index > 0 ? keys[index - 1] : nil
      guard !(section.map(Self.namedByPeople.contains) ?? false),
        let name = RenamedKey.name(of: key, in: section)
      else { return key }
      report(
        "\(key) is now called \(name)", at: place, help: "write \(name)", severity: .warning)
      return name
    }
  }
}
