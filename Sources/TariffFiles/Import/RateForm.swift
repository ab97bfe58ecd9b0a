import Tabular

/// The one form in which records are read, made of all forms in which the database hands them out.
enum RateForm {
  /// The fields of a record under the keys that the importer asks for, with how they were spelt.
  struct Field {
    let key: String
    let entry: YAMLEntry
  }

  /// Fields in the order of the record; structures that were spread over columns stand behind the others.
  static func fields(_ record: YAMLNode) -> [Field] {
    var fields: [Field] = []
    var blocks: [String: [Int: [Int: [YAMLEntry]]]] = [:]
    var months: [Int: YAMLNode] = [:]
    for entry in record.entries ?? [] {
      if let cell = cell(entry.key) {
        if !isBlank(entry.node) {
          blocks[cell.structure, default: [:]][cell.period, default: [:]][cell.tier, default: []]
            .append(YAMLEntry(key: cell.name, keyPlace: entry.keyPlace, node: entry.node))
        }
      } else if let month = RateKeys.month(entry.key) {
        if !isBlank(entry.node) { months[month] = entry.node }
      } else {
        let plain = YAMLEntry(
          key: entry.key, keyPlace: entry.keyPlace, node: unwrapped(entry.node))
        fields.append(Field(key: RateKeys.key(entry.key), entry: plain))
      }
    }
    for structure in RateKeys.structures {
      guard let periods = blocks[structure] else { continue }
      let lists = sequence(periods) {
        sequence($0) { YAMLNode(value: .mapping($0), place: $0[0].keyPlace) }
      }
      if let lists { fields.append(field(structure, lists)) }
    }
    if let last = months.keys.max(), let place = months[last]?.place {
      let nodes = (0...last).map { months[$0] ?? YAMLNode(value: .null, place: place) }
      fields.append(field("flatdemandmonths", YAMLNode(value: .sequence(nodes), place: place)))
    }
    return fields
  }

  private static func field(_ key: String, _ node: YAMLNode) -> Field {
    Field(key: key, entry: YAMLEntry(key: key, keyPlace: node.place, node: node))
  }

  /// Whether a cell says nothing.
  static func isBlank(_ node: YAMLNode) -> Bool {
    switch node.value {
    case .null: true
    case .scalar(let text, _): text.allSatisfy(\.isWhitespace)
    default: false
    }
  }

  /// A list of what stands at 0, 1, 2 …; an empty list where a number is missing.
  private static func sequence<Part>(_ parts: [Int: Part], _ node: (Part) -> YAMLNode?) -> YAMLNode?
  {
    guard let last = parts.keys.max(), let place = parts[last].flatMap(node)?.place else {
      return nil
    }
    let nodes = (0...last).map { number in
      parts[number].flatMap(node) ?? YAMLNode(value: .sequence([]), place: place)
    }
    return YAMLNode(value: .sequence(nodes), place: place)
  }

  /// What a column such as `energyratestructure/period0/tier1rate` holds.
  private static func cell(
    _ key: String
  ) -> (structure: String, period: Int, tier: Int, name: String)? {
    let parts = key.lowercased().split(separator: "/")
    guard parts.count == 3, RateKeys.structures.contains(String(parts[0])),
      parts[1].hasPrefix("period"), parts[2].hasPrefix("tier"),
      let period = Int(parts[1].dropFirst(6)), (0..<100).contains(period),
      let name = RateKeys.cells.first(where: { parts[2].hasSuffix($0) }),
      let tier = Int(parts[2].dropFirst(4).dropLast(name.count)), (0..<100).contains(tier)
    else { return nil }
    return (String(parts[0]), period, tier, name)
  }

  /// A value without the wrappings of the bulk download: `{"$oid": …}`, `{"$date": …}`, blocks as
  /// `{"energyRateTiers": […]}`, and lists written as text.
  private static func unwrapped(_ node: YAMLNode) -> YAMLNode {
    switch node.value {
    case .mapping(let entries):
      if entries.count == 1, entries[0].key.hasPrefix("$") { return unwrapped(entries[0].node) }
      return node
    case .sequence(let nodes):
      let inner = nodes.map { node -> YAMLNode in
        guard let entries = node.entries, entries.count == 1,
          entries[0].key.lowercased().hasSuffix("tiers")
        else { return node }
        return entries[0].node
      }
      return YAMLNode(value: .sequence(inner), place: node.place)
    case .scalar(let text, _):
      return text.first == "[" ? list(text, node.place) ?? node : node
    case .null: return node
    }
  }

  /// A list that is written as the text of one cell.
  private static func list(_ text: String, _ place: Place) -> YAMLNode? {
    let source = SourceText(path: "", bytes: Array(text.utf8))
    guard let node = try? JSONText.parse(source) else { return nil }
    return moved(node, to: place)
  }

  private static func moved(_ node: YAMLNode, to place: Place) -> YAMLNode {
    guard case .sequence(let nodes) = node.value else {
      return YAMLNode(value: node.value, place: place)
    }
    return YAMLNode(value: .sequence(nodes.map { moved($0, to: place) }), place: place)
  }
}
