public import Units

/// How much of the site may fail without firm load being cut.
public struct UptimePolicy: Sendable {
  let values: ParameterValues
  /// What may be out while firm load is still carried: whole units, or a whole source.
  public enum Redundancy: String, CaseIterable, Sendable {
    case none
    case n
    case nPlus1 = "n+1"
    case nPlus2 = "n+2"
    case twoN = "2n"

    /// Units that may be out; nil when nothing is asked of units.
    package var spareUnits: Double? {
      switch self {
      case .none, .twoN: nil
      case .n: 0
      case .nPlus1: 1
      case .nPlus2: 2
      }
    }
  }

  /// An event that held-back capacity must carry at every step.
  public enum Contingency: String, CaseIterable, Sendable {
    case grid
    case largestUnit = "largest_unit"
    case fuel
  }

  /// Units, or sources, that may be out while firm load is carried.
  public let redundancy: Redundancy
  /// Events whose loss of power is held in reserve.
  public let cover: [Contingency]
  /// Power that stands ready in every step; nil where none is asked for.
  public let operatingReserve: OperatingReserve?
  /// Whether power is held in reserve in every step.
  package var holdsReserve: Bool { !cover.isEmpty || operatingReserve != nil }
  /// How long batteries must carry the reserve: until spare or standby units are up.
  public let bridge: TimeSpan
  /// Stored energy held at every hour, by contingency: the mean length of the outage to ride through.
  public package(set) var holdHours: [Ride: Double]
  /// Units that are out at once in a loss of units, by contingency.
  public package(set) var holdUnitsOut: [Ride: Double]
  /// Years to certify a plan on.
  public let certifyYears: Int
  /// Years that each plan on the way is tried on.
  public let loopYears: Int
  /// Where the random numbers start; a certificate uses others than the plan was fitted to.
  public let seed: Int
  /// Where the random numbers of a certificate start: beside those that a plan was fitted to.
  public var certificateSeed: Int { seed + 1 }
  /// Share of the time that switchgear and distribution within the site are out.
  public let distributionUnavailability: Double
  /// Share of the time lost while supply is transferred.
  public let transferUnavailability: Double

  /// What the simulation does not see, and a promise must leave room for.
  public var outsideUnavailability: Double { distributionUnavailability + transferUnavailability }

  /// A loss that stored energy rides through.
  public enum Ride: String, CaseIterable, Sendable, Comparable {
    case grid, unit, fuel
    case gridAndUnit = "grid_and_unit"
    case fuelAndUnit = "fuel_and_unit"

    /// Whether a number of units of one fleet is out in it.
    package var takesUnits: Bool { self == .unit || self == .gridAndUnit || self == .fuelAndUnit }

    /// In the order of the documentation.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.position < rhs.position }
    private var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    var key: Parameter<TimeDimension> {
      Parameter(
        rawValue + "_outage_ride_through_hours", .hours, 0...500, .optional,
        "mean length of \(loss) that stored energy carries firm load through, begun at any hour")
    }

    private var loss: String {
      switch self {
      case .grid: "an outage of the grid"
      case .unit: "the loss of a genset that runs"
      case .fuel: "an interruption of gas"
      case .gridAndUnit: "an outage of the grid while a genset or standby set is out"
      case .fuelAndUnit: "an interruption of gas while a unit of another plant is out"
      }
    }
  }

  static let redundancyKey = ChoiceParameter<Redundancy>(
    "redundancy", default: Redundancy.none,
    "installed units: firm load is carried with none (n), one or two of the largest units out, as if "
      + "none lacked gas; 2n: with any one source out as a whole (a connection, the sets on one gas)"
  )
  static let coverKey = "cover"
  private static let coverSpec = ParameterSpec(
    key: coverKey, kind: .choices(Contingency.allCases.map(\.rawValue)), presence: .optional,
    meaning: "events whose loss of power is held in reserve at every step")
  static let bridgeKey = Parameter<TimeDimension>(
    "bridge_minutes", .minutes, 1...1440, .default(15),
    "how long batteries carry the reserve, until spare or standby units are up")

  static let unitsOutKey = Parameter<NumberDimension>(
    "ride_through_units_out", .count, 1...100, .default(1),
    "units of one fleet that are out at once in unit_outage_ride_through_hours, grid_and_unit_outage_ride_through_hours and "
      + "fuel_and_unit_outage_ride_through_hours")
  package static let certifyYearsKey = Parameter<NumberDimension>(
    "certify_years", .count, 100...1_000_000, .default(20_000),
    "out-of-sample years that a plan is certified on")
  static let loopYearsKey = Parameter<NumberDimension>(
    "loop_years", .count, 100...1_000_000, .default(2000),
    "years that each plan on the way to an uptime target is evaluated on")
  static let seedKey = Parameter<NumberDimension>(
    "seed", .count, 0...1e9, .default(1),
    "where the random numbers start; a certificate begins at the next seed, unseen before")
  static let distributionKey = Parameter<NumberDimension>(
    "distribution_unavailability_fraction", .fraction, 0...0.5, .default(0),
    "share of the time that switchgear within the site is out; outside the simulation")
  static let transferKey = Parameter<NumberDimension>(
    "transfer_unavailability_fraction", .fraction, 0...0.5, .default(0),
    "share of the time lost in transfers of supply; outside the simulation")

  /// Every key of `uptime:` in a site file.
  public static var parameters: [ParameterSpec] {
    [
      redundancyKey.spec,
      coverSpec, bridgeKey.spec,
    ] + OperatingReserve.parameters.map(\.spec) + Ride.allCases.map(\.key.spec) + [
      unitsOutKey.spec, certifyYearsKey.spec, loopYearsKey.spec, seedKey.spec, distributionKey.spec,
      transferKey.spec,
    ]
  }

  /// Limits that a planner may move: fewer units out, an event no longer covered, shorter outages.
  static var adjustableLimits: [AdjustableLimitRule] {
    [AdjustableLimitRule(redundancyKey.spec, .words(fewerUnits))]
      + Contingency.allCases.map { event in
        AdjustableLimitRule(coverSpec, .words { without(event, $0) })
      }
      + OperatingReserve.parameters.map { AdjustableLimitRule($0.spec, .down(to: 0)) }
      + Ride.allCases.map { AdjustableLimitRule($0.key.spec, .down(to: 0)) }
  }

  private static func fewerUnits(than now: ParameterValue) -> [ParameterValue] {
    let all = Redundancy.allCases
    guard case .word(let word) = now, let place = all.firstIndex(where: { $0.rawValue == word })
    else { return [] }
    return all[..<place].reversed().map { .word($0.rawValue) }
  }

  private static func without(_ event: Contingency, _ now: ParameterValue) -> [ParameterValue] {
    guard case .words(let words) = now, words.contains(event.rawValue) else { return [] }
    return [.words(words.filter { $0 != event.rawValue })]
  }

  /// A policy from checked values; without any, nothing is held back.
  public init(values: ParameterValues = ParameterValues()) {
    self.values = values
    redundancy = values[Self.redundancyKey]
    bridge = values[Self.bridgeKey]
    operatingReserve = OperatingReserve(values)
    var hours: [Ride: Double] = [:]
    for ride in Ride.allCases {
      if let span = values.optional(ride.key), span > .zero { hours[ride] = span.in(.hours) }
    }
    holdHours = hours
    let out = values[Self.unitsOutKey].in(.count)
    holdUnitsOut =
      out > 1
      ? Dictionary(uniqueKeysWithValues: Ride.allCases.filter(\.takesUnits).map { ($0, out) }) : [:]
    certifyYears = Int(values[Self.certifyYearsKey].in(.count))
    loopYears = Int(values[Self.loopYearsKey].in(.count))
    seed = Int(values[Self.seedKey].in(.count))
    distributionUnavailability = values[Self.distributionKey].in(.fraction)
    transferUnavailability = values[Self.transferKey].in(.fraction)
    if case .words(let words)? = values.value(of: Self.coverKey) {
      cover = Contingency.allCases.filter { words.contains($0.rawValue) }
    } else {
      cover = []
    }
  }
}
