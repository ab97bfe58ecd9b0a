import Resources
import SiteModel
import Tabular
import WeatherFiles

/// Reads `weather:` of a site: monthly means or a file, laid over the site's year.
struct WeatherSection {
  let reading: Reading
  let folder: String
  let location: WrittenLocation?
  /// Whether the site says where it is, be it wrong.
  let namesLocation: Bool

  /// Kilometres within which weather may stand for the site without a warning.
  private static let near = 100.0

  /// What the site says about its weather, which is then the reading's; nil after findings.
  func read(_ entry: YAMLEntry) -> Site.Weather? {
    reading.namesWeather = true
    guard let entries = entry.node.entries else {
      reading.report(
        "weather is \(entry.node.description), not keys and values", at: entry.keyPlace,
        help: "write monthly_means: monthly.csv, or file: NAME.csv")
      return nil
    }
    for found in entries where !SiteKeys.weather.contains(found.key) {
      reading.report(
        "unknown key '\(found.key)' of the weather", at: found.keyPlace,
        help: Suggestion.help(for: found.key, in: SiteKeys.weather, known: "keys"))
    }
    func key(_ name: String) -> YAMLEntry? { entries.first { $0.key == name } }
    guard (key("monthly_means") == nil) != (key("file") == nil) else {
      reading.report(
        "the weather needs one source", at: entry.keyPlace,
        help: "write either monthly_means: monthly.csv, or file: NAME.csv")
      return nil
    }
    for name in ["seed", "other_seeds"] where key("file") != nil {
      guard let found = key(name) else { continue }
      reading.report(
        "a weather file has no seed", at: found.keyPlace,
        help: "leave out \(name); other years are other_files")
      return nil
    }
    guard let steps = reading.steps else { return nil }
    let others = others(key("other_seeds"), key("other_files"))
    guard let weather = source(entry, key("monthly_means"), key("file"), key("seed"), steps),
      let others
    else { return nil }
    check(weather, entry)
    let laid = SiteWeather(
      weather, year: steps.calendar.year, stepMinutes: steps.stepMinutes,
      hoursFromUTC: steps.calendar.utcOffsetMinutes.map { Double($0) / 60 })
    reading.weather = laid
    note(weather, steps)
    return Site.Weather(origin: weather.origin, others: others)
  }

  private func source(
    _ entry: YAMLEntry, _ monthly: YAMLEntry?, _ file: YAMLEntry?, _ seed: YAMLEntry?,
    _ steps: StepCalendar
  ) -> WeatherYear? {
    guard let named = (monthly ?? file)?.node, let written = reading.text(named, what: "file"),
      let path = reading.path(written, in: folder, at: named.place),
      let source = reading.source(
        path, named: named.place, what: "file", help: "put the file there, or correct its name")
    else { return nil }
    if file != nil {
      return WeatherFile.read(source, site: location?.place(steps.calendar), reading)
    }
    guard let place = location?.place(steps.calendar) else {
      // A place that is wrong was told as that.
      if namesLocation, location == nil { return nil }
      reading.report(
        "weather from monthly means needs to know the site's place and clock", at: entry.keyPlace,
        help:
          "write utc_offset_hours: -8, and location: {latitude: 39.5, longitude: -119.4, elevation_m: 1340}"
      )
      return nil
    }
    var start = 1
    if let seed {
      guard let number = reading.whole(seed.node, what: "seed", 0...1_000_000_000) else {
        return nil
      }
      start = number
    } else {
      reading.defaults.append(
        Site.UsedDefault(component: "site", key: "weather.seed", value: "1", origin: "built in"))
    }
    guard let months = MonthlyFile.read(source, reading) else { return nil }
    do throws(ResourceProblem) {
      return try SyntheticWeather.year(
        steps.calendar.year, at: place, months: months, seed: start,
        origin: "synthetic hours from \(path), seed \(start)")
    } catch {
      reading.report(error.description, at: named.place, help: "correct the monthly means")
      return nil
    }
  }

  /// Other years as settings of the site file.
  private func others(_ seeds: YAMLEntry?, _ files: YAMLEntry?) -> [String]? {
    var others: [String] = []
    if let seeds {
      guard case .sequence(let nodes) = seeds.node.value else {
        reading.report(
          "other_seeds is \(seeds.node.description), not a list", at: seeds.node.place,
          help: "write a list such as [2, 3, 4]")
        return nil
      }
      for node in nodes {
        guard let seed = reading.whole(node, what: "seed", 0...1_000_000_000) else { return nil }
        others.append("weather.seed=\(seed)")
      }
    }
    return others + reading.list(files).map { "weather={file: \($0)}" }
  }

  private func check(_ weather: WeatherYear, _ entry: YAMLEntry) {
    guard let location else { return }
    var site = weather.place
    site.latitude = location.latitude
    site.longitude = location.longitude
    let distance = weather.place.distance(to: site)
    guard distance > Self.near else { return }
    reading.report(
      "the weather was measured \(Int(distance.rounded())) km from the site", at: entry.keyPlace,
      help: "check latitude and longitude; east is positive", severity: .warning)
  }

  private func note(_ weather: WeatherYear, _ steps: StepCalendar) {
    let year = steps.calendar.year
    reading.notes.append("weather: \(weather.origin)")
    if let measured = weather.year, measured != year {
      reading.notes.append(
        "weather: measured in \(measured); load and prices are of \(year), so that hot hours and expensive "
          + "ones need not meet")
    }
    if weather.isLeap != steps.calendar.isLeap {
      reading.notes.append(
        steps.calendar.isLeap
          ? "weather: 29 February repeats the 28th" : "weather: its 29 February is left out")
    }
    if weather.sampleMinutes > steps.stepMinutes {
      reading.notes.append(
        "weather: values of \(weather.sampleMinutes) minutes stand for steps of \(steps.stepMinutes)"
      )
    }
  }
}
