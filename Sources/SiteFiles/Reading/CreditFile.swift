import SiteModel
import Tabular

/// Reads `data/finance/us-credits.csv`: one row a credit of a technology, every cell checked.
struct CreditFile {
  static let path = "finance/us-credits.csv"
  static let columns = [
    "technology", "kind", "construction_from_month", "construction_until_month",
    "in_service_until_month", "rate", "unit", "min_material_assistance_ratio_fraction", "as_of",
    "source", "evidence",
  ]
  /// The year whose dollars a production credit is in.
  private static let dollarYear = 2025
  private static let perEnergy = "usd_\(dollarYear)_per_mwh"

  let text: CSVCells
  let reading: Reading
  /// What turns its dollars into those of the site.
  let moneyFactor: Double

  /// The table; nil after findings.
  static func read(named place: Place, _ reading: Reading) -> CreditTable? {
    guard
      let source = reading.source(
        path, named: place, what: "table of tax credits",
        help: "write data/\(path) with the columns \(columns.joined(separator: ","))")
    else { return nil }
    let (table, findings) = CSVTable.read(source)
    findings.forEach { reading.report($0) }
    guard let table else { return nil }
    guard table.names == columns else {
      reading.report(
        "the columns are \(table.names.joined(separator: ","))", at: table.text.place(0),
        help: "write \(columns.joined(separator: ","))")
      return nil
    }
    guard let factor = reading.moneyFactor(from: dollarYear, at: table.text.place(0)) else {
      return nil
    }
    let file = CreditFile(text: table.text, reading: reading, moneyFactor: factor)
    let rows = table.rows.map(file.row)
    return rows.contains { $0 == nil } ? nil : CreditTable(rows.compactMap { $0 })
  }

  private func row(_ row: Int) -> CreditTable.Row? {
    var isSound = true
    func wrong(_ column: Int, _ message: String, _ help: String) {
      reading.report(message, at: text.place(row, column), help: help)
      isSound = false
    }
    func cell(_ column: Int) -> String { text.text(row, column) }
    func month(_ column: Int) -> CalendarMonth? {
      let month = CalendarMonth(cell(column))
      if month == nil {
        wrong(
          column, "'\(cell(column))' is not a month", "write a year and a month, such as 2026-07")
      }
      return month
    }
    func number(_ column: Int, _ range: ClosedRange<Double>) -> Double? {
      let number = DecimalText.number(text.bytes(row, column))
      guard let number, range.contains(number) else {
        wrong(
          column, "'\(cell(column))' is not a number within \(DecimalText.plain(range))",
          "write one within it")
        return nil
      }
      return number
    }
    let kind = TaxCreditChoice(rawValue: cell(1))
    if kind == nil || kind == TaxCreditChoice.none {
      wrong(1, "'\(cell(1))' is no kind of credit", "write investment or production")
    }
    let unit = kind == .production ? Self.perEnergy : "fraction"
    if cell(6) != unit { wrong(6, "the unit is '\(cell(6))'", "write \(unit)") }
    if cell(0).isEmpty { wrong(0, "the credit has no technology", "write one, such as storage") }
    if cell(9).isEmpty { wrong(9, "the credit does not say its source", "write where it is from") }
    let evidence = ["read", "derived", "placeholder"]
    if !evidence.contains(cell(10)) {
      wrong(
        10, "evidence is '\(cell(10))', which is not an accepted value",
        "write \(evidence.joined(separator: ", "))")
    }
    let (from, until) = (month(2), month(3))
    if let from, let until, until < from {
      wrong(
        3, "construction ends to begin before it begins to", "write a month from \(from.text) on")
    }
    let last = cell(4).isEmpty ? nil : month(4)
    let rate = number(5, kind == .production ? 0...1000 : 0...1)
    let least = cell(7).isEmpty ? nil : number(7, 0...1)
    guard isSound, let kind, let from, let until, let rate else { return nil }
    return CreditTable.Row(
      technology: cell(0), kind: kind, construction: from...until, lastService: last,
      rate: kind == .production ? moneyFactor * rate : rate, leastAssistance: least)
  }
}
