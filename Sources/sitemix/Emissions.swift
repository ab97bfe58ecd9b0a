import Accounting
import ArgumentParser
import Components
import Foundation
import Portfolio
import Reporting
import SiteFiles
import SiteModel
import EmissionsReport
import Tabular

/// Emissions tables of plans that were made before, each figure down to activity and factor.
struct Emissions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the emissions tables of a site's plan, or of all sites with a plan.",
    discussion: """
      Reads the site and the plan in its folder of results; solves nothing. Without a site also \
      writes emissions_portfolio.csv and emissions_totals.csv. A failed check is a fault (70).

      Examples:
        sitemix emissions permian-flare-pad --hourly
        sitemix emissions
      """)

  @Argument(help: "Name of a folder in data/sites; without one, all sites.", completion: .sites)
  var site: String?

  @Option(name: .long, help: "Folder with sites, tariffs, technologies and emission factors.")
  var data = "data"

  @Option(name: .long, help: "Folder of results; one folder a site within it.")
  var out = "notebooks-out"

  @Flag(name: .long, help: "Also the tables of each hour.")
  var hourly = false

  func run() throws {
    let folder = DataFolder(path: data, catalogue: .standard)
    if let site {
      let tables = try write(site, folder)
      print("\(tables.text)\nFiles: \(out)/\(site)/emissions")
      guard tables.audit.passed else { throw ExitStatus.fault }
      return
    }
    try writeAll(folder)
  }

  private func writeAll(_ folder: DataFolder) throws {
    var portfolio = EmissionsPortfolio()
    var hasFailed = false
    for name in try folder.siteNames() {
      guard FileManager.default.fileExists(atPath: "\(out)/\(name)/plan.json") else {
        portfolio.add(.init(site: name, without: "no plan"))
        print("\(name): no plan yet (make optimise SITE=\(name))")
        continue
      }
      let tables = try write(name, folder)
      portfolio.add(.init(tables))
      print(tables.text + "\n")
      if !tables.audit.passed { hasFailed = true }
    }
    guard portfolio.doubleClaims.isEmpty else {
      Terminal.reportError(portfolio.doubleClaims.map { "error: \($0)" }.joined(separator: "\n"))
      throw ExitStatus.findings
    }
    let path = "\(out)/emissions_portfolio.csv"
    try Data(portfolio.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    let totals = "\(out)/emissions_totals.csv"
    try Data(portfolio.totals).write(to: URL(fileURLWithPath: totals), options: .atomic)
    print("All sites: \(path), \(totals)")
    if hasFailed { throw ExitStatus.fault }
  }

  /// Reads a site and its plan, and writes its tables.
  private func write(_ name: String, _ folder: DataFolder) throws -> EmissionsTables {
    let plan = "\(out)/\(name)"
    let (site, written) = try read(name)
    let registry = try factors(folder)
    do throws(SiteEmissions.Absence) {
      return try SiteEmissions(registry: registry, version: Sitemix.version)
        .write(written, of: site, in: plan, hourly: hourly)
    } catch {
      Terminal.reportError("fault: \(error)")
      throw ExitStatus.fault
    }
  }

  /// A site as it was planned, and its plan of the whole year.
  private func read(_ name: String) throws -> (Site, WrittenPlan) {
    let input = try InputOptions.plain(data: data)
    let earlier = try EarlierPlan(named: name, input: input, out: out)
    guard earlier.changes.isEmpty else {
      Terminal.reportError(
        "\(name): since the plan was made \(earlier.changes.joined(separator: ", "))\n"
          + "help: run make optimise SITE=\(name)")
      throw ExitStatus.findings
    }
    let horizon = earlier.written.plan.horizon
    guard horizon.count == horizon.stepsPerYear else {
      Terminal.reportError(
        "\(name): the plan has \(horizon.count) of the year's \(horizon.stepsPerYear) steps, and the "
          + "tables are of a year\nhelp: run make optimise SITE=\(name)")
      throw ExitStatus.findings
    }
    return (earlier.site, earlier.written)
  }

  private func factors(_ folder: DataFolder) throws -> [EmissionFactor] {
    do throws(Findings) {
      return try folder.readFactors()
    } catch {
      Terminal.reportError(folder.located(error.all).text)
      throw ExitStatus.findings
    }
  }
}
