import Resources

/// Walks the rows of a weather file: each step of a year once, and a number in every cell.
struct WeatherRows {
  let text: CSVText
  let layout: WeatherLayout
  let reading: Reading
  private var rows: Range<Int>
  private var isLeap = false
  private var stamps = Tally()
  private var cells = Tally()

  /// Distances of stamps that are understood, minutes.
  private static let steps = [60, 30, 15, 10, 5]
  private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  init(_ text: CSVText, _ layout: WeatherLayout, _ reading: Reading) {
    self.text = text
    self.layout = layout
    self.reading = reading
    var end = text.rows.count
    if end > layout.firstRow, layout.isFooter(text, end - 1) { end -= 1 }
    rows = min(layout.firstRow, end)..<end
  }

  /// The year, or nil after findings.
  mutating func read(origin: String) -> WeatherYear? {
    guard rows.count > 1, let first = layout.stamp(text, rows.lowerBound),
      let second = layout.stamp(text, rows.lowerBound + 1)
    else {
      reading.report(
        "the \(layout.format) file has no rows with stamps", at: Place(file: text.source),
        help: "write one row for each step of a year")
      return nil
    }
    let step = second.minute - first.minute
    guard Self.steps.contains(step), second.day == first.day else {
      reading.report(
        "the first two rows are \(step) minutes apart", at: text.place(rows.lowerBound + 1),
        help: "rows are 60, 30, 15, 10 or 5 minutes apart")
      return nil
    }
    isLeap = rows.contains { row in
      text.count(row) > layout.stampColumn
        && layout.stamp(text, row).map { $0.month == 2 && $0.day == 29 } ?? false
    }
    walk(from: first.minute, step: step)
    var columns: [[Double]] = []
    for (quantity, column) in layout.columns { columns.append(numbers(quantity, column)) }
    stamps.summarise(in: text, reading) { "\($0) more rows are out of step" }
    cells.summarise(in: text, reading) { "\($0) more cells cannot be used" }
    guard stamps.isEmpty, cells.isEmpty else { return nil }
    return year(columns, first, step, origin)
  }

  private func year(
    _ columns: [[Double]], _ first: WeatherLayout.Stamp, _ step: Int, _ origin: String
  ) -> WeatherYear? {
    func values(_ quantity: WeatherQuantity) -> [Double]? {
      layout.columns.firstIndex { $0.quantity == quantity }.map { columns[$0] }
    }
    guard let temperature = values(.temperature) else { return nil }
    let middle = first.minute + (layout.stampsBegin ? step / 2 : 0)
    var year = WeatherYear(
      place: layout.place, origin: origin, sampleMinutes: step, firstMinute: middle,
      temperature: temperature)
    // A typical year has months of different years.
    let years = Set(
      [rows.lowerBound, (rows.lowerBound + rows.upperBound) / 2, rows.upperBound - 1]
        .compactMap { layout.stamp(text, $0)?.year })
    year.year = years.count == 1 ? years.first : nil
    year.global = values(.global)
    year.direct = values(.direct)
    year.diffuse = values(.diffuse)
    year.wind = values(.wind)
    year.output = values(.output)
    return year
  }

  private mutating func walk(from first: Int, step: Int) {
    var expected = first
    let end = (isLeap ? 366 : 365) * 1440
    guard first < step else {
      reading.report(
        "the file begins at minute \(first) of its first day", at: text.place(rows.lowerBound),
        help: "the first row is the first step of 1 January")
      stamps.count(rows.lowerBound) {}
      return
    }
    for row in rows {
      guard let stamp = layout.stamp(text, row), let minute = minute(stamp) else {
        wrong(row, "the stamp cannot be read", expected)
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
        "the file ends after \(rows.count) of \((end - first + step - 1) / step) rows", expected)
    }
  }

  private mutating func wrong(_ row: Int, _ message: String, _ expected: Int) {
    let place =
      layout.stampColumn < text.count(row)
      ? text.place(row, layout.stampColumn) : text.place(row)
    let due = moment(expected)
    stamps.count(row) { reading.report(message, at: place, help: "the row due is of \(due)") }
  }

  private func length(ofMonth month: Int) -> Int {
    Self.lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
  }

  /// Minutes since the year began; nil for a day that does not exist.
  private func minute(_ stamp: WeatherLayout.Stamp) -> Int? {
    guard (1...12).contains(stamp.month), stamp.day >= 1,
      stamp.day <= length(ofMonth: stamp.month), (0..<1440).contains(stamp.minute)
    else { return nil }
    let before = (1..<stamp.month).reduce(0) { $0 + length(ofMonth: $1) }
    return (before + stamp.day - 1) * 1440 + stamp.minute
  }

  /// A minute of the year as people read it.
  private func moment(_ minute: Int) -> String {
    var day = minute / 1440
    var month = 1
    while month < 12, day >= length(ofMonth: month) {
      day -= length(ofMonth: month)
      month += 1
    }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(month))-\(two(day + 1)) \(two(minute / 60 % 24)):\(two(minute % 60))"
  }

  private mutating func numbers(
    _ quantity: WeatherQuantity, _ column: WeatherLayout.Column
  ) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(rows.count)
    for row in rows {
      guard column.index < text.count(row), !text.bytes(row, column.index).isEmpty else {
        let text = text
        let reading = reading
        cells.count(row) {
          reading.report(
            "there is no \(quantity.name)", at: text.place(row),
            help: "write a number in \(quantity.unit); nothing is filled in")
        }
        continue
      }
      let written = text.number(row, column.index)
      let number = written.map { $0 / column.divisor }
      guard let number, quantity.range.contains(number), written != column.missing else {
        let text = text
        let reading = reading
        cells.count(row) {
          let isMissing = written != nil && written == column.missing
          reading.report(
            isMissing
              ? "the \(quantity.name) was not measured"
              : "'\(text.text(row, column.index))' is no \(quantity.name)",
            at: text.place(row, column.index),
            help: isMissing
              ? "use a file without gaps; nothing is filled in"
              : "numbers from \(DecimalText.plain(quantity.range)) \(quantity.unit)")
        }
        continue
      }
      numbers.append(number)
    }
    return numbers
  }
}
