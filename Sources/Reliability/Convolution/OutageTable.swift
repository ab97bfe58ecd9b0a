public import Units

/// The exact distribution of the power that independent units can give, found by convolution.
///
/// Recursion unit by unit; states of equal capacity are one, so nothing is rounded. Billinton and
/// Allan, *Reliability Evaluation of Power Systems* (2nd ed. 1996), chapters 2 and 3.
public struct OutageTable: Sendable {
  /// States kept before a grid is asked for.
  public static let greatestCount = 200_000

  private let sums: CapacitySums
  /// Number of distinct capacities.
  public let stateCount: Int

  /// The table of units with a size and outages each; `grid` merges sizes without common measure
  /// into its multiples, keeping means. Nil where there would be more than `greatestCount` states.
  public init?(_ units: [(capacity: Power, outages: Outages)], grid: Power? = nil) {
    var states = CapacityStates()
    for (capacity, outages) in units {
      states.add(
        capacity.in(.megawatts), failureRate: 1 / outages.meanTimeToFailure.in(.hours),
        repairRate: 1 / outages.meanTimeToRepair.in(.hours))
      if let grid { states.snap(to: grid.in(.megawatts)) }
      guard states.capacity.count <= Self.greatestCount else { return nil }
    }
    sums = CapacitySums(states)
    stateCount = states.capacity.count
  }

  /// Probability that the units cannot carry a load.
  public func lossOfLoadProbability(_ load: Power) -> Double {
    sums.probabilityBelow(load.in(.megawatts))
  }

  /// Expected power short of a load.
  public func expectedShortfall(_ load: Power) -> Power {
    Power(sums.expectedShortfall(load.in(.megawatts)), .megawatts)
  }

  /// What a series of loads may expect.
  public struct Indices: Sendable, Equatable {
    /// Hours short in the series (LOLH).
    public let shortHours: Double
    /// MWh unserved in the series (EUE).
    public let unservedMWh: Double
    /// Times that the load falls short in the series, by failures and by rises of the load.
    public let events: Double
    /// Hours of one shortage, on average; nil where there is none.
    public var meanHours: Double? { events > 0 ? shortHours / events : nil }
  }

  /// The indices of a series of loads, each for one step; after the last comes the first again.
  public func indices(_ loads: [Power], step: TimeSpan) -> Indices {
    let hours = step.in(.hours)
    var (short, unserved, events) = (0.0, 0.0, 0.0)
    var before = sums.probabilityBelow(loads.last?.in(.megawatts) ?? 0)
    for load in loads.lazy.map({ $0.in(.megawatts) }) {
      let probability = sums.probabilityBelow(load)
      short += hours * probability
      unserved += hours * sums.expectedShortfall(load)
      events += hours * sums.frequency(load) + max(0, probability - before)
      before = probability
    }
    return Indices(shortHours: short, unservedMWh: unserved, events: events)
  }
}
