public import Units

/// A fuel supply: while it is interrupted, the units that burn nothing else are out.
public struct FuelSupply: Sendable, Equatable {
  /// Unique within the plant.
  public var name: String
  /// Names of the units that depend on it alone; a dual-fuel unit is not one of them.
  public var units: [String]
  /// Its interruptions.
  public var outages: Outages

  /// A fuel supply.
  public init(name: String, units: [String], outages: Outages) {
    self.name = name
    self.units = units
    self.outages = outages
  }
}

/// Failures that take several units or stores at once, by the beta-factor model.
///
/// A share beta of each member's failure rate becomes one event that takes all members; the rest
/// stays each member's own. The event's rate is beta times the mean rate of the members.
public struct CommonCause: Sendable, Equatable {
  /// Unique within the plant.
  public var name: String
  /// Names of units and stores; each in no other group, and with outages of its own.
  public var members: [String]
  /// Share of failures that are common, 0 to 1.
  public var beta: Double
  /// Mean time until all members are back.
  public var meanTimeToRepair: TimeSpan
  /// How that time spreads.
  public var spread: Outages.Spread

  /// A group with common failures.
  public init(
    name: String, members: [String], beta: Double, meanTimeToRepair: TimeSpan,
    spread: Outages.Spread
  ) {
    self.name = name
    self.members = members
    self.beta = beta
    self.meanTimeToRepair = meanTimeToRepair
    self.spread = spread
  }
}
