public import Units

/// How much of the site may fail without firm load being cut.
public struct UptimePolicy: Sendable {
  /// Whole units that may be out while firm load is still carried.
  public enum Redundancy: String, CaseIterable, Sendable {
    case none
    case n
    case nPlus1 = "n+1"
    case nPlus2 = "n+2"

    /// Units that may be out; nil when nothing is asked.
    var spareUnits: Double? {
      switch self {
      case .none: nil
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

    /// Types of component whose power the event takes.
    public var kinds: [String] {
      switch self {
      case .grid: [Grid.kind]
      case .largestUnit: [FlaredGas.kind, PipelineGas.kind]
      }
    }
  }

  /// Units that may be out while firm load is carried.
  public let redundancy: Redundancy
  /// Events whose loss of power is held in reserve.
  public let cover: [Contingency]
  /// How long batteries must carry the reserve: until spare or standby units are up.
  public let bridge: TimeSpan

  static let redundancyKey = ChoiceParameter<Redundancy>(
    "redundancy", default: Redundancy.none,
    "installed units: firm load is carried with none (n), one or two of the largest units out")
  static let coverKey = "cover"
  static let bridgeKey = Parameter<TimeDimension>(
    "bridge_minutes", .minutes, 1...1440, .default(15),
    "how long batteries carry the reserve, until spare or standby units are up")

  /// Every key of `uptime:` in a site file.
  public static var parameters: [ParameterSpec] {
    [
      redundancyKey.spec,
      ParameterSpec(
        key: coverKey, kind: .choices(Contingency.allCases.map(\.rawValue)), presence: .optional,
        meaning: "events whose loss of power is held in reserve at every step"),
      bridgeKey.spec,
    ]
  }

  /// A policy from checked values; without any, nothing is held back.
  public init(values: ParameterValues = ParameterValues()) {
    redundancy = values[Self.redundancyKey]
    bridge = values[Self.bridgeKey]
    if case .words(let words)? = values.value(of: Self.coverKey) {
      cover = Contingency.allCases.filter { words.contains($0.rawValue) }
    } else {
      cover = []
    }
  }
}
