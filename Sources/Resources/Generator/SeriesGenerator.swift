/// Makes the hourly series of an example site from monthly facts and a few numbers.
///
/// The files are committed; nothing is generated while a site is solved. Same facts, same machine
/// image: same bytes.
public enum SeriesGenerator {
  /// Every file that the settings ask for.
  public static func files(
    _ months: [MonthlyFacts], _ settings: GeneratorSettings
  ) throws(ResourceProblem) -> [SeriesFile] {
    let year = try settings.integer("year")
    guard year % 4 != 0 else { throw ResourceProblem("leap years are not generated") }
    var files = [SeriesFile(name: "load.csv", columns: try load(settings), year: year)]
    if settings.has("price_shares") {
      files.append(
        SeriesFile(name: "grid.csv", columns: try grid(months, settings), year: year))
    }
    return files
  }

  /// Where the system's coincident peaks may be, if the settings ask for it, by the temperature of each
  /// hour.
  public static func coincidentPeaks(
    temperature: [Double], _ settings: GeneratorSettings
  ) throws(ResourceProblem) -> CandidatePeaks? {
    guard settings.has("coincident_peak_days") else { return nil }
    return try CandidatePeaks(temperature: temperature, settings)
  }
}
