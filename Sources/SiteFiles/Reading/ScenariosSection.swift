import SiteModel
import Tabular

/// Reads `scenarios_together:` of a site: versions of the world, each with what differs in it.
struct ScenariosSection {
  let reader: SiteReader
  /// The site's tree, with the values of scenarios and options.
  let site: [YAMLEntry]

  private var reading: Reading { reader.reading }

  static let key = "scenarios_together"
  static let listKey = "scenarios"
  static let sourceKey = "from"
  /// Keys of one scenario.
  static let memberKeys = ["name", "probability", "overlay", "set"]

  /// One scenario with what differs in it.
  struct Change {
    let name: String
    let probability: Double?
    let place: Place
    var overlay: (name: String, place: Place)?
    var set: [YAMLEntry] = []
    var overrides: [Override] = []
  }

  /// The scenarios and what differs in each; nil after findings.
  func read(_ entry: YAMLEntry) -> (together: ScenariosTogether, changes: [Change])? {
    let own: [YAMLEntry]
    var list: YAMLEntry?
    if case .sequence = entry.node.value {
      (own, list) = ([], YAMLEntry(key: entry.key, keyPlace: entry.keyPlace, node: entry.node))
    } else if let entries = entry.node.entries {
      own = entries
      list = entries.first { $0.key == Self.listKey }
    } else {
      reading.report(
        "\(Self.key) is \(entry.node.description), not a list of scenarios", at: entry.keyPlace,
        help: Self.form)
      return nil
    }
    let source = own.first { $0.key == Self.sourceKey }
    guard (list == nil) != (source == nil) else {
      reading.report(
        list == nil
          ? "\(Self.key) names no scenarios" : "\(Self.key) has both a list and a source",
        at: (source ?? entry).keyPlace, help: Self.form)
      return nil
    }
    let rest = own.filter { $0.key != Self.listKey && $0.key != Self.sourceKey }
    let place = YAMLNode(value: .mapping(rest), place: entry.node.place)
    let values = reader.policy(
      YAMLEntry(key: Self.key, keyPlace: entry.keyPlace, node: place),
      ScenariosTogether.parameters, Self.key)
    let changes = list.map(written) ?? source.map(derived) ?? nil
    guard let changes, let values, let members = members(changes, at: entry.keyPlace) else {
      return nil
    }
    let together = ScenariosTogether(members, values: values)
    if let problem = together.thinTail {
      let key = ScenariosTogether.tailKey.key
      let place = own.first { $0.key == key }?.keyPlace ?? entry.keyPlace
      reading.report(
        problem, at: place, help: "write a larger \(key), or scenarios that hold the tail",
        severity: .warning)
    }
    check(together, rest)
    return (together, changes)
  }

  private static let form =
    "write scenarios: [{name: dry, probability: 0.3, set: {components.gas.price_usd_per_mmbtu: 9}}, …], "
    + "or from: " + ScenariosTogether.Source.allCases.map(\.rawValue).joined(separator: " | ")

  /// The month in which it is known needs a horizon, and lies within it.
  private func check(_ together: ScenariosTogether, _ own: [YAMLEntry]) {
    guard let known = together.knownFromMonth else { return }
    let key = ScenariosTogether.knownKey.key
    guard let place = own.first(where: { $0.key == key })?.keyPlace else { return }
    guard let horizon = site.first(where: { $0.key == "horizon" }) else {
      reading.report(
        "\(key) is for a site that is planned over several years", at: place,
        help: "write 'horizon:' with years and start_month, or leave \(key) out")
      return
    }
    guard case .scalar(let text, _)? = horizon.node.entry("years")?.node.value,
      let years = Int(text), known >= 12 * years
    else { return }
    reading.report(
      "\(key) is \(known), after the \(years) years of the horizon", at: place,
      help: "write a month up to \(12 * years - 1), or leave it out")
  }

  // MARK: - A list

  private func written(_ list: YAMLEntry) -> [Change]? {
    guard case .sequence(let nodes) = list.node.value else {
      reading.report(
        "\(list.key) is \(list.node.description), not a list", at: list.keyPlace, help: Self.form)
      return nil
    }
    let changes = nodes.map(change)
    return changes.contains { $0 == nil } ? nil : changes.compactMap(\.self)
  }

  private func change(_ node: YAMLNode) -> Change? {
    guard let entries = node.entries else {
      reading.report(
        "a scenario is \(node.description), not keys and values", at: node.place, help: Self.form)
      return nil
    }
    var isSound = true
    for entry in entries where !Self.memberKeys.contains(entry.key) {
      reading.report(
        "unknown key '\(entry.key)' of a scenario", at: entry.keyPlace,
        help: Suggestion.help(for: entry.key, in: Self.memberKeys, known: "keys"))
      isSound = false
    }
    guard let named = node.entry("name"), let name = reading.text(named.node, what: "name") else {
      if node.entry("name") == nil {
        reading.report("a scenario has no name", at: node.place, help: Self.form)
      }
      return nil
    }
    if !PortfolioSite.isName(name) {
      reading.report(
        "'\(name)' is not a name of a scenario", at: named.node.place,
        help: "use \(PortfolioSite.nameRule)")
      isSound = false
    }
    var probability: Double?
    if let entry = node.entry("probability") {
      guard let number = reading.number(entry.node, what: "probability", unit: "fraction") else {
        return nil
      }
      if !(number > 0 && number <= 1) {
        reading.report(
          "probability is \(DecimalText.plain(number)), outside 0 to 1", at: entry.node.place,
          help: "write a share such as 0.3, or leave the scenario out")
        isSound = false
      }
      probability = number
    }
    var change = Change(name: name, probability: probability, place: named.node.place)
    if let entry = node.entry("overlay") {
      guard let overlay = reading.text(entry.node, what: "overlay") else { return nil }
      change.overlay = (overlay, entry.node.place)
    }
    if let entry = node.entry("set") {
      guard let set = entry.node.entries else {
        reading.report(
          "set is \(entry.node.description), not keys and values", at: entry.keyPlace,
          help: "write key paths and values: {components.gas.price_usd_per_mmbtu: 9}")
        return nil
      }
      change.set = set
    }
    return isSound ? change : nil
  }

  // MARK: - A source

  private func derived(_ entry: YAMLEntry) -> [Change]? {
    let words = ScenariosTogether.Source.allCases.map(\.rawValue)
    let table = KeyTable(reading: reading, origin: .site(folder: reader.folder))
    guard let word = table.word(entry.node, of: words, what: Self.sourceKey),
      let source = ScenariosTogether.Source(rawValue: word)
    else { return nil }
    let weather = site.first { $0.key == "weather" }?.node
    let place = entry.node.place
    switch source {
    case .otherSeeds, .otherFiles:
      guard let listed = weather?.entry(word), case .sequence(let nodes) = listed.node.value,
        !nodes.isEmpty
      else {
        reading.report(
          "the weather has no \(word)", at: place,
          help: source == .otherSeeds
            ? "write other_seeds: [1, 2, 3] below 'weather:'"
            : "write other_files: [NAME.csv] below 'weather:'")
        return nil
      }
      let others = nodes.enumerated().compactMap { number, node -> Change? in
        guard let text = reading.text(node, what: word) else { return nil }
        let isSeed = source == .otherSeeds
        var change = Change(
          name: isSeed ? "seed-\(text)" : "file-\(number + 1)", probability: nil, place: node.place)
        change.overrides = [Override(isSeed ? "weather.seed=\(text)" : "weather={file: \(text)}")]
        return change
      }
      return [Change(name: "own-year", probability: nil, place: place)] + others
    case .gasOutlook:
      let components = site.first { $0.key == "components" }?.node.entries ?? []
      let wells = components.filter { $0.node.entry(GasWellKeys.wells) != nil }.map(\.key)
      guard !wells.isEmpty else {
        reading.report(
          "no component has wells, whose gas could be another", at: place,
          help: "list scenarios with another gas price or series, or write wells")
        return nil
      }
      let outlooks: [GasWellKeys.Outlook] = [.p90, .p50, .p10]
      return zip(outlooks, ScenariosTogether.swansonsWeights).map { outlook, weight in
        var change = Change(
          name: "gas-\(outlook.rawValue)", probability: weight, place: place)
        change.overrides = wells.map {
          Override("components.\($0).\(GasWellKeys.outlook.key)=\(outlook.rawValue)")
        }
        return change
      }
    }
  }

  // MARK: - Together

  /// Names that differ, and probabilities that add up to 1; equal ones where none is written.
  private func members(_ changes: [Change], at place: Place) -> [ScenariosTogether.Member]? {
    guard (2...ScenariosTogether.most).contains(changes.count) else {
      reading.report(
        "\(changes.count) scenarios are listed", at: place,
        help: "write 2 to \(ScenariosTogether.most)")
      return nil
    }
    var isSound = true
    for (number, change) in changes.enumerated()
    where changes[..<number].contains(where: { $0.name == change.name }) {
      reading.report(
        "two scenarios are called '\(change.name)'", at: change.place, help: "rename one of them")
      isSound = false
    }
    let written = changes.compactMap(\.probability)
    if written.isEmpty {
      return isSound
        ? changes.map { .init(name: $0.name, probability: 1 / Double(changes.count)) } : nil
    }
    guard written.count == changes.count else {
      let silent = changes.filter { $0.probability == nil }
      reading.report(
        "'\(silent[0].name)' has no probability, and others have one", at: silent[0].place,
        help: "write one for each, or for none: then all are equally likely")
      return nil
    }
    let sum = written.reduce(0, +)
    if (sum - 1).magnitude > Self.sameSum {
      reading.report(
        "the probabilities add up to \(DecimalText.plain(sum))", at: place, help: "make them 1")
      isSound = false
    }
    return isSound
      ? zip(changes, written).map { .init(name: $0.name, probability: $1 / sum) } : nil
  }

  /// Shares written with six places add up to 1 by this.
  private static let sameSum = 1e-5

  // MARK: - One of them

  /// The site's tree as it is in one scenario, without the list of them.
  func tree(of change: Change) -> [YAMLEntry] {
    var tree = site.filter { $0.key != Self.key }
    if let overlay = change.overlay {
      tree = reading.apply(scenario: overlay.name, in: reader.folder, to: tree)
        .filter { $0.key != Self.key }
    }
    tree = reading.apply(change.overrides, to: tree)
    return reading.apply(set: change.set, to: tree)
  }
}

extension SiteReader {
  /// The scenarios that it is planned for together; as one of them the tree changes to what it is there.
  func together(
    in entries: inout [YAMLEntry], _ member: String?, _ top: Place
  ) -> ScenariosTogether? {
    let section = ScenariosSection(reader: self, site: entries)
    guard let entry = entries.first(where: { $0.key == ScenariosSection.key }) else {
      if let member {
        reading.report(
          "the site has no \(ScenariosSection.key), and so no '\(member)'", at: top,
          help: "leave out --in-scenario")
      }
      return nil
    }
    let read = section.read(entry)
    guard let member else { return read?.together }
    guard let read else { return nil }
    guard let change = read.changes.first(where: { $0.name == member }) else {
      reading.report(
        "\(ScenariosSection.key) has no '\(member)'", at: entry.keyPlace,
        help: Suggestion.help(for: member, in: read.changes.map(\.name), known: "scenarios"))
      return nil
    }
    entries = section.tree(of: change)
    return nil
  }
}
