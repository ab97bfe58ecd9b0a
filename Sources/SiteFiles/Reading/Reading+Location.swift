import Resources
import SiteModel
import Tabular

/// Where the site is, as written.
struct WrittenLocation {
  let latitude: Double
  let longitude: Double
  let elevation: Double?

  var site: Site.Location { Site.Location(latitude: latitude, longitude: longitude) }

  /// A place for weather, if its height and the site's clock are known.
  func place(_ calendar: Calendar?) -> WeatherPlace? {
    guard let elevation, let minutes = calendar?.utcOffsetMinutes else { return nil }
    return WeatherPlace(
      latitude: latitude, longitude: longitude, elevation: elevation,
      hoursFromUTC: Double(minutes) / 60)
  }
}

extension Reading {
  /// The site's place, or nil after findings.
  func location(_ entry: YAMLEntry) -> WrittenLocation? {
    guard let entries = entry.node.entries else {
      report(
        "location is \(entry.node.description)", at: entry.keyPlace,
        help: "write {latitude: 39.5, longitude: -119.7}")
      return nil
    }
    var meant: [String] = []
    for found in entries where !SiteKeys.location.contains(found.key) {
      if let near = Suggestion.nearest(to: found.key, in: SiteKeys.location) { meant.append(near) }
      report(
        "unknown key '\(found.key)' of the location", at: found.keyPlace,
        help: Suggestion.help(for: found.key, in: SiteKeys.location, known: "keys"))
    }
    func written(_ key: String) -> Double? {
      guard case .scalar(let text, _)? = entries.first(where: { $0.key == key })?.node.value else {
        return nil
      }
      return DecimalText.number(Array(text.utf8)[...])
    }
    func number(
      _ key: String, _ range: ClosedRange<Double>, _ unit: String, _ help: String
    ) -> Double? {
      guard let found = entries.first(where: { $0.key == key }),
        let number = self.number(found.node, what: key, unit: unit)
      else { return nil }
      if range.contains(number) { return number }
      report(
        "\(key) is \(DecimalText.plain(number)), outside \(DecimalText.plain(range)) \(unit)",
        at: found.node.place, help: help)
      return nil
    }
    for key in ["latitude", "longitude"] where !entries.contains(where: { $0.key == key }) {
      if meant.contains(key) { continue }
      report("the location needs '\(key)'", at: entry.keyPlace, help: "write \(key) in degrees")
    }
    // A latitude that is none beside a longitude that could be one.
    let isSwapped =
      written("latitude").map { $0.magnitude > 90 && $0.magnitude <= 180 } ?? false
      && written("longitude").map { $0.magnitude <= 90 } ?? false
    let degrees =
      isSwapped
      ? "are latitude and longitude swapped? Degrees, north and east positive"
      : "write degrees, north and east positive"
    let latitude = number("latitude", -90...90, "degrees", degrees)
    let longitude = number("longitude", -180...180, "degrees", degrees)
    let elevation = number("elevation_m", -500...9000, "m", "write metres above the sea")
    guard let latitude, let longitude else { return nil }
    return WrittenLocation(
      latitude: latitude, longitude: longitude, elevation: elevation)
  }
}
