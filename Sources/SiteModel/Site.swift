import Units

/// One site, complete and consistent: what can be read can be solved.
public struct Site: Sendable {
  public let name: String
  public let description: String
  public let location: Location?
  public let calendar: Calendar
  public let stepMinutes: Int
  public let dollarYear: Int
  public let realDiscountRate: Double
  public let components: [any Component]
  public let uptime: UptimePolicy
  public let emissions: EmissionsPolicy
  /// What the reader filled in, and from where; printed with the plan.
  public let defaults: [UsedDefault]
  /// Files that were read, with their digests, in order of name.
  public let inputs: [InputFile]
  /// Things that the plan must say about its own data: placeholders, years that differ.
  public let notes: [String]

  /// Where the site is.
  public struct Location: Sendable, Equatable {
    public let latitude: Double
    public let longitude: Double

    /// Degrees north and east.
    public init(latitude: Double, longitude: Double) {
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  /// A key that nobody wrote.
  public struct UsedDefault: Sendable, Equatable {
    public let component: String
    public let key: String
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
    public let path: String
    public let sha256: String

    /// A path relative to the data folder and the digest of its bytes.
    public init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// A site from checked parts.
  public init(
    name: String, description: String, location: Location?, calendar: Calendar, stepMinutes: Int,
    dollarYear: Int, realDiscountRate: Double, components: [any Component], uptime: UptimePolicy,
    emissions: EmissionsPolicy, defaults: [UsedDefault] = [], inputs: [InputFile] = [],
    notes: [String] = []
  ) {
    self.name = name
    self.description = description
    self.location = location
    self.calendar = calendar
    self.stepMinutes = stepMinutes
    self.dollarYear = dollarYear
    self.realDiscountRate = realDiscountRate
    self.components = components
    self.uptime = uptime
    self.emissions = emissions
    self.defaults = defaults
    self.inputs = inputs
    self.notes = notes
  }

  /// The whole modelled year.
  public var horizon: Horizon { Horizon(calendar: calendar, stepMinutes: stepMinutes) }
}
