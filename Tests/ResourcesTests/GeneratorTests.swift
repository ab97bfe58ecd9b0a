import Foundation
import Resources
import Testing

@Suite struct GeneratorTests {
  @Test(arguments: ExampleSite.names)
  func committedFilesAreWhatTheFactsGive(_ name: String) throws {
    let site = try ExampleSite(name)
    #expect(try ExampleSite(name).files == site.files)
    for file in site.files {
      let committed = try ExampleSite.text(name, file.name)
      // Byte for byte where sin and exp round alike; elsewhere in the last written digit.
      if committed == file.csv { continue }
      let theirs = committed.split(whereSeparator: \.isNewline)
      let ours = file.csv.split(whereSeparator: \.isNewline)
      try #require(theirs.count == ours.count)
      #expect(theirs.first == ours.first)
      for (a, b) in zip(theirs.dropFirst(), ours.dropFirst()) {
        let numbers = [a, b].map { $0.split(separator: ",").dropFirst().compactMap { Double($0) } }
        let apart = zip(numbers[0], numbers[1]).map { ($0 - $1).magnitude }.max() ?? 0
        #expect(apart < 0.02, "\(name)/\(file.name): \(a)")
      }
    }
  }

  @Test func filesHoldTheYear() throws {
    let file = try #require(ExampleSite("sparks-nevada").files.first)
    let lines = file.csv.split(whereSeparator: \.isNewline)
    #expect(lines.count == 8761)
    #expect(lines[0].hasPrefix("hour_beginning,inference_load_factor_fraction,"))
    #expect(lines[1].hasPrefix("2025-01-01T00:00,"))
    #expect(lines[59 * 24 + 1].hasPrefix("2025-03-01T00:00,"))
    #expect(lines[8760].hasPrefix("2025-12-31T23:00,"))
  }

  @Test(arguments: ExampleSite.names)
  func loadsStayInPublishedRanges(_ name: String) throws {
    let site = try ExampleSite(name)
    let inference = try site.column("inference_load_factor_fraction")
    #expect((0.5...0.7).contains(inference.mean))
    let troughs = stride(from: 0, to: 8760, by: 24).map { day in
      (inference[day..<day + 24].min() ?? 0) / (inference[day..<day + 24].max() ?? 1)
    }
    #expect((0.4...0.6).contains(troughs.mean))
    let training = try site.column("training_load_factor_fraction")
    #expect((training.mean - 0.85).magnitude < 0.01)
  }

  @Test func problemsAreNamed() {
    #expect(throws: ResourceProblem.self) { try GeneratorSettings(yaml: "sede: 1") }
    #expect(throws: ResourceProblem.self) { try GeneratorSettings(yaml: "seed: one") }
  }
}
