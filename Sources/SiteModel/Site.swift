import Units

/// One site, complete and consistent: what can be read can be solved.
public struct Site: Sendable {
  /// What the site, the tariff or the class is called.
  public let name: String
  /// One sentence for people.
  public let description: String
  /// Where the site is, if it was written.
  public let location: Location?
  /// Whose it is, for totals over several sites.
  public let owner: String?
  /// What else it is counted with, for totals over several sites.
  public let group: String?
  /// The calendar of the modelled year.
  public let calendar: Calendar
  /// Minutes of one step: 60, 30 or 15.
  public let stepMinutes: Int
  /// Year of the dollars of every figure.
  public let dollarYear: Int
  /// Real discount rate of a year, as a fraction.
  public let realDiscountRate: Double
  /// Distance of a plan's cost from its bound, in relation to the cost, at which the search ends.
  public var mipGapAim = Site.defaultMIPGapAim
  /// What the search aims at where nothing is written.
  public static let defaultMIPGapAim = 1e-4
  /// Where derived series come from; nil where every series is a file of its own.
  public let weather: Weather?
  /// All components, in the order of the site file.
  public package(set) var components: [any Component]
  /// What may fail without firm load being cut.
  public package(set) var uptime: UptimePolicy
  /// Limits on greenhouse gases, and what was emitted.
  public package(set) var emissions: EmissionsPolicy
  /// What the reader filled in, and from where; printed with the plan.
  public let defaults: [UsedDefault]
  /// Files that were read, with their digests, in order of name.
  public let inputs: [InputFile]
  /// The years that it is planned for; nil: one year, which recurs.
  public package(set) var planningHorizon: PlanningHorizon?
  /// How its money is taxed and borrowed; nil: capital is spread before tax.
  public package(set) var finance: Finance?
  /// The versions of the world that its plan must hold in; nil: one.
  public package(set) var scenariosTogether: ScenariosTogether?
  /// Which of them it is; nil for the site as it is.
  public package(set) var member: String?
  /// The year of the horizon that it stands for; nil: the year that recurs.
  public package(set) var year: PlannedYear?
  /// What stands in that year, once it is decided; nil: to be planned.
  package var plant: PlantOfYear?
  /// What it shares with other sites of a portfolio, and on what terms; nil where it stands alone.
  public var sharing: SharedTerms?
  /// Name of the overlay that it was read with; nil for the site as it is.
  public package(set) var scenario: String?
  /// Things that the plan must say about its own data: placeholders, years that differ.
  public let notes: [String]

  /// Where the site is.
  public struct Location: Sendable, Equatable {
    /// Degrees north.
    public let latitude: Double
    /// Degrees east.
    public let longitude: Double

    /// Degrees north and east.
    public init(latitude: Double, longitude: Double) {
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  /// The weather that parts of the site were derived from.
  public struct Weather: Sendable, Equatable {
    /// What it is and where it comes from.
    public let origin: String
    /// Other years to try a plan on: what to set in the site file for each.
    public let others: [String]

    /// A source of weather and its alternatives.
    public init(origin: String, others: [String]) {
      self.origin = origin
      self.others = others
    }
  }

  /// A key that nobody wrote.
  public struct UsedDefault: Sendable, Equatable {
    /// Name of the component at its site.
    public let component: String
    /// The key as written, ending in its unit.
    public let key: String
    /// The value used, as text.
    public let value: String
    /// The technology file or "built in".
    public let origin: String

    /// A default that the plan lists.
    public init(component: String, key: String, value: String, origin: String) {
      self.component = component
      self.key = key
      self.value = value
      self.origin = origin
    }
  }

  /// A file that took part.
  public struct InputFile: Sendable, Equatable {
    /// Path relative to the data folder.
    public let path: String
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    public let sha256: String

    /// A path relative to the data folder and the digest of its bytes.
    public init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// A site from checked parts.
  public init(
    name: String, description: String, location: Location?, owner: String? = nil,
    group: String? = nil, calendar: Calendar, stepMinutes: Int, dollarYear: Int,
    realDiscountRate: Double, planningHorizon: PlanningHorizon? = nil, weather: Weather? = nil,
    components: [any Component],
    uptime: UptimePolicy, emissions: EmissionsPolicy, defaults: [UsedDefault] = [],
    inputs: [InputFile] = [],
    notes: [String] = []
  ) {
    self.name = name
    self.description = description
    self.location = location
    self.owner = owner
    self.group = group
    self.calendar = calendar
    self.stepMinutes = stepMinutes
    self.dollarYear = dollarYear
    self.realDiscountRate = realDiscountRate
    self.planningHorizon = planningHorizon
    self.weather = weather
    self.components = components.map { $0.atRate(realDiscountRate) }
    self.uptime = uptime
    self.emissions = emissions
    self.defaults = defaults
    self.inputs = inputs
    self.notes = notes
  }

  /// The whole modelled year.
  public var horizon: Horizon { Horizon(calendar: calendar, stepMinutes: stepMinutes) }
}
