/// Hourly sunlight and temperature made from monthly means: not measured, but with their sums.
///
/// The clearness of a day (its sunlight against a cloudless day's) is `least + (most − least)·u^p`
/// where u
/// is uniform with a day-to-day correlation of 0.35, and p is solved so that each month's sunlight
/// is the published one. Clouds within a day are hourly noise, larger on broken days. Temperature is the
/// interpolated monthly mean, a first-order autoregression of daily anomalies, and a daily wave
/// with its top at 15:00, wider on clear days.
package struct SyntheticWeather: Sendable {
  let sun: [SunPosition]
  /// Global horizontal irradiance, W/m².
  package let global: [Double]
  /// Dry-bulb temperature, °C.
  package let temperature: [Double]

  private static let mostClearness = 1.06

  package init(_ months: [MonthlyFacts], _ settings: GeneratorSettings) throws(GeneratorProblem) {
    let seed = try settings.integer("seed")
    let year = try settings.integer("year")
    let latitude = try settings.number("latitude")
    let longitude = try settings.number("longitude")
    let zone = try settings.number("hours_from_utc")
    let elevation = try settings.number("elevation_m")
    let least = try settings.number("least_clearness")
    let sun = (0..<YearOfHours.hourCount).map { hour in
      SunPosition(
        julianDate: SunPosition.julianDate(
          year: year, minute: Double(hour) * 60 + 30, hoursFromUTC: zone),
        latitude: latitude, longitude: longitude)
    }
    self.sun = sun
    let clear = sun.map { Irradiance.clearGlobal($0, elevation: elevation) }
    let days = Noise(seed: seed, stream: 1)
      .autoregression(count: YearOfHours.dayCount, correlation: 0.35)
      .map { Curve.normalShare(below: $0) }
    let clouds = Noise(seed: seed, stream: 2)
      .autoregression(count: YearOfHours.hourCount, correlation: 0.5)

    func lit(_ hour: Int, _ exponent: Double) -> Double {
      let span = Self.mostClearness - least
      let clearness = least + span * Curve.power(days[hour / 24], exponent)
      // Broken skies vary most; clear and overcast ones hardly.
      let broken = (Self.mostClearness - clearness) * (clearness - 0.5 * least)
      let hourly = clearness + 0.9 * broken * clouds[hour]
      return clear[hour] * min(1.08, max(0.4 * least, hourly))
    }
    var global = [Double](repeating: 0, count: YearOfHours.hourCount)
    var first = 0
    for (month, length) in YearOfHours.daysOfMonths.enumerated() {
      let hours = first..<(first + 24 * length)
      first += 24 * length
      let target = months[month].irradiation * Double(length) * 1000
      // A larger exponent darkens: solve on its negative, which rises.
      let exponent = -Curve.solve(for: target, between: -6, and: 0) { negative in
        hours.reduce(0) { $0 + lit($1, -negative) }
      }
      for hour in hours { global[hour] = lit(hour, exponent) }
      let sum = hours.reduce(0) { $0 + global[$1] }
      guard (sum / target - 1).magnitude < 0.02 else {
        throw GeneratorProblem(
          "month \(month + 1): no clearness gives \(months[month].irradiation) kWh/m2 a day")
      }
    }
    self.global = global
    temperature = Self.temperatures(months, seed: seed, global: global, clear: clear)
  }

  private static func temperatures(
    _ months: [MonthlyFacts], seed: Int, global: [Double], clear: [Double]
  ) -> [Double] {
    let anomalies = Noise(seed: seed, stream: 3)
      .autoregression(count: YearOfHours.dayCount, correlation: 0.65)
    let raw = (0..<YearOfHours.hourCount).map { hour in
      let day = hour / 24
      let facts = months[YearOfHours.monthOfDay[day]]
      let daySums = (day * 24..<day * 24 + 24).reduce(into: (0.0, 0.0)) {
        $0.0 += global[$1]
        $0.1 += clear[$1]
      }
      let clearness = daySums.0 / max(1, daySums.1)
      let wave = Degrees.cosine(15 * (Double(hour % 24) + 0.5 - 15))
      let swing = facts.swing / 2 * (0.4 + 0.7 * clearness)
      // Anomalies pass from day to day at midnight without a jump.
      let share = (Double(hour % 24) + 0.5) / 24
      let today = anomalies[day] * (1 - share) + anomalies[(day + 1) % YearOfHours.dayCount] * share
      return mean(of: months, at: hour) + 1.1 * facts.dayDeviation * today + swing * wave
    }
    return YearOfHours.matched(raw, monthlyMeans: months.map(\.temperature))
  }

  /// Monthly means joined by straight lines between the middles of the months.
  private static func mean(of months: [MonthlyFacts], at hour: Int) -> Double {
    let position = (Double(hour) / 730 - 0.5 + 12).truncatingRemainder(dividingBy: 12)
    let before = Int(position) % 12
    let share = position - position.rounded(.down)
    return months[before].temperature * (1 - share) + months[(before + 1) % 12].temperature * share
  }
}
