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

  func run() throws {
    guard let site else {
      Terminal.reportError(try Sites.listing(of: input.folder))
      throw ExitStatus.usage
    }
    let (read, warnings) = try input.readSite(named: site, together: true)
    if read.scenariosTogether != nil { _ = try ScenarioRun.read(read.name, input) }
    for warning in warnings { print(warning.text) }
    print(
      "\(site): no errors; \(read.components.count) components, \(read.horizon.count) steps of "
        + "\(read.stepMinutes) minutes, \(read.inputs.count) files, "
        + "\(read.defaults.count) defaults used")
    for line in CheckSummary.lines(read) { print(line) }
  }
}

/// Lists the sites.
struct Sites: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the sites in data/sites.",
    discussion: """
      Example:
        sitemix sites --data data
      """)

  @OptionGroup var input: InputOptions

  func run() throws { print(try Self.listing(of: input.folder, heading: nil)) }

  /// The names, one a line, under a heading that says what to type.
  static func listing(
    of folder: DataFolder, heading: String? = "name a site: make optimise SITE=…"
  ) throws -> String {
    let names = try folder.siteNames().map { (heading == nil ? "" : "  ") + $0 }
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

/// Writes a commented site that already solves.
struct NewSite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-site", abstract: "Write a commented site that already solves.",
    discussion: """
      Example:
        sitemix new-site my-site && sitemix optimise my-site
      """)

  @Argument(help: "Name of the new folder in data/sites.")
  var name: String

  @Option(name: .long, help: "Folder with sites, tariffs and technologies.")
  var data = "data"

  func run() throws {
    guard name.wholeMatch(of: /[a-z0-9][a-z0-9-]*/) != nil else {
      throw ValidationError("'\(name)' is not a site name: use lower-case letters, digits and '-'.")
    }
    let files = SiteTemplate.files(named: name, .standard)
    for file in files
    where file.path != SiteSchema.path
      && FileManager.default.fileExists(atPath: "\(data)/\(file.path)")
    {
      throw ValidationError("'\(data)/\(file.path)' already exists; nothing was written.")
    }
    for file in files {
      let url = URL(fileURLWithPath: "\(data)/\(file.path)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.contents.utf8).write(to: url)
      print("wrote \(data)/\(file.path)")
    }
    print("solve it with: make optimise SITE=\(name)")
  }
}
