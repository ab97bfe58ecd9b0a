public import SiteModel
public import Tabular

/// The folder `data/`: sites, technologies, tariffs and deflators.
///
/// - `sites/<site>/site.yaml` and its `*.csv` series,
/// - `technologies/<name>.yaml`: `type`, `dollar_year`, `source`, then defaults for keys of that type,
/// - `tariffs/<name>.csv`: one row a charge line,
/// - `emission-factors/*.csv`: the factor registry, one row a factor,
/// - `deflators.csv`: `year,gdp_deflator_index`.
///
/// A series is a CSV file whose first column `hour_beginning` holds local standard time such as
/// `2025-01-01T00:00`, one row for each step of the year, and whose other names end in a unit.
public struct DataFolder: Sendable {
  /// The folder's path as given.
  public let path: String
  let disk: Disk
  let catalogue: Catalogue

  /// The folder at a path; nothing is read yet. Sites may stand in a folder of their own; those in `ownSites`
  /// come before those of the data folder.
  public init(
    path: String, sites: String? = nil, ownSites: String? = nil, catalogue: Catalogue
  ) {
    self.path = path
    self.catalogue = catalogue
    disk = Disk(root: path, sites: sites, ownSites: ownSites)
  }

  /// Where a file of the folder stands, from its path as inputs name it.
  public func path(of file: String) -> String { disk.location(file) }

  /// Names of the folders with a `site.yaml`, sorted.
  public func siteNames() throws(Findings) -> [String] {
    do {
      return try disk.names(in: "sites").filter {
        disk.item(at: "sites/\($0)/site.yaml") != .missing
      }
    } catch {
      throw Findings([
        Finding(
          file: "sites",
          message: error == .missing ? "there is no folder of sites" : "the folder cannot be read",
          help: "run from the project's folder, or name the data folder")
      ])
    }
  }

  /// Names of the files in `technologies`, sorted, each with its kind of component.
  public func technologies() -> [(name: String, kind: String)] {
    let names = ((try? disk.names(in: "technologies")) ?? []).filter { $0.hasSuffix(".yaml") }
    return names.map { name in
      let bytes = (try? disk.bytes(of: "technologies/\(name)")) ?? []
      let kind = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        .first { $0.hasPrefix("type:") }?.dropFirst("type:".count)
      return (
        String(name.dropLast(".yaml".count)), kind.map { $0.split(separator: " ").joined() } ?? ""
      )
    }
  }

  /// The name of a site that is nearest to a word, if one is near.
  public func nearestSite(to name: String) -> String? {
    Suggestion.nearest(to: name, in: (try? siteNames()) ?? [])
  }

  /// A site that can be solved, with warnings; or all findings at once. Prices of tariffs are moved to the
  /// site's dollars, or kept in those of their files for a bill as it is on paper.
  ///
  /// - Parameters:
  ///   - member: one of `scenarios_together`, as which it is read; nil: as it is.
  ///   - last: values that replace those of the member as well.
  public func readSite(
    named name: String, scenario: String? = nil, overrides: [Override] = [],
    member: String? = nil, setting last: [Override] = [], keepingTariffDollars: Bool = false
  ) throws(Findings) -> (site: Site, warnings: [Finding]) {
    let (reading, site) = try read(
      named: name, scenario: scenario, overrides, member: member, setting: last,
      keepingTariffDollars: keepingTariffDollars)
    return (site, reading.sorted)
  }

  /// The clock of a site whose series may not be there yet.
  public func readClock(of name: String) throws(Findings) -> Calendar {
    try checkSite(named: name)
    let reading = Reading(disk: disk, catalogue: catalogue)
    guard let clock = SiteReader(reading: reading, name: name).readClock(), !reading.hasErrors
    else {
      throw Findings(reading.sorted)
    }
    return clock
  }

  /// Findings whose paths open from where the user stands.
  public func located(_ findings: [Finding]) -> Findings {
    Findings(
      findings.map { finding in
        let isOurs = ["sites", "tariffs", "technologies", "emission-factors", "deflators.csv"]
          .contains { finding.file == $0 || finding.file.hasPrefix("\($0)/") }
        return isOurs ? finding.at(path(of: finding.file)) : finding
      })
  }

  /// A site and the reading that made it.
  func read(
    named name: String, scenario: String? = nil, _ overrides: [Override],
    member: String? = nil, setting last: [Override] = [], keepingTariffDollars: Bool = false
  ) throws(Findings) -> (reading: Reading, site: Site) {
    try checkSite(named: name)
    let reading = Reading(disk: disk, catalogue: catalogue)
    reading.keepsTariffDollars = keepingTariffDollars
    let site = SiteReader(reading: reading, name: name).read(
      overrides, scenario: scenario, member: member, setting: last)
    guard let site, !reading.hasErrors else { throw Findings(reading.sorted) }
    return (reading, site)
  }

  /// A name must be that of a folder directly in `sites`.
  private func checkSite(named name: String) throws(Findings) {
    let isPlain =
      !name.isEmpty && name != "." && name != ".." && !name.contains("/") && !name.contains("\\")
      && !name.unicodeScalars.contains { $0.value < 0x20 }
    guard isPlain else {
      let meant = name.split(separator: "/").last { $0 != "site.yaml" }.map(String.init)
      let known = (try? siteNames()) ?? []
      throw Findings([
        Finding(
          file: "sites", message: "'\(name)' is not the name of a site",
          help: meant.flatMap { known.contains($0) ? "write the name alone: \($0)" : nil }
            ?? "give the name of a folder in data/sites, such as SITE=sparks-nevada")
      ])
    }
    let known = try siteNames()
    if disk.item(at: "sites/\(name)") == .folder {
      guard disk.contains("sites/\(name)", in: "sites") else {
        throw Findings([
          Finding(
            file: "sites/\(name)", message: "the site leads out of data/sites",
            help: "copy the folder instead of linking to it")
        ])
      }
      return
    }
    throw Findings([
      Finding(
        file: "sites", message: "there is no site '\(name)'",
        help: Suggestion.help(for: name, in: known, known: "sites"))
    ])
  }
}
