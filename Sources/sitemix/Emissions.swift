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
      writes emissions_portfolio.csv and emissions_totals.csv. A plan over several years has a \
      folder of tables a modelled year and emissions_years.csv; among all sites it stands with its \
      mean year. A failed check is a fault (70).

      Examples:
        sitemix emissions permian-flare-pad --hourly
        sitemix emissions
        sitemix emissions sparks-nevada --write-actuals meters/sparks-nevada
        sitemix emissions sparks-nevada --actuals meters/sparks-nevada
      """)

  @Argument(help: "Name of a folder in data/sites; without one, all sites.", completion: .sites)
  var site: String?

  @OptionGroup var place: DataOptions

  @Option(name: .long, help: "Folder of results; one folder a site within it.")
  var out = "notebooks-out"

  @Flag(name: .long, help: "Print nothing but errors.")
  var quiet = false

  @Flag(name: .long, help: "Also the tables of each hour.")
  var hourly = false

  @Option(
    name: .long,
    help:
      "Folder of meters of a reporting year: its inventory beside the plan; without a site, a folder of such folders."
  )
  var actuals: String?

  @Option(
    name: .long, help: "Write the planned year as a folder of meters there, to try and fill in.")
  var writeActuals: String?

  func run() throws {
    let folder = place.folder
    if actuals != nil || writeActuals != nil {
      try reported(folder)
      return
    }
    if let site {
      let written = try write(site, folder)
      if !quiet { print("\(written.text)\nFiles: \(out)/\(site)/emissions") }
      guard written.passed else { throw ExitStatus.fault }
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
        if !quiet { print("\(name): no plan yet (make optimise SITE=\(name))") }
        continue
      }
      let written = try write(name, folder)
      portfolio.add(written.row)
      if !quiet { print(written.text + "\n") }
      if !written.passed { hasFailed = true }
    }
    guard portfolio.doubleClaims.isEmpty else {
      Terminal.reportError(portfolio.doubleClaims.map { "error: \($0)" }.joined(separator: "\n"))
      throw ExitStatus.findings
    }
    let path = "\(out)/emissions_portfolio.csv"
    try Data(portfolio.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    let totals = "\(out)/emissions_totals.csv"
    try Data(portfolio.totals).write(to: URL(fileURLWithPath: totals), options: .atomic)
    if !quiet { print("All sites: \(path), \(totals)") }
    if hasFailed { throw ExitStatus.fault }
  }

  /// Says which tables of hours of an earlier run are taken away; nothing leaves a folder unsaid.
  func tellOfHours(in folder: String) {
    guard !hourly else { return }
    let names = ["emissions_ledger_hourly.csv", "scope2_hourly.csv", "cfe_hourly.csv"]
    let stale = names.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
    guard !stale.isEmpty else { return }
    Terminal.reportError(
      "note: \(stale.joined(separator: ", ")) in '\(folder)' were of an earlier run and are removed\n"
        + "help: --hourly writes them again")
  }

  /// What was written of a site.
  private struct Written {
    let text: String
    let passed: Bool
    let row: EmissionsPortfolio.Row
  }

  /// Reads a site and its plan, and writes its tables.
  private func write(_ name: String, _ folder: DataFolder) throws -> Written {
    let emissions = SiteEmissions(registry: try factors(folder), version: Sitemix.version)
    if let years = try EarlierYears(
      named: name, input: try InputOptions.plain(place), out: out)
    {
      return try write(years, name, emissions)
    }
    let plan = "\(out)/\(name)"
    let (site, written) = try read(name)
    tellOfHours(in: "\(plan)/emissions")
    do throws(SiteEmissions.Absence) {
      let tables = try emissions.write(written, of: site, in: plan, hourly: hourly)
      return Written(text: tables.text, passed: tables.audit.passed, row: .init(tables))
    } catch {
      Terminal.reportError("fault: \(error)")
      throw ExitStatus.fault
    }
  }

  /// Writes the tables of the years of a horizon.
  private func write(_ earlier: EarlierYears, _ name: String, _ emissions: SiteEmissions) throws
    -> Written
  {
    try refuse(earlier.changes, name)
    let written = try earlier.years
    if let horizon = written.first?.plan.horizon { try refuse(part: horizon, name) }
    do throws(SiteEmissions.Absence) {
      let all = try emissions.write(
        written, of: earlier.document, in: earlier.folder, hourly: hourly)
      return Written(text: all.text, passed: all.passed, row: .init(all, named: name))
    } catch {
      Terminal.reportError("fault: \(error)")
      throw ExitStatus.fault
    }
  }

  /// A site as it was planned, and its plan of the whole year.
  func read(_ name: String) throws -> (Site, WrittenPlan) {
    let input = try InputOptions.plain(place)
    let earlier = try EarlierPlan(named: name, input: input, out: out)
    try refuse(earlier.changes, name)
    try refuse(part: earlier.written.plan.horizon, name)
    return (earlier.site, earlier.written)
  }

  private func refuse(_ changes: [String], _ name: String) throws {
    guard !changes.isEmpty else { return }
    Terminal.reportError(
      "\(name): since the plan was made \(changes.joined(separator: ", "))\n"
        + "help: run make optimise SITE=\(name)")
    throw ExitStatus.findings
  }

  private func refuse(part horizon: Horizon, _ name: String) throws {
    guard horizon.count != horizon.stepsPerYear else { return }
    Terminal.reportError(
      "\(name): the plan has \(horizon.count) of the year's \(horizon.stepsPerYear) steps, and the "
        + "tables are of a year\nhelp: run make optimise SITE=\(name)")
    throw ExitStatus.findings
  }

  func factors(_ folder: DataFolder) throws -> [EmissionFactor] {
    do throws(Findings) {
      return try folder.readFactors()
    } catch {
      Terminal.reportError(folder.located(error.all).text)
      throw ExitStatus.findings
    }
  }
}
