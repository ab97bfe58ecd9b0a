import Resources
import Tabular

/// Walks the rows of a weather file: each step of a year once, and a number in every cell.
struct WeatherRows {
  let text: CSVCells
  let layout: WeatherLayout
  let reading: InputReader
  let rows: Range<Int>
  private var isLeap = false
  private(set) var stepMinutes = 60
  private var stamps = Tally()
  var cells = Tally()

  /// Distances of stamps that are understood, minutes.
  private static let steps = [60, 30, 15, 10, 5]
  private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  init(_ text: CSVCells, _ layout: WeatherLayout, _ reading: InputReader) {
    self.text = text
    self.layout = layout
    self.reading = reading
    var end = text.rows.count
    while end > layout.firstRow, text.isBlank(end - 1) || layout.isFooter(text, end - 1) {
      end -= 1
    }
    rows = min(layout.firstRow, end)..<end
  }

  /// The year, or nil after findings.
  mutating func read(origin: String) -> WeatherYear? {
    guard rows.count > 1 else {
      reading.report(
        "the \(layout.format) file has no rows below its head", at: Place(file: text.source),
        help: "write one row for each step of a year")
      return nil
    }
    guard let first = layout.stamp(text, rows.lowerBound),
      let second = layout.stamp(text, rows.lowerBound + 1)
    else {
      for row in rows where layout.stamp(text, row) == nil { unreadable(row, expected: nil) }
      stamps.summarise(in: text, reading) { "\($0) more stamps cannot be read" }
      return nil
    }
    let step = second.minute - first.minute
    guard Self.steps.contains(step), second.day == first.day else {
      reading.report(
        "the first two rows are \(step) minutes apart", at: text.place(rows.lowerBound + 1),
        help: "rows are 60, 30, 15, 10 or 5 minutes apart")
      return nil
    }
    stepMinutes = step
    isLeap = rows.contains { row in
      layout.stamp(text, row).map {
        // The end of 28 February is 00:00 of a 29th that the year need not have.
        $0.month == 2 && $0.day == 29 && (layout.mark != .end || $0.minute > 0)
      } ?? false
    }
    walk(from: first, step: step)
    let columns = layout.columns.map { ($0.quantity, numbers($0.quantity, $0.column)) }
    stamps.summarise(in: text, reading) { "\($0) more rows are out of step" }
    cells.summarise(in: text, reading) { "\($0) more cells cannot be used" }
    guard stamps.isEmpty, cells.isEmpty else { return nil }
    return year(columns, first, step, origin)
  }

  private func year(
    _ columns: [(quantity: WeatherQuantity, values: [Double]?)], _ first: WeatherLayout.Stamp,
    _ step: Int, _ origin: String
  ) -> WeatherYear? {
    func values(_ quantity: WeatherQuantity) -> [Double]? {
      columns.first { $0.quantity == quantity }?.values
    }
    guard let temperature = values(.temperature) else { return nil }
    let middle: Int =
      switch layout.mark {
      case .beginning: first.minute + step / 2
      case .instant: first.minute + layout.minutesLater
      case .end: first.minute - step / 2
      }
    var year = WeatherYear(
      place: layout.place, origin: origin, sampleMinutes: step, firstMinute: middle,
      temperature: temperature)
    // A typical year has months of different years; the end of a year may carry the next one's.
    let years = Set(
      [rows.lowerBound, (rows.lowerBound + rows.upperBound) / 2, rows.upperBound - 2]
        .compactMap { layout.stamp(text, $0)?.year })
    year.year = years.count == 1 ? years.first : nil
    year.global = values(.global)
    year.direct = values(.direct)
    year.diffuse = values(.diffuse)
    year.wind = values(.wind)
    year.output = values(.output)
    guard year.global != nil || (year.direct != nil && year.diffuse != nil) else {
      reading.report(
        "no sunlight was measured: the file holds no global irradiance",
        at: text.place(rows.lowerBound),
        help: "use a file with it; direct and diffuse may be left out")
      return nil
    }
    if year.direct == nil || year.diffuse == nil {
      reading.notes.append("weather: " + split(year))
    }
    return year
  }

  /// How sunlight was parted whose parts were not measured.
  private func split(_ year: WeatherYear) -> String {
    switch (year.direct, year.diffuse) {
    case (nil, nil): "direct and diffuse irradiance follow from the global by DISC"
    case (nil, _): "direct irradiance is what the diffuse leaves of the global"
    default: "diffuse irradiance is what the direct leaves of the global"
    }
  }

  private mutating func walk(from first: WeatherLayout.Stamp, step: Int) {
    let begins: Bool =
      switch layout.mark {
      case .beginning: first.minute == 0
      case .instant: first.minute < step
      case .end: first.minute == step
      }
    guard begins, first.month == 1, first.day == 1 else {
      reading.report(
        "the file begins at '\(layout.writtenStamp(text, rows.lowerBound))'",
        at: layout.stampPlace(text, rows.lowerBound), help: layout.mark.first(step))
      stamps.count(rows.lowerBound) {}
      return
    }
    var expected = first.minute
    let end = (isLeap ? 366 : 365) * 1440 + (layout.mark == .end ? 1 : 0)
    for row in rows {
      guard let stamp = layout.stamp(text, row), let minute = minute(stamp) else {
        unreadable(row, expected: expected < end ? expected : nil)
        expected += step
        continue
      }
      if minute != expected {
        wrong(
          row,
          expected >= end
            ? "the file goes on after its year" : "the row is of \(moment(minute)), out of step",
          expected)
      }
      expected = minute + step
    }
    if stamps.isEmpty, expected < end {
      wrong(
        rows.upperBound - 1,
        "the file ends after \(rows.count) of \((end - first.minute + step - 1) / step) rows",
        expected)
    }
  }

  /// Tells a stamp that cannot be read with the shape that is wanted.
  private mutating func unreadable(_ row: Int, expected: Int?) {
    let due = expected.map { "; the row due is of \(moment($0))" } ?? ""
    let (text, layout, reading) = (text, layout, reading)
    stamps.count(row) {
      let written = layout.writtenStamp(text, row)
      reading.report(
        written.isEmpty ? "the row has no stamp" : "'\(written)' cannot be read as a stamp",
        at: layout.stampPlace(text, row), help: "stamps such as \(layout.shape)\(due)")
    }
  }

  private mutating func wrong(_ row: Int, _ message: String, _ expected: Int) {
    let (text, layout, reading) = (text, layout, reading)
    let end = (isLeap ? 366 : 365) * 1440
    let help =
      expected > end || expected == end && layout.mark != .end
      ? "leave out all but one year" : "the row due is of \(moment(expected))"
    stamps.count(row) {
      reading.report(message, at: layout.stampPlace(text, row), help: help)
    }
  }

  private func length(ofMonth month: Int) -> Int {
    Self.lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
  }

  /// Minutes since the year began; nil for a day that does not exist. The end of a day is also 00:00
  /// of the next, which may be the 1 January of the next year.
  private func minute(_ stamp: WeatherLayout.Stamp) -> Int? {
    guard (1...12).contains(stamp.month), stamp.day >= 1 else { return nil }
    let isEnd = layout.mark == .end
    let days = length(ofMonth: stamp.month)
    let endsMonth = isEnd && stamp.minute == 0 && stamp.month == 2 && stamp.day == days + 1
    guard stamp.day <= days || endsMonth, (0...1440).contains(stamp.minute),
      isEnd || stamp.minute < 1440
    else { return nil }
    let before = (1..<stamp.month).reduce(0) { $0 + length(ofMonth: $1) }
    let minute = (before + stamp.day - 1) * 1440 + stamp.minute
    return isEnd && minute == 0 ? (isLeap ? 366 : 365) * 1440 : minute
  }

  /// A minute of the year as people read it; the end of a day is 24:00 where stamps are ends.
  private func moment(_ minute: Int) -> String {
    let isEnd = layout.mark == .end && minute % 1440 == 0 && minute > 0
    var day = minute / 1440 - (isEnd ? 1 : 0)
    var month = 1
    while month < 12, day >= length(ofMonth: month) {
      day -= length(ofMonth: month)
      month += 1
    }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let hour = isEnd ? 24 : minute / 60 % 24
    return "\(two(month))-\(two(day + 1)) \(two(hour)):\(two(minute % 60))"
  }
}
