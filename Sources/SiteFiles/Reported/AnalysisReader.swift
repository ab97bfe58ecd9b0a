import SiteModel
import Tabular

/// `analyses.csv` and `outages.csv`: what is known of fuels, slip and flares, from which moment on.
///
/// An analysis writes keys of the component as its site does. The mole fractions of a gas are replaced
/// together: one that a new analysis leaves out is zero.
struct AnalysisReader {
  let site: Site
  let year: Range<Int>
  let reading: InputReader

  /// One key of one component from a moment on, or within a period.
  private struct Property {
    let component: String
    let key: String
    let value: Double
    let from: Int
    let until: Int
    let place: Place
  }

  /// Components whose properties are written, each with the steps in which they hold.
  func stretches() -> [MeteredYear.Stretch] {
    let lasting = analyses
    let passing = flareOutages
    return site.components.flatMap { component in
      stretches(
        of: component, lasting.filter { $0.component == component.name },
        passing.filter { $0.component == component.name })
    }
  }

  private func component(_ table: ActualsTable, _ row: Int) -> (any Component)? {
    let name = table.text(row, "component")
    if let component = site.components.first(where: { $0.name == name }) { return component }
    table.report(
      row, "component", "the site has no component '\(name)'",
      help: Suggestion.help(for: name, in: site.components.map(\.name), known: "components"))
    return nil
  }

  private var analyses: [Property] {
    guard
      let table = ActualsTable(
        "analyses.csv", columns: ["component", "valid_from", "key", "value"], optional: ["note"],
        reading)
    else { return [] }
    return table.rows.compactMap { row in
      guard let component = component(table, row), let from = table.minute(row, "valid_from"),
        let range = range(of: table.text(row, "key"), component, table, row),
        let value = table.number(row, "value", within: range)
      else { return nil }
      return Property(
        component: component.name, key: table.text(row, "key"), value: value, from: from,
        until: .max, place: table.place(row, "value"))
    }
  }

  private func range(
    of key: String, _ component: any Component, _ table: ActualsTable, _ row: Int
  ) -> ClosedRange<Double>? {
    guard component is any FuelBurning else {
      table.report(
        row, "component", "'\(component.name)' burns nothing that could be analysed",
        help: "write the name of a component with a fuel")
      return nil
    }
    var ranges: [String: ClosedRange<Double>] = [:]
    for spec in type(of: component).parameters where Self.isMeasured(spec.key) {
      switch spec.kind {
      case .number(_, let range), .series(_, let range): ranges[spec.key] = range
      default: continue
      }
    }
    if let range = ranges[key] { return range }
    table.report(
      row, "key", "'\(key)' is nothing that is measured of '\(component.name)'",
      help: Suggestion.help(for: key, in: ranges.keys.sorted(), known: "keys"))
    return nil
  }

  /// Keys that say what a fuel, an engine's exhaust or a flare was found to be.
  private static func isMeasured(_ key: String) -> Bool {
    key.hasSuffix("_mole_fraction") || key.hasPrefix("gas_heating_value")
      || key.hasPrefix("gas_carbon") || key.hasPrefix("gas_molar") || key.hasPrefix("flare_destr")
      || key.hasPrefix("flare_unlit") || key.hasPrefix("methane_slip") || key.hasPrefix("crankcase")
  }

  /// Flares that were out: all gas passes, W-19 and W-20 with Z_U = 1.
  private var flareOutages: [Property] {
    guard
      let table = ActualsTable(
        "outages.csv", columns: ["component", "kind", "period_start", "period_end"],
        optional: ["note"], reading)
    else { return [] }
    return table.rows.compactMap { row in
      guard let component = component(table, row), let period = table.period(row) else {
        return nil
      }
      let kind = table.text(row, "kind")
      guard kind == "flare_unlit" else {
        table.report(
          row, "kind", "'\(kind)' is not a kind of outage that is known",
          help: "write flare_unlit")
        return nil
      }
      guard component is any AvoidingFlaring else {
        table.report(
          row, "component", "'\(component.name)' has no flare",
          help: "write the component whose gas is flared")
        return nil
      }
      return Property(
        component: component.name, key: "flare_unlit_fraction", value: 1, from: period.lowerBound,
        until: period.upperBound, place: table.place(row, "component"))
    }
  }

  private func stretches(
    of component: any Component, _ lasting: [Property], _ passing: [Property]
  ) -> [MeteredYear.Stretch] {
    let all = lasting + passing
    guard !all.isEmpty else { return [] }
    let length = site.stepMinutes
    // A change counts from the step in which it falls.
    func step(_ minute: Int) -> Int {
      (min(max(minute, year.lowerBound), year.upperBound) - year.lowerBound) / length
    }
    let count = (year.upperBound - year.lowerBound) / length
    let cuts = Set(
      [0, count] + all.flatMap { [step($0.from), $0.until == .max ? count : step($0.until)] }
    ).sorted()
    return zip(cuts, cuts.dropFirst()).compactMap { start, end in
      let known = lasting.filter { step($0.from) <= start }
      let now = passing.filter { step($0.from) <= start && step($0.until) >= end }
      let latest = known.map(\.from).max()
      var values = component.values
      for from in Set(known.map(\.from)).sorted() {
        let analysis = known.filter { $0.from == from }
        if analysis.contains(where: { $0.key.hasSuffix("_mole_fraction") }) {
          for spec in type(of: component).parameters where spec.key.hasSuffix("_mole_fraction") {
            values.set(spec.key, .number(0))
          }
        }
        for property in analysis { values.set(property.key, .number(property.value)) }
      }
      for property in now { values.set(property.key, .number(property.value)) }
      check(values, component, known + now)
      guard !reading.hasErrors else { return nil }
      let since = (known + now).isEmpty ? nil : max(latest ?? 0, now.map(\.from).max() ?? 0)
      return MeteredYear.Stretch(
        component: type(of: component).init(name: component.name, values: values),
        steps: start..<end, since: since.map { CivilStamp.text($0) } ?? "")
    }
  }

  /// What does not fit together is told at the row that came last.
  private func check(_ values: ParameterValues, _ component: any Component, _ rows: [Property]) {
    let before = Set(type(of: component).problems(in: component.values).map(\.message))
    for problem in type(of: component).problems(in: values)
    where !before.contains(problem.message) {
      guard let row = rows.last(where: { $0.key == problem.key }) ?? rows.last else { continue }
      reading.report(
        "\(component.name): \(problem.message)", at: row.place, help: problem.help)
    }
  }
}
