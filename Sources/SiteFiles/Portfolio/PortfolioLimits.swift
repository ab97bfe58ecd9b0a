package import SiteModel
public import Tabular

/// What the sites of a portfolio share, and how much of it there is: the file behind `--limits`.
///
/// ```yaml
/// limits:
///   equipment:
///     - {kind: packs, per: unit, most: 400}
///     - {kind: gensets, per: unit, most: 20}
///   capital_usd: 2.0e8
///   cap_t_co2e_per_year: 120000
///   modules: 240
///   groups:
///     - {by: group, most_fraction: 0.3}
/// ```
public struct PortfolioLimits: Sendable {
  /// A number where it is written.
  package struct Written: Sendable {
    package let number: Double
    package let place: Place
  }

  /// Equipment of one kind, of which there is so much in all.
  package struct Equipment: Sendable {
    /// A component joins by any of these: its type, its technology or a word such as gensets.
    package let words: [String]
    package let per: SharedTerms.EquipmentUnit
    package let most: Double
    /// Month of the horizon from which there is so much in all; nil: a year that recurs, or no date.
    package let month: Int?
    package let place: Place
  }

  /// Sites of which all that are alike in something have no more than a share of the modules.
  package struct Group: Sendable {
    package let by: Property
    package let most: Double
    package let place: Place
  }

  /// What sites may be alike in.
  package enum Property: String, CaseIterable, Sendable {
    case group, owner
  }

  /// Path of the file.
  public let path: String
  package fileprivate(set) var equipment: [Equipment] = []
  package fileprivate(set) var capital: Written?
  package fileprivate(set) var emissions: Written?
  package fileprivate(set) var modules: Written?
  package fileprivate(set) var groups: [Group] = []
  /// Where nothing else says where.
  package let whole: Place

  /// The limits in a file, or everything that is wrong with it.
  public static func read(_ path: String) throws(Findings) -> PortfolioLimits {
    let bytes: [UInt8]
    do throws(Disk.Trouble) {
      bytes = try Disk.bytes(at: path)
    } catch {
      throw Findings([
        Finding(
          file: path,
          message: error == .missing ? "there is no such file" : "the file cannot be read",
          help: "name a YAML file that begins with 'limits:'")
      ])
    }
    let source = SourceText(path: path, bytes: bytes)
    let reader = PortfolioLimitsReader(reading: Reading(disk: Disk(root: ".")))
    let limits = reader.read(source)
    guard let limits, !reader.reading.hasErrors else { throw Findings(reader.reading.findings) }
    return limits
  }
}

/// A file of limits in reading.
private struct PortfolioLimitsReader {
  let reading: Reading

  private static let keys = [
    "equipment", "capital_usd", "cap_t_co2e_per_year", "modules", "groups",
  ]

  func read(_ source: SourceText) -> PortfolioLimits? {
    guard let entries = reading.mapping(source) else { return nil }
    let whole = Place(source: source, line: 1, column: 1, length: 1)
    checkKeys(entries, ["limits"], of: "the file")
    guard let section = entries.first(where: { $0.key == "limits" }) else {
      reading.report("the file has no 'limits'", at: whole, help: "begin with 'limits:'")
      return nil
    }
    guard let own = section.node.entries, !own.isEmpty else {
      reading.report(
        "'limits' holds nothing", at: section.keyPlace,
        help: "write at least one of \(Self.keys.joined(separator: ", "))")
      return nil
    }
    checkKeys(own, Self.keys, of: "'limits'")
    var limits = PortfolioLimits(path: source.path, whole: whole)
    for entry in own {
      switch entry.key {
      case "equipment": limits.equipment = items(entry).compactMap(equipment)
      case "capital_usd": limits.capital = written(entry, "USD", 0...1e15)
      case "cap_t_co2e_per_year": limits.emissions = written(entry, "t CO2e/year", -1e12...1e12)
      case "modules": limits.modules = written(entry, "modules", 0...1e9, isWhole: true)
      case "groups": limits.groups = items(entry).compactMap(group)
      default: break
      }
    }
    checkMonths(limits.equipment)
    if limits.modules == nil, let group = limits.groups.first {
      reading.report(
        "groups limit modules, and no modules are placed", at: group.place,
        help: "write 'modules:' with how many are placed in all, or leave 'groups' out")
    }
    return limits
  }

  private func checkKeys(_ entries: [YAMLEntry], _ known: [String], of owner: String) {
    _ = KeyTable(reading: reading, origin: .site(folder: ""))
      .reportUnknown(in: entries, specs: [], others: known, of: owner)
  }

  private func items(_ entry: YAMLEntry) -> [YAMLNode] {
    guard case .sequence(let nodes) = entry.node.value else {
      reading.report(
        "\(entry.key) is \(entry.node.description), not a list", at: entry.node.place,
        help: "write each on a line that begins with '- '")
      return []
    }
    return nodes
  }

  private func equipment(_ node: YAMLNode) -> PortfolioLimits.Equipment? {
    let example = "write a line such as - {kind: packs, per: unit, most: 400}"
    guard let own = entries(node, ["kind", "per", "most", "month"], example) else { return nil }
    let units = SharedTerms.EquipmentUnit.allCases.map(\.rawValue)
    guard let kind = needed("kind", own, node, example), let words = words(kind),
      let per = needed("per", own, node, "write per: \(units.joined(separator: " or "))"),
      let word = reading.text(per.node, what: "per")
    else { return nil }
    guard let unit = SharedTerms.EquipmentUnit(rawValue: word) else {
      reading.report(
        "per is '\(word)', which is not an accepted value", at: per.node.place,
        help: Suggestion.help(for: word, in: units, known: "words"))
      return nil
    }
    guard let entry = needed("most", own, node, example),
      let most = written(entry, unit == .unit ? "units" : unit.rawValue, 0...1e9)
    else { return nil }
    var month: Int?
    if let entry = own.first(where: { $0.key == "month" }) {
      guard let written = written(entry, "months", 0...600, isWhole: true) else { return nil }
      month = Int(written.number)
    }
    return PortfolioLimits.Equipment(
      words: words, per: unit, most: most.number, month: month, place: node.place)
  }

  private func group(_ node: YAMLNode) -> PortfolioLimits.Group? {
    let known = PortfolioLimits.Property.allCases.map(\.rawValue)
    let example = "write a line such as - {by: group, most_fraction: 0.3}"
    guard let own = entries(node, ["by", "most_fraction"], example),
      let by = needed("by", own, node, example), let word = reading.text(by.node, what: "by")
    else { return nil }
    guard let property = PortfolioLimits.Property(rawValue: word) else {
      reading.report(
        "by is '\(word)', which is not an accepted value", at: by.node.place,
        help: Suggestion.help(for: word, in: known, known: "words"))
      return nil
    }
    guard let entry = needed("most_fraction", own, node, example),
      let most = written(entry, "fraction", 0...1)
    else { return nil }
    return PortfolioLimits.Group(by: property, most: most.number, place: node.place)
  }

  private func entries(_ node: YAMLNode, _ keys: [String], _ example: String) -> [YAMLEntry]? {
    guard let own = node.entries else {
      reading.report(
        "this is \(node.description), not keys and values", at: node.place, help: example)
      return nil
    }
    checkKeys(own, keys, of: "this limit")
    return own
  }

  private func needed(
    _ key: String, _ entries: [YAMLEntry], _ node: YAMLNode, _ help: String
  ) -> YAMLEntry? {
    if let entry = entries.first(where: { $0.key == key }) { return entry }
    reading.report("the limit has no '\(key)'", at: node.place, help: help)
    return nil
  }

  /// One word, or a list of them.
  private func words(_ entry: YAMLEntry) -> [String]? {
    guard case .sequence(let nodes) = entry.node.value else {
      return reading.text(entry.node, what: "kind").map { [$0] }
    }
    let words = nodes.compactMap { reading.text($0, what: "kind") }
    guard words.isEmpty else { return words.count == nodes.count ? words : nil }
    reading.report("kind is an empty list", at: entry.node.place, help: "write [flared_gas]")
    return nil
  }

  private func written(
    _ entry: YAMLEntry, _ unit: String, _ range: ClosedRange<Double>, isWhole: Bool = false
  ) -> PortfolioLimits.Written? {
    guard let number = reading.number(entry.node, what: entry.key, unit: unit) else { return nil }
    guard range.contains(number) else {
      reading.report(
        "\(entry.key) is \(DecimalText.plain(number)), outside \(DecimalText.plain(range)) \(unit)",
        at: entry.node.place, help: "write a number within the range")
      return nil
    }
    guard !isWhole || number == number.rounded() else {
      reading.report(
        "\(entry.key) is \(DecimalText.plain(number)), not a whole number", at: entry.node.place,
        help: "write \(DecimalText.plain(number.rounded()))")
      return nil
    }
    return PortfolioLimits.Written(number: number, place: entry.node.place)
  }

  /// Of one kind either one number or a table of months in order, which never falls.
  private func checkMonths(_ equipment: [PortfolioLimits.Equipment]) {
    for (place, item) in equipment.enumerated() {
      let earlier = equipment[..<place].last { $0.words == item.words && $0.per == item.per }
      guard let earlier else { continue }
      guard let before = earlier.month, let month = item.month, month > before else {
        reading.report(
          "the same equipment is limited twice", at: item.place,
          help: "write it once, or with 'month' in each and in order of the months")
        continue
      }
      guard item.most < earlier.most else { continue }
      reading.report(
        "fewer have come by month \(month) than by month \(before)", at: item.place,
        help: "'most' is how many there have been in all: write \(DecimalText.plain(earlier.most)) "
          + "or more")
    }
  }
}
