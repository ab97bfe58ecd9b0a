import Resources

/// The National Solar Radiation Database's PSM files: names and values of the head, then the columns.
enum NSRDBFormat: WeatherFormat {
  static func isFormat(_ text: CSVText) -> Bool {
    text.cell(0, 0) == "Source" && text.cell(0, 1) == "Location ID" && text.rows.count > 2
  }

  static func layout(_ text: CSVText, _ site: WeatherPlace?, _ reading: Reading) -> WeatherLayout? {
    let head = WeatherHead(text: text, reading: reading)
    func column(_ name: String) -> Int {
      (0..<text.count(0)).first { text.text(0, $0) == name } ?? text.count(0)
    }
    let zone = (1, column("Time Zone"))
    guard
      let place = head.place(
        latitude: (1, column("Latitude")), longitude: (1, column("Longitude")),
        elevation: (1, column("Elevation")), clock: head.clock(zone))
    else { return nil }
    let local = text.number(1, column("Local Time Zone"))
    if site == nil, let local, local != place.hoursFromUTC {
      reading.report(
        "the stamps are \(DecimalText.plain(local - place.hoursFromUTC)) h from local time",
        at: text.place(zone.0, zone.1),
        help:
          "write utc_offset_hours: \(DecimalText.plain(local)) of the site, and elevation_m in its "
          + "location")
      return nil
    }
    let expected = [("GHI Units", "w/m2"), ("Temperature Units", "c"), ("Wind Speed Units", "m/s")]
    for (name, unit) in expected {
      guard let found = text.cell(1, column(name)), found.lowercased() != unit else { continue }
      reading.report(
        "\(name) is '\(found)'", at: text.place(1, column(name)), help: "numbers in \(unit)")
      return nil
    }
    guard
      let columns = head.columns(
        2,
        [
          (.global, "GHI", -9999, true), (.direct, "DNI", -9999, true),
          (.diffuse, "DHI", -9999, true), (.temperature, "Temperature", -9999, true),
          (.wind, "Wind Speed", -9999, false),
        ])
    else { return nil }
    let names = (0..<text.count(2)).map { text.text(2, $0) }
    guard let year = names.firstIndex(of: "Year"), let month = names.firstIndex(of: "Month"),
      let day = names.firstIndex(of: "Day"), let hour = names.firstIndex(of: "Hour"),
      let minute = names.firstIndex(of: "Minute")
    else {
      reading.report(
        "the columns of the stamp are not all there", at: text.place(2),
        help: "Year, Month, Day, Hour, Minute")
      return nil
    }
    return WeatherLayout(
      format: "NSRDB PSM", place: place, firstRow: 3, columns: columns, stampColumn: year,
      // Values are of the minute that is stamped: the middle of the hour, in hourly files.
      stamp: { text, row in
        guard let m = text.whole(row, month), let d = text.whole(row, day),
          let h = text.whole(row, hour), let minutes = text.whole(row, minute),
          (0..<24).contains(h), (0..<60).contains(minutes)
        else { return nil }
        return .init(year: text.whole(row, year), month: m, day: d, minute: 60 * h + minutes)
      })
  }
}
