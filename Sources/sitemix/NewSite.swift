import ArgumentParser
import Components
import Foundation
import SiteFiles
import Tabular

/// Writes a commented site that already solves.
struct NewSite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-site", abstract: "Write a commented site that already solves.",
    discussion: """
      Clock, eGRID subregion, tariff and monthly weather are those of the nearest place that the data folder \
      knows; what is far away is written as a placeholder, and says so. All other kinds of component stand \
      there as comments. --from takes what you have: a load (load*.csv or .xml), weather (weather*.csv or \
      .epw) and a tariff (tariff*.csv, or .json of the Utility Rate Database).

      Examples:
        sitemix new-site my-site && sitemix optimise my-site
        sitemix new-site pad --latitude 31.9 --longitude -102.2 --mw 30 \\
          --grid-mw 15 --flared-gas 120
        sitemix new-site plant --mw 30 --from my-files
      """)

  @Argument(help: "Name of the new folder of the site.")
  var name: String

  @Option(name: .long, parsing: .unconditional, help: "Degrees, north positive.")
  var latitude = 39.5

  @Option(
    name: .long, parsing: .unconditional, help: "Degrees, east positive: negative in America.")
  var longitude = -119.7

  @Option(name: .long, help: "Facility load of all modules at full use, MW.")
  var mw = 2.0

  @Option(name: .long, help: "Greatest import, MW; 0 for none; else half as much again as --mw.")
  var gridMw: Double?

  @Option(name: .long, help: "Gas that is flared today, MMBtu/h.")
  var flaredGas = 0.0

  @Option(name: .long, help: "Folder with files of yours: load, weather, tariff.")
  var from: String?

  @OptionGroup var place: DataOptions

  func validate() throws {
    guard name.wholeMatch(of: /[a-z0-9][a-z0-9-]*/) != nil else {
      throw ValidationError("'\(name)' is not a site name: use lower-case letters, digits and '-'.")
    }
    try Self.check("--latitude", latitude, -90...90)
    try Self.check("--longitude", longitude, -180...180)
    try Self.check("--mw", mw, 0.01...10_000)
    try Self.check("--grid-mw", gridMw ?? 0, 0...20_000)
    try Self.check("--flared-gas", flaredGas, 0...1_000_000)
  }

  private static func check(
    _ option: String, _ value: Double, _ range: ClosedRange<Double>
  ) throws {
    guard !range.contains(value) else { return }
    throw ValidationError(
      "\(option) must lie between \(DecimalText.plain(range.lowerBound)) and "
        + "\(DecimalText.plain(range.upperBound)).")
  }

  func run() throws {
    let target = "\(sitesFolder)/\(name)"
    guard !FileManager.default.fileExists(atPath: "\(target)/site.yaml") else {
      throw ValidationError("'\(target)/site.yaml' already exists; nothing was written.")
    }
    var settings = SiteTemplate.Settings()
    (settings.megawatts, settings.gridMegawatts) = (mw, gridMw ?? 1.5 * mw)
    settings.flaredGas = flaredGas
    if ownsData {
      settings.schema = "../../\(SiteSchema.path)"
    } else {
      settings.schema = "\(absolute(place.data))/\(SiteSchema.path)"
    }
    var known: NewSitePlace?
    var taken: [(path: String, contents: String)] = []
    try complaining(in: place.folder) { () throws(Findings) in
      let found = try NewSitePlace(
        latitude: latitude, longitude: longitude, in: place.folder)
      known = found
      if let from {
        taken = try SiteFilesOfUser(folder: from, at: found).take(into: &settings)
      }
    }
    guard let known else { throw ExitStatus.fault }
    let files =
      SiteTemplate(named: name, settings, at: known, in: place.folder, .standard).files + taken
    for file in files { try write(file.contents, to: "\(target)/\(file.path)") }
    if ownsData { try? Data(SiteSchema.text(.standard).utf8).write(to: schemaFile) }
    print("solve it with: \(ownsData ? "make optimise SITE=\(name)" : "sitemix optimise \(name)")")
  }

  /// Whether the data folder is that of a checkout or of one's own, where sites are written.
  private var ownsData: Bool { DataPlace.ownSites(beside: place.data) == nil }

  private var sitesFolder: String {
    place.sites ?? DataPlace.ownSites(beside: place.data) ?? "\(place.data)/sites"
  }

  private var schemaFile: URL { URL(fileURLWithPath: "\(place.data)/\(SiteSchema.path)") }

  private func absolute(_ path: String) -> String { URL(fileURLWithPath: path).path }

  private func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    } catch {
      Terminal.reportError(
        "fault: '\(path)' cannot be written: check the folder's permissions")
      throw ExitStatus.fault
    }
    print("wrote \(path)")
  }
}
