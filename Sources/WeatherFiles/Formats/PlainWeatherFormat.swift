import Resources
import Tabular

/// The plain form of our own, documented in `data/weather.md`: comments `# key: value`, then
/// `hour_beginning` and columns whose names end in their units.
enum PlainWeatherFormat: WeatherFormat {
  private static let keys = ["latitude", "longitude", "elevation_m", "utc_offset_hours"]

  static func isFormat(_ text: CSVCells) -> Bool {
    guard let first = text.rows.isEmpty ? nil : text.header.first else { return false }
    return first == StampColumn.standardName
      || StampColumn.Kind(header: first) != nil
        && text.header.contains { $0.lowercased().hasPrefix("ghi") || $0.lowercased() == "dni" }
  }

  static func layout(_ text: CSVCells, _ site: WeatherPlace?, _ reading: InputReader)
    -> WeatherLayout?
  {
    let head = WeatherHead(text: text, reading: reading)
    guard text.header.first == StampColumn.standardName else {
      reading.report(
        "the first column is '\(text.text(0, 0))', not '\(StampColumn.standardName)'",
        at: text.place(0, 0),
        help: "where stamps are the beginnings of steps, name it so, and the others ghi_w_per_m2, "
          + "dni_w_per_m2, dhi_w_per_m2, temperature_c, wind_m_per_s")
      return nil
    }
    guard let place = place(text, site, reading),
      let clock = clock(text, place, reading),
      let columns = head.columns(
        0,
        [
          (.global, ["ghi_w_per_m2"]), (.direct, ["dni_w_per_m2"]), (.diffuse, ["dhi_w_per_m2"]),
          (.temperature, ["temperature_c"]), (.wind, ["wind_m_per_s"]),
        ])
    else { return nil }
    let known = columns.map(\.column.index) + [0]
    for index in 0..<text.count(0) where !known.contains(index) {
      reading.report(
        "the column '\(text.text(0, index))' is not known", at: text.place(0, index),
        help: "known columns: ghi_w_per_m2, dni_w_per_m2, dhi_w_per_m2, temperature_c, wind_m_per_s"
      )
      return nil
    }
    let order = WeatherStamp.order(text, 1..<text.rows.count, column: 0)
    return WeatherLayout(
      format: "weather", place: clock, firstRow: 1, columns: columns, stampColumns: [0],
      shape: "2025-01-31T23:00, the beginning of the step", mark: .beginning,
      stamp: { text, row in WeatherStamp(text.bytes(row, 0))?.stamp(order) },
      isFooter: { text, row in
        ["total", "sum", "mean", "average"].contains(text.cell(row, 0)?.lowercased() ?? "")
      })
  }

  /// The place in the clock of the stamps: what they say of their zone wins over comments and site.
  private static func clock(
    _ text: CSVCells, _ place: WeatherPlace, _ reading: InputReader
  ) -> WeatherPlace? {
    var place = place
    var zone: Int?
    for row in 1..<text.rows.count {
      guard let offset = WeatherStamp(text.bytes(row, 0))?.offset else { continue }
      if let zone, zone != offset {
        reading.report(
          "the stamps change their zone, as clocks do that are moved in summer",
          at: text.place(row, 0), help: "write local standard time all year")
        return nil
      }
      zone = offset
    }
    if let zone { place.hoursFromUTC = Double(zone) / 60 }
    return place
  }

  private static func place(
    _ text: CSVCells, _ site: WeatherPlace?, _ reading: InputReader
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
