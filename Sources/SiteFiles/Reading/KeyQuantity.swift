import SiteModel

/// What quantity a key is of, by the unit that its name ends in: help never names a key of another.
enum KeyQuantity {
  /// Whether a name that somebody wrote may be that of a key: its unit is of the same quantity, or none
  /// that is known.
  static func agree(_ name: String, _ spec: ParameterSpec) -> Bool {
    guard let own = KeyTable.unit(of: spec), let written = unit(endingOf: name) else { return true }
    return own.alternatives.contains { $0.suffix == written }
  }

  /// The longest unit that a name ends in.
  private static func unit(endingOf name: String) -> String? {
    suffixes.filter { name == $0 || name.hasSuffix("_\($0)") }.max { $0.count < $1.count }
  }

  /// Endings of all units that keys of the catalogue may have.
  private static let suffixes: Set<String> = Set(
    Catalogue.kinds.flatMap { $0.parameters }.compactMap { KeyTable.unit(of: $0) }
      .flatMap { $0.alternatives.map(\.suffix) })
}
