import ArgumentParser
import Components
import Foundation
import SiteFiles
import SiteModel
import Tabular

/// Reads a site and tells what is wrong with it, without solving.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a site's files and report every finding, without solving.",
    discussion: """
      Examples:
        sitemix check sparks-nevada
        sitemix check sparks-nevada --set components.grid.import_limit_mw=8
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var shown: ShowOptions

  func run() throws {
    guard let site else {
      Terminal.reportError(try Sites.listing(of: input.folder))
      throw ExitStatus.usage
    }
    guard shown.isTold else { return try report(site) }
    let (read, warnings) = try input.readSite(named: site, together: true)
    if read.scenariosTogether != nil { _ = try ScenarioRun.read(read.name, input) }
    for warning in warnings { print(warning.text) }
    print(
      "\(site): no errors; \(read.components.count) components, \(read.horizon.count) steps of "
        + "\(read.stepMinutes) minutes, \(read.inputs.count) files, "
        + "\(read.defaults.count) defaults used")
    for line in CheckSummary.lines(read) { print(line) }
  }

  /// Findings and warnings as JSON, or errors alone.
  private func report(_ name: String) throws {
    do throws(Findings) {
      let warnings = try input.site(named: name).warnings
      if shown.json { print(FindingRecord.json(warnings)) }
    } catch {
      if shown.json { print(FindingRecord.json(error.all)) }
      if shown.quiet { Terminal.reportError(error.text) }
      throw ExitStatus.findings
    }
  }
}

/// A finding as a CI job reads it.
private struct FindingRecord: Encodable {
  let severity: String
  let file: String
  let line: Int?
  let column: Int?
  let message: String
  let help: String

  init(_ finding: Finding) {
    (severity, file) = (finding.severity.rawValue, finding.file)
    (line, column) = (finding.line, finding.column)
    (message, help) = (finding.message, finding.help)
  }

  /// An array with an object for each finding; no finding has anything that cannot be encoded.
  static func json(_ findings: [Finding]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(findings.map(FindingRecord.init))) ?? Data("[]".utf8)
    return String(decoding: data, as: UTF8.self)
  }
}

/// Lists the sites.
struct Sites: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the sites in data/sites.",
    discussion: """
      Example:
        sitemix sites
      """)

  @OptionGroup var place: DataOptions
  @OptionGroup var shown: ShowOptions

  func run() throws {
    guard !shown.isTold else { return print(try Self.listing(of: place.folder, heading: nil)) }
    var names: [String] = []
    try complaining(in: place.folder) { () throws(Findings) in
      names = try place.folder.siteNames()
    }
    try shown.show(names.map { ["name": $0] }, "")
  }

  /// The names, one a line, under a heading that says what to type.
  static func listing(
    of folder: DataFolder, heading: String? = "name a site: make optimise SITE=…"
  ) throws -> String {
    var names: [String] = []
    try complaining(in: folder) { () throws(Findings) in
      names = try folder.siteNames().map { (heading == nil ? "" : "  ") + $0 }
    }
    guard !names.isEmpty else { return "there are no sites; sitemix new-site NAME writes one" }
    return ((heading.map { [$0] } ?? []) + names).joined(separator: "\n")
  }
}

/// Prints every key of a component, from the tables that the reader uses.
struct Describe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print every key of a component with unit, range, default and meaning.",
    discussion: """
      Examples:
        sitemix describe
        sitemix describe solar
      """)

  @Argument(help: "A component such as solar; without one, all are listed.")
  var component: String?

  @Flag(name: .long, help: "Everything, as one page of documentation.")
  var page = false

  func run() throws {
    if let component, !page, !SchemaText(.standard).words.contains(component) {
      Terminal.reportError(
        SchemaText(.standard).describe(component).trimmingCharacters(in: .newlines))
      throw ExitStatus.usage
    }
    print(page ? SchemaText(.standard).page : SchemaText(.standard).describe(component))
  }
}
