import SiteModel
import Tabular

extension KeyTable {
  /// What stands behind a key, checked against its statement, or nil after a finding.
  func value(
    _ spec: ParameterSpec, _ entry: YAMLEntry, _ label: (component: String, prefix: String)
  ) -> ParameterValue? {
    let node = entry.node
    if case .null = node.value {
      reading.report(
        "'\(spec.key)' has no value", at: entry.keyPlace, help: Self.wanted(spec))
      return nil
    }
    switch spec.kind {
    case .number(let unit, let range):
      return number(spec, node, unit, range).map(ParameterValue.number)
    case .series(let unit, let range):
      if case .mapping = node.value {
        return series(spec, node, unit, range).map(ParameterValue.series)
      }
      return number(spec, node, unit, range).map(ParameterValue.number)
    case .monthly(let unit, let range):
      return monthly(spec, node, unit, range)
    case .choice(let words, _):
      return word(node, of: words, what: spec.key).map(ParameterValue.word)
    case .choices(let words):
      return list(spec, node, of: words).map(ParameterValue.words)
    case .text:
      return text(node, what: spec.key).map(ParameterValue.word)
    case .tariff:
      guard let name = text(node, what: spec.key) else { return nil }
      return reading.tariff(named: name, at: node.place).map(ParameterValue.tariff)
    case .coincidentPeaks:
      return peaksFile(spec, node).flatMap { PeaksFile($0, reading).coincident() }
        .map(ParameterValue.coincidentPeaks)
    case .meteredPeaks:
      return peaksFile(spec, node).flatMap { PeaksFile($0, reading).metered() }
        .map(ParameterValue.meteredPeaks)
    case .factors(let quantity):
      guard let name = text(node, what: spec.key) else { return nil }
      return reading.factors(named: name, measuring: quantity, at: node.place)
        .map(ParameterValue.factors)
    case .schedule(let names, let isCumulative):
      return schedule(spec, node, of: names, isCumulative: isCumulative)
        .map(ParameterValue.schedule)
    case .years:
      return years(spec, node)
    case .records(let specs):
      return records(spec, node, specs, entry, label).map(ParameterValue.records)
    }
  }

  /// A number in its range, moved to the site's dollars.
  func number(
    _ spec: ParameterSpec, _ node: YAMLNode, _ unit: UnitDescription, _ range: ClosedRange<Double>
  ) -> Double? {
    guard let written = reading.number(node, what: spec.key, unit: unit.symbol) else { return nil }
    let number = written * origin.factor(unit)
    guard range.contains(number) else {
      let moved = number == written ? "" : " (\(DecimalText.plain(number)) in dollars of the site)"
      reading.report(
        "\(spec.key) is \(DecimalText.plain(written))\(moved), outside "
          + "\(DecimalText.plain(range))\(DecimalText.behind(unit.symbol))",
        at: node.place, help: Self.rangeHelp(spec, written, range, unit))
      return nil
    }
    if UnitSlip.isGiftedEquipment(spec.key, written, unit) {
      reading.report(
        "\(spec.key) is \(DecimalText.plain(written)) \(unit.symbol), which buys no equipment",
        at: node.place,
        help: "is this for a watt? Then write \(DecimalText.plain(written * 1000))",
        severity: .warning)
    }
    if unit.suffix == "count", number.rounded() != number {
      reading.report(
        "\(spec.key) is \(DecimalText.plain(number)), not a whole number", at: node.place,
        help: "write \(DecimalText.plain(number.rounded()))")
      return nil
    }
    return number
  }

  /// Twelve numbers in a list, or one for all months.
  private func monthly(
    _ spec: ParameterSpec, _ node: YAMLNode, _ unit: UnitDescription, _ range: ClosedRange<Double>
  ) -> ParameterValue? {
    guard case .sequence(let nodes) = node.value else {
      return number(spec, node, unit, range).map(ParameterValue.number)
    }
    guard nodes.count == 12 else {
      reading.report(
        "\(spec.key) has \(nodes.count) numbers", at: node.place,
        help: "write twelve, January first, or one number for all months")
      return nil
    }
    let numbers = nodes.compactMap { number(spec, $0, unit, range) }
    return numbers.count == 12 ? .series(numbers) : nil
  }

  private static func rangeHelp(
    _ spec: ParameterSpec, _ number: Double, _ range: ClosedRange<Double>, _ unit: UnitDescription
  ) -> String {
    UnitSlip.help(number, range, unit) ?? "\(spec.key): \(spec.meaning)"
  }

  /// One word out of a list.
  func word(_ node: YAMLNode, of words: [String], what: String) -> String? {
    guard let word = text(node, what: what) else { return nil }
    guard words.contains(word) else {
      reading.report(
        "\(what) is '\(word)', which is not an accepted value", at: node.place,
        help: DecimalText.curly(word) ?? Suggestion.help(for: word, in: words, known: "words"))
      return nil
    }
    return word
  }

  private func list(_ spec: ParameterSpec, _ node: YAMLNode, of words: [String]) -> [String]? {
    guard case .sequence(let nodes) = node.value else {
      reading.report(
        "\(spec.key) is \(node.description), not a list", at: node.place,
        help: "write a list such as [\(words.joined(separator: ", "))]")
      return nil
    }
    var list: [String] = []
    var isComplete = true
    for node in nodes {
      guard let word = word(node, of: words, what: spec.key) else {
        isComplete = false
        continue
      }
      if list.contains(word) {
        reading.report("'\(word)' is listed twice", at: node.place, help: "remove one of them")
        isComplete = false
      }
      list.append(word)
    }
    return isComplete ? list : nil
  }

  /// A line of text.
  func text(_ node: YAMLNode, what: String) -> String? { reading.text(node, what: what) }

  private func records(
    _ spec: ParameterSpec, _ node: YAMLNode, _ specs: [ParameterSpec], _ entry: YAMLEntry,
    _ label: (component: String, prefix: String)
  ) -> [NamedValues]? {
    guard let entries = node.entries, !entries.isEmpty else {
      reading.report(
        "\(spec.key) is \(node.entries == nil ? node.description : "empty"), not records by name",
        at: node.place, help: "write a name, a colon and the keys of each record")
      return nil
    }
    var records: [NamedValues] = []
    for record in entries {
      let hasName = reading.checkName(record)
      guard let keys = record.node.entries else {
        reading.report(
          "'\(record.key)' is \(record.node.description), not keys and values",
          at: record.node.place,
          help:
            "write \(specs.filter { $0.presence == .required }.map(\.key).joined(separator: ", "))")
        continue
      }
      let values = values(
        of: specs, in: keys, owner: "'\(record.key)'", place: record.keyPlace,
        label: (label.component, "\(label.prefix)\(spec.key).\(record.key)."))
      if hasName, let values { records.append(NamedValues(name: record.key, values: values)) }
    }
    return records.count == entries.count ? records : nil
  }
}
