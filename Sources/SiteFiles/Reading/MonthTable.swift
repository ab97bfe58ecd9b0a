import SiteModel
import Tabular

/// A CSV file of the site with a column of months and one of amounts.
struct MonthTable {
  struct Row {
    let month: Double
    let amount: Double
    let place: Place
  }

  let rows: [Row]

  /// Nil after findings.
  static func open(
    _ path: String, named node: Place, months: String, amounts: String, reading: Reading
  ) -> MonthTable? {
    guard
      let source = reading.source(
        path, named: node, what: "file", help: "put the file there, or correct its name")
    else { return nil }
    let (read, findings) = CSVTable.read(source)
    findings.forEach { reading.report($0) }
    guard let table = read else { return nil }
    func column(_ name: String) -> Int? {
      let found = table.names.firstIndex(of: name)
      if found == nil {
        reading.report(
          "'\(path)' has no column '\(name)'", at: table.text.place(0),
          help: Suggestion.help(for: name, in: table.names, known: "columns"))
      }
      return found
    }
    guard let month = column(months), let amount = column(amounts) else { return nil }
    var isSound = true
    func number(_ row: Int, _ column: Int) -> Double {
      if let number = DecimalText.number(table.text.bytes(row, column)) { return number }
      let text = table.text.text(row, column)
      reading.report(
        text.isEmpty
          ? "the cell of '\(table.names[column])' is blank" : "'\(text)' is not a number",
        at: table.text.place(row, column),
        help: text.isEmpty ? "write a number" : DecimalText.help(for: text, unit: ""))
      isSound = false
      return 0
    }
    let rows = table.rows.map {
      Row(month: number($0, month), amount: number($0, amount), place: table.text.place($0, amount))
    }
    return isSound ? MonthTable(rows: rows) : nil
  }
}
