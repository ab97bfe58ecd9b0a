import SiteModel
import Tabular

extension SeriesFile {
  /// Opens a file of series, once; checks its stamps against the steps of the year.
  static func open(_ path: String, named place: Place, reading: Reading) -> SeriesFile? {
    if let known = reading.seriesFiles[path] { return known }
    var file: SeriesFile?
    if let source = reading.source(
      path, named: place, what: "file", help: "put the file there, or correct 'file:'")
    {
      let (table, findings) = CSVTable.steps(source)
      findings.forEach { reading.report($0) }
      if let table, let steps = reading.steps {
        reading.notes += table.notes.map { "\(path): \($0)" }
        file = opened(table, steps, reading)
      }
    }
    reading.seriesFiles[path] = .some(file)
    return file
  }

  private static func opened(
    _ table: CSVTable, _ steps: StepCalendar, _ reading: Reading
  ) -> SeriesFile? {
    guard let name = table.names.first, let kind = StampColumn.Kind(header: name) else {
      guard isBare(table) else {
        reading.report(
          "the first column is '\(table.names.first ?? "")', not '\(StampColumn.standardName)'",
          at: table.text.place(0, 0),
          help: table.helpWithoutNames
            ?? "the first column holds stamps such as \(steps.stamp(0)), local standard time")
        return nil
      }
      let file = SeriesFile(table: table, stampColumn: nil)
      return hasAllRows(table, steps, reading) ? file : nil
    }
    guard !table.rows.isEmpty else {
      reading.report(
        "the file has a header but no rows", at: table.text.place(0),
        help: "write \(wanted(steps))")
      return nil
    }
    var table = table
    if StampColumn.isDescending(table.texts(ofColumn: 0)) { table.reverse() }
    let stamps = StampColumn(
      table.texts(ofColumn: 0), kind, zone: StampColumn.zone(header: name), steps.calendar)
    if let (message, help) = stamps.trouble {
      reading.report(message, at: table.text.place(1, 0), help: help)
      return nil
    }
    guard agree(stamps, table, steps, reading) else { return nil }
    let first = CivilStamp.minute(ofYear: steps.calendar.year)
    var walk = StampWalk(
      table, stamps,
      .init(
        first: first, end: first + steps.count * steps.stepMinutes, step: steps.stepMinutes,
        year: steps), reading)
    return walk.run() ? SeriesFile(table: table, stampColumn: name) : nil
  }

  private static func wanted(_ steps: StepCalendar) -> String {
    "one row for each of the \(StampWalk.grouped(steps.count)) steps of \(steps.calendar.year)"
  }

  /// Whether year and step are those of the site.
  private static func agree(
    _ stamps: StampColumn, _ table: CSVTable, _ steps: StepCalendar, _ reading: Reading
  ) -> Bool {
    let modelled = steps.calendar.year
    if let first = stamps.moments.first?.minute, CivilStamp.year(of: first) != modelled {
      reading.report(
        "the stamps are of \(CivilStamp.year(of: first)), but the site models \(modelled)",
        at: table.text.place(1, 0), help: "use a series of that year, or change 'year:' of the site"
      )
      return false
    }
    if let step = stamps.stepMinutes, [15, 30, 60].contains(step), step != steps.stepMinutes {
      reading.report(
        "the file has steps of \(step) minutes, but the site models \(steps.stepMinutes)",
        at: table.text.place(2, 0),
        help: "write \(wanted(steps)) (sitemix import-series FILE --step \(steps.stepMinutes)), or "
          + "change 'step_minutes:' of the site")
      return false
    }
    return true
  }

  /// Whether a file has columns of numbers alone.
  static func isBare(_ table: CSVTable) -> Bool {
    guard table.rows.count > 1 else { return false }
    return table.names.indices.allSatisfy { column in
      DecimalText.number(Array(table.names[column].utf8)) == nil
        && DecimalText.number(table.text.bytes(1, column)) != nil
    }
  }

  /// Without stamps, the rows are the steps of the year from its beginning on.
  private static func hasAllRows(
    _ table: CSVTable, _ steps: StepCalendar, _ reading: Reading
  ) -> Bool {
    let count = table.rows.count
    if count == steps.count { return true }
    let other = [15, 30, 60].first { count * $0 == steps.count * steps.stepMinutes }
    reading.report(
      "the file has no stamps and \(StampWalk.grouped(count)) rows"
        + (other.map { ", the steps of \($0) minutes of \(steps.calendar.year)" } ?? ""),
      at: table.text.place(0),
      help: other == nil
        ? "write \(wanted(steps)), or a first column of stamps"
        : "write \(wanted(steps)) (sitemix import-series FILE --step \(steps.stepMinutes)), or change "
          + "'step_minutes:' of the site")
    return false
  }
}
