package import Tabular

/// The columns of a tariff file by name.
package struct TariffColumns {
  let table: CSVTable

  /// Columns that are all known and all there, or nil after findings.
  init?(_ table: CSVTable, _ reading: InputReader) {
    self.table = table
    let known = TariffTable.columns + TariffTable.optionalColumns
    var isComplete = true
    var meant: [String] = []
    for (index, name) in table.names.enumerated() where !known.contains(name) {
      isComplete = false
      if let near = Suggestion.nearest(to: name, in: known) { meant.append(near) }
      reading.report(
        "unknown column '\(name)' of a tariff", at: table.text.place(0, index),
        help: Suggestion.help(for: name, in: known, known: "columns"))
    }
    for name in TariffTable.columns where !table.names.contains(name) {
      isComplete = false
      if meant.contains(name) { continue }
      reading.report(
        "the tariff has no column '\(name)'", at: table.text.place(0),
        help: "write the columns \(TariffTable.columns.joined(separator: ","))")
    }
    guard isComplete else { return nil }
    if table.rows.isEmpty {
      reading.report(
        "the tariff has no lines", at: table.text.place(0), help: "write a row for each charge")
      return nil
    }
  }

  /// The text of a cell; blank where the file has no such column.
  package func text(_ row: Int, _ name: String) -> String {
    guard let column = table.names.firstIndex(of: name) else { return "" }
    return TextCell.trimmed(table.text.text(row, column))
  }

  /// Where a cell stands; where the file has no such column, the whole row.
  package func place(_ row: Int, _ name: String) -> Place {
    guard let column = table.names.firstIndex(of: name) else { return table.text.place(row) }
    return table.text.place(row, column)
  }
}
