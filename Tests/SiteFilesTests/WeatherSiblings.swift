import Foundation
import Testing

/// The year of `WeatherSamples` as other programs and people write it.
enum WeatherSiblings {
  private static let months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  /// Month and day of a day of the year; the day after the last is 1 January.
  private static func date(_ day: Int, leap: Bool = false) -> (month: Int, day: Int) {
    var rest = day % 365
    for (index, length) in months.enumerated() {
      if rest < length { return (index + 1, rest + 1) }
      rest -= length
    }
    return (12, 31)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Global irradiance of an hour: 600 at noon, half of it diffuse.
  private static func global(_ hour: Int) -> Int {
    (6..<18).contains(hour) ? 100 * min(hour - 5, 18 - hour) : 0
  }

  /// Rows of the year: day, minute of the day and global irradiance of each step.
  private static func rows(_ minutes: Int, _ row: (Int, Int, Int) -> String) -> String {
    var text = ""
    for step in 0..<(8760 * 60 / minutes) {
      let (day, minute) = (step * minutes / 1440, step * minutes % 1440)
      text += row(day, minute, global(minute / 60)) + "\n"
    }
    return text
  }

  static func tmy3(nextDay: Bool = true, minutes: Int = 60) -> String {
    "724880,\"SOMEWHERE, ELSE\",NV,-8.0,39.5,-119.7,1340\nDate (MM/DD/YYYY),Time (HH:MM),GHI (W/m^2),"
      + "DNI (W/m^2)),DHI (W/m^2),Dry-bulb (C),Wspd (m/s)\n"
      + rows(minutes) { day, minute, sun in
        let end = minute + minutes
        let isNext = end == 1440 && nextDay
        let stamp = date(isNext ? day + 1 : day)
        return "\(two(stamp.month))/\(two(stamp.day))/1995,"
          + (isNext ? "00:00" : "\(two(end / 60)):\(two(end % 60))")
          + ",\(sun),\(sun),\(sun / 2),15.0,2.5"
      }
  }

  static func nsrdb(
    head: String =
      "Source,Location ID,City,State,Country,Latitude,Longitude,Time Zone,Elevation,Local Time Zone",
    place: String = "NSRDB,1,-,-,-,39.5,-119.7,-8,1340,-8",
    columns: String = "Year,Month,Day,Hour,Minute,GHI,DHI,DNI,Wind Speed,Temperature",
    hasMinute: Bool = true, minutes: Int = 60, night: Int = 0
  ) -> String {
    head + "\n" + place + "\n" + columns + "\n"
      + rows(minutes) { day, minute, sun in
        let stamp = date(day)
        let middle = minute % 60 + minutes / 2
        return "2025,\(stamp.month),\(stamp.day),\(minute / 60)" + (hasMinute ? ",\(middle)" : "")
          + ",\(sun == 0 ? night : sun),\(sun / 2),\(sun),2.5,15"
      }
  }

  static func plain(_ stamp: @escaping (_ month: Int, _ day: Int, _ hour: Int) -> String) -> String
  {
    "# latitude: 39.5\n# longitude: -119.7\n# elevation_m: 1340\n# utc_offset_hours: -8\n"
      + "hour_beginning,ghi_w_per_m2,dni_w_per_m2,dhi_w_per_m2,temperature_c,wind_m_per_s\n"
      + rows(60) { day, minute, sun in
        let date = date(day)
        return stamp(date.month, date.day, minute / 60) + ",\(sun),\(sun),\(sun / 2),15,2.5"
      }
  }

  /// Universal time: noon at the site is 20:00. A typical year, or a series on level ground that has
  /// the disc's part of the global irradiance in place of what faces the sun.
  static func pvgis(typical: Bool, slope: Int = 0) -> String {
    "Latitude (decimal degrees):\t39.500\nLongitude (decimal degrees):\t-119.700\nElevation (m):\t1340\n"
      + (typical
        ? "Irradiance Time Offset (h): 0.5\nmonth,year\n1,2008\n2,2011\n"
          + "time(UTC),T2m,RH,G(h),Gb(n),Gd(h),IR(h),WS10m,WD10m,SP\n"
        : "Radiation database:\tPVGIS-NSRDB\n\n\nSlope: \(slope) deg. \nAzimuth: 0 deg. \n"
          + "time,Gb(i),Gd(i),Gr(i),H_sun,T2m,WS10m,Int\n")
      + rows(60) { day, minute, _ in
        let sun = global((minute / 60 + 16) % 24)
        let stamp = date(day)
        let time = "2008\(two(stamp.month))\(two(stamp.day)):\(two(minute / 60))"
        return typical
          ? time + "00,15.0,50,\(sun).0,\(sun).0,\(sun / 2).0,300,2.5,180,86000"
          : time + "30,\(sun / 2).0,\(sun / 2).0,0.0,20,15.0,2.5,0.0"
      } + "\nT2m: 2-m air temperature (degree Celsius)\n\nPVGIS (c) European Union, 2001-2026\n"
  }

  /// Rows end at their stamps, midnight is 00:00 of the next day, and 2000 is only a label.
  static func solarAnywhere(wind: String = "2.5") -> String {
    "0,Somewhere  United States,NV,-8,39.5,-119.7,1340,\"Data Version: 3.6 / Type: Typical Year / "
      + "Time Resolution: 60 minutes / Averaging Method: End of Period / Copyright\"\n"
      + "ObservationTime(LST),Global Horizontal Irradiance (GHI) W/m2,Direct Normal Irradiance (DNI) "
      + "W/m2,AmbientTemperature (deg C),WindSpeed (m/s),ObservationTime(GMT),"
      + "Diffuse Horizontal Irradiance (DIF) W/m2\n"
      + rows(60) { day, minute, sun in
        let isLast = minute == 23 * 60
        var stamp = date(isLast ? day + 1 : day)
        // 28 February of a leap year ends where a 29th begins, which typical years leave out.
        if isLast, day == 58 { stamp = (2, 29) }
        return "\(two(stamp.month))/\(two(stamp.day))/2000 \(two((minute / 60 + 1) % 24)):00,"
          + "\(sun),\(sun),15,\(wind),,\(sun / 2)"
      }
  }

  private static func half(_ hour: Int) -> String {
    "\((hour + 11) % 12 + 1):00 \(hour < 12 ? "AM" : "PM")"
  }

  static let epwWithQuotes = WeatherSamples.epw.replacingOccurrences(
    of: "COMMENTS 1,none", with: "COMMENTS 1,\"made\" for a 5\" trial, \"never closed")

  /// A file that tests are told of by its name, not by its 8,760 rows.
  struct Named: Sendable, CustomTestStringConvertible {
    let name: String
    let contents: String
    var testDescription: String { name }

    init(_ name: String, _ contents: String) {
      self.name = name
      self.contents = contents
    }
  }

  /// Every one of them is the year of `WeatherSamples`.
  static let all: [Named] = [

    .init("TMY3, midnight of the next day", tmy3()), .init("TMY3, half-hours", tmy3(minutes: 30)),
    .init("TMY3, half-hours to 24:00", tmy3(nextDay: false, minutes: 30)),
    .init("NSRDB, half-hours", nsrdb(minutes: 30)),
    .init("NSRDB, no time zone", nsrdb(place: "NSRDB,1,-,-,-,39.5,-119.7,,1340,-8")),
    .init(
      "NSRDB, no city, units as it likes",
      nsrdb(
        head: "Source,Location ID,Latitude,Longitude,Time Zone,Elevation,Local Time Zone,GHI Units,"
          + "Temperature Units,Wind Speed Units,Version",
        place: "NSRDB,1,39.5,-119.7,-8,1340,-8,W/m²,°C,m/s,v4.0.1")
    ),
    .init("SAM", nsrdb(columns: "Year,Month,Day,Hour,Minute,GHI,DHI,DNI,Wspd,Tdry")),
    .init(
      "SAM, no minute",
      nsrdb(
        head: "lat,lon,tz,elev", place: "39.5,-119.7,-8,1340",
        columns: "year,month,day,hour,gh,df,dn,wspd,tdry", hasMinute: false)
    ),
    .init(
      "API names",
      nsrdb(columns: "Year,Month,Day,Hour,Minute,ghi,dhi,dni,wind_speed,air_temperature")
    ),
    .init("EPW with quotes in comments", epwWithQuotes),
    .init("seconds", plain { "2025-\(two($0))-\(two($1)) \(two($2)):00:00" }),
    .init("its own zone", plain { "2025-\(two($0))-\(two($1))T\(two($2)):00:00-08:00" }),
    .init("AM and PM", plain { "\($0)/\($1)/2025 \(half($2))" }),
    .init("day first", plain { "\(two($1)).\(two($0)).2025 \($2):00" }),
    .init("day first with slashes", plain { "\($1)/\($0)/2025 \($2):00" }),
    .init("PVGIS, typical year", pvgis(typical: true)),
    .init("PVGIS, level", pvgis(typical: false)),
    .init("SolarAnywhere", solarAnywhere()),
  ]
}
