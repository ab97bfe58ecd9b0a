public import Units

/// A site as the simulation sees it: what supplies, what stores, what draws, and what fails.
///
/// A plant that exists is sound: `init` throws everything that is wrong with it at once.
///
/// Dispatch, at any instant and without foresight of failures and repairs:
///
/// 1. If the units that are up, with what the stores plan to give or take, carry the load, the plan
///    is followed. Stores below their plan are charged with what is left, those that would last the
///    shortest first; then waiting work is done. A store above its plan is run down to it at once.
/// 2. Otherwise stores stop following the plan. If the units alone carry the load, what is left
///    charges stores up to their plan.
/// 3. If they do not, standby sets and as many cold sets as are needed are called, and those that run
///    give all they can; then the share
///    of each class that may go before the stores is shed, in order; then stores are drawn on, those
///    that would last the longest first (Evans, Tindemans, Angeli, IEEE Trans. Power Syst. 34(5),
///    2019); then the classes are shed in order. Which store is first is decided anew at every step
///    and event.
public struct Plant: Sendable, Equatable {
  /// Length of one step.
  public let step: TimeSpan
  /// Steps of a year.
  public let count: Int
  /// What supplies power.
  public let units: [SupplyUnit]
  /// Sets of which only some are online; units in no fleet run whenever they are up.
  public let fleets: [Fleet]
  /// Fuel supplies that may be interrupted.
  public let fuels: [FuelSupply]
  /// Groups with common failures.
  public let commonCauses: [CommonCause]
  /// What stores energy.
  public let stores: [Store]
  /// What draws power, in the order in which it is shed.
  public let classes: [LoadClass]
  /// Steps of each calendar month, in order; empty: months are not counted.
  public let months: [Int]
  /// Outages that it shares with other plants, each with the names of the units that it takes.
  let shared: [SharedOutage.Taking]

  /// A plant, unless something about it is unsound.
  public init(
    step: TimeSpan, count: Int, units: [SupplyUnit], fleets: [Fleet] = [],
    fuels: [FuelSupply] = [], commonCauses: [CommonCause] = [], stores: [Store] = [],
    classes: [LoadClass], months: [Int] = []
  ) throws(UnsoundPlant) {
    try self.init(
      step: step, count: count, units: units, fleets: fleets, fuels: fuels,
      commonCauses: commonCauses, stores: stores, classes: classes, months: months, shared: [])
  }

  init(
    step: TimeSpan, count: Int, units: [SupplyUnit], fleets: [Fleet], fuels: [FuelSupply],
    commonCauses: [CommonCause], stores: [Store], classes: [LoadClass], months: [Int],
    shared: [SharedOutage.Taking]
  ) throws(UnsoundPlant) {
    self.step = step
    self.count = count
    self.units = units
    self.fleets = fleets
    self.fuels = fuels
    self.commonCauses = commonCauses
    self.stores = stores
    self.classes = classes
    self.months = months
    self.shared = shared
    let problems = self.problems
    guard problems.isEmpty else { throw UnsoundPlant(problems: problems) }
  }

  /// Weather years that the profiles distinguish.
  var weatherYears: Int {
    (units.map(\.output) + classes.map(\.load)).compactMap(\.weatherYears).max() ?? 1
  }
}
