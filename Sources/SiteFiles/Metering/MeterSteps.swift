import SiteModel
import Tabular

/// When a meter's rows stand: by their stamps, or as a bare column from a start on.
struct MeterSteps {
  /// Minutes since 1970, local standard time, at which the first row begins.
  let first: Int
  let stepMinutes: Int
  /// The file's own name of its column of stamps.
  let stampColumn: String?
  let notes: [String]

  /// The steps of a table, of which rows may be turned round; nil after findings.
  static func read(
    _ table: inout CSVTable, _ calendar: Calendar, _ reading: Reading
  ) -> MeterSteps? {
    guard let name = table.names.first, let kind = StampColumn.Kind(header: name) else {
      if SeriesFile.isBare(table) { return bare(table, calendar, start: nil, reading) }
      reading.report(
        "the first column is '\(table.names.first ?? "")', not 'start'",
        at: table.text.place(0, 0),
        help: table.helpWithoutNames
          ?? "write stamps such as \(calendar.year)-01-01T00:00, local standard time")
      return nil
    }
    guard table.rows.count > 1 else {
      reading.report(
        "the file has fewer than two rows", at: table.text.place(0),
        help: "write a row for each step")
      return nil
    }
    let isDescending = StampColumn.isDescending(table.texts(ofColumn: 0))
    if isDescending { table.reverse() }
    return stamped(
      table, table.texts(ofColumn: 0), column: 0, kind, calendar, isDescending: isDescending,
      reading)
  }

  /// A column without stamps: from a start that is asked for, that the file says, or of the year.
  static func bare(
    _ table: CSVTable, _ calendar: Calendar, start: String?, _ reading: Reading
  ) -> MeterSteps? {
    BareStart(table, start, reading).steps(calendar)
  }

  /// The steps of stamps that stand in a column, or in two beside each other.
  static func stamped(
    _ table: CSVTable, _ texts: [ArraySlice<UInt8>], column: Int, _ kind: StampColumn.Kind,
    _ calendar: Calendar, isDescending: Bool, steps: [Int] = [15, 30, 60], _ reading: Reading
  ) -> MeterSteps? {
    let stamps = StampColumn(
      texts, kind, zone: StampColumn.zone(header: table.names[column]), calendar)
    if let (message, help) = stamps.trouble {
      reading.report(message, at: table.text.place(1, column), help: help)
      return nil
    }
    guard let first = stamps.moments.first?.minute, let step = stamps.stepMinutes,
      steps.contains(step)
    else {
      let isStamp = stamps.moments.first?.minute != nil
      reading.report(
        "the first two stamps are '\(table.text.text(1, column))' and '\(table.text.text(2, column))'",
        at: table.text.place(1, column),
        help: isStamp
          ? help(stamps.stepMinutes, table)
          : "write stamps such as \(calendar.year)-01-01T00:00, of steps of 15, 30 or 60 minutes, "
            + "local standard time")
      return nil
    }
    guard first % 60 == 0 else {
      reading.report(
        "the file begins within an hour, at \(CivilStamp.text(first))",
        at: table.text.place(1, column),
        help: "begin at a full hour, best at the beginning of a billing month")
      return nil
    }
    var walk = StampWalk(
      table, stamps, .init(first: first, end: nil, step: step, year: nil), reading)
    // Findings of the numbers come beside those of the stamps.
    _ = walk.run()
    return MeterSteps(
      first: first, stepMinutes: step, stampColumn: table.names[column],
      notes: stamps.notes + (isDescending ? ["the last row is the first in time"] : []))
  }

  /// What to do about stamps that are no steps.
  private static func help(_ step: Int?, _ table: CSVTable) -> String {
    let usual = "write steps of 15, 30 or 60 minutes, local standard time"
    switch step {
    case 1440? where table.names.count >= 24:
      return "write each step in a row of its own, not each day: a stamp and the step's number"
    case nil where table.names.count > 2, 1440? where table.names.count > 2:
      let name = table.names.last ?? ""
      let unit = SeriesLayout.unit(in: HeaderText.plain(name))?.ending
      return usual + "; dates and times in two columns are joined by: sitemix import-series FILE "
        + "--column '\(name)=import_\(unit ?? "kwh")'" + (unit == nil ? ", or import_kw" : "")
    case let step? where step < 15 && 15 % step == 0:
      return usual + "; sitemix import-series FILE writes the means of 15 minutes"
    default: return usual
    }
  }
}

/// A column without stamps: the comments above it say where it starts, or it is the site's year.
private struct BareStart {
  let table: CSVTable
  let reading: Reading
  /// A start that was asked for.
  private let asked: String?

  init(_ table: CSVTable, _ asked: String?, _ reading: Reading) {
    self.table = table
    self.asked = asked
    self.reading = reading
  }

  /// `# start: 2024-09-01T00:00`.
  private var start: (text: String, line: Int)? {
    if let asked { return (asked, 1) }
    for comment in table.text.comments {
      let parts = comment.text.split(separator: ":", maxSplits: 1)
      if parts.count == 2, HeaderText.plain(String(parts[0])) == "start" {
        return (String(parts[1].drop { $0 == " " }), comment.line)
      }
    }
    return nil
  }

  func steps(_ calendar: Calendar) -> MeterSteps? {
    var first = CivilStamp.minute(ofYear: calendar.year)
    if let start {
      guard case .stamp(let stamp) = CivilStamp.read(Array(start.text.utf8)[...]),
        stamp.offset == nil, stamp.minute % 60 == 0
      else {
        reading.report(
          "'\(start.text)' is not the start of a series",
          at: table.text.source.place(line: start.line),
          help: "write # start: \(calendar.year)-01-01T00:00, local standard time")
        return nil
      }
      first = stamp.minute
    }
    let year = calendar.of(year: CivilStamp.year(of: first))
    // Twelve months from the start; a 29 February makes them a day longer.
    let days = [365, 366, year.dayCount]
    let count = table.rows.count
    guard
      let step = [60, 30, 15].first(where: { step in days.contains { $0 * 1440 == count * step } }),
      start != nil || count * step == year.dayCount * 1440
    else {
      reading.report(
        "the file has no stamps and \(StampWalk.grouped(count)) rows", at: table.text.place(0),
        help: table.helpWithoutNames
          ?? "write a first column of stamps such as \(CivilStamp.text(first)); without them there "
          + "must be all hours, half-hours or quarter-hours of a year, 8,760 or 35,040 for instance, "
          + "and a line '# start: \(CivilStamp.text(first))' above the header")
      return nil
    }
    if start == nil {
      reading.report(
        "the column has no stamps and is read as the steps of \(step) minutes of \(year.year), the "
          + "site's year", at: table.text.place(0),
        help: "write '# start: \(CivilStamp.text(first))' above the header, with the true start",
        severity: .warning)
    }
    return MeterSteps(
      first: first, stepMinutes: step, stampColumn: nil,
      notes: [
        "a column without stamps, from \(CivilStamp.text(first)) on in steps of \(step) minutes"
      ])
  }
}
