import SiteModel

/// One row of a tariff file.
struct TariffRow {
  let row: Int
  let line: Tariff.Line

  /// A row that says a charge, or nil after findings.
  static func read(
    _ row: Int, _ columns: TariffColumns, moneyFactor: Double, _ reading: Reading
  ) -> TariffRow? {
    let name = columns.text(row, "line")
    var isComplete = true
    func wrong(_ column: String, _ message: String, _ help: String) {
      reading.report(message, at: columns.place(row, column), help: help)
      isComplete = false
    }
    if name.isEmpty { wrong("line", "the line has no name", "name it as on the bill") }
    let word = columns.text(row, "kind")
    let words = TariffTable.kinds.map(\.word)
    let window = window(row, columns, reading)
    guard let kind = TariffTable.kinds.first(where: { $0.word == word }) else {
      wrong(
        "kind", "unknown kind of charge '\(word)'",
        Suggestion.help(for: word, in: words, known: "kinds"))
      return nil
    }
    if !kind.hasWindow, let window, !window.isAlways {
      wrong(
        "kind", "a line of kind '\(word)' holds in all months, days and hours",
        "write all in months, days and hours")
    }
    let rate = rate(row, columns, kind, wrong)
    guard isComplete, let window, let rate else { return nil }
    let charge = kind.charge(window, rate.number * moneyFactor, rate.unit)
    return TariffRow(row: row, line: Tariff.Line(name: name, charge: charge))
  }

  private static func rate(
    _ row: Int, _ columns: TariffColumns, _ kind: TariffTable.Kind,
    _ wrong: (String, String, String) -> Void
  ) -> (number: Double, unit: String)? {
    let unit = columns.text(row, "unit")
    let known = kind.units.first { $0.name == unit }
    if known == nil {
      wrong(
        "unit", "'\(unit)' is not a unit of '\(kind.word)'",
        "write \(kind.units.map(\.name).joined(separator: " or "))")
    }
    let text = columns.text(row, "rate")
    guard let number = DecimalText.number(Array(text.utf8)), number.isFinite else {
      wrong(
        "rate", text.isEmpty ? "the rate is blank" : "the rate '\(text)' is not a number",
        text.isEmpty ? "write 0 if nothing is charged" : DecimalText.help(for: text, unit: unit))
      return nil
    }
    guard let known else { return nil }
    if number < 0, !kind.mayBeNegative {
      wrong(
        "rate", "the rate of a '\(kind.word)' line is negative", "write a credit as a 'rider' line")
      return nil
    }
    if number.magnitude > known.greatest {
      wrong(
        "rate", "the rate \(DecimalText.plain(number)) \(unit) is not plausible",
        "rates of '\(kind.word)' go up to \(DecimalText.plain(known.greatest)) \(unit): check the unit"
      )
      return nil
    }
    return (number, unit)
  }
}
