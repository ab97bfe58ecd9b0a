import Foundation
import Resources
import SiteFiles
import SiteModel
import Testing
import Tabular

/// A year at 15 °C with light of 600 W/m² in the hours from 11:00 and 12:00, 500 in the hour from 13:00.
@Suite("Gaps of weather files")
struct WeatherGapTests {
  private func read(_ change: (inout [String]) -> Void) throws -> SiteResources {
    let fixture = try Fixture()
    try fixture.useWeather(WeatherSamples.tmy3)
    try fixture.lines(Fixture.weather, change)
    return try fixture.folder.readResources(named: "pad")
  }

  private func findings(_ change: (inout [String]) -> Void) throws -> String {
    let error = try #require(throws: Findings.self) { try read(change) }
    return error.text
  }

  /// The line of an hour of 1 January, below two lines of head.
  private func set(_ hour: Int, _ cell: Int, _ text: String, in lines: inout [String]) {
    var cells = lines[hour + 2].components(separatedBy: ",")
    cells[cell] = text
    lines[hour + 2] = cells.joined(separator: ",")
  }

  @Test("two hours without a temperature lie between those beside them, and are listed")
  func temperature() throws {
    let read = try read {
      set(6, 5, "-9900", in: &$0)
      set(7, 5, "", in: &$0)
      set(8, 5, "18", in: &$0)
    }
    let weather = try #require(read.weather)
    #expect(Array(weather.temperature[5...8]) == [15, 16, 17, 18])
    #expect(
      read.site.notes.contains(
        "weather: temperature was not measured in 2 rows, the first in line 9; it is taken as "
          + "between those beside it"))
  }

  @Test("light that was not measured is the lesser of the hours beside it: no sun is made up")
  func light() throws {
    let read = try read {
      set(12, 2, "-9900", in: &$0)
      set(2, 2, "nan", in: &$0)
    }
    let global = try #require(read.weather).irradiance.global
    #expect(global[11] == 600 && global[12] == 500 && global[13] == 500 && global[2] == 0)
    #expect(
      read.site.notes.contains(
        "weather: global irradiance was not measured in 2 rows, the first in line 5; it is taken as "
          + "the lesser of the rows beside it"))
  }

  @Test("longer gaps and many of them are refused")
  func refused() throws {
    let long = try findings { lines in
      for hour in 6...8 { set(hour, 5, "-9900", in: &lines) }
    }
    #expect(long.contains("weather.csv:9:29: error: the temperature was not measured"))
    #expect(long.contains("gaps of two hours, in at most 1 % of the rows"))
    // Each fiftieth hour is 2 % of them.
    let many = try findings { lines in
      for hour in stride(from: 0, to: 8760, by: 50) { set(hour, 5, "-9900", in: &lines) }
    }
    #expect(many.contains("173 more cells cannot be used"))
  }

  @Test("compact stamps are read, and a total below the year is left out")
  func compact() throws {
    let fixture = try Fixture()
    let lines = WeatherSamples.plain.split(separator: "\n").map { line in
      line.hasPrefix("2025-")
        ? line.prefix(16).filter(\.isNumber) + line.dropFirst(16) : String(line)
    }
    try fixture.useWeather(lines.joined(separator: "\n") + "\nTotal,1,2,3,4,5\n")
    let read = try fixture.folder.readResources(named: "pad")
    #expect(try #require(read.weather).irradiance.global[12] == 600)
  }
}
