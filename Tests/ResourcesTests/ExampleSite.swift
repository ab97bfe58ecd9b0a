import Components
import Foundation
import Resources
import SiteFiles
import Testing

/// A folder of `data/sites`, as committed: its climate, its weather and its load.
struct ExampleSite: Sendable, CustomTestStringConvertible {
  let name: String
  let months: [MonthlyFacts]
  let weather: SiteWeather
  let settings: GeneratorSettings
  let files: [SeriesFile]

  static let names = [
    "sparks-nevada", "permian-flare-pad", "abilene-texas", "warrenton-missouri",
    "williston-north-dakota", "childress-texas", "amarillo-texas", "cheyenne-wyoming",
  ]

  init(_ name: String, changes: [(String, String)] = []) throws {
    self.name = name
    (months, weather) = try DataFolder(path: Self.data.path, catalogue: .standard).readClimate(
      of: name)
    var yaml = try Self.text(name, "series.yaml")
    for (old, new) in changes { yaml = yaml.replacingOccurrences(of: old, with: new) }
    settings = try GeneratorSettings(yaml: yaml)
    files = try SeriesGenerator.files(months, settings)
  }

  static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "data")

  static func text(_ site: String, _ file: String) throws -> String {
    let folder = data.appending(path: "sites").appending(path: site)
    return try String(contentsOf: folder.appending(path: file), encoding: .utf8)
  }

  var testDescription: String { name }

  func column(_ header: String) throws -> [Double] {
    try #require(files.flatMap(\.columns).first { $0.header == header }).values
  }
}

extension [Double] {
  var mean: Double { reduce(0, +) / Double(count) }
}
