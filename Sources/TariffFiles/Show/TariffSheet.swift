public import SiteModel
public import Tabular

/// A tariff as its file says it, in its own dollars, to be shown.
public struct TariffSheet: Sendable {
  /// One row of the file.
  struct Charge: Sendable {
    let row: TariffRow
    /// The rate as written, with its unit.
    let amount: String
    let note: String
  }

  /// Name of the file without its ending.
  public let name: String
  /// What holds for all lines.
  public let rules: TariffRules
  /// Comment lines `key: value`, in the order of the file.
  let head: [(key: String, value: String)]
  let charges: [Charge]
  /// What is doubtful about the file.
  public let warnings: [Finding]
}

extension TariffSheet {
  /// Reads a file with the reader that sites use, in dollars of its own year.
  package init(at path: String, on disk: Disk) throws(Findings) {
    let reading = InputReader(disk: disk)
    guard let source = reading.source(path, named: nil, what: "tariff", help: "") else {
      throw Findings(reading.sorted)
    }
    let (table, findings) = CSVTable.read(source)
    findings.forEach { reading.report($0) }
    guard let table else { throw Findings(reading.sorted) }
    head = Self.head(table)
    // Holidays are dates of some year; without a site those of the first year listed are shown.
    let year = Self.year(head, "holidays") ?? Self.year(head, "dollar_year") ?? 2025
    reading.steps = StepCalendar(
      calendar: Calendar(year: year, daylightSaving: .none), stepMinutes: 60)
    let read = TariffReading(table, path, reading) { _ in 1 }
    guard let read, !reading.hasErrors else { throw Findings(reading.sorted) }
    let file = path.split(separator: "/").last ?? ""
    name = file.hasSuffix(".csv") ? String(file.dropLast(4)) : String(file)
    rules = read.head.rules
    charges = read.rows.map { row in
      let text = { read.columns.text(row.row, $0) }
      return Charge(
        row: row,
        amount: [text("rate"), text("unit")].filter { !$0.isEmpty }.joined(separator: " "),
        note: text("note"))
    }
    warnings = reading.sorted
  }

  private static func head(_ table: CSVTable) -> [(key: String, value: String)] {
    table.text.comments.compactMap { comment in
      let parts = comment.text.split(separator: ":", maxSplits: 1).map {
        TextCell.trimmed(String($0))
      }
      return parts.count == 2 && !parts[0].contains(" ") ? (parts[0], parts[1]) : nil
    }
  }

  /// The year that a value of the head begins with.
  private static func year(_ head: [(key: String, value: String)], _ key: String) -> Int? {
    head.first { $0.key == key }.flatMap { Int($0.value.prefix(4)) }
  }
}
