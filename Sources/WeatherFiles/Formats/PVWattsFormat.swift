import Resources
import Tabular

/// Hourly results of NREL's PVWatts: names and values of the head, then weather and output. It holds
/// no clock: that of the site counts.
enum PVWattsFormat: WeatherFormat {
  private static let output = "ac system output (w)"

  static func isFormat(_ text: CSVCells) -> Bool { header(text) != nil }

  private static func header(_ text: CSVCells) -> Int? {
    (0..<min(60, text.rows.count)).first { row in
      text.cell(row, 0) == "Month"
        && (0..<text.count(row)).contains { text.text(row, $0).lowercased() == output }
    }
  }

  static func layout(_ text: CSVCells, _ site: WeatherPlace?, _ reading: InputReader)
    -> WeatherLayout?
  {
    guard let header = header(text) else { return nil }
    let head = WeatherHead(text: text, reading: reading)
    guard let site else {
      reading.report(
        "the file does not say in which clock its hours are", at: Place(file: text.source),
        help: "write utc_offset_hours of the site, and elevation_m in its location")
      return nil
    }
    guard let place = place(text, header, site, head),
      let capacity = capacity(text, header, reading),
      var columns = head.columns(
        header,
        [
          (.direct, ["Beam Irradiance"]), (.diffuse, ["Diffuse Irradiance"]),
          (.temperature, ["Ambient Temperature"]), (.wind, ["Wind Speed"]), (.output, [output]),
        ])
    else { return nil }
    for index in columns.indices where columns[index].quantity == .output {
      columns[index].column.divisor = 1000 * capacity
    }
    return WeatherLayout(
      format: "PVWatts", place: place, firstRow: header + 1, columns: columns,
      stampColumns: [0, 1, 2], shape: "1,31,23 (month, day, hour 0 to 23)", mark: .beginning,
      stamp: { text, row in
        guard let month = text.whole(row, 0), let day = text.whole(row, 1),
          let hour = text.whole(row, 2), (0..<24).contains(hour)
        else { return nil }
        return .init(month: month, day: day, minute: 60 * hour)
      },
      isFooter: { text, row in text.cell(row, 0)?.lowercased().hasPrefix("total") ?? false })
  }

  private static func row(_ text: CSVCells, _ header: Int, _ beginning: String) -> Int? {
    (0..<header).first { text.cell($0, 0)?.lowercased().hasPrefix(beginning) ?? false }
  }

  /// Old files count degrees west, and say so.
  private static func place(
    _ text: CSVCells, _ header: Int, _ site: WeatherPlace, _ head: WeatherHead
  ) -> WeatherPlace? {
    guard let north = row(text, header, "lat"), let east = row(text, header, "long"),
      let up = row(text, header, "elev")
    else { return site }
    guard
      var place = head.place(
        latitude: (north, 1), longitude: (east, 1), elevation: (up, 1),
        clock: site.hoursFromUTC)
    else { return nil }
    if text.text(east, 0).contains("deg W") { place.longitude.negate() }
    return place
  }

  private static func capacity(_ text: CSVCells, _ header: Int, _ reading: InputReader) -> Double? {
    guard let row = row(text, header, "dc system size"), let size = text.number(row, 1), size > 0
    else {
      reading.report(
        "the head does not say how large the system is", at: text.place(header),
        help: "a line \"DC System Size (kW)\",\"4\"")
      return nil
    }
    return size
  }
}
