import ArgumentParser
import Components
import Foundation
import SiteFiles
import SiteModel
import Tabular

/// `sitemix import-series FILE`: makes the plain CSV of a meter or a series out of what people have.
struct ImportSeries: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-series",
    abstract: "Convert a meter's or spreadsheet's file to a plain series, and say how it was read.",
    discussion: """
      Reads stamps as spreadsheets print them, of the local clock or with an offset, at the beginning or \
      the end of each step, in one column or two; a column without stamps; kW or kWh by the header; \
      semicolons, tabs and decimal commas; Green Button XML. Nothing is filled in. The series goes to \
      standard output or --out, how it was read to standard error.

      Examples:
        sitemix import-series meter.csv --site sparks-nevada --out meter-plain.csv
        sitemix import-series usage.csv --column 'Usage (kWh)=import_kw'
        sitemix import-series load.csv --start 2025-01-01T00:00 --step 60
      """)

  @Argument(help: "CSV, or Green Button XML.")
  var file: String

  @Option(name: .long, help: "Site whose year and clock hold; else those of the options below.")
  var site: String?

  @OptionGroup var place: DataOptions

  @Option(name: .long, help: "Year of a column without stamps that names no start.")
  var year: Int?

  @Flag(name: .long, help: "The local clock saves no daylight.")
  var noDaylightSaving = false

  @Option(
    name: .long, parsing: .unconditional,
    help: "Hours by which local standard time is ahead of UTC, such as -8.")
  var utcOffsetHours: Double?

  @Option(name: .long, help: "Where a column without stamps starts, such as 2025-01-01T00:00.")
  var start: String?

  @Option(name: .long, help: "Minutes of the steps to write, 15, 30 or 60: means of shorter ones.")
  var step: Int?

  @Option(
    name: .long, parsing: .singleValue,
    help: "Column to take and the name to write, HEADER=NAME; else all that name a unit.")
  var column: [String] = []

  @Option(name: .long, help: "File to write; else standard output.")
  var out: String?

  func validate() throws {
    if let year, !(1990...2100).contains(year) {
      throw ValidationError("--year must lie between 1990 and 2100.")
    }
    if let utcOffsetHours, !(-12...14).contains(utcOffsetHours) {
      throw ValidationError("--utc-offset-hours must lie between -12 and 14.")
    }
    for column in column where !column.contains("=") {
      throw ValidationError("write --column 'HEADER=NAME', such as 'Usage (kWh)=import_kw'.")
    }
  }

  func run() throws {
    var options = SeriesImport.Options()
    options.stepMinutes = step
    options.columns = column.map { pair in
      let name = pair.split(separator: "=").last.map(String.init) ?? ""
      return (String(pair.dropLast(name.count + 1)), name)
    }
    let calendar = try calendar()
    options.start = start ?? (year == nil || site != nil ? nil : "\(calendar.year)-01-01T00:00")
    let made: SeriesImport
    do throws(Findings) {
      made = try SeriesImport.read(file, calendar: calendar, options)
    } catch {
      Terminal.reportError(error.text)
      throw ExitStatus.findings
    }
    for note in made.notes { Terminal.reportError("\(file): \(note)") }
    guard let out else {
      print(made.csv, terminator: "")
      return
    }
    do {
      try Data(made.csv.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
    } catch {
      Terminal.reportError("fault: '\(out)' cannot be written: check the folder's permissions")
      throw ExitStatus.fault
    }
    print("wrote \(out)")
  }

  private func calendar() throws -> SiteModel.Calendar {
    if let site {
      let folder = place.folder
      do throws(Findings) {
        return try folder.readClock(of: site)
      } catch {
        Terminal.reportError(folder.located(error.all).text)
        throw ExitStatus.findings
      }
    }
    return SiteModel.Calendar(
      year: year ?? 2025, daylightSaving: noDaylightSaving ? .none : .unitedStates,
      utcOffsetMinutes: utcOffsetHours.map { Int(($0 * 60).rounded()) })
  }
}
