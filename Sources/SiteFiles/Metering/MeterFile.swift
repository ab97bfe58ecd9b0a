public import SiteModel
public import Tabular

/// What a meter saw: stamps and `import_kw`, `import_mw`, `import_kwh` or `import_mwh`, and exports in
/// the same way. Energy is that of each step; the header says which it is, never the size of numbers.
///
/// A file may hold any twelve months, also across the new year. Green Button files are read as they are.
public struct MeterFile: Sendable {
  /// The year in which the file begins, in steps of 15, 30 or 60 minutes; two years where it goes on in
  /// the next.
  public let year: Horizon
  /// Step of the year at which the file begins.
  public let first: Int
  /// Mean import of each step in MW.
  public let imports: [Double]
  /// Mean export of each step in MW, if the file has any.
  public let exports: [Double]?
  /// Billing months that the file holds only a part of, and what was taken for granted.
  public let warnings: [Finding]
  /// How the file was read where it is not written as Sitemix writes it.
  public let notes: [String]

  /// Reads a file by a site's clock; stamps say the year, and without them it is the site's.
  public static func read(_ path: String, calendar: Calendar) throws(Findings) -> MeterFile {
    let reading = Reading(disk: Disk(root: "."))
    let file = MeterFile(path, calendar, reading)
    guard let file, !reading.hasErrors else { throw Findings(reading.sorted) }
    return file
  }

  private init?(_ path: String, _ calendar: Calendar, _ reading: Reading) {
    guard let source = reading.source(ofFile: path) else { return nil }
    let (plain, converted) = SeparatedText.plain(source)
    let read =
      GreenButton.isLikely(plain)
      ? GreenButton.columns(plain, calendar, reading)
      : MeterColumns.read(plain, calendar, reading)
    guard let columns = read, let start = columns.first else { return nil }
    let begin = calendar.of(year: CivilStamp.year(of: start))
    let step = columns.stepMinutes
    let first = (start - CivilStamp.minute(ofYear: begin.year)) / step
    let steps = begin.dayCount * 1440 / step
    let last = first + columns.count
    let next = calendar.of(year: begin.year + 1)
    let yearOn = steps * step + next.minute(like: begin.standardTime(minute: first * step))
    guard last * step <= yearOn || reading.hasErrors else {
      reading.report(
        Finding(
          file: path,
          message: "the file holds more than twelve months: "
            + "\(CivilStamp.text(start)) to \(CivilStamp.text(start + columns.count * step))",
          help: "leave rows out, so that at most twelve billing months are left"))
      return nil
    }
    year = Horizon(
      calendar: begin, stepMinutes: step,
      steps: steps + (last > steps ? next.dayCount * 1440 / step : 0))
    self.first = first
    imports = columns.imports
    exports = columns.exports
    notes = converted + columns.notes
    MeterMonths(year, first..<last, columns.place).check(reading)
    warnings = reading.sorted.filter { $0.severity == .warning }
  }
}

extension Reading {
  /// A file at a path of its own.
  func source(ofFile path: String, help: String = "name a CSV file") -> SourceText? {
    do throws(Disk.Trouble) {
      return SourceText(path: path, bytes: try Disk.bytes(at: path))
    } catch {
      let why = error == .missing ? "there is no file '\(path)'" : "'\(path)' cannot be read"
      report(Finding(file: path, message: why, help: help))
      return nil
    }
  }
}
