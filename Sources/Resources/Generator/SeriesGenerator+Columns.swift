extension SeriesGenerator {
  static func load(_ settings: GeneratorSettings)
    throws(ResourceProblem) -> [SeriesColumn]
  {
    let seed = try settings.integer("seed")
    let calendar = YearOfHours(year: try settings.integer("year"))
    var columns: [SeriesColumn] = []
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
      mean: try settings.number("training_load_factor"), calendar: calendar,
      noise: Noise(seed: seed, stream: 6))
    columns.append(SeriesColumn("training_load_factor_fraction", training, places: 4))
    return columns
  }

  static func grid(_ months: [MonthlyFacts], _ settings: GeneratorSettings)
    throws(ResourceProblem) -> [SeriesColumn]
  {
    let byMonth = months.compactMap(\.price)
    let byHour = try settings.list("price_by_hour_usd_per_mwh")
    guard byMonth.count == 12, byHour.count == 24 else {
      throw ResourceProblem("prices need a mean for each month and for each of 24 hours")
    }
    let prices = try PriceCurve(settings).hourly(
      byHour: byHour, byMonth: byMonth, calendar: YearOfHours(year: try settings.integer("year")),
      seed: try settings.integer("seed"))
    var columns = [SeriesColumn("index_price_usd_per_mwh", prices, places: 2)]
    if settings.has("curtailment_days") {
      columns.append(SeriesColumn("import_limit_mw", try importLimit(settings), places: 3))
    }
    return columns
  }

  static func importLimit(_ settings: GeneratorSettings) throws(ResourceProblem)
    -> [Double]
  {
    var limit = [Double](
      repeating: try settings.number("import_limit_mw"),
      count: YearOfHours(year: try settings.integer("year")).hourCount)
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
