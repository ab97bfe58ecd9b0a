public import Units

/// One thing that supplies power: a genset, the grid connection, a block of solar.
public struct SupplyUnit: Sendable, Equatable {
  /// What it is, as a cause of shortages.
  public enum Kind: Sendable, Equatable {
    /// A machine of the site.
    case machine
    /// The connection to the utility.
    case grid
  }

  /// A set that rests until firm power is short.
  ///
  /// All sets are called at the moment when units that run cannot carry the load and the plan's own
  /// discharge does not fill the gap. They serve load, charge no store, and stop when the other
  /// units carry the load again. A set that fails to start or trips is repaired as its outages say;
  /// time to failure counts while it runs.
  public struct Standby: Sendable, Equatable {
    /// Share of starts that fail.
    public var startFailure: Double
    /// Time from the call until it carries load.
    public var startTime: TimeSpan
    /// Share of calls at which it is in service at all.
    public var readiness: Double
    /// Electricity in the full tank; nil: fuel without end.
    public var tank: Energy?
    /// Electricity brought to the tank in an hour, whenever it is not full.
    public var refill: Power

    /// A standby set.
    public init(
      startFailure: Double, startTime: TimeSpan, readiness: Double = 1, tank: Energy? = nil,
      refill: Power = .zero
    ) {
      self.startFailure = startFailure
      self.startTime = startTime
      self.readiness = readiness
      self.tank = tank
      self.refill = refill
    }
  }

  /// Unique within the plant; the random numbers hang on it.
  public var name: String
  /// What it is, as a cause of shortages.
  public var kind: Kind
  /// Power that it can give when it is up.
  public var output: Profile
  /// Its own forced outages; nil: none.
  public var outages: Outages?
  /// Whether it rests until it is called; nil: it runs.
  public var standby: Standby?
  /// Steps of planned maintenance, in which it gives nothing.
  public var maintenance: [Range<Int>]

  /// A source of power.
  public init(
    name: String, kind: Kind = .machine, output: Profile, outages: Outages? = nil,
    standby: Standby? = nil, maintenance: [Range<Int>] = []
  ) {
    self.name = name
    self.kind = kind
    self.output = output
    self.outages = outages
    self.standby = standby
    self.maintenance = maintenance
  }
}
