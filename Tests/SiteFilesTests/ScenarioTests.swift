import SiteFiles
import SiteModel
import Testing
import Units
import Tabular

@Suite("scenarios: overlays of a site")
struct ScenarioTests {
  private func read(_ overlay: String, named name: String = "small") throws -> (Site?, String) {
    let fixture = try Fixture()
    try fixture.write("sites/pad/scenarios/small.yaml", overlay)
    do {
      return (try fixture.folder.readSite(named: "pad", scenario: name).site, "")
    } catch {
      return (nil, error.text)
    }
  }

  @Test("values of an overlay replace the site's, and its file is an input")
  func replaces() throws {
    let (site, text) = try read(
      "real_discount_rate: 0.1\ncomponents:\n  grid:\n    import_limit_mw: 9\n")
    let read = try #require(site, "\(text)")
    #expect(read.realDiscountRate == 0.1)
    let grid = try #require(read.components.compactMap { $0 as? Grid }.first)
    #expect(grid.importLimit.maximum == Power(9, .megawatts))
    #expect(read.inputs.contains { $0.path == "sites/pad/scenarios/small.yaml" })
    #expect(read.notes.contains("scenario: small"))
    // What the overlay does not name stays: a 40 MWdc limit of land.
    #expect(read.components.count == 5)
  }

  @Test("an overlay that changes nothing is a finding")
  func changesNothing() throws {
    let (site, text) = try read("components: {grid: {import_limit_mw: 12.0}}\n")
    #expect(site == nil)
    #expect(
      text.contains("sites/pad/scenarios/small.yaml:1:1: error: the scenario changes nothing"))
  }

  @Test("an unknown key is found where the overlay has it")
  func unknownKey() throws {
    let (site, text) = try read("components:\n  grid:\n    import_limit: 9\n")
    #expect(site == nil)
    #expect(text.contains("sites/pad/scenarios/small.yaml:3:5: error: "))
    #expect(text.contains("import_limit_mw"))
  }

  @Test("a component that the site does not have is told with those that it has")
  func unknownComponent() throws {
    let (_, text) = try read("components:\n  engines:\n    price_usd_per_mmbtu: 9\n")
    #expect(text.contains("component 'engines' has no type"))
    #expect(text.contains("help: the site has gpu_modules, solar_field, grid, battery, gensets;"))
    let fixture = try Fixture()
    for set in ["engines.price_usd_per_mmbtu=9", "components.engines.price_usd_per_mmbtu=9"] {
      let text = fixture.read(set: [set])
      #expect(text.contains("has no 'engines'"), "\(text)")
      #expect(text.contains("gpu_modules, "), "\(text)")
    }
  }

  @Test("an unknown scenario is told with those that there are")
  func unknownScenario() throws {
    let (site, text) = try read("real_discount_rate: 0.1\n", named: "smal")
    #expect(site == nil)
    #expect(text.contains("the site has no scenario 'smal'"))
    #expect(text.contains("small"))
  }
}
