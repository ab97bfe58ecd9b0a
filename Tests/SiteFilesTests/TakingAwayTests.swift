import Foundation
import SiteFiles
import SiteModel
import Testing
import Tabular

@Suite("What options and scenarios take away, and slips that are told")
struct TakingAwayTests {
  @Test("null takes a component, a policy or a key away")
  func options() throws {
    let fixture = try Fixture()
    let (site, _) = try fixture.folder.readSite(
      named: "pad",
      overrides: [
        Override("components.battery=null"), Override("emissions=null"),
        Override("uptime.bridge_minutes=null"),
      ])
    #expect(!site.components.contains { $0.name == "battery" })
    #expect(site.emissions.capPerYear == nil)
    // What must be there is asked for.
    #expect(fixture.read(set: ["components.grid.tariff=null"]).contains("needs 'tariff'"))
    #expect(fixture.read(set: ["components.ghost=null"]).contains("has no 'ghost'"))
    #expect(
      fixture.read(set: ["uptime.cover=[grid]", "components.grid=null"]).contains(
        "cover names grid"))
  }

  @Test("a scenario takes away as options do")
  func scenario() throws {
    let fixture = try Fixture()
    try fixture.write(
      "sites/pad/scenarios/island.yaml",
      "components: {grid: null}\nuptime: {cover: null, bridge_minutes: null}\nemissions: null\n")
    let (site, _) = try fixture.folder.readSite(named: "pad", scenario: "island")
    #expect(!site.components.contains { $0.name == "grid" })
    try fixture.write("sites/pad/scenarios/island.yaml", "components: {grit: null}\n")
    let error = #expect(throws: Findings.self) {
      try fixture.folder.readSite(named: "pad", scenario: "island")
    }
    #expect(error?.text.contains("did you mean 'grid'?") == true)
  }

  @Test("a component at the top is told where it stands")
  func componentAtTop() throws {
    let fixture = try Fixture()
    #expect(
      fixture.read(set: ["grid.import_limit_mw=8"]).contains(
        "write components.grid.import_limit_mw"))
    #expect(
      fixture.read(set: ["gird.import_limit_mw=8"]).contains(
        "write components.grid.import_limit_mw"))
  }

  @Test(
    "slips of units and signs",
    arguments: [
      ("import_limit_mw: 12", "import_limit_mw: 25062", "25062 kW are 25.062 MW"),
      ("longitude: -119.7", "longitude: 119.7", "did you mean longitude: -119.7?"),
      ("capex_usd_per_kw: 1400", "capex_usd_per_kw: 0.25", "write 250"),
      ("capex_usd_per_kw: 1400", "capex_usd_per_kw: 1400000", "1400000 USD/MW are 1400 USD/kW"),
      ("    type: grid", "\ttype: grid", "indent with spaces"),
      ("kind: firm", "kind: “firm”", "curly quotes: write firm"),
      ("modules: 4", "modules: ”4”", "curly quotes: write 4"),
    ])
  func slips(_ old: String, _ new: String, _ help: String) throws {
    let fixture = try Fixture()
    try fixture.replace(Fixture.site, old, new)
    #expect(fixture.read().contains(help), "\(fixture.read())")
  }

  @Test("kW under a header of MW is seen beside all possible supply")
  func loadBesideSupply() throws {
    // Ten modules of 100 MW beside 12 MW of grid, 40 MW of sun and six engines of 0.5 MW.
    let text = try Fixture().read(
      set: ["components.gpu_modules.modules=10", "components.gpu_modules.it_mw_per_module=100"])
    #expect(text.contains("beside 55 MW of all possible supply"), "\(text)")
  }

  @Test(
    "help names no key of another quantity",
    arguments: [
      (
        "import_limit_mw: 12", "import_limit_mwh: 12",
        "'import_limit_mw' is in MW, which is another quantity"
      ),
      ("import_limit_mw: 12", "import_limit_kw: 12000", "write 'import_limit_mw', in MW"),
      ("import_limit_mw: 12", "import_limt_mw: 12", "did you mean 'import_limit_mw'?"),
    ])
  func quantities(_ old: String, _ new: String, _ help: String) throws {
    let fixture = try Fixture()
    try fixture.replace(Fixture.site, old, new)
    #expect(fixture.read().contains(help), "\(fixture.read())")
  }

  @Test("nothing behind the equals sign takes nothing away")
  func nothing() throws {
    #expect(
      try Fixture().read(set: ["components.battery="]).contains("or null to take it away"))
  }

  @Test("tables turned on their side and endless files are refused at once")
  func limits() throws {
    let fixture = try Fixture()
    try fixture.write(
      Fixture.load, "hour_beginning" + String(repeating: ",a", count: 200_000) + "\n")
    #expect(fixture.read().contains("the header has 200001 columns"))
    try fixture.write(Fixture.site, String(repeating: "# a comment\n", count: 200_000))
    #expect(fixture.read().contains("larger than 2 MB"))
  }
}
