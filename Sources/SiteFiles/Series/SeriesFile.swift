import Tabular

/// A CSV file of series: stamps in the first column, or none, and one row for each step of the year.
final class SeriesFile {
  let table: CSVTable
  private var columns: [String: [Double]?] = [:]

  /// The file's own name of the column of stamps; nil where it has none.
  private let stamps: String?

  init(table: CSVTable, stampColumn: String?) {
    self.table = table
    stamps = stampColumn
  }

  /// Columns that some key names.
  private var used: [String] = []

  /// Notes that a key names a column.
  func markUsed(_ column: String) { used.append(column) }

  /// Warns of columns that no key names: they may be meant for one.
  func warnOfUnused(_ reading: Reading) {
    for (index, name) in table.names.enumerated() where name != stamps {
      if used.contains(name) { continue }
      reading.report(
        "no key of the site reads the column '\(name)'", at: table.text.place(0, index),
        help: "name it behind 'column:', or remove it", severity: .warning)
    }
  }

  /// Names of the columns of numbers.
  var names: [String] { table.names.filter { $0 != stamps } }

  /// The numbers of a column as written, or nil if some cell is not a number.
  func numbers(_ name: String, reading: Reading) -> [Double]? {
    if let known = columns[name] { return known }
    guard let column = table.names.firstIndex(of: name) else { return nil }
    var numbers: [Double] = []
    numbers.reserveCapacity(table.rows.count)
    var bad = Tally()
    for row in table.rows {
      let bytes = table.text.bytes(row, column)
      if let number = DecimalText.number(bytes), number.magnitude <= DecimalText.greatest {
        numbers.append(number)
        continue
      }
      bad.count(row) {
        let text = table.text.text(row, column)
        let isHuge = DecimalText.number(bytes) != nil
        reading.report(
          bytes.isEmpty
            ? "the cell of '\(name)' is blank"
            : isHuge ? "'\(text)' is too large" : "'\(text)' is not a number",
          at: table.text.place(row, column),
          help: bytes.isEmpty
            ? "write a number for each step; nothing is filled in"
            : isHuge ? "numbers beyond 1e15 are refused" : DecimalText.help(for: text, unit: ""))
      }
    }
    bad.summarise(in: table.text, reading) { "\($0) more cells of '\(name)' are not numbers" }
    columns[name] = .some(bad.isEmpty ? numbers : nil)
    return bad.isEmpty ? numbers : nil
  }
}
