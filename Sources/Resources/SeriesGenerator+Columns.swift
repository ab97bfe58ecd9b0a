extension SeriesGenerator {
  static func load(_ weather: SyntheticWeather, _ settings: GeneratorSettings)
    throws(GeneratorProblem) -> [SeriesColumn]
  {
    let seed = try settings.integer("seed")
    let calendar = YearOfHours(year: try settings.integer("year"))
    var columns = [
      SeriesColumn(
        "pue_fraction", weather.temperature.map(LoadShapes.powerUsageEffectiveness), places: 4)
    ]
    if settings.has("inference_peak_load_factor") {
      let values = LoadShapes.inference(
        peak: try settings.number("inference_peak_load_factor"),
        trough: try settings.number("inference_trough_fraction"), calendar: calendar,
        noise: Noise(seed: seed, stream: 4))
      columns.append(SeriesColumn("inference_load_factor_fraction", values, places: 4))
    }
    if settings.has("batch_load_factor") {
      let values = LoadShapes.batch(
        mean: try settings.number("batch_load_factor"), calendar: calendar,
        noise: Noise(seed: seed, stream: 5))
      columns.append(SeriesColumn("batch_load_factor_fraction", values, places: 4))
    }
    let training = LoadShapes.training(
      mean: try settings.number("training_load_factor"), noise: Noise(seed: seed, stream: 6))
    columns.append(SeriesColumn("training_load_factor_fraction", training, places: 4))
    return columns
  }

  static func solar(_ weather: SyntheticWeather) -> SeriesColumn {
    let modules = Photovoltaics()
    let output = weather.sun.indices.map { hour in
      let sun = weather.sun[hour]
      let sunlight = Irradiance(global: weather.global[hour], sun: sun)
      let plane = sunlight.onTracker(sun: sun, groundCover: 0.35, limit: 60)
      return modules.output(planeOfArray: plane, ambient: weather.temperature[hour])
    }
    return SeriesColumn("output_kw_per_kwdc", output, places: 5)
  }

  static func engines(_ weather: SyntheticWeather, _ settings: GeneratorSettings)
    throws(GeneratorProblem) -> SeriesColumn
  {
    let above = try settings.number("engine_derate_above_c")
    let slope = try settings.number("engine_derate_per_c")
    var ready = 1 - (try settings.number("engine_planned_outage_fraction"))
    if settings.has("engine_rated_altitude_m") {
      let above = try settings.number("elevation_m") - settings.number("engine_rated_altitude_m")
      ready *= 1 - (try settings.number("engine_derate_per_300_m")) * max(0, above) / 300
    }
    if settings.has("engine_fuel_derate_fraction") {
      ready *= 1 - (try settings.number("engine_fuel_derate_fraction"))
    }
    let values = weather.temperature.map { ready * (1 - slope * max(0, $0 - above)) }
    return SeriesColumn("output_derate_fraction", values, places: 4)
  }

  static func gas(_ settings: GeneratorSettings) throws(GeneratorProblem) -> SeriesColumn {
    let decline = GasDecline(
      initialDecline: try settings.number("gas_decline_per_month"),
      exponent: try settings.number("gas_decline_exponent"))
    let values = decline.hourly(
      mean: try settings.number("gas_mean_mcf_per_day"),
      dayVariation: try settings.number("gas_day_variation"),
      noise: Noise(seed: try settings.integer("seed"), stream: 7))
    return SeriesColumn("available_mcf_per_h", values, places: 3)
  }

  static func grid(_ months: [MonthlyFacts], _ settings: GeneratorSettings)
    throws(GeneratorProblem) -> [SeriesColumn]
  {
    let byMonth = months.compactMap(\.price)
    let byHour = try settings.list("price_by_hour_usd_per_mwh")
    guard byMonth.count == 12, byHour.count == 24 else {
      throw GeneratorProblem("prices need a mean for each month and for each of 24 hours")
    }
    let prices = try PriceCurve(settings).hourly(
      byHour: byHour, byMonth: byMonth, seed: try settings.integer("seed"))
    var columns = [SeriesColumn("index_price_usd_per_mwh", prices, places: 2)]
    if settings.has("curtailment_days") {
      columns.append(SeriesColumn("import_limit_mw", try importLimit(settings), places: 3))
    }
    return columns
  }

  static func importLimit(_ settings: GeneratorSettings) throws(GeneratorProblem)
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
