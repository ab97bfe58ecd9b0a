import Foundation
import Resources
import SiteFiles
import SiteModel
import Testing
import Tabular

@Suite("Weather files")
struct WeatherFileTests {
  private static func resources(_ fixture: Fixture) throws -> SiteResources {
    try fixture.folder.readResources(named: "pad")
  }

  @Test("every form gives the same weather", arguments: WeatherSamples.all)
  func forms(_ name: String, _ contents: String) throws {
    let fixture = try Fixture()
    try fixture.useWeather(contents)
    let read = try Self.resources(fixture)
    let weather = try #require(read.weather)
    let place = weather.weather.place
    #expect(place.latitude == 39.5 && place.longitude == -119.7 && place.elevation == 1340)
    #expect(place.hoursFromUTC == -8)
    let light = weather.irradiance
    // The hour from 12:00 holds 600 W/m²; nothing before 6:00.
    #expect(light.direct[12] == 600 && light.diffuse[12] == 300 && light.direct[5] == 0)
    #expect(light.direct.count == 8760 && weather.temperature.allSatisfy { $0 == 15 })
    #expect(weather.wind.allSatisfy { $0 == 2.5 })
    #expect(read.series.map(\.key) == ["output_kw_per_kwdc"])
    #expect(read.warnings.isEmpty)
  }

  @Test("a PVWatts file may be the output itself: 1,200 W of 4 kW at noon")
  func pvwattsOutput() throws {
    let fixture = try Fixture()
    try fixture.useWeather(WeatherSamples.pvwatts)
    try fixture.replace(
      Fixture.site, "    land_limit_mwdc: 40", "    array: as_weather_file\n    land_limit_mwdc: 40"
    )
    let series = try #require(try Self.resources(fixture).series.first)
    #expect(series.values[12] == 0.3 && series.values[0] == 0)
  }

  @Test("universal time is turned to the site's clock")
  func universalTime() throws {
    let fixture = try Fixture()
    try fixture.useWeather(
      WeatherSamples.nsrdb.replacingOccurrences(of: "-119.7,-8,1340", with: "-119.7,0,1340"))
    let light = try #require(try Self.resources(fixture).weather).irradiance
    // 12:00 in the file is 4:00 at the site.
    #expect(light.direct[4] == 600 && light.direct[12] == 0)
  }

  @Test("monthly means make a year, and other seeds are other years")
  func monthlyMeans() throws {
    let fixture = try Fixture()
    try fixture.useWeather(
      WeatherSamples.months, section: "{monthly_means: weather.csv, seed: 5, other_seeds: [6, 7]}")
    let read = try Self.resources(fixture)
    let global = try #require(read.weather?.weather.global)
    let january: Double = global.prefix(24 * 31).reduce(0, +) / 1000 / 31
    #expect((january - 2.3).magnitude < 1e-9)
    #expect(read.site.weather?.others == ["weather.seed=6", "weather.seed=7"])
    let other = try fixture.folder.readResources(
      named: "pad", overrides: [Override("weather.seed=6")])
    #expect(other.weather?.weather.global != read.weather?.weather.global)
  }

  @Test("cooling and engines follow the weather; what is written wins")
  func others() throws {
    let fixture = try Fixture()
    try fixture.useWeather(WeatherSamples.plain)
    try fixture.replace(Fixture.site, "    pue_fraction: 1.2\n", "    cooling: adiabatic\n")
    try fixture.replace(
      Fixture.site, "    mttf_hours: 900",
      "    mttf_hours: 900\n    full_power_altitude_m: 740\n    derate_fraction_per_300_m: 0.03")
    let series = try Self.resources(fixture).series
    #expect(
      series.map(\.key) == [
        "pue_fraction", "water_l_per_kwh", "output_kw_per_kwdc", "output_derate_fraction",
      ])
    #expect(series[0].values[0] == 1.1)
    // 600 m above 740 m: 6 %.
    #expect(series[3].values.allSatisfy { $0 == 0.94 })
  }

  @Test("500 seeded damages of weather files end in weather or in findings, and never in a crash")
  func damages() throws {
    var random = SplitMix(state: 31)
    let fixture = try Fixture()
    try fixture.useWeather(WeatherSamples.plain)
    var failed = 0
    for round in 0..<500 {
      let (_, contents) = WeatherSamples.all[round % WeatherSamples.all.count]
      var bytes = Array(contents.utf8)
      // Half of the damage goes to the head, where the form is told.
      for _ in 0...random.below(4) {
        FuzzTests.damage(&bytes, &random, within: random.below(2) == 0 ? 800 : bytes.count)
      }
      try fixture.write(Fixture.weather, Data(bytes))
      do throws(Findings) {
        let read = try fixture.folder.readResources(named: "pad")
        #expect(read.weather?.count == 8760, "round \(round)")
      } catch {
        failed += 1
        #expect(!error.all.isEmpty)
      }
    }
    #expect(failed > 200, "most damages are noticed")
  }
}
