import SiteModel
import Units
import Tabular

extension KeyTable {
  /// The table of a file that stands beside the site, or nil after findings.
  func peaksFile(_ spec: ParameterSpec, _ node: YAMLNode) -> CSVTable? {
    guard let name = text(node, what: spec.key) else { return nil }
    guard case .site(let folder) = origin else {
      reading.report(
        "\(spec.key) of a technology is a file", at: node.place, help: "name the file in the site")
      return nil
    }
    guard let path = reading.path(name, in: folder, at: node.place),
      let source = reading.source(
        path, named: node.place, what: "file",
        help: "put the file there, or correct '\(spec.key)'")
    else { return nil }
    let (table, findings) = CSVTable.read(source)
    findings.forEach { reading.report($0) }
    return table
  }
}

/// Reads the files of a grid connection's peaks: hours of coincident peaks, and metered peaks.
struct PeaksFile {
  let table: CSVTable
  let reading: Reading

  init(_ table: CSVTable, _ reading: Reading) {
    self.table = table
    self.reading = reading
  }

  /// Columns of coincident peaks.
  static let coincidentColumns = ["line", "peak", "start", "probability"]
  /// Columns of metered peaks.
  static let meteredColumns = ["line", "year", "month", "peak_kw"]

  private func wrong(_ row: Int, _ column: Int, _ message: String, _ help: String) {
    reading.report(message, at: table.text.place(row, column), help: help)
  }

  private func hasColumns(_ columns: [String]) -> Bool {
    guard table.names == columns else {
      reading.report(
        "the columns are \(table.names.joined(separator: ","))", at: table.text.place(0),
        help: "write \(columns.joined(separator: ","))")
      return false
    }
    guard !table.rows.isEmpty else {
      reading.report(
        "the file has a header but no rows", at: table.text.place(0),
        help: "write a row for each peak, or remove the key")
      return false
    }
    return true
  }

  private func name(_ row: Int, _ column: Int, _ what: String) -> String? {
    let name = table.text.text(row, column)
    if name.isEmpty { wrong(row, column, "the \(what) is blank", "name the \(what)") }
    return name.isEmpty ? nil : name
  }

  /// Peaks by line, or nil after findings.
  func coincident() -> CoincidentPeaks? {
    guard hasColumns(Self.coincidentColumns) else { return nil }
    var isSound = true
    var found: [(row: Int, line: String, peak: String, hour: CoincidentPeaks.Hour)] = []
    for row in table.rows {
      let line = name(row, 0, "line")
      let peak = name(row, 1, "peak")
      let minute = self.minute(row)
      let probability = self.probability(row)
      guard let line, let peak, let minute, probability.isRead else {
        isSound = false
        continue
      }
      if found.contains(where: { ($0.line, $0.peak, $0.hour.minute) == (line, peak, minute) }) {
        wrong(row, 2, "the hour appears twice in the peak '\(peak)'", "remove one of the rows")
        isSound = false
        continue
      }
      let hour = CoincidentPeaks.Hour(minute: minute, probability: probability.value)
      found.append((row, line, peak, hour))
    }
    var peaks: [CoincidentPeaks.Peak] = []
    for one in found
    where !peaks.contains(where: { $0.line == one.line && $0.name == one.peak }) {
      let rows = found.filter { $0.line == one.line && $0.peak == one.peak }
      isSound = isWhole(one.peak, rows.map { ($0.row, $0.hour) }) && isSound
      let hours = rows.map(\.hour).sorted { $0.minute < $1.minute }
      peaks.append(.init(line: one.line, name: one.peak, hours: hours))
    }
    return isSound ? CoincidentPeaks(peaks) : nil
  }

  /// Either no hour of a peak has a probability, or all have, and they add up to 1.
  private func isWhole(_ peak: String, _ rows: [(row: Int, hour: CoincidentPeaks.Hour)]) -> Bool {
    let given = rows.filter { $0.hour.probability != nil }
    guard !given.isEmpty, let last = rows.last else { return true }
    if let blank = rows.first(where: { $0.hour.probability == nil }) {
      wrong(
        blank.row, 3, "other hours of the peak '\(peak)' have a probability, this one has none",
        "give each candidate hour of a peak its probability, or none of them")
      return false
    }
    let sum = given.reduce(0) { $0 + ($1.hour.probability ?? 0) }
    guard (sum - 1).magnitude <= 1e-6 else {
      wrong(
        last.row, 3, "the probabilities of the peak '\(peak)' add up to \(DecimalText.plain(sum))",
        "a peak comes once: they must add up to 1")
      return false
    }
    return true
  }

  /// Minutes of the year at which an hour begins.
  private func minute(_ row: Int) -> Int? {
    guard let steps = reading.steps else { return nil }
    let text = table.text.text(row, 2)
    let year = steps.calendar.year
    switch steps.read(table.text.bytes(row, 2)) {
    case .minute(let minute) where minute % 60 == 0: return minute
    case .minute:
      wrong(row, 2, "'\(text)' does not begin an hour", "write the stamp of the hour's beginning")
    case .otherYear(let other):
      wrong(
        row, 2, "the peak is in \(other), but the site models \(year)",
        "write the hours of \(year) in which the peaks are expected")
    case .noSuchDay: wrong(row, 2, "the day of '\(text)' does not exist", "write a day of \(year)")
    case .notAStamp:
      wrong(
        row, 2, text.isEmpty ? "the start is blank" : "'\(text)' is not a stamp",
        "write local standard time such as \(year)-08-12T16:00")
    }
    return nil
  }

  private func probability(_ row: Int) -> (value: Double?, isRead: Bool) {
    let text = table.text.text(row, 3)
    if text.isEmpty { return (nil, true) }
    guard let number = DecimalText.number(table.text.bytes(row, 3)) else {
      wrong(
        row, 3, "the probability '\(text)' is not a number",
        DecimalText.help(for: text, unit: "fraction"))
      return (nil, false)
    }
    guard number >= 0, number <= 1 else {
      wrong(
        row, 3, "the probability is \(DecimalText.plain(number)), outside 0 to 1",
        number > 1 && number <= 100
          ? "a fraction of 1, not percent: \(DecimalText.perCent(number))"
          : "leave it blank where the hour is known")
      return (nil, false)
    }
    return (number, true)
  }

  /// Peaks by line and month, or nil after findings.
  func metered() -> MeteredPeaks? {
    guard hasColumns(Self.meteredColumns) else { return nil }
    var isSound = true
    var peaks: [MeteredPeaks.Peak] = []
    for row in table.rows {
      let line = name(row, 0, "line")
      let year = meteredYear(row)
      let month = Int(table.text.text(row, 2)).flatMap { (1...12).contains($0) ? $0 : nil }
      if month == nil {
        wrong(row, 2, "'\(table.text.text(row, 2))' is not a month", "write a month from 1 to 12")
      }
      let power = peak(row)
      guard let line, let year, let month, let power else {
        isSound = false
        continue
      }
      if peaks.contains(where: { ($0.line, $0.year, $0.month) == (line, year, month) }) {
        wrong(
          row, 0, "the peak of '\(line)' in month \(month) of \(year) appears twice",
          "remove one of the rows")
        isSound = false
      }
      peaks.append(.init(line: line, year: year, month: month, power: power))
    }
    return isSound ? MeteredPeaks(peaks) : nil
  }

  private func meteredYear(_ row: Int) -> Int? {
    guard let year = reading.steps?.calendar.year else { return nil }
    let text = table.text.text(row, 1)
    guard let written = Int(text), written == year || written == year - 1 else {
      wrong(
        row, 1, "'\(text)' is neither the modelled year nor the one before",
        "write \(year - 1) for peaks that ratchets remember, \(year) for peaks already set")
      return nil
    }
    return written
  }

  private func peak(_ row: Int) -> Power? {
    let text = table.text.text(row, 3)
    guard let number = DecimalText.number(table.text.bytes(row, 3)) else {
      wrong(
        row, 3, text.isEmpty ? "the peak is blank" : "the peak '\(text)' is not a number",
        text.isEmpty ? "write kW" : DecimalText.help(for: text, unit: "kW"))
      return nil
    }
    guard number >= 0, number <= 20_000_000 else {
      wrong(
        row, 3, "the peak is \(DecimalText.plain(number)) kW, outside 0 to 20000000",
        "write kW as the meter reads them")
      return nil
    }
    return Power(number, .kilowatts)
  }
}
