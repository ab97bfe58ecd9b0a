import Resources
import Tabular

/// The National Solar Radiation Database's files, and what SAM writes under the same head: names and
/// values of the place, then the columns.
enum NSRDBFormat: WeatherFormat {
  static func isFormat(_ text: CSVCells) -> Bool {
    guard text.rows.count > 2 else { return false }
    let names = (0..<text.count(0)).map { text.text(0, $0).lowercased() }
    return Names.latitude.contains(where: names.contains)
      && Names.longitude.contains(where: names.contains)
  }

  /// Names of the head and of columns, the database's own first: SAM, "Weather File Formats".
  private enum Names {
    static let latitude = ["latitude", "lat"]
    static let longitude = ["longitude", "lon", "long", "lng"]
    static let elevation = ["Elevation", "elev", "site elevation", "altitude"]
    static let zone = ["Time Zone", "timezone", "tz"]
    static let local = ["Local Time Zone"]
    static let columns: [(quantity: WeatherQuantity, names: [String])] = [
      (.global, ["GHI", "gh", "global", "global horizontal", "global horizontal irradiance"]),
      (.direct, ["DNI", "dn", "beam", "direct normal", "direct normal irradiance"]),
      (.diffuse, ["DHI", "df", "diffuse", "diffuse horizontal", "diffuse horizontal irradiance"]),
      (
        .temperature,
        ["Temperature", "Tdry", "Dry Bulb", "Air Temperature", "Ambient", "Temp", "Tamb"]
      ),
      (.wind, ["Wind Speed", "Wspd", "Windspeed", "Ws"]),
    ]
    static let stamp = [["Year", "yr"], ["Month", "mo"], ["Day", "dy"], ["Hour", "hr"]]
    static let minute = ["Minute", "min"]
  }

  static func layout(_ text: CSVCells, _ site: WeatherPlace?, _ reading: InputReader)
    -> WeatherLayout?
  {
    let head = WeatherHead(text: text, reading: reading)
    guard let place = place(head, site), hasUnits(head),
      let columns = head.columns(2, Names.columns)
    else { return nil }
    let stamp = Names.stamp.map { head.column(2, $0) }
    guard let month = stamp[1], let day = stamp[2], let hour = stamp[3] else {
      reading.report(
        "the columns of the stamp are not all there", at: text.place(2),
        help: "Year, Month, Day, Hour, Minute")
      return nil
    }
    let year = stamp[0]
    let minute = head.column(2, Names.minute)
    return WeatherLayout(
      format: "NSRDB PSM", place: place, firstRow: 3, columns: columns,
      stampColumns: [year, month, day, hour, minute].compactMap { $0 },
      shape: minute == nil
        ? "2025,1,31,23 (year, month, day, hour 0 to 23)"
        : "2025,1,31,23,30 (year, month, day, hour 0 to 23, minute)",
      // Values are of the minute that is stamped: the middle of the hour, in hourly files, and so
      // where no minute is written.
      mark: .instant,
      stamp: { text, row in
        guard let m = text.whole(row, month), let d = text.whole(row, day),
          let h = text.whole(row, hour), let minutes = minute.map({ text.whole(row, $0) }) ?? 30,
          (0..<24).contains(h), (0..<60).contains(minutes)
        else { return nil }
        return .init(
          year: year.flatMap { text.whole(row, $0) }, month: m, day: d, minute: 60 * h + minutes)
      })
  }

  /// Stamps are in `Time Zone`; where that is empty, in `Local Time Zone`.
  private static func place(_ head: WeatherHead, _ site: WeatherPlace?) -> WeatherPlace? {
    let text = head.text
    func cell(_ names: [String]) -> (Int, Int) { (1, head.column(0, names) ?? text.count(0)) }
    var zone = cell(Names.zone)
    let localZone = cell(Names.local)
    let local = text.number(localZone.0, localZone.1)
    if local != nil, text.number(zone.0, zone.1) == nil,
      ["", "-", "n/a", "nan", "none"].contains(text.cell(zone.0, zone.1)?.lowercased() ?? "")
    {
      zone = localZone
    }
    guard
      let place = head.place(
        latitude: cell(Names.latitude), longitude: cell(Names.longitude),
        elevation: cell(Names.elevation), clock: head.clock(zone))
    else { return nil }
    if site == nil, let local, local != place.hoursFromUTC {
      head.needsClock(
        at: text.place(zone.0, zone.1),
        "the stamps are \(DecimalText.plain(local - place.hoursFromUTC)) h from local time",
        offset: DecimalText.plain(local))
      return nil
    }
    return place
  }

  /// Whether numbers are in the units that are read, where the head tells units.
  private static func hasUnits(_ head: WeatherHead) -> Bool {
    let expected = [
      ("GHI Units", "w/m2"), ("DNI Units", "w/m2"), ("DHI Units", "w/m2"),
      ("Temperature Units", "c"), ("Wind Speed Units", "m/s"),
    ]
    for (name, unit) in expected {
      guard let column = head.column(0, [name]), let found = head.text.cell(1, column) else {
        continue
      }
      let plain = found.lowercased().replacing("²", with: "2").filter { !"°^ ".contains($0) }
      if ["", "-", "n/a", unit].contains(plain)
        || (unit == "c" && ["celsius", "degc", "degreec", "degreescelsius"].contains(plain))
      {
        continue
      }
      head.reading.report(
        "\(name) is '\(found)'", at: head.text.place(1, column), help: "numbers in \(unit)")
      return false
    }
    return true
  }
}
