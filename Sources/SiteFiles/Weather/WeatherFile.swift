import Resources

/// A form of weather file.
protocol WeatherFormat: Sendable {
  /// Whether the first lines are those of the form.
  static func isFormat(_ text: CSVText) -> Bool
  /// Where a file of the form has what, or nil after findings.
  ///
  /// - Parameter site: where the site is, for forms that do not say where they are.
  static func layout(_ text: CSVText, _ site: WeatherPlace?, _ reading: Reading) -> WeatherLayout?
}

/// Reads weather files: the format is recognised by what the first lines hold, not by the name.
enum WeatherFile {
  static let formats: [any (WeatherFormat & SendableMetatype).Type] = [
    NSRDBFormat.self, TMY3Format.self, ReducedTMY3Format.self, EPWFormat.self, PVWattsFormat.self,
    PlainWeatherFormat.self,
  ]

  /// A year of weather, or nil after findings.
  ///
  /// - Parameter site: where the site is, for formats that do not say where they are.
  static func read(_ source: SourceText, site: WeatherPlace?, _ reading: Reading) -> WeatherYear? {
    if source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF]) {
      reading.report("the file is UTF-16", at: Place(file: source), help: "save it as UTF-8")
      return nil
    }
    let (text, findings) = CSVText.tokenize(source)
    findings.forEach { reading.report($0) }
    guard findings.isEmpty else { return nil }
    guard let format = formats.first(where: { $0.isFormat(text) }) else {
      reading.report(
        "the file is not weather in a known format", at: Place(file: source),
        help: "NSRDB PSM3, TMY3, EPW, PVWatts hourly, or a CSV with hour_beginning,"
          + "ghi_w_per_m2,temperature_c; see data/weather.md")
      return nil
    }
    guard let layout = format.layout(text, site, reading) else { return nil }
    var rows = WeatherRows(text, layout, reading)
    return rows.read(origin: "\(layout.format) \(source.path)")
  }
}

/// A place from the head of a weather file, number by number.
struct WeatherHead {
  let text: CSVText
  let reading: Reading

  /// A number in a range at a cell of the head, or nil after a finding.
  func number(
    _ name: String, _ row: Int, _ column: Int, _ range: ClosedRange<Double>
  ) -> Double? {
    if let number = text.number(row, column), range.contains(number) { return number }
    let found = text.cell(row, column)
    reading.report(
      found.map { "'\($0)' is no \(name)" } ?? "the head has no \(name)",
      at: found == nil ? Place(file: text.source) : text.place(row, column),
      help: "\(name): \(DecimalText.plain(range))")
    return nil
  }

  /// Hours from universal time at a cell, or nil after a finding.
  func clock(_ cell: (Int, Int)) -> Double? { number("time zone", cell.0, cell.1, -12...14) }

  /// The place of three cells and a clock, or nil after findings.
  func place(
    latitude: (Int, Int), longitude: (Int, Int), elevation: (Int, Int), clock: Double?
  ) -> WeatherPlace? {
    let north = number("latitude", latitude.0, latitude.1, -90...90)
    let east = number("longitude", longitude.0, longitude.1, -180...180)
    let height = number("elevation", elevation.0, elevation.1, -500...9000)
    guard let north, let east, let height, let clock else { return nil }
    return WeatherPlace(latitude: north, longitude: east, elevation: height, hoursFromUTC: clock)
  }

  /// The columns of a header row that a format names, or nil after findings.
  func columns(
    _ row: Int,
    _ wanted: [(quantity: WeatherQuantity, name: String, missing: Double?, required: Bool)]
  ) -> [(quantity: WeatherQuantity, column: WeatherLayout.Column)]? {
    let names = (0..<text.count(row)).map { text.text(row, $0).lowercased() }
    var columns: [(quantity: WeatherQuantity, column: WeatherLayout.Column)] = []
    for (quantity, name, missing, required) in wanted {
      if let index = names.firstIndex(where: { $0.hasPrefix(name.lowercased()) }) {
        columns.append((quantity, .init(index: index, missing: missing)))
      } else if required {
        reading.report(
          "the file has no column '\(name)'", at: text.place(row),
          help: "the \(quantity.name) is needed")
        return nil
      }
    }
    return columns
  }
}
