import Tabular

/// A table of a folder of meters: named columns, times and numbers, each problem with its place.
struct ActualsTable {
  let table: CSVTable
  let reading: InputReader

  /// A file of the folder; nil where it is not there, or after findings.
  init?(
    _ name: String, columns: [String], optional: [String] = [], isRequired: Bool = false,
    _ reading: InputReader
  ) {
    if !isRequired, case .missing = reading.disk.item(at: name) { return nil }
    guard
      let source = reading.source(
        name, named: nil, what: "file",
        help: "write it with the columns \(columns.joined(separator: ","))")
    else { return nil }
    let (table, findings) = CSVTable.read(source)
    findings.forEach { reading.report($0) }
    guard let table else { return nil }
    self.table = table
    self.reading = reading
    let known = columns + optional
    for (index, column) in table.names.enumerated() where !known.contains(column) {
      reading.report(
        "unknown column '\(column)' of \(name)", at: table.text.place(0, index),
        help: Suggestion.help(for: column, in: known, known: "columns"))
    }
    let missing = columns.filter { !table.names.contains($0) }
    guard missing.isEmpty else {
      reading.report(
        "\(name) has no column \(missing.map { "'\($0)'" }.joined(separator: ", "))",
        at: table.text.place(0), help: "write the columns \(columns.joined(separator: ","))")
      return nil
    }
  }

  var rows: Range<Int> { table.rows }

  /// A cell; empty where the file has no such column.
  func text(_ row: Int, _ column: String) -> String {
    table.names.firstIndex(of: column).map { table.text.text(row, $0) } ?? ""
  }

  func place(_ row: Int, _ column: String) -> Place {
    table.text.place(row, table.names.firstIndex(of: column) ?? 0)
  }

  /// File and line of a row, for tables that say where an amount stands.
  func line(_ row: Int) -> String { "\(table.text.source.path):\(table.text.rows[row].line)" }

  func report(
    _ row: Int, _ column: String, _ message: String, help: String,
    severity: Finding.Severity = .error
  ) {
    reading.report(message, at: place(row, column), help: help, severity: severity)
  }

  /// A number within a range, or nil after a finding.
  func number(_ row: Int, _ column: String, within range: ClosedRange<Double> = 0...1e12)
    -> Double?
  {
    let text = text(row, column)
    guard let number = DecimalText.number(Array(text.utf8)) else {
      report(
        row, column, text.isEmpty ? "'\(column)' is blank" : "'\(text)' is not a number",
        help: text.isEmpty ? "write a number" : DecimalText.help(for: text, unit: ""))
      return nil
    }
    guard range.contains(number) else {
      report(
        row, column, "'\(text)' is out of range",
        help:
          "write \(DecimalText.plain(range.lowerBound)) to \(DecimalText.plain(range.upperBound))"
      )
      return nil
    }
    return number
  }

  /// Minutes since 1970 of a date or a date with a time, local standard time; nil after a finding.
  func minute(_ row: Int, _ column: String) -> Int? {
    let text = text(row, column)
    let isDate = text.wholeMatch(of: /\d{4}-\d\d-\d\d([T ]\d\d:\d\d)?/) != nil
    if isDate, case .stamp(let stamp) = CivilStamp.read(Array(text.utf8)[...]) {
      return stamp.minute
    }
    report(
      row, column, text.isEmpty ? "'\(column)' is blank" : "'\(text)' is not a date",
      help: "write 2025-07-01 or 2025-07-01T13:00, local standard time")
    return nil
  }

  /// A period from its first moment to the first moment after it; nil after a finding.
  func period(_ row: Int) -> Range<Int>? {
    guard let start = minute(row, "period_start"), let end = minute(row, "period_end") else {
      return nil
    }
    guard start < end else {
      report(
        row, "period_end", "the period ends before it begins, or as it begins",
        help: "write the first moment after the period: the 31st of July ends with 2025-08-01")
      return nil
    }
    return start..<end
  }

  /// One of some words, or nil after a finding.
  func word<Word: RawRepresentable<String> & CaseIterable>(
    _ row: Int, _ column: String, _ type: Word.Type
  ) -> Word? {
    let text = text(row, column)
    if let word = Word(rawValue: text) { return word }
    let known = Word.allCases.map(\.rawValue)
    report(
      row, column, "'\(text)' is not a '\(column)' that is known",
      help: "write \(known.joined(separator: ", "))")
    return nil
  }
}

/// Where a reading stands; the place itself is looked up only for a finding, as that reads the file again.
struct ReadingSpot {
  let table: ActualsTable
  let row: Int
  let column: String

  var place: Place { table.place(row, column) }
}
