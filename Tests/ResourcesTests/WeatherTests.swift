import Resources
import Testing

@Suite struct WeatherTests {
  private static let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  private static let place = WeatherPlace(
    latitude: 39.5, longitude: -119.4, elevation: 1342, hoursFromUTC: -8)

  @Test(arguments: ExampleSite.names)
  func monthsReproduceThePublishedMeans(_ name: String) throws {
    let site = try ExampleSite(name)
    let global = try #require(site.weather.weather.global)
    let temperature = site.weather.weather.temperature
    var first = 0
    for (month, length) in Self.days.enumerated() {
      let hours = first..<(first + 24 * length)
      first += 24 * length
      let facts = site.months[month]
      let sunlight = global[hours].reduce(0, +) / 1000 / Double(length)
      #expect((sunlight / facts.irradiation - 1).magnitude < 1e-12)
      #expect((Array(temperature[hours]).mean - facts.temperature).magnitude < 1e-9)
      let swings = stride(from: hours.lowerBound, to: hours.upperBound, by: 24).map { day in
        let values = temperature[day..<day + 24]
        return (values.max() ?? 0) - (values.min() ?? 0)
      }
      #expect((swings.mean - facts.swing).magnitude < 0.25 * facts.swing)
    }
  }

  /// kWh per kWdc of a one-axis tracker in the typical year, by PVWatts on the same TMY3 stations.
  @Test(
    arguments: zip(
      ExampleSite.names, [0.2208, 0.2251, 0.2179, 0.1791, 0.1719, 0.2103, 0.2216, 0.1971]))
  func trackerYieldsAreWithinThreePercent(_ name: String, _ published: Double) throws {
    let weather = try ExampleSite(name).weather
    var array = SolarArray(mounting: .oneAxisTracking(groundCover: 0.35, limit: 60))
    array.losses = 0.14
    array.soiling = [Double](repeating: 0, count: 12)
    let output = weather.output(of: array)
    #expect((output.mean / published - 1).magnitude < 0.03)
    #expect(output.min() == 0)
    #expect((output.max() ?? 1) <= 0.76924)
  }

  @Test func anotherSeedGivesOtherHoursWithTheSameSums() throws {
    let months = try ExampleSite("sparks-nevada").months
    func global(seed: Int) throws -> [Double] {
      try #require(
        try SyntheticWeather.year(
          2025, at: Self.place, months: months, seed: seed, origin: ""
        ).global)
    }
    let one = try global(seed: 1)
    let two = try global(seed: 2)
    #expect(one == (try global(seed: 1)))
    #expect(one != two)
    #expect((one.mean / two.mean - 1).magnitude < 1e-12)
  }

  @Test func skiesThatCannotBeAreRefused() throws {
    var months = try ExampleSite("sparks-nevada").months
    months[0].irradiation = 9
    #expect(throws: ResourceProblem.self) {
      try SyntheticWeather.year(2025, at: Self.place, months: months, seed: 1, origin: "")
    }
  }

  /// A step's value is the mean of what was measured in it, in the site's clock.
  @Test func samplesAreLaidOverSteps() {
    func year(step: Int, first: Int, zone: Double = -8) -> WeatherYear {
      var place = Self.place
      place.hoursFromUTC = zone
      let count = 365 * 1440 / step
      var year = WeatherYear(
        place: place, origin: "", sampleMinutes: step, firstMinute: first,
        temperature: (0..<count).map { Double($0 % 100) })
      year.global = [Double](repeating: 0, count: count)
      return year
    }
    let hourly = SiteWeather(year(step: 60, first: 30), year: 2025, stepMinutes: 60).temperature
    #expect(hourly.prefix(3) == [0, 1, 2])
    // Half-hours of 0:15 and 0:45 make an hour.
    let halves = SiteWeather(year(step: 30, first: 15), year: 2025, stepMinutes: 60).temperature
    #expect(halves.prefix(2) == [0.5, 2.5])
    // Values of 0:00, 0:30 and 1:00: the first hour has a half of the outer ones.
    let instants = SiteWeather(year(step: 30, first: 0), year: 2025, stepMinutes: 60).temperature
    #expect(instants[0] == 1)
    // Universal time: 8:30 of the file is half past midnight of the site.
    let shifted = SiteWeather(
      year(step: 60, first: 30, zone: 0), year: 2025, stepMinutes: 60, hoursFromUTC: -8)
    #expect(shifted.temperature[0] == 8)
    // Quarters of an hour repeat the hour's value.
    let quarters = SiteWeather(year(step: 60, first: 30), year: 2025, stepMinutes: 15).temperature
    #expect(quarters.prefix(5) == [0, 0, 0, 0, 1])
  }

  /// A leap year repeats 28 February; a leap year's file loses its 29th elsewhere.
  @Test func leapDaysComeAndGo() {
    func year(days: Int) -> WeatherYear {
      var year = WeatherYear(
        place: Self.place, origin: "", sampleMinutes: 60, firstMinute: 30,
        temperature: (0..<24 * days).map { Double($0 / 24) / 10 })
      year.global = [Double](repeating: 0, count: 24 * days)
      return year
    }
    func days(_ weather: WeatherYear, in year: Int) -> [Double] {
      let values = SiteWeather(weather, year: year, stepMinutes: 60).temperature
      return stride(from: 0, to: values.count, by: 24).map { values[$0] }
    }
    let longer = days(year(days: 365), in: 2028)
    #expect(longer.count == 366 && Array(longer[57...60]) == [5.7, 5.8, 5.8, 5.9])
    let shorter = days(year(days: 366), in: 2025)
    #expect(shorter.count == 365 && Array(shorter[57...60]) == [5.7, 5.8, 6.0, 6.1])
    #expect(days(year(days: 366), in: 2028)[59] == 5.9)
  }
}
