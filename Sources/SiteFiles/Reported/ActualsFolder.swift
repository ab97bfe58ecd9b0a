public import SiteModel
public import Tabular

/// A folder of what happened in a reporting year at a site: CSV files of meters, analyses, certificates,
/// releases and outages, as the page Reported has them.
public struct ActualsFolder: Sendable {
  /// Path of the folder.
  public let path: String
  /// Keys of `reporting.csv` that hold for all sites of a portfolio.
  public let shared: [String: String]

  /// A folder at a path.
  public init(path: String, shared: [String: String] = [:]) {
    self.path = path
    self.shared = shared
  }

  /// What was read, with warnings and the files.
  public struct Contents: Sendable {
    /// The year.
    public let metered: MeteredYear
    /// Findings that stop nothing.
    public let warnings: [Finding]
    /// Files that were read, with their digests.
    public let inputs: [Site.InputFile]
  }

  /// The year of a site beside its plan; everything that is wrong with the folder at once.
  public func read(of site: Site, planned: SitePlan) throws(Findings) -> Contents {
    let reading = InputReader(disk: Disk(root: path))
    let metered = ReportingYear.read(site, shared: shared, reading).flatMap {
      MeteredYearReader(site: site, planned: planned, year: $0, reading: reading).metered()
    }
    let found = reading.sorted.map { $0.at("\(path)/\($0.file)") }
    guard let metered, !reading.hasErrors else { throw Findings(found) }
    return Contents(
      metered: metered, warnings: found,
      inputs: reading.inputs.map { Site.InputFile(path: "actuals/\($0.path)", sha256: $0.sha256) })
  }

  /// Keys of `reporting.csv` for all sites, in a folder of their folders; empty where there is none.
  public static func shared(_ path: String) throws(Findings) -> [String: String] {
    let reading = InputReader(disk: Disk(root: path))
    guard
      let table = ActualsTable(
        "reporting.csv", columns: ["key", "value"], optional: ["note"], reading)
    else {
      guard !reading.hasErrors else {
        throw Findings(reading.sorted.map { $0.at("\(path)/\($0.file)") })
      }
      return [:]
    }
    let known = ["consolidation_approach", "base_year", "recalculation_threshold_fraction"]
    var keys: [String: String] = [:]
    for row in table.rows {
      let key = table.text(row, "key")
      if !known.contains(key) {
        table.report(
          row, "key", "'\(key)' is nothing that is said of all sites",
          help: Suggestion.help(for: key, in: known, known: "keys"))
      }
      keys[key] = table.text(row, "value")
    }
    guard !reading.hasErrors else {
      throw Findings(reading.sorted.map { $0.at("\(path)/\($0.file)") })
    }
    return keys
  }
}

/// Puts a reporting year together.
struct MeteredYearReader {
  let site: Site
  let planned: SitePlan
  let year: ReportingYear
  let reading: InputReader

  func metered() -> MeteredYear? {
    let (certificates, serials) = CertificateReader(
      year: year.minutes, stepMinutes: site.stepMinutes, reading: reading
    ).records()
    let own = site.reporting(in: year.calendar, certificates: certificates)
    let plan = site.reordered(planned, in: year.calendar)
    let stretches = AnalysisReader(site: own, year: year.minutes, reading: reading).stretches()
    let meters = MeterReadings(site: own, planned: plan, year: year.minutes, reading: reading)
      .meters()
    let releases = ReleaseReader(
      year: year.minutes, stepMinutes: site.stepMinutes, gwp: own.emissions.gwpSet, reading: reading
    ).releases()
    var actual = SitePlan(status: .optimal, horizon: own.horizon)
    let dispatch = MeteredDispatch(site: own, stretches: stretches, year: year.minutes)
    actual.components = own.components.map { dispatch.plan(of: $0, meters) }
    AcquisitionReader(site: own, year: year.minutes, reading: reading).add(to: &actual)
    guard !reading.hasErrors else { return nil }
    return MeteredYear(
      site: own, plan: actual, stretches: stretches, releases: releases,
      readings: meters.flatMap { $0.readings.map(\.reading) }, certificateSerials: serials,
      reporting: year.reporting,
      notes: notes(meters, own))
  }

  private func notes(_ meters: [MeterReadings.Meter], _ own: Site) -> [String] {
    var notes = [
      "readings are spread evenly over their periods, so that hours within a longer reading are no measurement"
    ]
    let filled = meters.flatMap(\.readings).map(\.reading)
      .filter { $0.evidence == .planScaled || $0.evidence == .priorYear }
    for reading in filled {
      let method =
        reading.evidence == .planScaled
        ? "the plan scaled to the meter's other readings" : "the same days of the year before"
      notes.append(
        "the meter '\(reading.meter)' has a gap from \(CivilStamp.text(reading.period.lowerBound)) to "
          + "\(CivilStamp.text(reading.period.upperBound)), filled by \(method)")
    }
    if own.calendar.firstMonth != site.calendar.firstMonth
      || own.calendar.year != site.calendar.year
    {
      notes.append(
        "series of the site, such as hourly factors of its grid, are those of its year \(site.calendar.year), "
          + "at the same month, day and hour")
    }
    return notes
  }
}
