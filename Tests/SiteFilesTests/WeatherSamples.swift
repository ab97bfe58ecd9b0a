/// A year of plain weather in each of the forms that are read: a sun from 6:00 to 18:00, 15 °C.
enum WeatherSamples {
  private static let calendar = SeriesCalendar(year: 2025)

  /// Month, day, hour and global irradiance of every hour.
  private static let hours: [(month: String, day: String, hour: Int, global: Int)] =
    (0..<8760).map { index in
      let stamp = Array(calendar.stamp(index * 60))
      let hour = index % 24
      return (
        String(stamp[5..<7]), String(stamp[8..<10]), hour,
        (6..<18).contains(hour) ? 100 * min(hour - 5, 18 - hour) : 0
      )
    }

  static let nsrdb: String = {
    var text =
      "Source,Location ID,City,State,Country,Latitude,Longitude,Time Zone,Elevation,Local Time Zone\n"
      + "NSRDB,1,-,-,-,39.5,-119.7,-8,1340,-8\nYear,Month,Day,Hour,Minute,GHI,DHI,DNI,Wind Speed,Temperature\n"
    for row in hours {
      text +=
        "2025,\(row.month),\(row.day),\(row.hour),30,\(row.global),\(row.global / 2),"
        + "\(row.global),2.5,15\n"
    }
    return text
  }()

  static let tmy3: String = {
    var text =
      "724880,\"SOMEWHERE\",NV,-8.0,39.5,-119.7,1340\nDate (MM/DD/YYYY),Time (HH:MM),GHI (W/m^2),"
      + "DNI (W/m^2),DHI (W/m^2),Dry-bulb (C),Wspd (m/s)\n"
    for row in hours {
      let ending = row.hour + 1 < 10 ? "0\(row.hour + 1)" : "\(row.hour + 1)"
      text +=
        "\(row.month)/\(row.day)/1995,\(ending):00,\(row.global),\(row.global),"
        + "\(row.global / 2),15.0,2.5\n"
    }
    return text
  }()

  static let reduced: String = {
    var text =
      "# station=1 SOMEWHERE,utc_offset_h=-8,lat=39.5,lon=-119.7,elevation_m=1340\n"
      + "hour,month,day,hour_ending,ghi_wm2,dni_wm2,dhi_wm2,dry_bulb_c,wind_ms\n"
    for (index, row) in hours.enumerated() {
      text +=
        "\(index + 1),\(row.month),\(row.day),\(row.hour + 1),\(row.global),\(row.global),"
        + "\(row.global / 2),15.0,2.5\n"
    }
    return text
  }()

  static let epw: String = {
    var text =
      "LOCATION,Somewhere,NV,USA,TMY3,724880,39.5,-119.7,-8.0,1340.0\nDESIGN CONDITIONS,0\n"
      + "TYPICAL/EXTREME PERIODS,0\nGROUND TEMPERATURES,0\nHOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0\n"
      + "COMMENTS 1,none\nCOMMENTS 2,none\nDATA PERIODS,1,1,Data,Sunday,1/1,12/31\n"
    for row in hours {
      text +=
        "1995,\(row.month),\(row.day),\(row.hour + 1),60,C9,15.0,5.0,50,86000,0,0,300,"
        + "\(row.global),\(row.global),\(row.global / 2),0,0,0,0,180,2.5,5,5\n"
    }
    return text
  }()

  static let pvwatts: String = {
    var text =
      "\"PVWatts: Hourly PV Performance Data\"\n\"Lat (deg N):\",\"39.5\"\n\"Long (deg W):\",\"119.7\"\n"
      + "\"Elev (m):\",\"1340\"\n\"DC System Size (kW):\",\"4\"\n\"Month\",\"Day\",\"Hour\","
      + "\"Beam Irradiance (W/m^2)\",\"Diffuse Irradiance (W/m^2)\",\"Ambient Temperature (C)\","
      + "\"Wind Speed (m/s)\",\"DC Array Output (W)\",\"AC System Output (W)\"\n"
    for row in hours {
      text +=
        "\(row.month),\(row.day),\(row.hour),\(row.global),\(row.global / 2),15,2.5,0,"
        + "\(2 * row.global)\n"
    }
    return text + "\"Totals\",\"\",\"\",\"\",\"\",\"\",\"\",\"0\",\"1\"\n"
  }()

  static let plain: String = {
    var text =
      "# latitude: 39.5\n# longitude: -119.7\n# elevation_m: 1340\n# utc_offset_hours: -8\n"
      + "hour_beginning,ghi_w_per_m2,dni_w_per_m2,dhi_w_per_m2,temperature_c,wind_m_per_s\n"
    for (index, row) in hours.enumerated() {
      text += "\(calendar.stamp(index * 60)),\(row.global),\(row.global),\(row.global / 2),15,2.5\n"
    }
    return text
  }()

  static let all = [
    ("NSRDB", nsrdb), ("TMY3", tmy3), ("reduced TMY3", reduced), ("EPW", epw),
    ("PVWatts", pvwatts), ("plain", plain),
  ]

  static let months: String = {
    var text = "month,ghi_kwh_per_m2_day,temperature_mean_c\n"
    let sun = [2.3, 3.3, 4.3, 5.8, 7, 7.8, 7.7, 7.2, 5.7, 4.1, 2.8, 2.1]
    for (index, value) in sun.enumerated() { text += "\(index + 1),\(value),\(index + 3)\n" }
    return text
  }()
}

extension Fixture {
  static let weather = "sites/pad/weather.csv"
  static let place = "{latitude: 39.5, longitude: -119.7, elevation_m: 1340}\nutc_offset_hours: -8"

  /// The site with its solar output derived from a weather file.
  func useWeather(_ contents: String, section: String = "{file: weather.csv}") throws {
    try write(Self.weather, contents)
    try replace(
      Self.site, "location: {latitude: 39.5, longitude: -119.7}",
      "location: \(Self.place)\nweather: \(section)")
    try replace(
      Self.site, "    output_kw_per_kwdc: {file: load.csv, column: output_kw_per_kwdc}\n", "")
    try lines(Self.load) { lines in
      lines = lines.map { $0.split(separator: ",").prefix(2).joined(separator: ",") }
    }
  }
}
