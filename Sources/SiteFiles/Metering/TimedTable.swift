import SiteModel

/// A CSV file of numbers whose first column holds stamps in equal steps: within the modelled year, or
/// from its beginning on through years that repeat it.
struct TimedTable {
  let table: CSVTable
  let stepMinutes: Int
  /// Step of the year at which the file begins.
  let first: Int
  private let reading: Reading

  /// Which part of the year, or how many years, a file may hold.
  enum Extent { case partOfYear, years }

  /// Steps of the file.
  var count: Int { table.rows.count }

  /// The file at a path of its own, or nil after findings.
  init?(
    path: String, first name: String, calendar: Calendar, extent: Extent, _ reading: Reading
  ) {
    self.reading = reading
    let source: SourceText
    do throws(Disk.Trouble) {
      source = SourceText(path: path, bytes: try Disk.bytes(at: path))
    } catch {
      let why = error == .missing ? "there is no file '\(path)'" : "'\(path)' cannot be read"
      reading.report(Finding(file: path, message: why, help: "name a CSV file"))
      return nil
    }
    let (table, findings) = CSVTable.read(source)
    findings.forEach { reading.report($0) }
    guard let table else { return nil }
    self.table = table
    guard table.names.first == name else {
      reading.report(
        "the first column is '\(table.names.first ?? "")', not '\(name)'",
        at: table.text.place(0, 0),
        help: "write stamps such as \(calendar.year)-01-01T00:00, local standard time")
      return nil
    }
    guard let (begin, step) = Self.beginning(table, calendar, extent, reading) else { return nil }
    stepMinutes = step
    first = begin / step
    checkSteps(calendar, extent)
  }

  /// The first stamp in minutes of the year, and the distance of the second.
  private static func beginning(
    _ table: CSVTable, _ calendar: Calendar, _ extent: Extent, _ reading: Reading
  ) -> (first: Int, step: Int)? {
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
        help: "write steps of 15, 30 or 60 minutes, "
          + (extent == .years ? "from \(hours.stamp(0)) on" : "of \(calendar.year)")
          + ", local standard time")
      return nil
    }
    if extent == .partOfYear, first % 60 != 0 {
      reading.report(
        "the file begins within an hour, at \(hours.stamp(first))", at: table.text.place(1, 0),
        help: "begin at a full hour, best at the beginning of a billing month")
      return nil
    }
    // A first stamp that is wrong is told with the others.
    return (extent == .years ? 0 : first, second - first)
  }

  private func checkSteps(_ calendar: Calendar, _ extent: Extent) {
    let steps = StepCalendar(calendar: calendar, stepMinutes: stepMinutes)
    var tally = Tally()
    for row in table.rows {
      let position = first + row - 1
      guard position < steps.count || extent == .years else {
        tally.count(row) {
          reading.report(
            "the file goes on after the end of \(calendar.year)", at: table.text.place(row, 0),
            help: "write steps of that year alone, the one that the site models")
        }
        break
      }
      let wanted = position % steps.count * stepMinutes
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

  /// The numbers of a column times a scale, or nil after findings.
  func numbers(
    _ name: String, scale: Double = 1, within range: ClosedRange<Double>
  ) -> [Double]? {
    guard let column = table.names.firstIndex(of: name) else { return nil }
    var numbers: [Double] = []
    numbers.reserveCapacity(table.rows.count)
    var tally = Tally()
    for row in table.rows {
      let bytes = table.text.bytes(row, column)
      let number = DecimalText.number(bytes)
      if let number, range.contains(number * scale) {
        numbers.append(number * scale)
        continue
      }
      tally.count(row) {
        let text = table.text.text(row, column)
        reading.report(
          bytes.isEmpty
            ? "the cell of '\(name)' is blank"
            : number == nil ? "'\(text)' is not a number" : "'\(text)' is out of range",
          at: table.text.place(row, column),
          help: bytes.isEmpty
            ? "write a number for each step; nothing is filled in"
            : number == nil
              ? DecimalText.help(for: text, unit: "")
              : "write \(DecimalText.plain(range.lowerBound / scale)) to "
                + DecimalText.plain(range.upperBound / scale))
      }
    }
    tally.summarise(in: table.text, reading) { "\($0) more cells of '\(name)' are wrong" }
    return tally.isEmpty ? numbers : nil
  }
}
