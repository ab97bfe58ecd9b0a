import Foundation

extension Case {
  /// A site on a weather file of which a piece is another.
  private static func file(_ name: String, _ contents: String, _ old: String, _ new: String) -> Case
  {
    Case(name) {
      try $0.useWeather(contents)
      try $0.replace(Fixture.weather, old, new)
    }
  }

  private static func section(_ name: String, _ section: String) -> Case {
    Case(name) { try $0.useWeather(WeatherSamples.months, section: section) }
  }

  private static func months(_ name: String, _ old: String, _ new: String) -> Case {
    Case(name) {
      try $0.useWeather(WeatherSamples.months, section: "{monthly_means: weather.csv}")
      try $0.replace(Fixture.weather, old, new)
    }
  }

  /// A site on sound weather with something else changed.
  private static func beside(_ name: String, _ old: String, _ new: String) -> Case {
    Case(name) {
      try $0.useWeather(WeatherSamples.plain)
      try $0.replace(Fixture.site, old, new)
    }
  }

  static let weather: [Case] = [
    section("weather that is a word", "sunny"),
    section("two sources", "{file: weather.csv, monthly_means: weather.csv}"),
    section("no source", "{seed: 3}"),
    section("a file with a seed", "{file: weather.csv, seed: 3}"),
    section("an unknown key of the weather", "{files: weather.csv}"),
    section("a file that is not there", "{file: weather2.csv}"),
    section("a file in no known form", "{file: weather.csv}"),
    section("seeds that are no list", "{monthly_means: weather.csv, other_seeds: 3}"),
    Case("monthly means without height and clock") {
      try $0.useWeather(WeatherSamples.months, section: "{monthly_means: weather.csv}")
      try $0.replace(Fixture.site, "utc_offset_hours: -8\n", "")
    },
    months("a month left out", "12,2.1,14\n", ""),
    months("months out of order", "\n3,", "\n4,"),
    months("a column that is not known", "temperature_mean_c", "temperature_c"),
    months("a month brighter than any sky", "1,2.3", "1,9.3"),
    months("a month that is no number", "1,2.3", "1,x"),
    file("universal time without the site's clock", WeatherSamples.nsrdb, "-8,1340,-8", "0,1340,x"),
    Case("a file in universal time at a site without a clock") {
      try $0.useWeather(
        WeatherSamples.nsrdb.replacingOccurrences(of: "-119.7,-8,1340", with: "-119.7,0,1340"))
      try $0.replace(Fixture.site, "utc_offset_hours: -8\n", "")
    },
    Case("PVWatts at a site without a clock") {
      try $0.useWeather(WeatherSamples.pvwatts)
      try $0.replace(Fixture.site, "utc_offset_hours: -8\n", "")
    },
    file("NSRDB without a column", WeatherSamples.nsrdb, "Temperature", "Warmth"),
    file("NSRDB without sunlight", WeatherSamples.nsrdb, "GHI,DHI,DNI", "XHI,DHI,XNI"),
    file(
      "NSRDB in other units", WeatherSamples.nsrdb,
      "Local Time Zone\nNSRDB,1,-,-,-,39.5,-119.7,-8,1340,-8",
      "Temperature Units\nNSRDB,1,-,-,-,39.5,-119.7,-8,1340,K"),
    file("NSRDB without a place", WeatherSamples.nsrdb, "39.5,", "north,"),
    file("an hour left out", WeatherSamples.tmy3, "01/01/1995,03:00,0,0,0,15.0,2.5\n", ""),
    file("a day that is not", WeatherSamples.tmy3, "02/28/1995,24:00", "02/30/1995,24:00"),
    file("an hour that is not", WeatherSamples.tmy3, "01/01/1995,03:00", "01/01/1995,25:00"),
    file(
      "not measured for three hours", WeatherSamples.tmy3,
      "12:00,600,600,300,15.0,2.5\n01/01/1995,13:00,600,600,300,15.0,2.5\n01/01/1995,14:00,500",
      "12:00,-9900,600,300,15.0,2.5\n01/01/1995,13:00,-9900,600,300,15.0,2.5\n01/01/1995,14:00,-9900"
    ),
    file("brighter than the sun", WeatherSamples.reduced, "12,01,01,12,600", "12,01,01,12,6000"),
    file("a station without a place", WeatherSamples.reduced, "lat=39.5,", ""),
    file(
      "EPW that does not say its steps", WeatherSamples.epw, "DATA PERIODS,1,1", "DATA PERIODS,1,7"),
    file("a temperature in words", WeatherSamples.epw, "C9,15.0", "C9,warm"),
    file("a column in Fahrenheit", WeatherSamples.tmy3, "Dry-bulb (C)", "Dry-bulb (F)"),
    file("a column of another first name", WeatherSamples.plain, "hour_beginning", "time"),
    file(
      "semicolons in weather", WeatherSamples.plain,
      "hour_beginning,ghi_w_per_m2,dni_w_per_m2,dhi_w_per_m2,temperature_c,wind_m_per_s",
      "hour_beginning;ghi_w_per_m2"),
    file("stamps that are no dates", WeatherSamples.plain, "2025-01-01T0", "the first T0"),
    file("a system without a size", WeatherSamples.pvwatts, "DC System Size (kW):", "System:"),
    file("a column in another unit", WeatherSamples.plain, "dhi_w_per_m2,", "dhi_kw_per_m2,"),
    Case("blank cells of weather") {
      try $0.useWeather(WeatherSamples.plain)
      try $0.lines(Fixture.weather) { lines in
        for row in 20..<23 { lines[row] = lines[row].replacingOccurrences(of: ",15,", with: ",,") }
      }
    },
    Case("weather that ends early") {
      try $0.useWeather(WeatherSamples.plain)
      try $0.lines(Fixture.weather) { $0.removeLast(100) }
    },
    file("weather from far away", WeatherSamples.plain, "longitude: -119.7", "longitude: -109.7"),
    Case(
      "an array beside a series", "    land_limit_mwdc: 40",
      "    land_limit_mwdc: 40\n    tilt_degrees: 30"),
    Case("cooling without weather", "    pue_fraction: 1.2\n", "    cooling: air\n"),
    Case(
      "no output and no weather",
      "    output_kw_per_kwdc: {file: load.csv, column: output_kw_per_kwdc}\n", ""),
    beside(
      "eleven months of snow", "    land_limit_mwdc: 40",
      "    land_limit_mwdc: 40\n    snow_loss_fraction: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]"),
    beside(
      "the output of a file that has none", "    land_limit_mwdc: 40",
      "    land_limit_mwdc: 40\n    array: as_weather_file"),
    beside(
      "a loss without its beginning", "    mttf_hours: 900",
      "    mttf_hours: 900\n    derate_fraction_per_c: 0.01"),
  ]
}
