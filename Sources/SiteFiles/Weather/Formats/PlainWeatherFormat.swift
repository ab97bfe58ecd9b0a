import Resources

/// The plain form of our own, documented in `data/weather.md`: comments `# key: value`, then
/// `hour_beginning` and columns whose names end in their units.
enum PlainWeatherFormat: WeatherFormat {
  private static let keys = ["latitude", "longitude", "elevation_m", "utc_offset_hours"]

  static func isFormat(_ text: CSVText) -> Bool {
    !text.rows.isEmpty && text.header.first == SeriesFile.stampColumn
  }

  static func layout(_ text: CSVText, _ site: WeatherPlace?, _ reading: Reading) -> WeatherLayout? {
    let head = WeatherHead(text: text, reading: reading)
    guard let place = place(text, site, reading),
      let columns = head.columns(
        0,
        [
          (.global, "ghi_w_per_m2", nil, true), (.direct, "dni_w_per_m2", nil, false),
          (.diffuse, "dhi_w_per_m2", nil, false), (.temperature, "temperature_c", nil, true),
          (.wind, "wind_m_per_s", nil, false),
        ])
    else { return nil }
    let quantities = columns.map(\.quantity)
    guard quantities.contains(.direct) == quantities.contains(.diffuse) else {
      reading.report(
        "direct and diffuse irradiance go together", at: text.place(0),
        help: "write dni_w_per_m2 and dhi_w_per_m2, or neither: they then follow from ghi_w_per_m2")
      return nil
    }
    let known = columns.map(\.column.index) + [0]
    for index in 0..<text.count(0) where !known.contains(index) {
      reading.report(
        "the column '\(text.text(0, index))' is not known", at: text.place(0, index),
        help: "known columns: ghi_w_per_m2, dni_w_per_m2, dhi_w_per_m2, temperature_c, wind_m_per_s"
      )
      return nil
    }
    return WeatherLayout(
      format: "weather", place: place, firstRow: 1, columns: columns, stampColumn: 0,
      stamp: stamp, stampsBegin: true)
  }

  /// `2025-01-01T00:00`
  private static func stamp(_ text: CSVText, _ row: Int) -> WeatherLayout.Stamp? {
    let bytes = Array(text.bytes(row, 0))
    guard bytes.count == 16, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == 0x54,
      bytes[13] == 0x3A
    else { return nil }
    func digits(_ range: Range<Int>) -> Int? {
      range.reduce(0) { sum, index in
        guard let sum, (0x30...0x39).contains(bytes[index]) else { return nil }
        return 10 * sum + Int(bytes[index] - 0x30)
      }
    }
    guard let year = digits(0..<4), let month = digits(5..<7), let day = digits(8..<10),
      let hour = digits(11..<13), let minute = digits(14..<16), hour < 24, minute < 60
    else { return nil }
    return .init(year: year, month: month, day: day, minute: 60 * hour + minute)
  }

  private static func place(
    _ text: CSVText, _ site: WeatherPlace?, _ reading: Reading
  ) -> WeatherPlace? {
    var found: [String: Double] = [:]
    for comment in text.comments {
      let pair = comment.text.split(separator: ":", maxSplits: 1)
      guard pair.count == 2 else { continue }
      let key = TextCell.trimmed(String(pair[0]))
      // Prose is not a key.
      guard keys.contains(key) else { continue }
      found[key] = DecimalText.number(Array(TextCell.trimmed(String(pair[1])).utf8))
    }
    if found.isEmpty, let site { return site }
    guard let latitude = found["latitude"], let longitude = found["longitude"],
      let elevation = found["elevation_m"], let clock = found["utc_offset_hours"],
      (-90...90).contains(latitude), (-180...180).contains(longitude),
      (-500...9000).contains(elevation), (-12...14).contains(clock)
    else {
      reading.report(
        "the file does not say where it was measured, in which clock", at: text.place(0),
        help: "write lines '# \(keys.joined(separator: ": …', '# ")): …' above the header, or "
          + "the site's utc_offset_hours and elevation_m")
      return nil
    }
    return WeatherPlace(
      latitude: latitude, longitude: longitude, elevation: elevation, hoursFromUTC: clock)
  }
}
