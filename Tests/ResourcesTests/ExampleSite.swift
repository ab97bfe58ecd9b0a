import Foundation
import Resources
import Testing

/// A folder of `data/sites`, as committed, and what the generator makes of its facts.
struct ExampleSite: Sendable, CustomTestStringConvertible {
  let name: String
  let months: [MonthlyFacts]
  let settings: GeneratorSettings
  let files: [SeriesFile]

  static let names = [
    "sparks-nevada", "permian-flare-pad", "abilene-texas", "warrenton-missouri",
    "williston-north-dakota", "childress-texas", "amarillo-texas", "cheyenne-wyoming",
  ]

  init(_ name: String) throws {
    self.name = name
    let folder = Self.folder(name)
    let months = try MonthlyFacts.read(csv: Self.text(folder, "monthly.csv"))
    let settings = try GeneratorSettings(yaml: Self.text(folder, "series.yaml"))
    self.months = months
    self.settings = settings
    files = try SeriesGenerator.files(months, settings)
  }

  static func folder(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "data/sites").appending(path: name)
  }

  static func text(_ folder: URL, _ file: String) throws -> String {
    try String(contentsOf: folder.appending(path: file), encoding: .utf8)
  }

  var testDescription: String { name }

  func column(_ header: String) throws -> [Double] {
    try #require(files.flatMap(\.columns).first { $0.header == header }).values
  }
}

extension [Double] {
  var mean: Double { reduce(0, +) / Double(count) }
}
