import ArgumentParser
import Foundation
import Resources
import SiteFiles
import Tabular

/// `sitemix generate-series SITE`: writes the committed hourly series of an example site again.
struct GenerateSeries: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate-series",
    abstract: "Make a site's hourly load and prices from its monthly facts.",
    discussion: """
      Reads data/sites/SITE/monthly.csv and series.yaml and writes the CSV files beside them. The \
      same facts give the same bytes on the same machine image; nothing is generated while solving.

      Example:
        sitemix generate-series sparks-nevada
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String

  @OptionGroup var input: InputOptions

  func run() throws {
    guard PortfolioSite.isName(site) else {
      throw ValidationError("'\(site)' is not the name of a site: use \(PortfolioSite.nameRule).")
    }
    let folder = URL(filePath: input.folder.path(of: "sites/\(site)"))
    let path = folder.appending(path: "series.yaml")
    guard let yaml = try? String(contentsOf: path, encoding: .utf8) else {
      Terminal.reportError(
        "\(path.relativePath): error: the file cannot be read\nhelp: write the site's monthly facts there"
      )
      throw ExitStatus.findings
    }
    do {
      try write(yaml, to: folder)
    } catch let problem as ResourceProblem {
      Terminal.reportError("\(folder.relativePath): error: \(problem)")
      throw ExitStatus.findings
    } catch let error as CocoaError {
      Terminal.reportError("fault: \(error.localizedDescription)")
      throw ExitStatus.fault
    }
  }

  private func write(_ yaml: String, to folder: URL) throws {
    let settings = try GeneratorSettings(yaml: yaml)
    var climate: (months: [MonthlyFacts], weather: SiteWeather)?
    try complaining(in: input.folder) { () throws(Findings) in
      climate = try input.folder.readClimate(of: site)
    }
    guard let climate else { return }
    var files = try SeriesGenerator.files(climate.months, settings).map { ($0.name, $0.csv) }
    let temperature = climate.weather.temperature
    if let peaks = try SeriesGenerator.coincidentPeaks(temperature: temperature, settings) {
      files.append((CandidatePeaks.fileName, peaks.csv))
    }
    for (name, csv) in files {
      let url = folder.appending(path: name)
      try Data(csv.utf8).write(to: url, options: .atomic)
      print("wrote \(url.relativePath)")
    }
  }
}
