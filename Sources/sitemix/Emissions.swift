import Accounting
import ArgumentParser
import Foundation
import Reporting
import SiteFiles
import SiteModel

/// Emissions tables of plans that were made before, each figure down to activity and factor.
struct Emissions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the emissions tables of a site's plan, or of all sites with a plan.",
    discussion: """
      Reads the site and the plan in its folder of results; solves nothing. Without a site also \
      writes emissions_portfolio.csv. A failed check is a fault (70).

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
    let folder = DataFolder(path: data)
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
        portfolio.add(site: name, without: "no plan")
        print("\(name): no plan yet (make optimise SITE=\(name))")
        continue
      }
      let tables = try write(name, folder)
      portfolio.add(tables)
      print(tables.text + "\n")
      if !tables.audit.passed { hasFailed = true }
    }
    guard portfolio.doubleClaims.isEmpty else {
      Terminal.complain(portfolio.doubleClaims.map { "error: \($0)" }.joined(separator: "\n"))
      throw ExitStatus.findings
    }
    let path = "\(out)/emissions_portfolio.csv"
    try Data(portfolio.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    print("All sites: \(path)")
    if hasFailed { throw ExitStatus.fault }
  }

  /// Reads a site and its plan, and writes its tables.
  private func write(_ name: String, _ folder: DataFolder) throws -> EmissionsTables {
    let plan = "\(out)/\(name)"
    let (site, written) = try read(name)
    let registry = try factors(folder)
    let dispatch = try bytes("\(plan)/dispatch.csv")
    let inputs =
      site.inputs + [Site.InputFile(path: "dispatch.csv", sha256: Digest.sha256(of: dispatch))]
    let identity =
      inputs.map { $0.path + $0.sha256 } + registry.map { "\($0.cells)" }
      + written.record.overrides
    let runID = String(Digest.sha256(of: Array(identity.joined().utf8)).prefix(12))
    let tables = EmissionsTables(site: site, written: written, registry: registry, runID: runID)
    var files = tables.files(hourly: hourly)
    let outputs = files.map {
      Site.InputFile(path: $0.name, sha256: Digest.sha256(of: $0.bytes))
    }
    let manifest = EmissionsManifest(
      version: Sitemix.version, runID: runID, inputs: inputs, outputs: outputs)
    files.append(manifest.file(site: site, written: written))
    do throws(OutputFailure) {
      try OutputFolder(path: plan).write(files, site: "emissions", owned: EmissionsTables.owned)
    } catch {
      Terminal.complain("fault: \(error)")
      throw ExitStatus.fault
    }
    return tables
  }

  /// A site as it was planned, and its plan of the whole year.
  private func read(_ name: String) throws -> (Site, WrittenPlan) {
    var input = InputOptions()
    input.data = data
    input.set = []
    let earlier = try EarlierPlan(named: name, input: input, out: out)
    guard earlier.changes.isEmpty else {
      Terminal.complain(
        "\(name): since the plan was made \(earlier.changes.joined(separator: ", "))\n"
          + "help: run make optimise SITE=\(name)")
      throw ExitStatus.findings
    }
    let horizon = earlier.written.plan.horizon
    guard horizon.count == horizon.stepsPerYear else {
      Terminal.complain(
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
      Terminal.complain(error.text)
      throw ExitStatus.findings
    }
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
