import ArgumentParser
import Foundation
import Resources

/// `sitemix generate-series SITE`: writes the committed hourly series of an example site again.
struct GenerateSeries: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate-series",
    abstract: "Make a site's hourly series from its monthly facts.",
    discussion: """
      Reads data/sites/SITE/monthly.csv and series.yaml and writes the CSV files beside them. The \
      same facts give the same bytes on the same machine image; nothing is generated while solving.
      """)

  @Argument(help: "Name of a folder in data/sites.")
  var site: String

  @Option(help: "Folder that holds sites/.")
  var data = "data"

  func run() throws {
    let folder = URL(filePath: data).appending(path: "sites").appending(path: site)
    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    let months = try MonthlyFacts.read(csv: text("monthly.csv"))
    let settings = try GeneratorSettings(yaml: text("series.yaml"))
    var files = try SeriesGenerator.files(months, settings).map { ($0.name, $0.csv) }
    if let peaks = try SeriesGenerator.coincidentPeaks(months, settings) {
      files.append((CandidatePeaks.fileName, peaks.csv))
    }
    for (name, csv) in files {
      let url = folder.appending(path: name)
      try Data(csv.utf8).write(to: url, options: .atomic)
      print("wrote \(url.relativePath)")
    }
  }
}
