import ArgumentParser
import Foundation
import Reporting
import SiteFiles
import SiteModel
import Tabular
import Resources

/// Writes the weather of a site and what was derived from it, and sums it up on one screen.
struct WeatherCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weather",
    abstract: "Write a site's weather and what follows from it: solar output, PUE, engines.",
    discussion: """
      Writes weather.csv; nothing is solved.

      Example:
        sitemix weather sparks-nevada
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String?

  @OptionGroup var resources: ResourceOptions

  func run() throws {
    let read = try resources.read(site, "weather")
    guard let weather = read.weather else {
      Terminal.reportError(
        "\(resources.input.folder.path(of: "sites/\(read.site.name)/site.yaml")) names no weather\n"
          + "help: write 'weather: {monthly_means: monthly.csv}' or 'weather: {file: NAME.csv}'")
      throw ExitStatus.findings
    }
    let wells = Set(read.gas.map(\.component))
    let sheet = WeatherSheet(
      read.site, weather,
      derived: read.series.filter {
        !wells.contains($0.component) || !$0.key.hasPrefix("available")
      })
    try resources.write(("weather.csv", sheet.csv), sheet.text, read)
  }
}

/// Writes the gas of a site's wells, likely and unlikely, and sums it up by month.
struct GasCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gas",
    abstract:
      "Write the gas of a site's wells: expected, and what 90, 50 and 10 % of years exceed.",
    discussion: """
      Writes gas.csv; nothing is solved.

      Example:
        sitemix gas permian-flare-pad
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String?

  @OptionGroup var resources: ResourceOptions

  func run() throws {
    let read = try resources.read(site, "gas")
    guard !read.gas.isEmpty else {
      Terminal.reportError(
        "\(resources.input.folder.path(of: "sites/\(read.site.name)/site.yaml")) names no wells\n"
          + "help: a component of type flared_gas may have 'wells:' in place of a series")
      throw ExitStatus.findings
    }
    let sheet = GasSheet(read.site, read.gas)
    try resources.write(("gas.csv", sheet.csv), sheet.text, read)
  }
}

/// Where a site's inputs are, and where to write what was derived.
struct ResourceOptions: ParsableArguments {
  @OptionGroup var input: InputOptions

  @OptionGroup var output: OutputOptions
  @OptionGroup var named: ResultsNameOptions

  var shown: ShowOptions { output.shown }

  /// A site's resources; exit status 64 without a name, 2 after findings.
  func read(_ site: String?, _ command: String) throws -> SiteResources {
    guard let site else {
      Terminal.reportError(
        try Sites.listing(of: input.folder, heading: "name a site: make \(command) SITE=…"))
      throw ExitStatus.usage
    }
    var read: SiteResources?
    try complaining(in: input.folder) { () throws(Findings) in
      read = try input.folder.readResources(
        named: site, scenario: input.scenario, overrides: input.set.map { Override($0) })
    }
    guard let read else { throw ExitStatus.fault }
    if !read.warnings.isEmpty { Terminal.reportError(input.folder.located(read.warnings).text) }
    return read
  }

  func write(
    _ file: (name: String, table: CSVText), _ summary: String, _ read: SiteResources
  ) throws {
    let table = OutputFile(name: file.name, bytes: file.table.bytes)
    try shown.show(table, summary)
    do throws(OutputFailure) {
      let folder = try OutputFolder(path: output.out).write(
        [table.marked(scenario: input.scenario)], site: named.name(of: read.site.name), owned: [])
      if shown.isTold { print("File: \(folder)/\(file.name)") }
    } catch {
      Terminal.reportError("fault: \(error)")
      throw ExitStatus.fault
    }
  }
}
