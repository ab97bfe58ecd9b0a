/// Makes the hourly series of an example site from monthly facts and a few numbers.
///
/// The files are committed; nothing is generated while a site is solved. Same facts, same machine
/// image: same bytes.
public enum SeriesGenerator {
  /// One column: its header and 8,760 values, rounded as they are written.
  public struct Column: Sendable, Equatable {
    public let header: String
    public let values: [Double]

    init(_ header: String, _ values: [Double], places: Int) {
      self.header = header
      self.values = values.map { $0.rounded(toPlaces: places) }
    }
  }

  /// One file: its name and its columns beside `hour_beginning`.
  public struct File: Sendable, Equatable {
    public let name: String
    public let columns: [Column]
    let year: Int

    /// The text of the file.
    public var csv: String {
      let calendar = YearOfHours(year: year)
      var text = (["hour_beginning"] + columns.map(\.header)).joined(separator: ",") + "\n"
      for hour in 0..<YearOfHours.hourCount {
        text += ([calendar.stamp(hour)] + columns.map { written($0.values[hour]) })
          .joined(separator: ",")
        text += "\n"
      }
      return text
    }

    /// The shortest decimal number; a whole one without its `.0`, no negative zero.
    private func written(_ value: Double) -> String {
      let text = value == 0 ? "0" : "\(value)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
  }

  /// Every file that the settings ask for.
  public static func files(
    _ months: [MonthlyFacts], _ settings: GeneratorSettings
  ) throws(GeneratorProblem) -> [File] {
    let year = try settings.integer("year")
    guard year % 4 != 0 else { throw GeneratorProblem("leap years are not generated") }
    let weather = try SyntheticWeather(months, settings)
    var files = [
      File(name: "load.csv", columns: try load(weather, settings), year: year),
      File(name: "solar.csv", columns: [solar(weather)], year: year),
    ]
    if settings.has("engine_derate_above_c") {
      files.append(File(name: "engines.csv", columns: [try engines(weather, settings)], year: year))
    }
    if settings.has("gas_mean_mcf_per_day") {
      files.append(File(name: "gas.csv", columns: [try gas(settings)], year: year))
    }
    if settings.has("price_shares") {
      files.append(
        File(name: "grid.csv", columns: try grid(months, settings), year: year))
    }
    return files
  }

  private static func load(_ weather: SyntheticWeather, _ settings: GeneratorSettings)
    throws(GeneratorProblem) -> [Column]
  {
    let seed = try settings.integer("seed")
    let calendar = YearOfHours(year: try settings.integer("year"))
    var columns = [
      Column(
        "pue_fraction", weather.temperature.map(LoadShapes.powerUsageEffectiveness), places: 4)
    ]
    if settings.has("inference_peak_load_factor") {
      let values = LoadShapes.inference(
        peak: try settings.number("inference_peak_load_factor"),
        trough: try settings.number("inference_trough_fraction"), calendar: calendar,
        noise: Noise(seed: seed, stream: 4))
      columns.append(Column("inference_load_factor_fraction", values, places: 4))
    }
    if settings.has("batch_load_factor") {
      let values = LoadShapes.batch(
        mean: try settings.number("batch_load_factor"), calendar: calendar,
        noise: Noise(seed: seed, stream: 5))
      columns.append(Column("batch_load_factor_fraction", values, places: 4))
    }
    let training = LoadShapes.training(
      mean: try settings.number("training_load_factor"), noise: Noise(seed: seed, stream: 6))
    columns.append(Column("training_load_factor_fraction", training, places: 4))
    return columns
  }

  private static func solar(_ weather: SyntheticWeather) -> Column {
    let modules = Photovoltaics()
    let output = weather.sun.indices.map { hour in
      let sun = weather.sun[hour]
      let sunlight = Irradiance(global: weather.global[hour], sun: sun)
      let plane = sunlight.onTracker(sun: sun, groundCover: 0.35, limit: 60)
      return modules.output(planeOfArray: plane, ambient: weather.temperature[hour])
    }
    return Column("output_kw_per_kwdc", output, places: 5)
  }

  private static func engines(_ weather: SyntheticWeather, _ settings: GeneratorSettings)
    throws(GeneratorProblem) -> Column
  {
    let above = try settings.number("engine_derate_above_c")
    let slope = try settings.number("engine_derate_per_c")
    let ready = 1 - (try settings.number("engine_planned_outage_fraction"))
    let values = weather.temperature.map { ready * (1 - slope * max(0, $0 - above)) }
    return Column("output_derate_fraction", values, places: 4)
  }

  private static func gas(_ settings: GeneratorSettings) throws(GeneratorProblem) -> Column {
    let decline = GasDecline(
      initialDecline: try settings.number("gas_decline_per_month"),
      exponent: try settings.number("gas_decline_exponent"))
    let values = decline.hourly(
      mean: try settings.number("gas_mean_mcf_per_day"),
      dayVariation: try settings.number("gas_day_variation"),
      noise: Noise(seed: try settings.integer("seed"), stream: 7))
    return Column("available_mcf_per_h", values, places: 3)
  }

  private static func grid(_ months: [MonthlyFacts], _ settings: GeneratorSettings)
    throws(GeneratorProblem) -> [Column]
  {
    let byMonth = months.compactMap(\.price)
    let byHour = try settings.list("price_by_hour_usd_per_mwh")
    guard byMonth.count == 12, byHour.count == 24 else {
      throw GeneratorProblem("prices need a mean for each month and for each of 24 hours")
    }
    let prices = try PriceCurve(settings).hourly(
      byHour: byHour, byMonth: byMonth, seed: try settings.integer("seed"))
    var columns = [Column("index_price_usd_per_mwh", prices, places: 2)]
    if settings.has("curtailment_days") {
      columns.append(Column("import_limit_mw", try importLimit(settings), places: 3))
    }
    return columns
  }

  private static func importLimit(_ settings: GeneratorSettings) throws(GeneratorProblem)
    -> [Double]
  {
    var limit = [Double](
      repeating: try settings.number("import_limit_mw"), count: YearOfHours.hourCount)
    let days = try settings.list("curtailment_days")
    let firstHours = try settings.list("curtailment_first_hours")
    let lengths = try settings.list("curtailment_hours")
    let curtailed = try settings.number("curtailed_import_mw")
    for (day, (first, length)) in zip(days, zip(firstHours, lengths)) {
      let start = Int(day - 1) * 24 + Int(first)
      for hour in start..<start + Int(length) where limit.indices.contains(hour) {
        limit[hour] = curtailed
      }
    }
    return limit
  }
}
