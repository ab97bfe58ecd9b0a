import SiteFiles
import SiteModel
import Testing
import Units

@Suite("A site that can be read")
struct ReadingTests {
  @Test("the fixture is read without findings")
  func clean() throws {
    let fixture = try Fixture()
    #expect(fixture.read() == "a site")
    let (site, _) = try fixture.folder.readSite(named: "pad")
    #expect(
      site.components.map(\.name) == ["gpu_modules", "solar_field", "grid", "battery", "engines"])
    #expect(site.horizon.count == 8760)
    #expect(
      site.inputs.map(\.path) == [
        "deflators.csv", "sites/pad/load.csv", "sites/pad/site.yaml", "tariffs/plain.csv",
        "technologies/battery.yaml", "technologies/solar.yaml",
      ])
    #expect(
      site.notes == [
        "a note", "technologies/solar.yaml: a guess", "tariffs/plain.csv: a placeholder",
      ])
  }

  @Test("the template of a new site is read without findings")
  func template() throws {
    let fixture = try Fixture()
    for (path, contents) in SiteTemplate.files(named: "my-site") {
      try fixture.write(path, contents)
    }
    #expect(fixture.read("my-site") == "a site")
  }
}
