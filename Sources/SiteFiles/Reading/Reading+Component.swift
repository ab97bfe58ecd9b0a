import SiteModel
import Tabular

extension Reading {
  /// All components; those with findings are left out.
  func components(_ entry: YAMLEntry, folder: String) -> [any Component] {
    guard let entries = entry.node.entries, !entries.isEmpty else {
      report(
        "components is \(entry.node.entries == nil ? entry.node.description : "empty")",
        at: entry.keyPlace, help: "write a name for each component, and its keys below")
      return []
    }
    return entries.compactMap { component($0, folder: folder, beside: entries) }
  }

  private func component(
    _ entry: YAMLEntry, folder: String, beside others: [YAMLEntry]
  ) -> (any Component)? {
    let hasName = checkName(entry)
    guard let entries = entry.node.entries else {
      report(
        "component '\(entry.key)' is \(entry.node.description), not keys and values",
        at: entry.keyPlace, help: "write 'type:' and the keys of that type below the name")
      return nil
    }
    let table = KeyTable(reading: self, origin: .site(folder: folder))
    let kinds = catalogue.kinds.map { $0.kind }
    guard let type = entries.first(where: { $0.key == "type" }) else {
      // In an overlay it is a component of the site under another name, more often than a new one.
      let isOverlay = entry.keyPlace.source.path != "\(folder)/site.yaml"
      let known = others.filter { $0.key != entry.key && $0.node.entry("type") != nil }.map(\.key)
      report(
        "component '\(entry.key)' has no type", at: entry.keyPlace,
        help: isOverlay && !known.isEmpty
          ? "the site has \(known.joined(separator: ", ")); a new component needs a type"
          : "write type: \(kinds.joined(separator: ", "))")
      return nil
    }
    guard let word = table.word(type.node, of: kinds, what: "type"),
      let kind = catalogue.kind(named: word)
    else { return nil }
    var technology: Technology?
    var isComplete = hasName
    if let named = entries.first(where: { $0.key == "technology" }) {
      technology = self.technology(for: kind.kind, named.node)
      if technology == nil { isComplete = false }
    }
    let hasBrokenTechnology = !isComplete && hasName
    guard
      let values = values(
        of: kind, entry, entries, table, technology, hasBrokenTechnology: hasBrokenTechnology)
    else { return nil }
    guard isComplete, technology?.brokenKeys.isEmpty ?? true else { return nil }
    let problems = kind.problems(in: values)
    for problem in problems {
      report(problem.message, at: place(of: problem, entry, entries), help: problem.help)
    }
    guard problems.isEmpty else { return nil }
    for remark in kind.remarks(on: values) {
      report(
        remark.message, at: place(of: remark, entry, entries), help: remark.help,
        severity: .warning)
      notes.append("\(entry.key): \(remark.message)")
    }
    return kind.init(name: entry.key, values: values)
  }

  private func technology(for kind: String, _ node: YAMLNode) -> Technology? {
    guard let name = text(node, what: "technology") else { return nil }
    guard let technology = technology(named: name, at: node.place) else { return nil }
    guard technology.kind == kind else {
      report(
        "technology '\(name)' describes \(technology.kind), not \(kind)", at: node.place,
        help: "name a technology of type \(kind)")
      return nil
    }
    return technology
  }

  /// Values of all keys: written, else from the technology, else built in.
  private func values(
    of kind: any Component.Type, _ component: YAMLEntry, _ entries: [YAMLEntry], _ table: KeyTable,
    _ technology: Technology?, hasBrokenTechnology: Bool
  ) -> ParameterValues? {
    let specs = kind.parameters
    let owner = "\(kind.kind) '\(component.key)'"
    let meant = table.reportUnknown(
      in: entries, specs: specs, others: ["type", "technology"], of: owner)
    var values = ParameterValues()
    // An unknown key may be what a contradiction is about.
    var isComplete = entries.allSatisfy {
      entry in
      entry.key == "type" || entry.key == "technology" || specs.contains { $0.key == entry.key }
    }
    for spec in specs {
      let entry = entries.first { $0.key == spec.key }
      let fromTechnology = technology?.values.value(of: spec.key)
      if let entry, !isUnset(entry, fromTechnology) {
        if let value = table.value(spec, entry, (component.key, "")) {
          values.set(spec.key, value)
        } else {
          isComplete = false
        }
      } else if entry == nil, let technology, let value = fromTechnology {
        values.set(spec.key, value)
        noteDefault(component.key, spec, value, technology)
      } else if let (value, text) = KeyTable.builtIn(spec) {
        values.set(spec.key, value)
        defaults.append(
          Site.UsedDefault(component: component.key, key: spec.key, value: text, origin: "built in")
        )
      } else if spec.presence == .required {
        isComplete = false
        if meant.contains(spec.key) || hasBrokenTechnology
          || technology?.brokenKeys.contains(spec.key) == true
        {
          continue
        }
        report("\(owner) needs '\(spec.key)'", at: component.keyPlace, help: KeyTable.wanted(spec))
      }
    }
    if isComplete {
      let derivation = Derivation(
        reading: self, component: component, type: kind, entries: entries)
      derivation.fill(&values)
      isComplete = !derivation.hasFailed(values)
    }
    return isComplete ? values : nil
  }

  /// `key: null` leaves a technology's default out.
  private func isUnset(_ entry: YAMLEntry, _ fromTechnology: ParameterValue?) -> Bool {
    if entry.isRemoved { return true }
    if case .null = entry.node.value { return fromTechnology != nil }
    return false
  }

  private func noteDefault(
    _ component: String, _ spec: ParameterSpec, _ value: ParameterValue, _ technology: Technology
  ) {
    let text: String
    switch value {
    case .number(let number): text = DecimalText.plain(number)
    case .word(let word): text = word
    case .words(let words): text = words.joined(separator: ", ")
    case .tariff(let tariff): text = tariff.name
    case .coincidentPeaks, .meteredPeaks: text = "a file"
    case .factors(let set): text = set.id
    case .schedule: text = "a table of months"
    case .records(let records): text = records.map(\.name).joined(separator: ", ")
    case .series: text = "a series"
    }
    let isMoved = technology.moneyFactor != 1 && KeyTable.unit(of: spec)?.isMoney == true
    defaults.append(
      Site.UsedDefault(
        component: component, key: spec.key, value: text,
        origin: technology.path
          + (isMoved
            ? ", from \(technology.dollarYear) USD by \(DecimalText.plain(technology.moneyFactor))"
            : "")))
  }

  /// The place that a contradiction is about: its key, else its record, else the component.
  func place(
    of problem: ParameterProblem, _ component: YAMLEntry, _ entries: [YAMLEntry]
  ) -> Place {
    guard let record = problem.record else {
      return entries.first { $0.key == problem.key }?.keyPlace ?? component.keyPlace
    }
    for entry in entries {
      guard let found = entry.node.entry(record), found.node.entries != nil else { continue }
      return found.node.entry(problem.key)?.keyPlace ?? found.keyPlace
    }
    return component.keyPlace
  }
}
