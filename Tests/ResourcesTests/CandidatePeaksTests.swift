import Foundation
import Resources
import Testing

@Suite struct CandidatePeaksTests {
  private static func peaks(_ name: String, _ changes: [(String, String)] = []) throws
    -> CandidatePeaks
  {
    let site = try ExampleSite(name, changes: changes)
    return try #require(
      try SeriesGenerator.coincidentPeaks(
        temperature: site.weather.temperature, site.settings))
  }

  @Test(arguments: ["abilene-texas", "childress-texas"])
  func committedFilesAreWhatTheFactsGive(_ name: String) throws {
    let committed = try ExampleSite.text(name, CandidatePeaks.fileName)
    #expect(try Self.peaks(name).csv == committed)
  }

  @Test(arguments: ["abilene-texas", "childress-texas"])
  func chancesOfEachMonthAddUpToOne(_ name: String) throws {
    let hours = try Self.peaks(name).hours
    #expect(Set(hours.map(\.month)) == [5, 6, 7, 8])
    for month in 5...8 {
      let candidates = hours.filter { $0.month == month }
      #expect(candidates.reduce(0) { $0 + $1.thousandths } == 1000)
      // Ten days of three hours, none on a weekend: 1 January 2025 was a Wednesday.
      #expect(candidates.count == 30)
      #expect(candidates.allSatisfy { ($0.hour / 24 + 2) % 7 < 5 })
      #expect(candidates.allSatisfy { (14...16).contains($0.hour % 24) })
    }
  }

  /// The hottest of ten days has 10/55 of the chance, the hour after 15:00 standard time 0.45 of that.
  @Test func theHottestDayIsTheLikeliest() throws {
    let hours = try Self.peaks("abilene-texas").hours
    for month in 5...8 {
      let likeliest = hours.filter { $0.month == month }.map(\.thousandths).max()
      // 1000 · 10/55 · 0.45 = 81.8
      #expect(likeliest == 82)
    }
  }

  @Test func sitesWithoutCandidatesHaveNone() throws {
    let site = try ExampleSite("sparks-nevada")
    #expect(
      try SeriesGenerator.coincidentPeaks(
        temperature: site.weather.temperature, site.settings) == nil)
  }

  @Test func sharesThatDoNotAddUpAreRefused() {
    #expect(throws: ResourceProblem.self) {
      try Self.peaks("abilene-texas", [("[0.3, 0.45, 0.25]", "[0.3, 0.45]")])
    }
  }
}
