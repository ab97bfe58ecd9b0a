import ArgumentParser
import Components
import Foundation
import Reporting
import SiteFiles
import SiteModel
import ReportPage
import Tabular

/// `sitemix report SITE`: writes the page of a plan that exists again, with what stands beside it now.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the page of a site's plan again, with all answers that stand beside it.",
    discussion: """
      Reads plan.json, dispatch.csv and the tables beside them, such as uptime.csv of a later certify; \
      solves nothing. make report sets up the script that draws the charts.

      Example:
        sitemix report sparks-nevada
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String?

  @OptionGroup var place: DataOptions

  @Option(name: .long, help: "Folder of results; one folder a site within it.")
  var out = "notebooks-out"

  @OptionGroup var charts: ChartOptions

  @Flag(name: .long, help: "Print nothing but errors.")
  var quiet = false

  func run() throws {
    guard let site else {
      Terminal.reportError(
        try Sites.listing(
          of: place.folder,
          heading: "name a site: make report SITE=…"))
      throw ExitStatus.usage
    }
    let input = try InputOptions.plain(place)
    if try writeHorizon(site, input) { return }
    let earlier = try EarlierPlan(named: site, input: input, out: out)
    earlier.warnOfChanges("the page compares the plan with today's inputs")
    let folder = OutputFolder(path: out).folder(of: site)
    let report = Report(
      site: earlier.site, written: earlier.written,
      beside: try charts.surroundings(
        of: earlier.site, data: input.folder, tables: ReportTables.read(folder, of: earlier)))
    try write(try report.files)
    guard !quiet else { return }
    print("Page: \(folder)/report.html")
    charts.sayWhatIsMissing(site)
  }

  /// Writes the page of a plan over several years; false where there is none.
  private func writeHorizon(_ name: String, _ input: InputOptions) throws -> Bool {
    let folder = OutputFolder(path: out).folder(of: name)
    guard let document = try? HorizonDocument.read(folder: folder, site: name) else { return false }
    var then = input
    then.add(earlier: document.overrides)
    let site = try then.readSite(named: document.site).site
    let report = HorizonReport(
      site: site, document: document,
      beside: try charts.surroundings(of: site, data: input.folder, tables: []))
    try write((page: try report.page, charts: []))
    if !quiet { print("Page: \(folder)/report.html") }
    return true
  }

  private func write(_ files: (page: OutputFile, charts: [OutputFile])) throws {
    let results = OutputFolder(path: out)
    do throws(OutputFailure) {
      try results.write(
        [files.page] + files.charts, site: site ?? "", owned: ResultFiles.ownedCharts)
    } catch {
      Terminal.reportError("fault: \(error)")
      throw ExitStatus.fault
    }
  }
}

/// Where the script that draws charts is.
struct ChartOptions: ParsableArguments {
  @Option(name: .long, help: "Script that draws the charts of the page; make sets it up.")
  var chartScript = Self.standard

  /// That of the checkout in this folder, else the installed one.
  private static let standard: String = {
    let own = ".build/charts/vega.js"
    let installed = DataPlace.share.map { $0 + "/vega.js" } ?? own
    let manager = FileManager.default
    return !manager.fileExists(atPath: own) && manager.fileExists(atPath: installed)
      ? installed : own
  }()

  /// What stands beside a plan, with the script if it can be had.
  func surroundings(
    of site: Site, data: DataFolder, tables: [ResultTable]
  ) throws -> Report.Surroundings {
    var beside = Report.Surroundings(version: Sitemix.version)
    beside.tables = tables
    beside.script = FileManager.default.contents(atPath: chartScript)
      .map { String(decoding: $0, as: UTF8.self) }
    beside.evidence = site.inputs.filter { $0.path.hasSuffix(".yaml") }.flatMap { input in
      let bytes = FileManager.default.contents(atPath: data.path(of: input.path)) ?? Data()
      return KeyNotes.read([UInt8](bytes)).map {
        Evidence(file: input.path, key: $0.key, value: $0.value, note: $0.text)
      }
    }
    return beside
  }

  /// How to get the charts, where there is no script.
  func sayWhatIsMissing(_ site: String) {
    guard !FileManager.default.fileExists(atPath: chartScript) else { return }
    Terminal.reportError(
      "no charts: '\(chartScript)' is missing\n"
        + "help: with Python 3.11 or newer, make report SITE=\(site) sets it up")
  }
}

/// The tables that a page shows, and its files.
enum ReportTables {
  /// Those of other questions than the plan's own.
  private static let answers = [
    "frontier.csv", "sensitivity.csv", "alternatives.csv", "explain.csv",
  ]
  private static let shown = ["uptime.csv"] + answers

  /// Those in a plan's folder; one that is damaged is a finding, and one that was made from other inputs
  /// than the plan is left out, which is said.
  static func read(_ folder: String, of plan: EarlierPlan) throws -> [ResultTable] {
    let (origins, own) = (AnswerOrigins(folder: folder), AnswerOrigin(of: plan.written))
    return try shown.compactMap { name in
      guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
        return nil
      }
      guard !answers.contains(name) || origins[name] == own else {
        Terminal.reportError(
          "warning: \(name) was not made from the inputs of the plan, and is left off the page\n"
            + "help: make \(name.dropLast(4)) SITE=\(plan.site.name), with what was set for the plan"
        )
        return nil
      }
      return try table([UInt8](bytes), name)
    }
  }

  /// Those among the files of a run.
  static func find(in files: [OutputFile]) throws -> [ResultTable] {
    try files.filter { shown.contains($0.name) }.map { try table($0.bytes, $0.name) }
  }

  private static func table(_ bytes: [UInt8], _ name: String) throws -> ResultTable {
    do throws(Findings) {
      let read = try PlainTable.read(bytes, name: name)
      return ResultTable(name: name, header: read.header, rows: read.rows)
    } catch {
      Terminal.reportError(error.text)
      throw ExitStatus.findings
    }
  }
}
