import SiteModel
import Tabular

/// A CSV file of numbers that Sitemix wrote: its first column holds stamps in equal steps, from the
/// year's beginning on through years that repeat it.
struct TimedTable {
  let table: CSVTable
  let stepMinutes: Int
  private let reading: Reading

  /// Steps of the file.
  var count: Int { table.rows.count }

  /// The file at a path of its own, or nil after findings.
  ///
  /// - Parameter stampYear: the year that its stamps carry, of steps of the calendar's.
  init?(path: String, first name: String, calendar: Calendar, stampYear: Int, _ reading: Reading) {
    self.reading = reading
    guard let source = reading.source(ofFile: path) else { return nil }
    let (table, findings) = CSVTable.read(source)
    findings.forEach { reading.report($0) }
    guard let table else { return nil }
    self.table = table
    guard table.names.first == name else {
      reading.report(
        "the first column is '\(table.names.first ?? "")', not '\(name)'",
        at: table.text.place(0, 0),
        help: "write stamps such as \(stampYear)-01-01T00:00, local standard time")
      return nil
    }
    let stamped = Calendar(year: stampYear, daylightSaving: .none)
    guard let step = Self.step(table, stamped, reading) else { return nil }
    stepMinutes = step
    checkSteps(calendar, stamped)
  }

  /// The distance of the first two stamps; a first one that is wrong is told with the others.
  private static func step(
    _ table: CSVTable, _ calendar: Calendar, _ reading: Reading
  ) -> Int? {
    let hours = StepCalendar(calendar: calendar, stepMinutes: 15)
    guard table.rows.count > 1 else {
      reading.report(
        "the file has fewer than two rows", at: table.text.place(0),
        help: "write a row for each step")
      return nil
    }
    guard case .minute(let first) = hours.read(table.text.bytes(1, 0)),
      case .minute(let second) = hours.read(table.text.bytes(2, 0)),
      [15, 30, 60].contains(second - first)
    else {
      reading.report(
        "the first two stamps are '\(table.text.text(1, 0))' and '\(table.text.text(2, 0))'",
        at: table.text.place(1, 0),
        help: "write steps of 15, 30 or 60 minutes, from \(hours.stamp(0)) on, local standard time")
      return nil
    }
    return second - first
  }

  private func checkSteps(_ calendar: Calendar, _ stamped: Calendar) {
    let steps = StepCalendar(calendar: stamped, stepMinutes: stepMinutes)
    let count = calendar.dayCount * 1440 / stepMinutes
    // A year of a horizon has no 29 February where the site's has none.
    let leapDay = stamped.isLeap && !calendar.isLeap ? 59 * 1440 : Int.max
    var tally = Tally()
    for row in table.rows {
      let ofYear = (row - 1) % count * stepMinutes
      let wanted = ofYear < leapDay ? ofYear : ofYear + 1440
      if case .minute(wanted) = steps.read(table.text.bytes(row, 0)) { continue }
      tally.count(row) {
        reading.report(
          "the stamp is '\(table.text.text(row, 0))', not \(steps.stamp(wanted))",
          at: table.text.place(row, 0),
          help: "write each step once and in order; local standard time has no gap in March "
            + "and no repeated hour in November")
      }
    }
    tally.summarise(in: table.text, reading) { "\($0) more stamps are wrong" }
  }

  /// The numbers of a column, or nil after findings.
  func numbers(_ name: String, within range: ClosedRange<Double>) -> [Double]? {
    table.names.firstIndex(of: name)
      .flatMap { table.numbers(ofColumn: $0, within: range, reading) }
  }
}
