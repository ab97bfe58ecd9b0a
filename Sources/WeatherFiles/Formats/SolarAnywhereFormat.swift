import Resources
import Tabular

/// SolarAnywhere's own CSV: a line about the place as in a TMY3 file, then columns with their units.
/// (Its TMY3 form is read as that.) Years and typical years end each step at its stamp, unless the
/// first line tells another method of averaging.
enum SolarAnywhereFormat: WeatherFormat {
  private static let stamp = "ObservationTime(LST)"

  static func isFormat(_ text: CSVCells) -> Bool {
    text.rows.count > 1
      && (0..<text.count(1)).contains { text.text(1, $0).lowercased() == stamp.lowercased() }
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
          (.global, ["Global Horizontal Irradiance"]), (.direct, ["Direct Normal Irradiance"]),
          (.diffuse, ["Diffuse Horizontal Irradiance"]),
          (.temperature, ["AmbientTemperature (deg C)", "Ambient Temperature (deg C)"]),
          (.wind, ["WindSpeed (m/s)", "Wind Speed (m/s)"]),
        ]),
      let column = head.column(1, [stamp])
    else { return nil }
    let method = (7..<max(7, text.count(0))).map { text.text(0, $0).lowercased() }.joined()
    let order = WeatherStamp.order(text, 2..<text.rows.count, column: column)
    return WeatherLayout(
      format: "SolarAnywhere", place: place, firstRow: 2, columns: columns,
      stampColumns: [column], shape: "01/31/2025 23:00 in local standard time",
      mark: method.contains("beginning of period")
        ? .beginning
        : method.contains("center of period") || method.contains("instantaneous")
          ? .instant : .end,
      stamp: { text, row in
        guard column < text.count(row) else { return nil }
        return WeatherStamp(text.bytes(row, column))?.stamp(order)
      })
  }
}
