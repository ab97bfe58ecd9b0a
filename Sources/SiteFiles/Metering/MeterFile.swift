public import SiteModel

/// What a meter saw: `start,import_kw` or `import_mw`, and optionally `export_kw` or `export_mw`.
public struct MeterFile: Sendable {
  /// Steps of 15, 30 or 60 minutes, from the beginning of the site's year on.
  public let horizon: Horizon
  /// Mean import of each step in MW.
  public let imports: [Double]
  /// Mean export of each step in MW, if the file has any.
  public let exports: [Double]?

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
        path: path, first: "start", calendar: calendar, mayRepeat: false, reading)
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
    horizon = Horizon(calendar: calendar, stepMinutes: file.stepMinutes, steps: file.count)
  }
}
