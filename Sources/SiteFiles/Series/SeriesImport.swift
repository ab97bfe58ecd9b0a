public import SiteModel
public import Tabular

/// A file of a meter or of any series, made the plain CSV that sites and `bill --import` read: stamps of
/// local standard time at the beginning of each step, mean power in place of energy.
public struct SeriesImport: Sendable {
  /// The file to write.
  public let csv: String
  /// How the file was read.
  public let notes: [String]

  /// What is asked beside the file.
  public struct Options: Sendable {
    /// Where a column without stamps starts, such as `2024-09-01T00:00`.
    public var start: String?
    /// Minutes of the steps to write, as long as those of the file or longer: means are taken.
    public var stepMinutes: Int?
    /// Columns to take, by the names to write; all that name a unit if there are none.
    public var columns: [(header: String, name: String)] = []

    /// Everything as the file has it.
    public init() {}
  }

  /// Reads a file by a clock; findings where something cannot be known.
  public static func read(
    _ path: String, calendar: Calendar, _ options: Options = Options()
  ) throws(Findings) -> SeriesImport {
    let reading = Reading(disk: Disk(root: "."))
    let made = reading.source(ofFile: path, help: "name a CSV or a Green Button file")
      .flatMap { source -> SeriesImport? in
        let (plain, notes) = SeparatedText.plain(source)
        var draft = SeriesDraft(source: plain, reading: reading, notes: notes)
        guard draft.read(calendar, options), draft.average(to: options.stepMinutes) else {
          return nil
        }
        return SeriesImport(csv: draft.csv, notes: draft.notes)
      }
    guard let made, !reading.hasErrors else { throw Findings(reading.sorted) }
    return made
  }
}
