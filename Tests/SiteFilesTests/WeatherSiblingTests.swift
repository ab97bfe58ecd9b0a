import Foundation
import Resources
import SiteFiles
import SiteModel
import Testing
import Tabular

@Suite("Weather files as people have them")
struct WeatherSiblingTests {
  private static func read(_ contents: String) throws -> SiteResources {
    let fixture = try Fixture()
    try fixture.useWeather(contents)
    return try fixture.folder.readResources(named: "pad")
  }

  private static func findings(_ contents: String) throws -> String {
    let fixture = try Fixture()
    try fixture.useWeather(contents)
    do throws(Findings) {
      _ = try fixture.folder.readResources(named: "pad")
      return ""
    } catch {
      return error.text
    }
  }

  /// 600 W/m² in the hour from 12:00; 4,200 Wh/m² on each of 365 days are 1,533 kWh/m².
  @Test("is the same weather however it is written", arguments: WeatherSiblings.all)
  func same(_ file: WeatherSiblings.Named) throws {
    let read = try Self.read(file.contents)
    let weather = try #require(read.weather)
    let light = weather.irradiance
    #expect(light.global[12] == 600 && light.global[5] == 0 && light.global[18] == 0)
    #expect(light.diffuse[12] == 300 && weather.count == 8760)
    #expect((light.global.reduce(0, +) / 1000 - 1533).magnitude < 1e-6)
    #expect(weather.temperature.allSatisfy { $0 == 15 } && weather.wind.allSatisfy { $0 == 2.5 })
    // A series of PVGIS has no irradiance towards the sun: it is what the diffuse leaves.
    if file.name != "PVGIS, level" { #expect(light.direct[12] == 600) }
    #expect(read.warnings.isEmpty)
  }

  /// The sun stands 27° high on 1 January at noon in Nevada: 300 W/m² of the disc on level ground are
  /// 300/sin 27° = 660 W/m² towards it.
  @Test("direct irradiance is what the diffuse leaves of the global, and the other way about")
  func closing() throws {
    let level = try Self.read(WeatherSiblings.pvgis(typical: false))
    let direct = try #require(level.weather).irradiance.direct
    #expect((600...720).contains(direct[12]) && direct[0] == 0)
    #expect(level.site.notes.contains { $0.contains("what the diffuse leaves of the global") })
    let noDiffuse = try Self.read(
      WeatherSamples.nsrdb.replacingOccurrences(of: "GHI,DHI,DNI", with: "GHI,Other,DNI"))
    let light = try #require(noDiffuse.weather).irradiance
    // 600 W/m² towards the sun at 27° are 272 on level ground.
    #expect((600 - light.diffuse[12] - 272).magnitude < 15 && light.direct[12] == 600)
  }

  @Test("only global irradiance is parted by DISC, in any form alike")
  func globalOnly() throws {
    func part(_ text: String, _ keep: (Substring) -> String) -> String {
      text.split(separator: "\n").map(keep).joined(separator: "\n") + "\n"
    }
    let plain = part(WeatherSamples.plain) { line in
      let cells = line.split(separator: ",")
      return cells.count == 6 ? [0, 1, 4, 5].map { cells[$0] }.joined(separator: ",") : "\(line)"
    }
    let epw = part(WeatherSamples.epw) { line in
      var cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count > 20, cells[0] == "1995" else { return "\(line)" }
      (cells[14], cells[15]) = ("9999", "9999")
      return cells.joined(separator: ",")
    }
    let one = try Self.read(plain)
    let other = try Self.read(epw)
    let (expected, found) = (try #require(one.weather), try #require(other.weather))
    #expect(found.irradiance.direct == expected.irradiance.direct)
    #expect(found.irradiance.diffuse == expected.irradiance.diffuse)
    #expect(found.irradiance.direct[12] > 300)
    for read in [one, other] { #expect(read.site.notes.contains { $0.contains("by DISC") }) }
  }

  @Test("wind that was not measured is the usual one, and is listed")
  func wind() throws {
    let one = try Self.read(
      WeatherSamples.epw.replacingOccurrences(
        of: "1995,01,01,5,60,C9,15.0,5.0,50,86000,0,0,300,0,0,0,0,0,0,0,180,2.5",
        with: "1995,01,01,5,60,C9,15.0,5.0,50,86000,0,0,300,0,0,0,0,0,0,0,180,999"))
    let wind = try #require(one.weather).wind
    #expect(wind[4] == 3 && wind[3] == 2.5)
    // Eight lines of head and five hours.
    #expect(
      one.site.notes.contains(
        "weather: wind was not measured in line 13; the usual 3 m/s stand there"))
    let none = try Self.read(WeatherSiblings.solarAnywhere(wind: ""))
    #expect(try #require(none.weather).wind.allSatisfy { $0 == 3 })
  }

  @Test("a little less than no light is none, and is listed; much less is refused")
  func negative() throws {
    let read = try Self.read(WeatherSiblings.nsrdb(night: -4))
    #expect(try #require(read.weather).irradiance.global[0] == 0)
    // Twelve dark hours on each of 365 days, from the first row below three lines of head.
    #expect(
      read.site.notes.contains(
        "weather: global irradiance is a little below zero in 4380 rows, the first in line 4; it "
          + "counts as none"))
    let far = try Self.findings(WeatherSiblings.nsrdb(night: -40))
    #expect(far.contains("-40 is out of range for global irradiance"))
  }

  @Test("what cannot be read is told with its line and the shape wanted")
  func unreadable() throws {
    let cases = [
      (
        WeatherSiblings.plain { "Jan \($0)-\($1) \($2)h" },
        "weather.csv:6:1: error: 'Jan 1-1 0h' cannot be read as a stamp",
        "stamps such as 2025-01-31T23:00"
      ),
      (
        WeatherSiblings.tmy3().replacingOccurrences(of: "01/01/1995,03:00", with: "01/01/1995,3h"),
        "weather.csv:5:1: error: '01/01/1995,3h' cannot be read as a stamp",
        "stamps such as 01/31/1995,24:00"
      ),
      (
        WeatherSiblings.plain { "2025-\($0)-\($1)T\($2):00-0\($0 > 3 ? 7 : 8):00" },
        "error: the stamps change their zone", "write local standard time all year"
      ),
      (
        WeatherSiblings.pvgis(typical: false, slope: 30),
        "error: the irradiance is that of a sloping plane",
        "download the series with a fixed slope"
      ),
      (
        WeatherSiblings.solarAnywhere().replacingOccurrences(of: "End of", with: "Center of"),
        "error: the file begins at '01/01/2000 01:00'",
        "the first row is the first step of 1 January"
      ),
    ]
    for (contents, message, help) in cases {
      let text = try Self.findings(contents)
      #expect(text.contains(message), "\(text.prefix(600))")
      #expect(text.contains(help), "\(text.prefix(600))")
    }
  }
}
