import Resources
import Testing

@Suite struct WeatherTests {
  private static let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  @Test(arguments: ExampleSite.names)
  func monthsReproduceThePublishedMeans(_ name: String) throws {
    let site = try ExampleSite(name)
    let weather = try SyntheticWeather(site.months, site.settings)
    var first = 0
    for (month, length) in Self.days.enumerated() {
      let hours = first..<(first + 24 * length)
      first += 24 * length
      let facts = site.months[month]
      let sunlight = weather.global[hours].reduce(0, +) / 1000 / Double(length)
      #expect((sunlight - facts.irradiation).magnitude < 0.001 * facts.irradiation)
      #expect((Array(weather.temperature[hours]).mean - facts.temperature).magnitude < 1e-9)
      let swings = stride(from: hours.lowerBound, to: hours.upperBound, by: 24).map { day in
        let values = weather.temperature[day..<day + 24]
        return (values.max() ?? 0) - (values.min() ?? 0)
      }
      #expect((swings.mean - facts.swing).magnitude < 0.25 * facts.swing)
    }
  }

  /// Capacity factors of a one-axis tracker in the typical year, AC output over DC nameplate:
  /// PVWatts-style models on the same stations give these.
  @Test(
    arguments: zip(
      ExampleSite.names, [0.2208, 0.2251, 0.2179, 0.1791, 0.1719, 0.2103, 0.2216, 0.1971]))
  func trackerYieldsAreWithinFivePercent(_ name: String, _ published: Double) throws {
    let output = try ExampleSite(name).column("output_kw_per_kwdc")
    #expect((output.mean - published).magnitude < 0.05 * published)
    #expect(output.min() == 0)
    #expect((output.max() ?? 1) <= 1 / 1.3)
  }

  /// Worst day of the typical year, kWh per kWdc, by the same models.
  @Test(
    arguments: zip(ExampleSite.names, [0.82, 0.38, 1.12, 0.57, 0.30, 0.49, 0.63, 0.73]))
  func worstDaysAreAsDarkAsPublished(_ name: String, _ published: Double) throws {
    let output = try ExampleSite(name).column("output_kw_per_kwdc")
    let days = stride(from: 0, to: output.count, by: 24).map { output[$0..<$0 + 24].reduce(0, +) }
    let worst = try #require(days.min())
    #expect((0.5 * published...1.5 * published).contains(worst))
  }

  @Test func modulesAndInverterFollowPVWatts() {
    var modules = Photovoltaics()
    // At 25 °C of cell temperature only losses and the inverter's curve count.
    modules.warmingPerIrradiance = 0
    // Pdc = 0.5·0.8592 = 0.4296; ζ = 0.4296·1.3·0.96 = 0.53614;
    // η = 0.96/0.9637·(−0.0162·ζ − 0.0059/ζ + 0.9858) = 0.96240
    let half = modules.output(planeOfArray: 500, ambient: 25)
    #expect((half - 0.4296 * 0.962_401).magnitude < 1e-5)
    // 10 °C warmer: 3.7 % less DC.
    #expect(modules.output(planeOfArray: 500, ambient: 35) < 0.964 * half)
    // Clipped at the inverter.
    #expect(modules.output(planeOfArray: 1200, ambient: 0) == 1 / 1.3)
    #expect(modules.output(planeOfArray: 0, ambient: 0) == 0)
  }
}
