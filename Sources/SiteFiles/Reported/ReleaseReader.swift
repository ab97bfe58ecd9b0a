import SiteModel
import Tabular
import Units

/// `releases.csv`: refrigerants and SF6 that escaped, by stock-take or by service records.
struct ReleaseReader {
  /// Minutes since 1970 of the reporting year.
  let year: Range<Int>
  let stepMinutes: Int
  let gwp: GWPSet
  let reading: InputReader

  /// R-410A: half HFC-32, half HFC-125, by mass (ASHRAE 34).
  private static let blends = ["R-410A": [("HFC-32", 0.5), ("HFC-125", 0.5)]]
  /// Names of refrigerants for gases that the table of potentials has.
  private static let names = ["R-134a": "HFC-134a", "R-32": "HFC-32", "R-125": "HFC-125"]

  func releases() -> [GasRelease] {
    guard
      let table = ActualsTable(
        "releases.csv", columns: ["equipment", "gas", "period_start", "period_end", "released_kg"],
        optional: ["evidence", "note"], reading)
    else { return [] }
    return table.rows.flatMap { row -> [GasRelease] in
      let equipment = table.text(row, "equipment")
      if equipment.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]*/) == nil {
        table.report(
          row, "equipment", "'\(equipment)' is not a name",
          help: "write letters, digits, '-' and '_'")
      }
      let word = table.text(row, "gas")
      let gases = Self.blends[word] ?? [(Self.names[word] ?? word, 1)]
      let known = GWPSet.fluorinated + Self.names.keys.sorted() + Self.blends.keys.sorted()
      guard gases.allSatisfy({ GWPSet.fluorinated.contains($0.0) }) else {
        table.report(
          row, "gas", "no potential is known of the gas '\(word)'",
          help: Suggestion.help(for: word, in: known, known: "gases"))
        return []
      }
      guard gases.allSatisfy({ gwp.fluorinated($0.0) != nil }) else {
        table.report(
          row, "gas", "the site's own set of potentials has none for '\(word)'",
          help: "write gwp_set: AR6-100 or AR5-100 in the site")
        return []
      }
      guard let period = table.period(row), let kilograms = table.number(row, "released_kg") else {
        return []
      }
      let inside = period.clamped(to: year)
      guard inside == period else {
        table.report(
          row, "period_start", "the stock-take reaches beyond the reporting year",
          help:
            "the year is \(CivilStamp.text(year.lowerBound)) to \(CivilStamp.text(year.upperBound))"
        )
        return []
      }
      let first = (period.lowerBound - year.lowerBound) / stepMinutes
      let last = (period.upperBound - 1 - year.lowerBound) / stepMinutes
      let evidence = table.text(row, "evidence")
      return gases.map { gas, share in
        GasRelease(
          equipment: equipment, gas: gas, kilograms: kilograms * share, steps: first..<(last + 1),
          evidence: evidence.isEmpty ? "metered" : evidence)
      }
    }
  }
}

/// `acquisitions.csv`: equipment bought in the reporting year, whose making is counted in it.
struct AcquisitionReader {
  let site: Site
  /// Minutes since 1970 of the reporting year.
  let year: Range<Int>
  let reading: InputReader

  /// Puts what was bought into the plan of its component; of modules the share of the site's.
  func add(to plan: inout SitePlan) {
    // Nothing was bought but what is written.
    for index in plan.components.indices { plan.components[index].boughtPowerShare = 0 }
    guard
      let table = ActualsTable(
        "acquisitions.csv", columns: ["component", "date", "amount", "unit"], optional: ["note"],
        reading)
    else { return }
    for row in table.rows {
      let name = table.text(row, "component")
      guard let index = plan.components.firstIndex(where: { $0.component == name }) else {
        table.report(
          row, "component", "the site has no component '\(name)'",
          help: Suggestion.help(
            for: name, in: plan.components.map(\.component), known: "components"))
        continue
      }
      guard let date = table.minute(row, "date"), let amount = table.number(row, "amount") else {
        continue
      }
      guard year.contains(date) else {
        table.report(
          row, "date", "it was not bought within the reporting year", help: "leave it out",
          severity: .warning)
        continue
      }
      add(amount, table, row, to: &plan.components[index])
    }
  }

  private func add(
    _ amount: Double, _ table: ActualsTable, _ row: Int, to part: inout SitePlan.ComponentPlan
  ) {
    switch (table.text(row, "unit"), part.isLoad) {
    case ("kW", false):
      part.power = (part.power ?? .zero) + Power(amount, .kilowatts)
      part.boughtPowerShare = 1
    case ("kWh", false):
      part.energy = (part.energy ?? .zero) + Energy(amount, .kilowattHours)
    case ("modules", true):
      let all = site.components.loads.first { $0.name == part.component }?.modules ?? 0
      guard all > 0 else {
        table.report(
          row, "unit", "the load of this site is not given by modules", help: "leave the row out")
        return
      }
      part.boughtPowerShare += amount / all
    case (let unit, let isLoad):
      table.report(
        row, "unit", "'\(unit)' is not a unit of what is bought of '\(part.component)'",
        help: isLoad ? "write modules" : "write kW or kWh")
    }
  }
}
