package import Resources
package import Tabular

/// A form of weather file.
protocol WeatherFormat: Sendable {
  /// Whether the first lines are those of the form.
  static func isFormat(_ text: CSVCells) -> Bool
  /// Where a file of the form has what, or nil after findings.
  ///
  /// - Parameter site: where the site is, for forms that do not say where they are.
  static func layout(_ text: CSVCells, _ site: WeatherPlace?, _ reading: InputReader)
    -> WeatherLayout?
}

/// Reads weather files: the format is recognised by what the first lines hold, not by the name.
package enum WeatherFile {
  static let formats: [any (WeatherFormat & SendableMetatype).Type] = [
    NSRDBFormat.self, TMY3Format.self, ReducedTMY3Format.self, EPWFormat.self, PVWattsFormat.self,
    PVGISFormat.self, SolarAnywhereFormat.self, PlainWeatherFormat.self,
  ]

  /// A year of weather, or nil after findings.
  ///
  /// - Parameter site: where the site is, for formats that do not say where they are.
  package static func read(_ source: SourceText, site: WeatherPlace?, _ reading: InputReader)
    -> WeatherYear?
  {
    if let foreign = ForeignFile.finding(source) {
      reading.report(foreign)
      return nil
    }
    if source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF]) {
      reading.report("the file is UTF-16", at: Place(file: source), help: "save it as UTF-8")
      return nil
    }
    let (text, findings) = CSVCells.tokenize(source, quotes: .withinLines)
    findings.forEach { reading.report($0) }
    guard findings.isEmpty else { return nil }
    guard let format = formats.first(where: { $0.isFormat(text) }) else {
      if !text.rows.isEmpty, text.count(0) == 1,
        text.text(0, 0).contains(where: { ";\t".contains($0) })
      {
        reading.report(
          "the columns are not separated by commas", at: text.place(0),
          help: "save the file with commas between columns and points in numbers")
        return nil
      }
      reading.report(
        "the file is not weather in a known format", at: Place(file: source),
        help: "NSRDB or SAM CSV, TMY3, EPW, PVWatts hourly, PVGIS, SolarAnywhere, or a CSV with "
          + "hour_beginning,ghi_w_per_m2,temperature_c; see data/weather.md")
      return nil
    }
    guard let layout = format.layout(text, site, reading) else { return nil }
    var rows = WeatherRows(text, layout, reading)
    return rows.read(origin: "\(layout.format) \(source.path)")
  }
}

/// A place from the head of a weather file, number by number.
struct WeatherHead {
  let text: CSVCells
  let reading: InputReader

  /// A number in a range at a cell of the head, or nil after a finding.
  func number(
    _ name: String, _ row: Int, _ column: Int, _ range: ClosedRange<Double>
  ) -> Double? {
    if let number = text.number(row, column), range.contains(number) { return number }
    let found = text.cell(row, column)
    reading.report(
      found.map { DecimalText.refusal(of: $0, as: name) } ?? "the head has no \(name)",
      at: found == nil ? Place(file: text.source) : text.place(row, column),
      help: "\(name): \(DecimalText.plain(range))")
    return nil
  }

  /// Hours from universal time at a cell, or nil after a finding.
  func clock(_ cell: (Int, Int)) -> Double? { number("time zone", cell.0, cell.1, -12...14) }

  /// What a file in universal time needs to know of a site: its clock, with the whole of its place.
  func needsClock(at place: Place, _ message: String, offset: String = "-8") {
    reading.report(
      message, at: place,
      help: "write utc_offset_hours: \(offset) of the site, and elevation_m in its location")
  }

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

  /// The place in the first line of a TMY3 file, in which the clock stands before it.
  var placeOfStation: WeatherPlace? {
    place(latitude: (0, 4), longitude: (0, 5), elevation: (0, 6), clock: clock((0, 3)))
  }

  /// A column of a header row by one of its names, alone or with a unit behind it. Case does not
  /// matter, and underscores are blanks.
  func column(_ row: Int, _ names: [String]) -> Int? {
    let header = (0..<text.count(row)).map { Self.folded(text.text(row, $0)) }
    let names = names.map(Self.folded)
    for name in names {
      if let index = header.firstIndex(of: name) { return index }
    }
    for name in names {
      let index = header.firstIndex { written in
        let rest = written.dropFirst(name.count)
        return written.hasPrefix(name) && rest.first.map { !$0.isLetter && !$0.isNumber } ?? false
      }
      if let index { return index }
    }
    return nil
  }

  private static func folded(_ name: String) -> String {
    name.lowercased().replacing("_", with: " ")
  }

  /// The columns of a header row that a format names, or nil after findings: the temperature, and
  /// sunlight that gives the rest.
  func columns(
    _ row: Int,
    _ wanted: [(quantity: WeatherQuantity, names: [String])]
  ) -> [(quantity: WeatherQuantity, column: WeatherLayout.Column)]? {
    var columns: [(quantity: WeatherQuantity, column: WeatherLayout.Column)] = []
    for (quantity, names) in wanted {
      if let index = column(row, names) {
        guard hasUnit(row, index, quantity) else { return nil }
        columns.append((quantity, .init(index: index)))
      } else if !quantity.isDispensable {
        lacks(row, quantity, names)
        return nil
      }
    }
    let found = columns.map(\.quantity)
    guard found.contains(.global) || (found.contains(.direct) && found.contains(.diffuse)) else {
      let names = wanted.first { $0.quantity == .global } ?? wanted.first { $0.quantity == .direct }
      lacks(row, names?.quantity ?? .global, names?.names ?? [])
      return nil
    }
    return columns
  }

  /// Whether a header that says its unit says the one that is read.
  private func hasUnit(_ row: Int, _ column: Int, _ quantity: WeatherQuantity) -> Bool {
    let name = text.text(row, column)
    let words = name.lowercased().split { !$0.isLetter && $0 != "/" && $0 != "°" }
    guard let wrong = words.dropFirst().first(where: { quantity.otherUnits.contains(String($0)) })
    else { return true }
    reading.report(
      "'\(PrintableText.line(name))' is in \(wrong), not in \(quantity.unit)",
      at: text.place(row, column),
      help: "write numbers in \(quantity.unit)"
        + (quantity == .temperature && wrong.contains("f") ? ": (°F - 32) / 1.8" : ""))
    return false
  }

  private func lacks(_ row: Int, _ quantity: WeatherQuantity, _ names: [String]) {
    let fahrenheit = (0..<text.count(row)).first {
      quantity == .temperature && text.text(row, $0).lowercased().hasPrefix("temperature_f")
    }
    if let fahrenheit {
      reading.report(
        "the temperature is in °F", at: text.place(row, fahrenheit),
        help: "write temperature_c: (°F - 32) / 1.8")
      return
    }
    reading.report(
      "the file has no column '\(names.first ?? "")'", at: text.place(row),
      help: names.count > 1
        ? "the \(quantity.name) is needed, named \(names.prefix(2).joined(separator: " or "))"
        : "the \(quantity.name) is needed")
  }
}
