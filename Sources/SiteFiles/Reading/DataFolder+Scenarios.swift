public import SiteModel
public import Tabular

/// A site in one of several versions of the world.
public struct SiteScenario: Sendable {
  /// What it is called, and how likely it is.
  public let member: ScenariosTogether.Member
  /// The site as it is there.
  public let site: Site
  /// The same where load that may not be shed is shed at a price far above any supply: a plant that was planned
  /// for another version of the world may not carry it.
  public let shedding: Site

  /// A site in a version of the world.
  public init(member: ScenariosTogether.Member, site: Site, shedding: Site) {
    (self.member, self.site, self.shedding) = (member, site, shedding)
  }
}

/// A site in all versions of the world that it names.
public struct SiteScenarios: Sendable {
  /// The site as it is.
  public let site: Site
  /// The scenarios and how they are weighed.
  public let together: ScenariosTogether
  /// One for each.
  public let scenarios: [SiteScenario]
  /// Whether they differ in the hours of synthetic weather alone.
  public let redrawsWeather: Bool
  /// Warnings of the reading, none twice.
  public let warnings: [Finding]

  /// A site in all of them.
  public init(
    site: Site, together: ScenariosTogether, scenarios: [SiteScenario], redrawsWeather: Bool,
    warnings: [Finding]
  ) {
    self.site = site
    self.together = together
    self.scenarios = scenarios
    self.redrawsWeather = redrawsWeather
    self.warnings = warnings
  }
}

extension DataFolder {
  /// What a MWh of load that may not be shed is held worth, USD: far above any supply.
  public static let valueOfPromisedLoad = 20_000

  /// A site in the scenarios that it is planned for together, or in its own year and its other years; nil where
  /// it names neither. Findings of all scenarios come at once.
  public func readScenarios(
    named name: String, scenario: String? = nil, overrides: [Override] = []
  ) throws(Findings) -> SiteScenarios? {
    let (base, first) = try readSite(named: name, scenario: scenario, overrides: overrides)
    var together = base.scenariosTogether
    var others: [[Override]]?
    if together == nil, let listed = base.weather?.others, !listed.isEmpty {
      let names = ["own-year"] + listed.enumerated().map { Self.name(of: $1, number: $0 + 1) }
      together = ScenariosTogether(
        names.map { .init(name: $0, probability: 1 / Double(names.count)) })
      others = [[]] + listed.map { [Override($0)] }
    }
    guard let together else { return nil }
    var (scenarios, warnings, errors) = ([SiteScenario](), first, [Finding]())
    for (place, member) in together.members.enumerated() {
      let own = overrides + (others?[place] ?? [])
      do throws(Findings) {
        let (site, found) = try readSite(
          named: name, scenario: scenario, overrides: own,
          member: others == nil ? member.name : nil)
        let shedding = try readSite(
          named: name, scenario: scenario, overrides: own,
          member: others == nil ? member.name : nil, setting: Self.shedding(site))
        scenarios.append(SiteScenario(member: member, site: site, shedding: shedding.site))
        warnings += found.filter { !warnings.contains($0) }
      } catch {
        errors += error.all.filter { !errors.contains($0) }
      }
    }
    guard errors.isEmpty else { throw Findings(errors) }
    return SiteScenarios(
      site: base, together: together, scenarios: scenarios,
      redrawsWeather: others?.joined().allSatisfy { $0.keyPath == "weather.seed" } ?? false,
      warnings: warnings)
  }

  private static func name(of setting: String, number: Int) -> String {
    setting.hasPrefix("weather.seed=") ? "seed-\(setting.dropFirst(13))" : "file-\(number)"
  }

  /// What sheds load that may not be shed.
  private static func shedding(_ site: Site) -> [Override] {
    site.components.loads.flatMap { load in
      load.unsheddableClasses.flatMap { name in
        let path = "components.\(load.name).classes.\(name)"
        return [
          Override("\(path).sheddable_fraction=1"), Override("\(path).max_unserved_fraction=1"),
          Override("\(path).value_of_lost_load_usd_per_mwh=\(valueOfPromisedLoad)"),
        ]
      }
    }
  }
}
