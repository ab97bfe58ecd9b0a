import Foundation
import SiteFiles
import SiteModel
import Testing

@Suite("Slips of people, and what they are told")
struct SlipTests {
  @Test("latitude and longitude swapped are told as that, once")
  func swapped() throws {
    let fixture = try Fixture()
    try fixture.useWeather(WeatherSamples.months, section: "{monthly_means: weather.csv}")
    let text = try fixture.text(Fixture.site)
    let site = text.replacing(/latitude: ([-0-9.]+), longitude: ([-0-9.]+)/) {
      "latitude: \($0.output.2), longitude: \($0.output.1)"
    }
    #expect(site != text)
    try fixture.write(Fixture.site, site)
    let found = fixture.read()
    #expect(found.contains("are latitude and longitude swapped?"))
    #expect(found.components(separatedBy: "error: ").count == 2)
  }

  @Test("a word above deeper lines has lost its colon")
  func parent() throws {
    let fixture = try Fixture()
    try fixture.replace(Fixture.site, "  grid:\n", "  grid\n")
    let found = fixture.read()
    #expect(found.contains("error: 'grid' has no colon behind it"))
    #expect(found.contains("help: write 'grid:'"))
  }

  @Test("a limit of imports in kW is seen beside the load")
  func connection() throws {
    let fixture = try Fixture()
    try fixture.replace(Fixture.site, "import_limit_mw: 12", "import_limit_mw: 12000")
    let found = fixture.read()
    #expect(found.contains("warning: import_limit_mw is 12000, beside a load of at most"))
    #expect(found.contains("12000 kW are 12 MW"))
    #expect(!Self.mentionsLimit(try Fixture().read()))
  }

  @Test("a battery that the sun alone may charge wants a solar field")
  func charging() throws {
    let fixture = try Fixture()
    let battery = try fixture.text(Fixture.site).firstMatch(of: /type: bess/)
    try #require(battery != nil)
    try fixture.replace(Fixture.site, "type: bess", "type: bess\n    charging: solar_only")
    #expect(!fixture.read().contains("is charged by solar alone"))
    try fixture.replace(Fixture.site, "type: solar", "type: wind")
    #expect(fixture.read().contains("is charged by solar alone, and no component is a solar field"))
  }

  private static func mentionsLimit(_ text: String) -> Bool { text.contains("import_limit_mw is") }

  @Test("a key of a component that stands beside the components is told its place")
  func lostComponent() throws {
    let found = try Fixture().read(set: ["import_limit_mw=8"])
    #expect(found.contains("components.grid.import_limit_mw"))
  }

  @Test("a path to a site is told the name", arguments: ["data/sites/pad", "sites/pad/site.yaml"])
  func path(_ path: String) throws {
    #expect(try Fixture().read(path).contains("help: write the name alone: pad"))
  }

  @Test(
    "a gas is never taken for another that is spelt alike",
    arguments: [
      ("hydrogen", "no key holds this gas"), ("carbon_monoxide", "no key holds this gas"),
      ("co2", "write carbon_dioxide_mole_fraction"),
      ("isobutane", "write butane_mole_fraction, the sum of all butanes"),
      ("hexane_plus", "write pentane_plus_mole_fraction, the sum of pentanes"),
      ("nitrogne", "did you mean 'nitrogen_mole_fraction'?"),
    ])
  func gases(_ name: String, _ help: String) throws {
    let fixture = try Fixture()
    try fixture.replace(
      Fixture.site, "  battery:\n",
      "  flare:\n    type: flared_gas\n    \(name)_mole_fraction: 0.1\n  battery:\n")
    #expect(fixture.read().contains("unknown key '\(name)_mole_fraction'"))
    #expect(fixture.read().contains("help: \(help)"))
  }
}
