import SiteFiles
import SiteModel
import Testing
import Units

@Suite("What nobody wrote is filled in and listed")
struct DefaultsTests {
  @Test("a technology's values are moved to the site's dollars, and listed")
  func technology() throws {
    let fixture = try Fixture()
    let (site, _) = try fixture.folder.readSite(named: "pad")
    let solar = site.defaults.filter { $0.component == "solar_field" }
    let path = "technologies/solar.yaml"
    #expect(
      solar == [
        .init(
          component: "solar_field", key: "degradation_fraction_per_year", value: "0.005",
          origin: path),
        .init(
          component: "solar_field", key: "capex_usd_per_kwdc", value: "1050",
          origin: path + ", from 2024 USD by 1.05"),
        .init(
          component: "solar_field", key: "fixed_om_usd_per_kwdc_year", value: "21",
          origin: path + ", from 2024 USD by 1.05"),
        .init(component: "solar_field", key: "life_years", value: "30", origin: path),
        .init(
          component: "solar_field", key: "investment_tax_credit_fraction", value: "0",
          origin: "built in"),
      ])
  }

  @Test("records and policies list their defaults too")
  func records() throws {
    let fixture = try Fixture()
    try fixture.replace(
      Fixture.site, "uptime: {redundancy: n, cover: [grid], bridge_minutes: 15}\n", "")
    try fixture.replace(Fixture.site, "step_minutes: 60\n", "")
    let (site, _) = try fixture.folder.readSite(named: "pad")
    let builtIn = site.defaults.filter { $0.origin == "built in" }
    #expect(
      builtIn.contains(
        .init(component: "site", key: "step_minutes", value: "60", origin: "built in")))
    #expect(
      builtIn.contains(
        .init(component: "uptime", key: "redundancy", value: "none", origin: "built in")))
    #expect(
      builtIn.contains(
        .init(component: "uptime", key: "bridge_minutes", value: "15", origin: "built in")))
    #expect(
      builtIn.contains(
        .init(component: "emissions", key: "price_usd_per_t", value: "0", origin: "built in")))
  }

  @Test("a tariff is moved to the site's dollars")
  func tariff() throws {
    let fixture = try Fixture()
    let (site, _) = try fixture.folder.readSite(named: "pad")
    let grid = try #require(site.components.compactMap { $0 as? Grid }.first)
    #expect(grid.tariff.lines.map(\.name).first == "customer")
    #expect(grid.tariff.lines.first?.charge == .fixed(Money(105, .usd), each: .month))
    #expect(
      grid.tariff.lines.last?.charge
        == .demand(.init(PowerPrice(6.5 * 1.05, .usdPerKilowattMonth))))
  }

  @Test("a site may be asked what it would be without its grid, whatever the tariff's least size")
  func withoutGrid() throws {
    let fixture = try Fixture()
    try fixture.replace(
      Fixture.tariff, "# dollar_year: 2024", "# minimum_mw: 3\n# dollar_year: 2024")
    #expect(fixture.read(set: ["components.grid.import_limit_mw=2"]).contains("at least 3"))
    #expect(!fixture.read(set: ["components.grid.import_limit_mw=0"]).contains("error"))
  }

  @Test("an option is the same as a site file that says so")
  func override() throws {
    let fixture = try Fixture()
    let overrides = ["components.gensets.unit_mw=0.75", "emissions.cap_t_co2e_per_year=10"]
    let (set, _) = try fixture.folder.readSite(
      named: "pad", overrides: overrides.map { Override($0) })
    try fixture.replace(Fixture.site, "unit_mw: 0.5", "unit_mw: 0.75")
    try fixture.replace(Fixture.site, "cap_t_co2e_per_year: 50000", "cap_t_co2e_per_year: 10")
    let (written, _) = try fixture.folder.readSite(named: "pad")
    let isSame = haveSameComponents(set, written)
    #expect(isSame)
    let hasSamePolicy = haveSameParts(set.emissions, written.emissions)
    #expect(hasSamePolicy)
  }

  @Test("null leaves a technology's value out")
  func null() throws {
    let fixture = try Fixture()
    try fixture.replace(
      "technologies/battery.yaml", "life_years", "min_duration_hours: 2\nlife_years")
    let set = [Override("components.battery.min_duration_hours=null")]
    let (without, _) = try fixture.folder.readSite(named: "pad", overrides: set)
    #expect(
      without.defaults.contains(
        .init(component: "battery", key: "min_duration_hours", value: "0.25", origin: "built in")))
  }

  @Test("policies may be made by options alone")
  func policy() throws {
    let fixture = try Fixture()
    try fixture.replace(
      Fixture.site,
      "emissions: {cap_t_co2e_per_year: 50000, gwp_set: AR6-100, cap_boundary: scope1}\n", "")
    let set = [Override(keyPath: "emissions.cap_t_co2e_per_year", value: "0")]
    let (site, _) = try fixture.folder.readSite(named: "pad", overrides: set)
    #expect(site.emissions.capPerYear == .zero)
  }
}
