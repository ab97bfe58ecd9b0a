import Resources
import Tabular

/// NREL's third typical year as published: a line about the station, then the columns. Stamps are the
/// ends of hours (NREL/TP-581-43156): midnight is 24:00 there, and 00:00 of the next day in files that
/// programs have written anew.
enum TMY3Format: WeatherFormat {
  static func isFormat(_ text: CSVCells) -> Bool {
    text.cell(1, 0)?.hasPrefix("Date (MM/DD/YYYY)") ?? false
  }

  static func layout(_ text: CSVCells, _ site: WeatherPlace?, _ reading: InputReader)
    -> WeatherLayout?
  {
    let head = WeatherHead(text: text, reading: reading)
    guard
      let place = head.placeOfStation,
      let columns = head.columns(
        1,
        [
          (.global, ["GHI (W/m^2)"]), (.direct, ["DNI (W/m^2)"]), (.diffuse, ["DHI (W/m^2)"]),
          (.temperature, ["Dry-bulb (C)"]), (.wind, ["Wspd (m/s)"]),
        ])
    else { return nil }
    return WeatherLayout(
      format: "TMY3", place: place, firstRow: 2, columns: columns, stampColumns: [0, 1],
      shape: "01/31/1995,24:00 (month/day/year, end of the step)", mark: .end,
      stamp: { text, row in
        guard let date = text.cell(row, 0)?.split(separator: "/"), date.count == 3,
          let time = text.cell(row, 1)?.split(separator: ":"), (2...3).contains(time.count),
          let month = Int(date[0]), let day = Int(date[1]), let hour = Int(time[0]),
          let minute = Int(time[1]), time.count == 2 || time[2] == "00", (0...24).contains(hour),
          (0..<60).contains(minute)
        else { return nil }
        return .init(year: Int(date[2]), month: month, day: day, minute: 60 * hour + minute)
      })
  }
}

/// A typical year cut to what is needed: the station in a comment, `hour_ending` from 1 to 24.
enum ReducedTMY3Format: WeatherFormat {
  static func isFormat(_ text: CSVCells) -> Bool {
    !text.rows.isEmpty && text.header.contains("hour_ending") && text.header.contains("ghi_wm2")
  }

  static func layout(_ text: CSVCells, _ site: WeatherPlace?, _ reading: InputReader)
    -> WeatherLayout?
  {
    let head = WeatherHead(text: text, reading: reading)
    guard let place = place(text, reading),
      let columns = head.columns(
        0,
        [
          (.global, ["ghi_wm2"]), (.direct, ["dni_wm2"]), (.diffuse, ["dhi_wm2"]),
          (.temperature, ["dry_bulb_c"]), (.wind, ["wind_ms"]),
        ])
    else { return nil }
    let names = text.header
    guard let month = names.firstIndex(of: "month"), let day = names.firstIndex(of: "day"),
      let ending = names.firstIndex(of: "hour_ending")
    else {
      reading.report(
        "the columns of the stamp are not all there", at: text.place(0),
        help: "month, day, hour_ending")
      return nil
    }
    return WeatherLayout(
      format: "TMY3", place: place, firstRow: 1, columns: columns,
      stampColumns: [month, day, ending], shape: "1,31,24 (month, day, hour_ending 1 to 24)",
      mark: .end,
      stamp: { text, row in
        guard let m = text.whole(row, month), let d = text.whole(row, day),
          let hour = text.whole(row, ending), (1...24).contains(hour)
        else { return nil }
        return .init(month: m, day: d, minute: 60 * hour)
      })
  }

  /// `# station=…,utc_offset_h=-8,lat=39.483,lon=-119.767,elevation_m=1342`
  private static func place(_ text: CSVCells, _ reading: InputReader) -> WeatherPlace? {
    var found: [String: Double] = [:]
    for comment in text.comments {
      for part in comment.text.split(separator: ",") {
        let pair = part.split(separator: "=", maxSplits: 1)
        guard pair.count == 2 else { continue }
        found[TextCell.trimmed(String(pair[0]))] = DecimalText.number(
          Array(TextCell.trimmed(String(pair[1])).utf8))
      }
    }
    guard let latitude = found["lat"], let longitude = found["lon"],
      let elevation = found["elevation_m"], let zone = found["utc_offset_h"],
      (-90...90).contains(latitude), (-180...180).contains(longitude),
      (-500...9000).contains(elevation), (-12...14).contains(zone)
    else {
      reading.report(
        "the first line does not say where the station is",
        at: text.comments.first.map { text.source.place(line: $0.line) } ?? text.place(0),
        help: "# station=NAME,utc_offset_h=-8,lat=39.5,lon=-119.8,elevation_m=1342")
      return nil
    }
    return WeatherPlace(
      latitude: latitude, longitude: longitude, elevation: elevation, hoursFromUTC: zone)
  }
}
