public import Units

/// Sets of which the plan has some online, while the others are cold.
///
/// What is online carries load; what is not has to start. A set's failures and repairs go on whether it
/// is online or not: one that fails while it is cold is found out of service when it is called. Starts
/// that the plan foresees begin early enough; a set that fails to start is repaired as its outages say,
/// and the next is called in the same moment. When what is online trips, is held by its fuel, or does
/// not carry the load, as many cold sets are called as are needed, and carry load after the start time.
/// A set stays online until the plan does not need it. Where what runs leaves stores below their plan
/// less than a tenth of what they could take, cold sets are called to charge them.
public struct Fleet: Sendable, Equatable {
  /// Unique within the plant.
  public var name: String
  /// Names of its units, in the order in which they are put online.
  public var units: [String]
  /// Units that the plan has online: one number a step, or one for all.
  public var online: [Int]
  /// Time from the call until a set carries load.
  public var startTime: TimeSpan
  /// Share of starts that fail.
  public var startFailure: Double

  /// Sets of which some are online.
  public init(
    name: String, units: [String], online: [Int], startTime: TimeSpan, startFailure: Double = 0
  ) {
    self.name = name
    self.units = units
    self.online = online
    self.startTime = startTime
    self.startFailure = startFailure
  }
}
