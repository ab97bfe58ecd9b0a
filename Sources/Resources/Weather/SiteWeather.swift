/// Weather laid over the steps of a site's year, and what the site's parts make of it.
///
/// Everything is derived sample by sample and then averaged over the site's steps, so that a file of
/// half-hours keeps its own sun. What comes out is rounded as series files are: the last bits of sine
/// and exponential differ between machines.
public struct SiteWeather: Sendable {
  /// The weather, with a leap day if the site's year has one.
  public let weather: WeatherYear
  /// The site's clock.
  public let hoursFromUTC: Double
  let year: Int
  let stepMinutes: Int
  let sun: [SunPosition]
  let light: [Irradiance]
  /// Month from 0 of each sample.
  let months: [Int]

  /// Weather for a year in steps of so many minutes.
  ///
  /// - Parameter hoursFromUTC: the site's clock, if it is not that of the weather.
  public init(_ weather: WeatherYear, year: Int, stepMinutes: Int, hoursFromUTC: Double? = nil) {
    let calendar = YearOfHours(year: year)
    let weather = weather.fitted(toLeap: calendar.isLeap)
    self.weather = weather
    self.year = year
    self.stepMinutes = stepMinutes
    self.hoursFromUTC = hoursFromUTC ?? weather.place.hoursFromUTC
    let place = weather.place
    let sun = weather.temperature.indices.map { sample in
      let minute = weather.firstMinute + sample * weather.sampleMinutes
      return SunPosition(
        julianDate: SunPosition.julianDate(
          year: year, minute: Double(minute), hoursFromUTC: place.hoursFromUTC),
        latitude: place.latitude, longitude: place.longitude, elevation: place.elevation,
        temperature: weather.temperature[sample])
    }
    self.sun = sun
    light = sun.indices.map { Self.light(weather, at: $0, sun: sun[$0]) }
    let clock = Int((self.hoursFromUTC - place.hoursFromUTC) * 60)
    months = sun.indices.map { sample in
      let minute = weather.firstMinute + clock + sample * weather.sampleMinutes
      return calendar.month(ofMinute: minute)
    }
  }

  private static func light(_ weather: WeatherYear, at sample: Int, sun: SunPosition) -> Irradiance
  {
    let global = weather.global?[sample]
    switch (weather.direct?[sample], weather.diffuse?[sample]) {
    case (let direct?, let diffuse?):
      return Irradiance(
        global: global ?? direct * sun.cosineOfZenith + diffuse, direct: direct, diffuse: diffuse)
    case (let direct?, nil):
      return Irradiance(global: global ?? 0, direct: direct, sun: sun)
    case (nil, let diffuse?):
      return Irradiance(global: global ?? 0, diffuse: diffuse, sun: sun)
    case (nil, nil):
      return Irradiance(global: global ?? 0, sun: sun, elevation: weather.place.elevation)
    }
  }

  /// Steps of the site's year.
  public var count: Int { YearOfHours(year: year).dayCount * 1440 / stepMinutes }

  /// Means over the site's steps of values of the samples; a sample stands for the time round it.
  func overSteps(_ samples: [Double], places: Int) -> [Double] {
    let shift = Int((hoursFromUTC - weather.place.hoursFromUTC) * 60)
    let first = weather.firstMinute + shift - weather.sampleMinutes / 2
    let year = samples.count * weather.sampleMinutes
    return (0..<count).map { step in
      var minute = step * stepMinutes
      let end = minute + stepMinutes
      var sum = 0.0
      while minute < end {
        let since = ((minute - first) % year + year) % year
        let left = weather.sampleMinutes - since % weather.sampleMinutes
        let length = min(left, end - minute)
        sum += samples[since / weather.sampleMinutes] * Double(length)
        minute += length
      }
      return (sum / Double(stepMinutes)).rounded(toPlaces: places)
    }
  }

  /// kW AC for each kW of DC nameplate at each step.
  public func output(of array: SolarArray) -> [Double] {
    let wind = weather.wind
    let samples = sun.indices.map { sample in
      array.output(
        light[sample], sun: sun[sample], air: weather.temperature[sample],
        wind: wind?[sample] ?? WeatherYear.usualWind, month: months[sample])
    }
    return overSteps(samples, places: 5)
  }

  /// The solar model's output that the weather file itself holds, at each step; nil without one.
  public var givenOutput: [Double]? { weather.output.map { overSteps($0, places: 5) } }

  /// Facility power for each unit of IT power at each step.
  public func powerUsageEffectiveness(of cooling: Cooling) -> [Double] {
    overSteps(weather.temperature.map(cooling.powerUsageEffectiveness), places: 4)
  }

  /// Litres of water for each kWh of IT at each step.
  public func water(of cooling: Cooling) -> [Double] {
    overSteps(weather.temperature.map(cooling.litresPerKilowattHour), places: 4)
  }

  /// Share of the rated power left to engines at each step.
  public func output(of engines: EngineSurroundings) -> [Double] {
    overSteps(
      weather.temperature.map { engines.output(at: $0, elevation: weather.place.elevation) },
      places: 4)
  }

  /// Fuel of engines against their rating at each step.
  public func heatRateFactor(of engines: EngineSurroundings) -> [Double] {
    overSteps(weather.temperature.map(engines.heatRateFactor), places: 4)
  }

  /// Dry-bulb temperature at each step, °C.
  public var temperature: [Double] { overSteps(weather.temperature, places: 2) }

  /// Global, direct and diffuse irradiance at each step, W/m².
  public var irradiance: (global: [Double], direct: [Double], diffuse: [Double]) {
    (
      overSteps(light.map(\.global), places: 1), overSteps(light.map(\.direct), places: 1),
      overSteps(light.map(\.diffuse), places: 1)
    )
  }

  /// Wind at each step, m/s.
  public var wind: [Double] {
    overSteps(
      weather.wind ?? weather.temperature.map { _ in WeatherYear.usualWind }, places: 1)
  }
}
