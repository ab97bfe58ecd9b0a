import Resources
import Tabular

/// The European Commission's PVGIS: hourly series on level ground and typical years, as CSV in
/// universal time (JRC, "PVGIS user manual").
enum PVGISFormat: WeatherFormat {
  private static let beginning = "latitude (decimal degrees)"

  static func isFormat(_ text: CSVCells) -> Bool {
    text.cell(0, 0)?.lowercased().hasPrefix(beginning) ?? false
  }

  static func layout(_ text: CSVCells, _ site: WeatherPlace?, _ reading: InputReader)
    -> WeatherLayout?
  {
    guard let header = (1..<min(60, text.rows.count)).first(where: { isHeader(text, $0) }) else {
      reading.report(
        "the file has no line that begins with 'time'", at: Place(file: text.source),
        help: "download hourly data or a typical year from PVGIS as CSV")
      return nil
    }
    let head = WeatherHead(text: text, reading: reading)
    let values = Values(text: text, header: header, reading: reading)
    guard let place = values.place else { return nil }
    guard site != nil else {
      head.needsClock(
        at: text.place(header, 0), "the stamps are in universal time, not in the site's clock")
      return nil
    }
    guard let columns = columns(head, header, values) else { return nil }
    return WeatherLayout(
      format: "PVGIS", place: place, firstRow: header + 1, columns: columns, stampColumns: [0],
      shape: "20250131:2310 in universal time", mark: .instant,
      minutesLater: Int((60 * (values.number("irradiance time offset") ?? 0)).rounded()),
      stamp: { text, row in WeatherStamp(text.bytes(row, 0))?.stamp(.monthFirst) },
      isFooter: { text, row in
        !(text.bytes(row, 0).first.map { (0x30...0x39).contains($0) } ?? false)
      })
  }

  private static func isHeader(_ text: CSVCells, _ row: Int) -> Bool {
    ["time", "time(utc)"].contains(text.cell(row, 0)?.lowercased())
  }

  /// A series holds its sunlight on the plane of the download: `(i)`. Only level ground is weather.
  private static func columns(
    _ head: WeatherHead, _ header: Int, _ values: Values
  ) -> [(quantity: WeatherQuantity, column: WeatherLayout.Column)]? {
    let hasLevel = head.column(header, ["G(h)"]) != nil
    if !hasLevel, values.number("slope") != 0 {
      head.reading.report(
        "the irradiance is that of a sloping plane, not of level ground",
        at: head.text.place(header),
        help: "download the series with a fixed slope of 0: the tilt of modules is set by 'array'")
      return nil
    }
    if !hasLevel, let beam = head.column(header, ["Gb(i)"]),
      let diffuse = head.column(header, ["Gd(i)"]), let air = head.column(header, ["T2m"])
    {
      // On level ground the sunlight of the disc and that of the sky add up to the global.
      let wind = head.column(header, ["WS10m"]).map { [(WeatherQuantity.wind, $0)] } ?? []
      let sum = WeatherLayout.Column(index: beam, plus: diffuse)
      return [(.global, sum)]
        + ([(.diffuse, diffuse), (.temperature, air)] + wind).map { ($0, .init(index: $1)) }
    }
    return head.columns(
      header,
      [
        (.global, ["G(h)", "G(i)"]), (.direct, ["Gb(n)"]), (.diffuse, ["Gd(h)"]),
        (.temperature, ["T2m"]), (.wind, ["WS10m"]),
      ])
  }

  /// The lines `name: value` above the header.
  private struct Values {
    let text: CSVCells
    let header: Int
    let reading: InputReader

    /// Latitude, longitude and elevation, in universal time; nil after a finding.
    var place: WeatherPlace? {
      guard let north = number("latitude"), let east = number("longitude"),
        let height = number("elevation"), (-90...90).contains(north),
        (-180...180).contains(east), (-500...9000).contains(height)
      else {
        reading.report(
          "the head does not say where the weather was measured", at: text.place(0),
          help: "lines such as 'Latitude (decimal degrees): 45.000', with longitude and elevation")
        return nil
      }
      return WeatherPlace(latitude: north, longitude: east, elevation: height, hoursFromUTC: 0)
    }

    /// The number behind the colon of a line that begins with a name.
    func number(_ name: String) -> Double? {
      for row in 0..<header {
        let line = text.text(row, 0)
        guard line.lowercased().hasPrefix(name), let colon = line.firstIndex(of: ":") else {
          continue
        }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        return DecimalText.number(Array(value.prefix { $0 != " " && $0 != "\t" }.utf8))
      }
      return nil
    }
  }
}
