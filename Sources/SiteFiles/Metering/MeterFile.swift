public import SiteModel

/// What a meter saw: `start,import_kw` or `import_mw`, and optionally `export_kw` or `export_mw`.
public struct MeterFile: Sendable {
  /// The site's year in the file's steps of 15, 30 or 60 minutes.
  public let year: Horizon
  /// Step of the year at which the file begins.
  public let first: Int
  /// Mean import of each step in MW.
  public let imports: [Double]
  /// Mean export of each step in MW, if the file has any.
  public let exports: [Double]?
  /// Billing months that the file holds only a part of.
  public let warnings: [Finding]

  /// Reads a file for a site's year.
  public static func read(_ path: String, calendar: Calendar) throws(Findings) -> MeterFile {
    let reading = Reading(disk: Disk(root: "."))
    let file = MeterFile(path, calendar, reading)
    guard let file, !reading.hasErrors else { throw Findings(reading.sorted) }
    return file
  }

  private static let columns = ["start", "import_kw", "import_mw", "export_kw", "export_mw"]

  private init?(_ path: String, _ calendar: Calendar, _ reading: Reading) {
    guard
      let file = TimedTable(
        path: path, first: "start", calendar: calendar, extent: .partOfYear, reading)
    else { return nil }
    for (index, name) in file.table.names.enumerated() where !Self.columns.contains(name) {
      reading.report(
        "unknown column '\(name)' of a meter", at: file.table.text.place(0, index),
        help: Suggestion.help(for: name, in: Self.columns, known: "columns"))
    }
    func column(_ direction: String, isNeeded: Bool) -> [Double]? {
      let names = ["\(direction)_kw", "\(direction)_mw"].filter(file.table.names.contains)
      if names.count == 2 || names.isEmpty && isNeeded {
        reading.report(
          names.isEmpty ? "the meter has no \(direction)" : "the meter has its \(direction) twice",
          at: file.table.text.place(0), help: "write \(direction)_kw or \(direction)_mw")
      }
      guard let name = names.first else { return nil }
      return file.numbers(name, scale: name.hasSuffix("_kw") ? 1e-3 : 1, within: 0...20_000)
    }
    exports = column("export", isNeeded: false)
    guard let imports = column("import", isNeeded: true) else { return nil }
    self.imports = imports
    year = Horizon(calendar: calendar, stepMinutes: file.stepMinutes)
    first = file.first
    Self.checkMonths(file, year, reading)
    warnings = reading.sorted.filter { $0.severity == .warning }
  }

  /// A month begins and ends by the local clock; one that is not whole is billed as it was metered.
  private static func checkMonths(_ file: TimedTable, _ year: Horizon, _ reading: Reading) {
    let steps = StepCalendar(calendar: year.calendar, stepMinutes: file.stepMinutes)
    let (first, last) = (file.first, file.first + file.count - 1)
    guard !reading.hasErrors else { return }
    func month(_ step: Int) -> Int { year.clock(step).month }
    func warn(_ row: Int, _ step: Int, _ what: String, _ stamp: Int) {
      let name = TariffTable.months[month(step) - 1]
      reading.report(
        "the file \(what) within the billing month of \(name), which is billed as if no more had been metered",
        at: file.table.text.place(row, 0),
        help: "by the local clock \(name) \(what) at \(steps.stamp(stamp * file.stepMinutes)) "
          + "standard time", severity: .warning)
    }
    if first > 0, month(first - 1) == month(first),
      let begin = (0..<first).first(where: { month($0) == month(first) })
    {
      warn(1, first, "begins", begin)
    }
    if last + 1 < steps.count, month(last + 1) == month(last) {
      let end = (last..<steps.count).first { month($0) != month(last) } ?? steps.count
      warn(file.count, last, "ends", end)
    }
  }
}
