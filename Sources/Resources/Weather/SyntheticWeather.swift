/// Hourly sunlight and temperature made from monthly means: not measured, but with their sums.
///
/// A day's clearness (its sunlight against a cloudless day's) follows a beta distribution between the
/// darkest and the clearest sky, with the month's published mean and spread. Each month takes the
/// quantiles of that distribution one by one, so that no month is brighter or more even by chance, and
/// a first-order autoregression decides on which day each falls. Clouds within a day are hourly noise,
/// largest on broken days (fitted to TMY3 stations). Temperature is the interpolated monthly mean, an
/// autoregression of daily anomalies, and a daily wave with its top at 15:00, wider on clear days.
public enum SyntheticWeather {
  /// Sunlight of the darkest and the clearest day against a cloudless one: TMY3 stations, 1 % of days
  /// beyond either.
  static let clearness = 0.13...1.09
  /// Correlation of one day's clearness rank with the next.
  static let dayCorrelation = 0.4
  static let hourCorrelation = 0.4

  /// A year of hours. Another seed gives other hours with the same monthly sums.
  public static func year(
    _ year: Int, at place: WeatherPlace, months: [MonthlyFacts], seed: Int, origin: String
  ) throws(ResourceProblem) -> WeatherYear {
    guard months.count == 12 else { throw ResourceProblem("twelve months are needed") }
    let calendar = YearOfHours(year: year)
    let sky = (0..<calendar.hourCount).map { hour in
      let date = SunPosition.julianDate(
        year: year, minute: Double(hour) * 60 + 30, hoursFromUTC: place.hoursFromUTC)
      let sun = SunPosition(
        julianDate: date, latitude: place.latitude, longitude: place.longitude,
        elevation: place.elevation)
      return (
        clear: Irradiance.clearGlobal(sun, elevation: place.elevation),
        outside: Irradiance.solarConstant * sun.distanceFactor * sun.cosineOfZenith
      )
    }
    let clear = sky.map(\.clear)
    let days = try daylight((clear, sky.map(\.outside)), calendar, months, seed)
    let clouds = Noise(seed: seed, stream: 2)
      .autoregression(count: calendar.hourCount, correlation: hourCorrelation)
    var global = clear.indices.map { hour in
      let day = days[hour / 24]
      let broken = (day - 0.12) * (1.1 - day)
      return clear[hour] * min(1.12, max(0.08, day + broken * clouds[hour]))
    }
    for (month, range) in calendar.months.enumerated() {
      for day in range {
        scale(&global, over: day..<day + 1, to: days[day] * sum(clear, day..<day + 1))
      }
      scale(&global, over: range, to: months[month].irradiation * 1000 * Double(range.count))
    }
    var made = WeatherYear(
      place: place, origin: origin, sampleMinutes: 60, firstMinute: 30,
      temperature: temperature(months, calendar, seed: seed, global: global, clear: clear))
    made.global = global
    made.seed = seed
    return made
  }

  private static func sum(_ values: [Double], _ days: Range<Int>) -> Double {
    values[24 * days.lowerBound..<24 * days.upperBound].reduce(0, +)
  }

  private static func scale(_ values: inout [Double], over days: Range<Int>, to target: Double) {
    let found = sum(values, days)
    guard found > 0 else { return }
    for hour in 24 * days.lowerBound..<24 * days.upperBound { values[hour] *= target / found }
  }

  /// The clearness of each day.
  private static func daylight(
    _ sky: (clear: [Double], outside: [Double]), _ calendar: YearOfHours,
    _ months: [MonthlyFacts], _ seed: Int
  ) throws(ResourceProblem) -> [Double] {
    let ranks = Noise(seed: seed, stream: 1)
      .autoregression(count: calendar.dayCount, correlation: dayCorrelation)
    var days = [Double](repeating: 0, count: calendar.dayCount)
    let span = clearness.upperBound - clearness.lowerBound
    for (month, range) in calendar.months.enumerated() {
      let facts = months[month]
      let most = sum(sky.clear, range)
      let wanted = facts.irradiation * 1000 * Double(range.count)
      // Polar night: no sun, no clearness.
      if most == 0, wanted == 0 { continue }
      let mean = (wanted / max(most, 1) - clearness.lowerBound) / span
      guard mean > 0.02, mean < 0.99 else {
        throw ResourceProblem(
          "month \(month + 1): no sky gives \(facts.irradiation) kWh/m2 a day; a cloudless one gives "
            + "\((most / 1000 / Double(range.count)).rounded(toPlaces: 2))")
      }
      // Where only the mean is known, the spread of a beta distribution of 3.2 trials: TMY3 stations.
      let usual = (mean * (1 - mean) / 4.2).squareRoot()
      let deviation =
        facts.clearnessDeviation.map { $0 * sum(sky.outside, range) / max(most, 1) / span }
        ?? usual
      let shape = BetaDistribution(mean: mean, deviation: deviation)
      let order = range.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
      for (place, day) in order.enumerated() {
        let share = (Double(place) + 0.5) / Double(range.count)
        days[day] = clearness.lowerBound + span * shape.quantile(share)
      }
    }
    return days
  }

  private static func temperature(
    _ months: [MonthlyFacts], _ calendar: YearOfHours, seed: Int, global: [Double],
    clear: [Double]
  ) -> [Double] {
    let count = calendar.dayCount
    let anomalies = Noise(seed: seed, stream: 3).autoregression(count: count, correlation: 0.65)
    let monthOfDay = calendar.monthOfDay
    var values = global.indices.map { hour -> Double in
      let day = hour / 24
      let facts = months[monthOfDay[day]]
      let clearness = sum(global, day..<day + 1) / max(1, sum(clear, day..<day + 1))
      let wave = Degrees.cosine(15 * (Double(hour % 24) + 0.5 - 15))
      let swing = facts.swing / 2 * (0.4 + 0.7 * clearness)
      // Anomalies pass from day to day at midnight without a jump.
      let share = (Double(hour % 24) + 0.5) / 24
      let today = anomalies[day] * (1 - share) + anomalies[(day + 1) % count] * share
      let mean = self.mean(of: months, at: Double(hour) / Double(24 * count))
      return mean + 1.1 * facts.dayDeviation * today + swing * wave
    }
    // Each month's mean is as published.
    for (month, range) in calendar.months.enumerated() {
      let hours = 24 * range.lowerBound..<24 * range.upperBound
      let shift = months[month].temperature - sum(values, range) / Double(hours.count)
      for hour in hours { values[hour] += shift }
    }
    return values
  }

  /// Monthly means joined by straight lines between the middles of the months.
  private static func mean(of months: [MonthlyFacts], at shareOfYear: Double) -> Double {
    let position = (12 * shareOfYear - 0.5 + 12).truncatingRemainder(dividingBy: 12)
    let before = Int(position) % 12
    let share = position - position.rounded(.down)
    return months[before].temperature * (1 - share) + months[(before + 1) % 12].temperature * share
  }
}
