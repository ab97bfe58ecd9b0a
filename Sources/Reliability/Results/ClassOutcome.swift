/// What simulated years showed of one class of load.
public struct ClassOutcome: Sendable {
  /// An uninterrupted shortage.
  public struct Event: Sendable, Equatable {
    /// The simulated year, from 0.
    public let year: Int
    /// Hours since that year began.
    public let startHour: Double
    /// How long.
    public let hours: Double
    /// Energy not served.
    public let unservedMWh: Double
    /// Name of what began it; empty where nothing was out.
    public let cause: String
    /// What kind of thing began it.
    public let kind: CauseKind
  }

  /// GPU-hours lost in a year.
  public struct GPUHours: Sendable, Equatable {
    /// GPUs without power.
    public let idle: Double
    /// Checkpoints and restarts after stops that could be foreseen.
    public let graceful: Double
    /// Work since the last checkpoint, and restarts, after stops that could not.
    public let abrupt: Double
  }

  /// Name of the class.
  public let name: String
  /// Promised availability.
  public let target: Double?
  /// Whether its work may be done later: then only work past its deadline is short.
  public let isDeferrable: Bool
  /// Years simulated.
  public let years: Int
  /// Years with any shortage.
  public let yearsShort: Int
  /// Hours of a simulated year.
  public let loadHours: Double
  /// MWh of load in a year.
  public let loadMWh: Double
  /// Hours short in a year (LOLH).
  public let shortHours: Estimate
  /// MWh unserved in a year (EUE).
  public let unservedMWh: Estimate
  /// Shortages that begin in a year.
  public let events: Estimate
  /// Hours of each event, rising; one still open when its year ends is cut there.
  private let durations: [Double]
  /// Share of calendar months that miss the target; nil without target or months, and for
  /// deferrable work.
  public let monthMissProbability: Double?
  /// Unserved energy by what began the shortage, most first.
  public let causes: [CauseShare]
  /// The ten events of most energy.
  public let worst: [Event]
  /// GPU-hours lost in a year; nil where the class does not say what its work is.
  public let gpuHours: GPUHours?

  init(
    name: String, target: Double?, isDeferrable: Bool, years: Int, yearsShort: Int,
    loadHours: Double, loadMWh: Double, shortHours: Estimate, unservedMWh: Estimate,
    events: Estimate, durations: [Double], monthMissProbability: Double?, causes: [CauseShare],
    worst: [Event], gpuHours: GPUHours?
  ) {
    self.name = name
    self.target = target
    self.isDeferrable = isDeferrable
    self.years = years
    self.yearsShort = yearsShort
    self.loadHours = loadHours
    self.loadMWh = loadMWh
    self.shortHours = shortHours
    self.unservedMWh = unservedMWh
    self.events = events
    self.durations = durations
    self.monthMissProbability = monthMissProbability
    self.causes = causes
    self.worst = worst
    self.gpuHours = gpuHours
  }

  /// 1 − hours short ÷ hours.
  public var timeAvailability: Double { 1 - shortHours.mean / loadHours }
  /// 1 − energy unserved ÷ load; 1 where there is no load.
  public var energyAvailability: Double { loadMWh > 0 ? 1 - unservedMWh.mean / loadMWh : 1 }
  /// Mean hours of an event; nil where there was none.
  public var meanHours: Double? {
    durations.isEmpty ? nil : durations.reduce(0, +) / Double(durations.count)
  }
  /// Hours of the longest event; nil where there was none.
  public var longestHours: Double? { durations.last }
  /// Hours that 95 % of events do not exceed; nil where there was none.
  public var hours95: Double? {
    guard !durations.isEmpty else { return nil }
    let place = (0.95 * Double(durations.count)).rounded(.up)
    return durations[min(durations.count, max(1, Int(place))) - 1]
  }

  /// What the target is held against: by time, or by energy for deferrable work.
  var measured: (estimate: Estimate, whole: Double) {
    isDeferrable ? (unservedMWh, loadMWh) : (shortHours, loadHours)
  }

  /// A share that the unavailability is below, at a one-sided confidence: of time, or of energy for
  /// deferrable work.
  public func unavailabilityBound(confidence: Double = 0.95) -> Double {
    let (estimate, whole) = measured
    return whole > 0 ? estimate.upperBound(confidence: confidence) / whole : 0
  }

  /// A share that the unavailability is above, at a one-sided confidence.
  public func unavailabilityLowerBound(confidence: Double = 0.95) -> Double {
    let (estimate, whole) = measured
    return whole > 0 ? estimate.lowerBound(confidence: confidence) / whole : 0
  }
}

/// Unserved energy that one thing began.
public struct CauseShare: Sendable, Equatable {
  /// Name of what failed; empty where nothing was out.
  public let name: String
  /// What kind of thing it is.
  public let kind: CauseKind
  /// MWh in a year.
  public internal(set) var unservedMWh: Double
  /// Share of the class's unserved energy.
  public internal(set) var share: Double
}
