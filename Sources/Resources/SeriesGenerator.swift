/// Makes the hourly series of an example site from monthly facts and a few numbers.
///
/// The files are committed; nothing is generated while a site is solved. Same facts, same machine
/// image: same bytes.
public enum SeriesGenerator {
  /// Every file that the settings ask for.
  public static func files(
    _ months: [MonthlyFacts], _ settings: GeneratorSettings
  ) throws(GeneratorProblem) -> [SeriesFile] {
    let year = try settings.integer("year")
    guard year % 4 != 0 else { throw GeneratorProblem("leap years are not generated") }
    let weather = try SyntheticWeather(months, settings)
    var files = [
      SeriesFile(name: "load.csv", columns: try load(weather, settings), year: year),
      SeriesFile(name: "solar.csv", columns: [solar(weather)], year: year),
    ]
    if settings.has("engine_derate_above_c") {
      files.append(
        SeriesFile(
          name: "engines.csv", columns: [try engines(weather, settings)], year: year))
    }
    if settings.has("gas_mean_mcf_per_day") {
      files.append(SeriesFile(name: "gas.csv", columns: [try gas(settings)], year: year))
    }
    if settings.has("price_shares") {
      files.append(
        SeriesFile(name: "grid.csv", columns: try grid(months, settings), year: year))
    }
    return files
  }

  /// Where the system's coincident peaks may be, if the settings ask for it.
  public static func coincidentPeaks(
    _ months: [MonthlyFacts], _ settings: GeneratorSettings
  ) throws(GeneratorProblem) -> CandidatePeaks? {
    guard settings.has("coincident_peak_days") else { return nil }
    return try CandidatePeaks(
      temperature: SyntheticWeather(months, settings).temperature, settings)
  }
}
