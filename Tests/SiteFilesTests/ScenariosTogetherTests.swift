import SiteFiles
import SiteModel
import Tabular
import Testing
import Units

@Suite("scenarios together: a list of versions of a site")
struct ScenariosTogetherTests {
  private func read(_ section: String, member: String? = nil) throws -> (Site?, String) {
    let fixture = try Fixture()
    try fixture.write("sites/pad/scenarios/small.yaml", section)
    do {
      let (site, warnings) = try fixture.folder.readSite(
        named: "pad", scenario: "small", member: member)
      return (site, warnings.map(\.text).joined())
    } catch {
      return (nil, error.text)
    }
  }

  private static let two = """
    scenarios_together:
      scenarios:
        - {name: typical, probability: 0.7}
        - {name: narrow, probability: 0.3, set: {components.grid.import_limit_mw: 9}}
      risk_weight_fraction: 0.25
      risk_tail_fraction: 0.8
    """

  @Test("names, probabilities and weights are read, and each scenario is the site with its values")
  func members() throws {
    let (site, text) = try read(Self.two)
    let together = try #require(site?.scenariosTogether, "\(text)")
    #expect(together.members.map(\.name) == ["typical", "narrow"])
    #expect(together.probabilities == [0.7, 0.3])
    #expect(together.riskWeight == 0.25 && together.riskTail == 0.8)
    let (narrow, more) = try read(Self.two, member: "narrow")
    let own = try #require(narrow, "\(more)")
    let grid = try #require(own.components.compactMap { $0 as? Grid }.first)
    #expect(grid.importLimit.maximum == Power(9, .megawatts))
    #expect(own.scenariosTogether == nil && own.member == "narrow")
  }

  @Test("a list without more, and equal probabilities where none is written")
  func plain() throws {
    let (site, text) = try read(
      """
      scenarios_together:
        - {name: a}
        - {name: b, set: {components.grid.import_limit_mw: 9}}
      """)
    let together = try #require(site?.scenariosTogether, "\(text)")
    #expect(together.probabilities == [0.5, 0.5])
  }

  @Test(
    "what is wrong is told with its place and what to write",
    arguments: [
      ("scenarios_together: {scenarios: [{name: a}]}", "1 scenarios are listed"),
      ("scenarios_together: {scenarios: [{name: a}, {name: a}]}", "two scenarios are called 'a'"),
      (
        "scenarios_together: {scenarios: [{name: a, probability: 0.5}, {name: b}]}",
        "'b' has no probability"
      ),
      (
        "scenarios_together: {scenarios: [{name: a, probability: 0.5}, {name: b, probability: 0.4}]}",
        "the probabilities add up to 0.9"
      ),
      ("scenarios_together: {scenarios: [{name: a b}, {name: b}]}", "'a b' is not a name"),
      ("scenarios_together: {scenarios: [{name: a, sett: {}}, {name: b}]}", "unknown key 'sett'"),
      ("scenarios_together: {}", "names no scenarios"),
      ("scenarios_together: {from: gas_outlook}", "no component has wells"),
      ("scenarios_together: {from: seeds}", "is not an accepted value"),
      ("scenarios_together: 3", "not a list of scenarios"),
      (
        "scenarios_together: {scenarios: [{name: a}, {name: b}], known_from_month: 12}",
        "is for a site that is planned over several years"
      ),
      (
        "scenarios_together: {scenarios: [{name: a}, {name: b}], risk_tail_fraction: 2}",
        "risk_tail_fraction"
      ),
    ])
  func findings(section: String, told: String) throws {
    let (site, text) = try read(section)
    #expect(site == nil)
    #expect(text.contains(told), "\(text)")
    #expect(text.contains("sites/pad/scenarios/small.yaml:1:"), "\(text)")
  }

  @Test("a tail thinner than the scenarios carry is a warning")
  func thinTail() throws {
    let (site, text) = try read(
      "scenarios_together: {scenarios: [{name: a}, {name: b}], risk_weight_fraction: 1}")
    #expect(site != nil)
    #expect(text.contains("thinner than 2 scenarios carry"), "\(text)")
  }

  @Test("findings of all scenarios come at once, each where it is written")
  func allAtOnce() throws {
    let fixture = try Fixture()
    try fixture.write(
      "sites/pad/scenarios/small.yaml",
      """
      scenarios_together:
        - {name: a, set: {components.grid.import_limit: 9}}
        - {name: b, set: {components.solar_field.land_limit_mwdc: -1}}
      """)
    let error = #expect(throws: Findings.self) {
      try fixture.folder.readScenarios(named: "pad", scenario: "small")
    }
    let text = error?.text ?? ""
    #expect(text.contains("small.yaml:2:"), "\(text)")
    #expect(text.contains("small.yaml:3:"), "\(text)")
  }

  @Test("a scenario that is not there is told with those that are")
  func unknown() throws {
    let (site, text) = try read(Self.two, member: "narow")
    #expect(site == nil)
    #expect(text.contains("has no 'narow'"))
    #expect(text.contains("narrow"))
  }
}
