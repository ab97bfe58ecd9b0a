import Components
import SiteFiles
import SiteModel
import Testing
import Tabular

@Suite("a key under its old name is read, and its new one is told")
struct RenamedKeyTests {
  /// Where each renamed key stands in the site of the fixture, and a value for it.
  private static func place(_ key: RenamedKey) -> (owner: String, value: String)? {
    switch key.new {
    case "cap_boundary": ("emissions", "scope1+2-location")
    case let name where name.hasSuffix("_ride_through_hours"): ("uptime", "2")
    case "ride_through_units_out": ("uptime", "2")
    case "min_soc_fraction", "self_discharge_fraction_per_day": ("components.battery", "0.1")
    case "max_soc_fraction": ("components.battery", "0.8")
    case "investment_tax_credit_fraction": ("components.battery", "0.3")
    case "incremental_heat_rate_mmbtu_per_mwh": ("components.gensets", "9")
    case "value_of_lost_load_usd_per_mwh": ("components.gpu_modules.classes.training", "900")
    default: nil
    }
  }

  @Test("every renamed key, as an option", arguments: RenamedKey.all.map(\.old))
  func options(old: String) throws {
    let fixture = try Fixture()
    let key = try #require(RenamedKey.all.first { $0.old == old })
    let (owner, value) = try #require(Self.place(key))
    func read(_ name: String) throws -> (site: Site, warnings: [Finding]) {
      try fixture.folder.readSite(
        named: "pad", overrides: [Override(keyPath: "\(owner).\(name)", value: value)])
    }
    let (then, now) = try (read(key.old), read(key.new))
    #expect(then.site.differences(from: now.site).isEmpty)
    let warned = then.warnings.filter { !now.warnings.map(\.message).contains($0.message) }
    #expect(warned.map(\.message) == ["\(key.old) is now called \(key.new)"])
    #expect(warned.map(\.severity) == [.warning])
  }

  @Test("an old name in the site and in a technology, and both names at once")
  func files() throws {
    let fixture = try Fixture()
    let now = try fixture.folder.readSite(named: "pad")
    try fixture.replace(Fixture.site, "incremental_heat_rate_mmbtu", "heat_rate_slope_mmbtu")
    try fixture.replace(Fixture.site, "cap_boundary: scope1", "view: scope1")
    try fixture.replace(
      "technologies/battery.yaml", "min_soc_fraction", "lowest_state_of_charge_fraction")
    let then = try fixture.folder.readSite(named: "pad")
    #expect(then.site.differences(from: now.site).isEmpty)
    #expect(then.warnings.count { $0.message.contains(" is now called ") } == 3)
    try fixture.replace(
      Fixture.site, "heat_rate_slope_mmbtu_per_mwh: 8",
      "heat_rate_slope_mmbtu_per_mwh: 8\n    incremental_heat_rate_mmbtu_per_mwh: 8")
    #expect(
      fixture.read().contains(
        "heat_rate_slope_mmbtu_per_mwh is the old name of incremental_heat_rate_mmbtu_per_mwh"))
  }

  @Test("a component may have the name of an old key")
  func names() throws {
    let fixture = try Fixture()
    try fixture.replace(Fixture.site, "  gensets:\n", "  view:\n")
    let (site, warnings) = try fixture.folder.readSite(named: "pad")
    #expect(site.components.contains { $0.name == "view" })
    #expect(!warnings.contains { $0.message.contains("is now called") })
  }

  @Test("no key has two new names, and no new name is an old one")
  func table() {
    let (old, new) = (RenamedKey.all.map(\.old), RenamedKey.all.map(\.new))
    #expect(Set(old).count == old.count && Set(new).count == new.count)
    #expect(Set(old).isDisjoint(with: new))
    let keys = Set(
      Catalogue.standard.kinds.flatMap { kind in kind.parameters.flatMap(Self.flat) }
        + (UptimePolicy.parameters + EmissionsPolicy.parameters).map(\.key))
    for name in new { #expect(keys.contains(name), "\(name) is no key") }
    for name in old { #expect(!keys.contains(name), "\(name) is still a key") }
  }

  private static func flat(_ spec: ParameterSpec) -> [String] {
    guard case .records(let inner) = spec.kind else { return [spec.key] }
    return [spec.key] + inner.flatMap(flat)
  }
}
