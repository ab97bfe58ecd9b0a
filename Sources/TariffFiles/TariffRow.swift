import SiteModel
import Units
import Tabular

/// One row of a tariff file: its cells, each in range and used by its kind.
package struct TariffRow {
  let row: Int
  let name: String
  let kind: TariffKind
  let window: TariffWindow
  /// In the site's dollars; nil where the kind has none.
  let rate: Double?
  let unit: String
  /// As written, in `tierUnit`.
  let tierFrom: Double?
  let tierUnit: String
  let percent: Double?
  let lookBack: Tariff.Demand.Ratchet.LookBack?
  /// Names of other lines.
  let of: [String]

  /// Whether it bills the demand of each day.
  var isDaily: Bool { unit == "USD/kW-day" }

  /// Per cent as a share.
  var share: Double? { percent.map { $0 / 100 } }

  /// The rate as a price of energy.
  var energyPrice: EnergyPrice {
    EnergyPrice(rate ?? 0, unit == "USD/kWh" ? .usdPerKilowattHour : .usdPerMegawattHour)
  }

  /// Where a tier of energy begins: in MWh or hours, of the month or of each day, or a share of the month's
  /// hours.
  var tierLimit: Double {
    let scale = tierUnit == "kWh" || tierUnit == "kWh/day" ? 1e-3 : tierUnit == "percent" ? 1e-2 : 1
    return (tierFrom ?? 0) * scale
  }

  /// What the limits of a line's tiers count.
  var tierMeasure: Tariff.EnergyTiers.Measure {
    switch tierUnit {
    case "kWh/kW": .hoursUse(of: of.first ?? "")
    case "kWh/kW-day": .hoursUsePerDay(of: of.first ?? "")
    case "kWh/day": .energyPerDay
    case "percent": .loadFactor(of: of.first ?? "")
    default: .energy
    }
  }

  /// The rate as a price of power: by day, month or year, as the kind has it.
  var powerPrice: PowerPrice { PowerPrice(rate ?? 0, .usdPerKilowatt) }
}

/// Reads the cells of one row.
struct TariffRowReader {
  let row: Int
  let columns: TariffColumns
  let reading: InputReader
  let moneyFactor: Double

  /// The row, or nil after findings.
  func read() -> TariffRow? {
    let before = reading.findings.count
    let name = columns.text(row, "line")
    if name.isEmpty { wrong("line", "the line has no name", "name it as on the bill") }
    let word = columns.text(row, "kind")
    let window = self.window()
    guard let kind = TariffKind(rawValue: word) else {
      wrong(
        "kind", "unknown kind of charge '\(word)'",
        Suggestion.help(for: word, in: TariffKind.allCases.map(\.rawValue), known: "kinds"))
      return nil
    }
    if !kind.hasWindow, let window, !window.isAlways {
      wrong(
        "kind", "a line of kind '\(word)' holds in all months, days and hours",
        "write all in months, days and hours")
    }
    checkUse(of: kind)
    let rate = self.rate(kind)
    let tier = self.tier(kind)
    let percent = self.percent(kind)
    let lookBack = kind.allowed.contains("lookback") ? self.lookBack() : nil
    let of = others(kind)
    if kind == .minimumDemand { checkMinimum() }
    guard reading.findings.count == before, let window else { return nil }
    return TariffRow(
      row: row, name: name, kind: kind, window: window, rate: rate,
      unit: columns.text(row, "unit"), tierFrom: tier, tierUnit: columns.text(row, "tier_unit"),
      percent: percent, lookBack: lookBack, of: of)
  }

  func wrong(_ column: String, _ message: String, _ help: String) {
    reading.report(message, at: columns.place(row, column), help: help)
  }

  /// A cell that the kind does not use must be blank, one that it needs must not.
  private func checkUse(of kind: TariffKind) {
    for column in TariffTable.optionalColumns where column != "note" {
      let isBlank = columns.text(row, column).isEmpty
      if !isBlank, !kind.allowed.contains(column) {
        wrong(
          column, "a line of kind '\(kind.rawValue)' has no \(column)",
          kind.allowed.isEmpty
            ? "leave the cell blank"
            : "leave the cell blank; this kind uses \(kind.allowed.joined(separator: ", "))")
      }
      if isBlank, kind.required.contains(column) {
        wrong(
          column, "a line of kind '\(kind.rawValue)' needs \(column)",
          Self.meanings[column] ?? "")
      }
    }
  }

  private static let meanings = [
    "percent": "write percent, such as 80",
    "lookback": "write all, months such as 6-9, or previous:11",
    "of": "write the name of the demand line that it is about",
    "tier_from": "write where it begins",
  ]

  private func number(_ column: String, unit: String) -> Double? {
    let text = columns.text(row, column)
    guard !text.isEmpty else { return nil }
    guard let number = DecimalText.number(Array(text.utf8)), number.isFinite else {
      wrong(
        column, "the \(column) '\(text)' is not a number", DecimalText.help(for: text, unit: unit))
      return nil
    }
    return number
  }

  private func rate(_ kind: TariffKind) -> Double? {
    let unit = columns.text(row, "unit")
    let isBlank = columns.text(row, "rate").isEmpty
    if isBlank, kind.mayLackRate {
      if !unit.isEmpty {
        wrong("unit", "a unit stands beside a blank rate", "leave both blank")
      }
      return nil
    }
    guard !kind.units.isEmpty else {
      wrong(
        "rate", "a line of kind '\(kind.rawValue)' has no rate of its own",
        "leave rate and unit blank: it amends the line that 'of' names")
      return nil
    }
    let known = kind.units.first { $0.name == unit }
    if known == nil {
      wrong(
        "unit", "'\(unit)' is not a unit of '\(kind.rawValue)'",
        "write \(kind.units.map(\.name).joined(separator: " or "))")
    }
    if isBlank {
      wrong("rate", "the rate is blank", "write 0 if nothing is charged")
      return nil
    }
    guard let number = number("rate", unit: unit), let known else { return nil }
    if kind == .tax, number.magnitude < 0.1, number != 0 {
      wrong(
        "rate", "the tax is \(DecimalText.plain(number)) percent",
        "percent, not a fraction: \(DecimalText.plain(number * 100))")
      return nil
    }
    if number < 0, !kind.mayBeNegative {
      wrong(
        "rate", "the rate of a '\(kind.rawValue)' line is negative",
        kind == .loadFactorCredit
          ? "write what is taken off as a positive number" : "write a credit as a 'rider' line")
      return nil
    }
    if number.magnitude > known.greatest {
      wrong(
        "rate", "the rate \(DecimalText.plain(number)) \(unit) is not plausible",
        "rates of '\(kind.rawValue)' go up to \(DecimalText.plain(known.greatest)) \(unit): check the unit"
      )
      return nil
    }
    return unit.hasPrefix("USD") ? number * moneyFactor : number
  }

  private func tier(_ kind: TariffKind) -> Double? {
    let unit = columns.text(row, "tier_unit")
    let isBlank = columns.text(row, "tier_from").isEmpty
    guard !kind.tierUnits.isEmpty else { return nil }
    if !unit.isEmpty, !kind.tierUnits.contains(unit) {
      wrong(
        "tier_unit", "'\(unit)' is not a unit of the tiers of '\(kind.rawValue)'",
        "write \(kind.tierUnits.joined(separator: " or "))")
      return nil
    }
    if isBlank, !unit.isEmpty {
      wrong(
        "tier_unit", "a unit of tiers stands beside a blank tier_from",
        "write where the tier begins, or leave both blank")
      return nil
    }
    if !isBlank, unit.isEmpty, kind.tierUnits.count > 1 {
      wrong(
        "tier_unit", "the tier has no unit", "write \(kind.tierUnits.joined(separator: " or "))")
      return nil
    }
    guard let number = number("tier_from", unit: unit) else { return nil }
    guard number >= 0, number <= 1e12 else {
      wrong(
        "tier_from", "the tier begins at \(DecimalText.plain(number))",
        "write 0 for the first tier, and more for each further one")
      return nil
    }
    if unit == "percent", number >= 100 || number > 0 && number <= 1 {
      wrong(
        "tier_from",
        "the tier begins at \(DecimalText.plain(number)) percent of the month's hours",
        number <= 1
          ? "percent, not a fraction: \(DecimalText.plain(number * 100))"
          : "a load factor never exceeds 100: write less")
      return nil
    }
    return number
  }

  private func percent(_ kind: TariffKind) -> Double? {
    guard let range = kind.percents, let number = number("percent", unit: "percent") else {
      return nil
    }
    guard range.contains(number) else {
      wrong(
        "percent",
        "percent of a '\(kind.rawValue)' line is \(DecimalText.plain(number)), outside "
          + DecimalText.plain(range),
        number > 0 && number <= 1 && range.contains(number * 100)
          ? "percent, not a fraction: \(DecimalText.plain(number * 100))" : "write percent")
      return nil
    }
    return number
  }

  private func checkMinimum() {
    let rate = columns.text(row, "rate").isEmpty
    let percent = columns.text(row, "percent").isEmpty
    guard rate == percent else { return }
    wrong(
      rate ? "rate" : "percent",
      rate ? "the minimum demand says no minimum" : "the minimum demand says two minimums",
      "write either a rate in kW, or percent of the contract capacity")
  }

  private func others(_ kind: TariffKind) -> [String] {
    guard kind.allowed.contains("of") else { return [] }
    let text = columns.text(row, "of")
    guard !text.isEmpty else { return [] }
    return text.split(separator: ";", omittingEmptySubsequences: false)
      .map { TextCell.trimmed(String($0)) }
  }
}
