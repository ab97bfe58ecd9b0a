import SiteModel
import Tabular

/// Default costs and performance of one kind of component, from `data/technologies/<name>.yaml`:
/// `type`, `dollar_year`, `source`, optional `notes`, then keys of the kind.
struct Technology {
  let path: String
  let kind: String
  /// What money was multiplied by.
  let moneyFactor: Double
  /// Values of the keys that it has.
  let values: ParameterValues
  let dollarYear: Int
  /// Keys that were written but not understood: findings were reported.
  let brokenKeys: [String]

  static let ownKeys = ["type", "dollar_year", "source", "notes"]
}

extension Reading {
  /// A technology by its name, read once; nil after a finding.
  func technology(named name: String, at place: Place) -> Technology? {
    if let known = technologies[name] { return known }
    let technology = readTechnology(name, place)
    technologies[name] = .some(technology)
    return technology
  }

  private func readTechnology(_ name: String, _ place: Place) -> Technology? {
    guard
      let path = catalogued(
        name, folder: "technologies", ending: ".yaml", what: "technology", place),
      let source = source(path, named: place, what: "technology", help: ""),
      let entries = mapping(source)
    else { return nil }
    let whole = Place(source: source, line: 1, column: 1, length: 1)
    let table = KeyTable(reading: self, origin: .technology(moneyFactor: 1))
    func missing(_ key: String, _ help: String) {
      report("the technology needs '\(key)'", at: whole, help: help)
    }
    let type = entries.first { $0.key == "type" }
    if type == nil { missing("type", "write the kind of component that it describes") }
    let kind = type.flatMap {
      table.word($0.node, of: catalogue.kinds.map { $0.kind }, what: "type")
    }
    if let text = entries.first(where: { $0.key == "source" }) {
      _ = self.text(text.node, what: "source")
    } else {
      missing("source", "write where the numbers come from")
    }
    notes += list(entries.first { $0.key == "notes" }).map { "\(path): \($0)" }
    var year: Int?
    if let entry = entries.first(where: { $0.key == "dollar_year" }) {
      year = self.year(entry.node, what: "dollar_year")
    } else {
      missing("dollar_year", "write the year of its prices")
    }
    guard let kind, let component = catalogue.kind(named: kind), let year else { return nil }
    let yearPlace = entries.first { $0.key == "dollar_year" }?.node.place ?? whole
    guard let factor = moneyFactor(from: year, at: yearPlace) else { return nil }
    return values(entries, component, path, year: year, factor: factor)
  }

  private func values(
    _ entries: [YAMLEntry], _ kind: any Component.Type, _ path: String, year: Int, factor: Double
  ) -> Technology {
    let table = KeyTable(reading: self, origin: .technology(moneyFactor: factor))
    let specs = kind.parameters
    let meant = table.reportUnknown(
      in: entries, specs: specs, others: Technology.ownKeys, of: "technology '\(path)'")
    var values = ParameterValues()
    var broken = meant
    for spec in specs {
      guard let entry = entries.first(where: { $0.key == spec.key }) else { continue }
      if let value = table.value(spec, entry, (path, "")) {
        values.set(spec.key, value)
      } else {
        broken.append(spec.key)
      }
    }
    return Technology(
      path: path, kind: kind.kind, moneyFactor: factor, values: values, dollarYear: year,
      brokenKeys: broken)
  }

  /// The path of a file in a folder of named files, if the name is one of them.
  func catalogued(
    _ name: String, folder: String, ending: String, what: String, _ place: Place
  ) -> String? {
    let files = (try? disk.names(in: folder)) ?? []
    let names = files.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }
      .map { String($0.dropLast(ending.count)) }
    guard names.contains(name) else {
      report(
        "there is no \(what) '\(name)' in data/\(folder)", at: place,
        help: Suggestion.help(for: name, in: names, known: folder))
      return nil
    }
    return "\(folder)/\(name)\(ending)"
  }
}
