public import Resources
public import SiteModel
public import Tabular
import WeatherFiles

/// A site and what its series were derived from, to be looked at before anything is solved.
public struct SiteResources: Sendable {
  /// The site.
  public let site: Site
  /// Warnings of the reading.
  public let warnings: [Finding]
  /// The weather over the site's steps; nil where the site names none.
  public let weather: SiteWeather?
  /// Series that followed from it, in the order of the site file.
  public let series: [DerivedSeries]
  /// Wells, in the order of the site file.
  public let gas: [ComponentWells]
}

extension DataFolder {
  /// A site with what its series were derived from; or all findings at once.
  public func readResources(
    named name: String, scenario: String? = nil, overrides: [Override] = []
  ) throws(Findings) -> SiteResources {
    let (reading, site) = try read(named: name, scenario: scenario, overrides)
    return SiteResources(
      site: site, warnings: reading.sorted, weather: reading.weather, series: reading.derived,
      gas: reading.gas)
  }

  /// What the generator of example series needs of a site, before those series exist.
  public func readClimate(
    of site: String
  ) throws(Findings) -> (months: [MonthlyFacts], weather: SiteWeather) {
    let reading = Reading(disk: disk)
    let months = reading.source(
      "sites/\(site)/monthly.csv", named: nil, what: "file", help: "write twelve months"
    ).flatMap { MonthlyFile.read($0, reading) }
    let weather = SiteReader(reading: reading, name: site).readWeather()
    guard let months, let weather else { throw Findings(reading.sorted) }
    return (months, weather)
  }
}
