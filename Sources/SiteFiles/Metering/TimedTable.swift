import SiteModel

/// A CSV file of numbers whose first column holds stamps: from the beginning of the modelled year on,
/// in equal steps, to the year's end or before it; or through years that repeat it.
struct TimedTable {
  let table: CSVTable
  let stepMinutes: Int
  private let reading: Reading

  /// Steps of the file.
  var count: Int { table.rows.count }

  /// The file at a path of its own, or nil after findings.
  init?(
    path: String, first: String, calendar: Calendar, mayRepeat: Bool, _ reading: Reading
  ) {
    self.reading = reading
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let root = path.hasPrefix("/") && folder.isEmpty ? "/" : folder.isEmpty ? "." : folder
    let source: SourceText
    do throws(Disk.Trouble) {
      source = SourceText(
        path: path, bytes: try Disk(root: root).bytes(of: String(parts.last ?? "")))
    } catch {
      let why = error == .missing ? "there is no file '\(path)'" : "'\(path)' cannot be read"
      reading.report(Finding(file: path, message: why, help: "name a CSV file"))
      return nil
    }
    let (table, findings) = CSVTable.read(source)
    findings.forEach { reading.report($0) }
    guard let table else { return nil }
    self.table = table
    guard table.names.first == first else {
      reading.report(
        "the first column is '\(table.names.first ?? "")', not '\(first)'",
        at: table.text.place(0, 0),
        help: "write stamps such as \(calendar.year)-01-01T00:00, local standard time")
      return nil
    }
    guard let step = Self.step(table, calendar, reading) else { return nil }
    stepMinutes = step
    checkSteps(calendar, mayRepeat: mayRepeat)
  }

  /// The distance of the first two stamps.
  private static func step(_ table: CSVTable, _ calendar: Calendar, _ reading: Reading) -> Int? {
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

  private func checkSteps(_ calendar: Calendar, mayRepeat: Bool) {
    let steps = StepCalendar(calendar: calendar, stepMinutes: stepMinutes)
    var tally = Tally()
    for row in table.rows {
      let position = row - 1
      guard position < steps.count || mayRepeat else {
        tally.count(row) {
          reading.report(
            "the file goes on after the end of \(calendar.year)", at: table.text.place(row, 0),
            help: "write at most the \(steps.count) steps of the year")
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
