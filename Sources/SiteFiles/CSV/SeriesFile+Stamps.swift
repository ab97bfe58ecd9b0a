import SiteModel

extension SeriesFile {
  /// Opens a file of series, once; checks its stamps against the steps of the year.
  static func open(_ path: String, named place: Place, reading: Reading) -> SeriesFile? {
    if let known = reading.seriesFiles[path] { return known }
    var file: SeriesFile?
    if let source = reading.source(
      path, named: place, what: "file", help: "put the file there, or correct 'file:'")
    {
      let (table, findings) = CSVTable.read(source)
      findings.forEach { reading.report($0) }
      if let table, let steps = reading.steps, hasStamps(table, steps, reading) {
        file = SeriesFile(table: table)
      }
    }
    reading.seriesFiles[path] = .some(file)
    return file
  }

  private static func hasStamps(_ table: CSVTable, _ steps: StepCalendar, _ reading: Reading)
    -> Bool
  {
    guard table.names.first == stampColumn else {
      reading.report(
        "the first column is '\(table.names.first ?? "")', not '\(stampColumn)'",
        at: table.text.place(0, 0),
        help: "the first column holds stamps such as \(steps.stamp(0)), local standard time")
      return false
    }
    var check = StampCheck(table: table, steps: steps, reading: reading)
    return check.run()
  }
}

/// Walks the stamps of a file: each step of the year once, in order.
private struct StampCheck {
  let table: CSVTable
  let steps: StepCalendar
  let reading: Reading
  var expected = 0
  var previous: Int?
  /// Steps that came too early.
  var early: Set<Int> = []
  var hasLeapDay = false
  var tally = Tally()

  init(table: CSVTable, steps: StepCalendar, reading: Reading) {
    self.table = table
    self.steps = steps
    self.reading = reading
  }

  private var end: Int { steps.count * steps.stepMinutes }

  mutating func run() -> Bool {
    guard !table.rows.isEmpty else {
      reading.report(
        "the file has a header but no rows", at: table.text.place(0),
        help: "write \(wanted)")
      return false
    }
    if let other = otherYear() {
      reading.report(
        "the stamps are of \(other), but the site models \(steps.calendar.year)",
        at: table.text.place(1, 0), help: "use a series of that year, or change 'year:' of the site"
      )
      return false
    }
    if let other = otherStep() {
      reading.report(
        "the file has steps of \(other) minutes, but the site models \(steps.stepMinutes)",
        at: table.text.place(2, 0), help: "write \(wanted), or change 'step_minutes:' of the site")
      return false
    }
    for row in table.rows { check(row) }
    tally.summarise(in: table.text, reading) { "\($0) more stamps are wrong" }
    guard tally.isEmpty else { return false }
    if expected < end { tooShort() }
    return expected == end
  }

  private var wanted: String {
    "one row for each of the \(grouped(steps.count)) steps of \(steps.calendar.year)"
  }

  /// The year of the first stamp, if the last but the first of the file agree that it is another.
  private func otherYear() -> Int? {
    if case .otherYear(let year) = steps.read(table.text.bytes(1, 0)) { return year }
    return nil
  }

  /// The distance of the first two stamps, if it is that of other steps.
  private func otherStep() -> Int? {
    guard let first = minute(1), let second = minute(2) else { return nil }
    return [15, 30, 60].first { $0 == second - first && $0 != steps.stepMinutes }
  }

  private func minute(_ row: Int) -> Int? {
    guard table.rows.contains(row) else { return nil }
    if case .minute(let minute) = steps.read(table.text.bytes(row, 0)) { return minute }
    return nil
  }

  private mutating func check(_ row: Int) {
    let bytes = table.text.bytes(row, 0)
    switch steps.read(bytes) {
    case .minute(let minute): check(row, minute)
    case .otherYear(let year):
      let isOver = expected >= end
      wrong(
        row,
        isOver
          ? "the series goes on after the end of \(steps.calendar.year)"
          : "the stamp is of \(year), but the site models \(steps.calendar.year)",
        isOver ? "write \(wanted)" : "the next stamp should be \(steps.stamp(expected))")
    case .noSuchDay: noSuchDay(row)
    case .notAStamp:
      notAStamp(row)
      advance(unreadable: row)
    }
  }

  private mutating func noSuchDay(_ row: Int) {
    let text = table.text.text(row, 0)
    if text.dropFirst(5).hasPrefix("02-29") {
      if hasLeapDay { return }
      hasLeapDay = true
      wrong(
        row, "\(steps.calendar.year) has no 29 February",
        "leave its rows out, or use a series of \(steps.calendar.year)")
    } else {
      wrong(
        row, "the day of '\(text)' does not exist",
        "the next stamp should be \(steps.stamp(expected))")
      advance(unreadable: row)
    }
  }

  /// A row whose stamp cannot be read stands for the step due, unless the next row does.
  private mutating func advance(unreadable row: Int) {
    if expected < end, minute(row + 1) != expected { advance(to: expected + steps.stepMinutes) }
  }

  private mutating func advance(to next: Int) {
    expected = next
    while early.remove(expected) != nil { expected += steps.stepMinutes }
  }

  private mutating func check(_ row: Int, _ minute: Int) {
    defer { previous = minute }
    if minute == expected {
      advance(to: expected + steps.stepMinutes)
    } else if minute % steps.stepMinutes != 0 {
      wrong(
        row, "the stamp does not begin a step of \(steps.stepMinutes) minutes",
        "the next stamp should be \(steps.stamp(expected))")
    } else if minute == previous {
      wrong(
        row, "the stamp '\(steps.stamp(minute))' appears twice",
        "local standard time has no repeated hour: remove one of the rows")
    } else if minute > expected, self.minute(row + 1) != expected {
      gap(row, from: expected, to: minute)
      advance(to: minute + steps.stepMinutes)
    } else {
      if minute > expected { early.insert(minute) }
      wrong(
        row, "the stamp '\(steps.stamp(minute))' is out of order",
        "the next stamp should be \(steps.stamp(expected))")
    }
  }

  private mutating func gap(_ row: Int, from first: Int, to next: Int) {
    let missing = (next - first) / steps.stepMinutes
    let leapDay = 59 * 1440
    if steps.calendar.isLeap, first == leapDay, next == leapDay + 1440 {
      wrong(
        row, "29 February is missing: \(steps.calendar.year) is a leap year",
        "write \(wanted); the file has \(grouped(table.rows.count)) rows")
    } else if missing == 1 {
      wrong(
        row, "the step \(steps.stamp(first)) is missing",
        "nothing is filled in: write a row for it (a series in local clock time has such a gap in March)"
      )
    } else {
      wrong(
        row,
        "\(grouped(missing)) steps are missing, \(steps.stamp(first)) to \(steps.stamp(next - steps.stepMinutes))",
        "nothing is filled in: write a row for each")
    }
  }

  private mutating func notAStamp(_ row: Int) {
    let text = table.text.text(row, 0)
    wrong(
      row, text.isEmpty ? "the stamp is blank" : "'\(text)' is not a stamp of local standard time",
      "write stamps without seconds and zone, here \(steps.stamp(expected))")
  }

  private mutating func wrong(_ row: Int, _ message: String, _ help: String) {
    tally.count(row) { reading.report(message, at: table.text.place(row, 0), help: help) }
  }

  private func tooShort() {
    let missing = steps.count - expected / steps.stepMinutes
    let isLeapDay = steps.calendar.isLeap && missing * steps.stepMinutes == 1440
    reading.report(
      "the series ends \(grouped(missing)) steps before the year does",
      at: table.text.place(table.text.rows.count - 1, 0),
      help: "write \(wanted); the file has \(grouped(table.rows.count)) rows"
        + (isLeapDay ? ": 29 February makes a leap year a day longer" : ""))
  }

  /// A count with separators of thousands.
  private func grouped(_ count: Int) -> String {
    count < 1000
      ? "\(count)"
      : "\(count / 1000)," + String(repeating: "0", count: 3 - "\(count % 1000)".count)
        + "\(count % 1000)"
  }
}
