import SiteModel

/// Walks the stamps of a file: each step once and in order, from the first to the end that is wanted.
package struct StampWalk {
  /// The steps that a file must hold.
  package struct Span {
    /// Minutes since 1970 at which the first step begins, and at which the last ends if that is known.
    let first: Int
    let end: Int?
    let step: Int
    /// The year of a site that the steps are of.
    package let year: StepCalendar?

    /// Steps of some minutes, from the first to an end that may be open.
    package init(first: Int, end: Int?, step: Int, year: StepCalendar?) {
      self.first = first
      self.end = end
      self.step = step
      self.year = year
    }
  }

  private let table: CSVTable
  private let stamps: StampColumn
  private let span: Span
  private let reading: InputReader
  private var expected: Int
  private var previous: Int?
  /// Steps that came too early.
  private var early: Set<Int> = []
  private var hasLeapDay = false
  private var tally = Tally()

  /// The walk over a table whose first column holds the stamps; what is wrong goes to the reading.
  package init(_ table: CSVTable, _ stamps: StampColumn, _ span: Span, _ reading: InputReader) {
    self.table = table
    self.stamps = stamps
    self.span = span
    self.reading = reading
    expected = span.first
  }

  private var end: Int { span.end ?? .max }
  private var step: Int { span.step }

  private func moment(_ row: Int) -> StampColumn.Moment? {
    table.rows.contains(row) ? stamps.moments[row - table.rows.lowerBound] : nil
  }

  private func text(_ minute: Int) -> String { CivilStamp.text(minute) }

  /// Whether the steps are all there; findings where they are not.
  package mutating func run() -> Bool {
    var row = table.rows.lowerBound
    while row < table.rows.upperBound {
      let repeated = repetition(at: row)
      if repeated > 1 {
        repeats(row, repeated)
        row += repeated
      } else {
        check(row)
        row += 1
      }
    }
    tally.summarise(in: table.text, reading) { "\($0) more stamps are wrong" }
    guard tally.isEmpty else { return false }
    if let wantedEnd = span.end, expected < wantedEnd { tooShort(wantedEnd) }
    return span.end.map { expected == $0 } ?? true
  }

  private var wanted: String {
    span.year.map {
      "one row for each of the \(Self.grouped($0.count)) steps of \($0.calendar.year)"
    }
      ?? "each step once and in order"
  }

  /// How many rows in a row hold steps that were there before.
  private func repetition(at row: Int) -> Int {
    guard let begin = moment(row)?.minute, begin >= span.first, begin < expected else { return 0 }
    var count = 1
    while let next = moment(row + count)?.minute, next == begin + count * step, next < expected {
      count += 1
    }
    return count
  }

  private mutating func repeats(_ row: Int, _ count: Int) {
    guard let first = moment(row)?.minute, let last = moment(row + count - 1)?.minute else {
      return
    }
    previous = last
    wrong(
      row, "\(Self.grouped(count)) steps appear again, \(text(first)) to \(text(last))",
      "remove the rows that are there twice")
  }

  private mutating func check(_ row: Int) {
    switch moment(row) {
    case .minute(let minute):
      guard let steps = span.year, minute < span.first || minute >= end else {
        return check(row, minute)
      }
      let year = steps.calendar.year
      let isOver = expected >= end
      wrong(
        row,
        isOver
          ? "the series goes on after the end of \(year)"
          : "the stamp is of \(CivilStamp.year(of: minute)), but the site models \(year)",
        isOver ? "write \(wanted)" : "the next stamp should be \(text(expected))")
    case .noSuchDay: noSuchDay(row)
    case .notAStamp:
      notAStamp(row)
      advance(unreadable: row)
    case nil: break
    }
  }

  private mutating func noSuchDay(_ row: Int) {
    let text = table.text.text(row, 0)
    let year = CivilStamp.year(of: expected)
    if text.dropFirst(5).hasPrefix("02-29") || text.hasPrefix("2/29/") || text.hasPrefix("02/29/") {
      if hasLeapDay { return }
      hasLeapDay = true
      wrong(
        row, "\(year) has no 29 February",
        "leave its rows out, or use a series of \(year)")
    } else {
      wrong(
        row, "the day of '\(text)' does not exist",
        "the next stamp should be \(self.text(expected))")
      advance(unreadable: row)
    }
  }

  /// A row whose stamp cannot be read stands for the step due, unless the next row does.
  private mutating func advance(unreadable row: Int) {
    if expected < end, moment(row + 1)?.minute != expected { advance(to: expected + step) }
  }

  private mutating func advance(to next: Int) {
    expected = next
    while early.remove(expected) != nil { expected += step }
  }

  private mutating func check(_ row: Int, _ minute: Int) {
    defer { previous = minute }
    if minute == expected {
      advance(to: expected + step)
    } else if (minute - span.first) % step != 0 {
      wrong(
        row, "the stamp does not begin a step of \(step) minutes",
        "the next stamp should be \(text(expected))")
    } else if minute == previous {
      wrong(
        row, "the stamp '\(text(minute))' appears twice",
        "local standard time has no repeated hour: remove one of the rows")
    } else if minute > expected, moment(row + 1)?.minute != expected {
      gap(row, from: expected, to: minute)
      advance(to: minute + step)
    } else {
      if minute > expected { early.insert(minute) }
      wrong(
        row, "the stamp '\(text(minute))' is out of order",
        "the next stamp should be \(text(expected))")
    }
  }

  private mutating func gap(_ row: Int, from first: Int, to next: Int) {
    let missing = (next - first) / step
    if let steps = span.year, steps.calendar.isLeap, next == first + 1440,
      first == CivilStamp.minute(ofYear: steps.calendar.year) + 59 * 1440
    {
      wrong(
        row, "29 February is missing: \(steps.calendar.year) is a leap year",
        "write \(wanted); the file has \(Self.grouped(table.rows.count)) rows")
    } else if missing == 1 {
      wrong(
        row, "the step \(text(first)) is missing",
        text(first).dropFirst(5).hasPrefix("11-0")
          ? "nothing is filled in: write a row for it (the local clock's repeated hour stands twice)"
          : "nothing is filled in: write a row for it (a series in local clock time has such a gap in March)"
      )
    } else {
      let after = first > span.first ? " after \(text(first - step))" : ""
      wrong(
        row,
        "\(Self.grouped(missing)) steps are missing\(after): \(text(first)) to \(text(next - step))",
        missing * step == 60 && first > span.first
          ? "nothing is filled in: write a row for each (the local clock's repeated hour of November "
            + "stands twice)"
          : "nothing is filled in: write a row for each")
    }
  }

  private mutating func notAStamp(_ row: Int) {
    let text = table.text.text(row, 0)
    wrong(
      row, text.isEmpty ? "the stamp is blank" : "'\(text)' is not a stamp of local standard time",
      "write stamps such as \(self.text(expected)), all in one way")
  }

  private mutating func wrong(_ row: Int, _ message: String, _ help: String) {
    tally.count(row) { reading.report(message, at: table.text.place(row, 0), help: help) }
  }

  private func tooShort(_ end: Int) {
    let missing = (end - expected) / step
    let isLeapDay = span.year?.calendar.isLeap == true && missing * step == 1440
    reading.report(
      "the series ends \(Self.grouped(missing)) steps before the year does",
      at: table.text.place(table.text.rows.count - 1, 0),
      help: "write \(wanted); the file has \(Self.grouped(table.rows.count)) rows"
        + (isLeapDay ? ": 29 February makes a leap year a day longer" : ""))
  }

  /// A count with separators of thousands.
  package static func grouped(_ count: Int) -> String {
    count < 1000
      ? "\(count)"
      : "\(count / 1000)," + String(repeating: "0", count: 3 - "\(count % 1000)".count)
        + "\(count % 1000)"
  }
}
