import ArgumentParser
import Foundation
import SiteFiles
import SiteModel

extension CompletionKind {
  /// Names of sites, as a shell completes them.
  static var sites: CompletionKind { .shellCommand("sitemix sites 2>/dev/null") }
}

/// Where the inputs are and what is overridden for this run.
struct InputOptions: ParsableArguments {
  @Option(name: .long, help: "Folder with sites, tariffs and technologies.")
  var data = "data"

  @Option(
    name: .long, parsing: .singleValue,
    help: "Override a key for this run, such as components.bess.capex_usd_per_kwh=180.")
  var set: [String] = []

  var folder: DataFolder { DataFolder(path: data) }

  /// The site, or its findings on standard error and exit status 2.
  func readSite(named name: String) throws -> (site: Site, warnings: [Finding]) {
    do throws(Findings) {
      return try folder.readSite(named: name, overrides: set.map { Override($0) })
    } catch {
      Terminal.complain(error.text)
      throw ExitStatus.findings
    }
  }
}

/// How much of the year to model.
struct HorizonOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "Model only the first hours of the year, or more than a year (the year repeats).")
  var horizonHours: Int?

  func validate() throws {
    guard let hours = horizonHours, hours < 1 || hours > 87_840 else { return }
    throw ValidationError("--horizon-hours must lie between 1 and 87840.")
  }

  func horizon(of site: Site) -> Horizon {
    guard let hours = horizonHours else { return site.horizon }
    return Horizon(
      calendar: site.calendar, stepMinutes: site.stepMinutes, steps: hours * 60 / site.stepMinutes)
  }
}
