/// Something at a site that supplies, stores or draws power.
///
/// Its file holds its parameters, its variables, each constraint beside its equation, its power,
/// cost and emissions, and how its plan is read back.
public protocol Component: Sendable {
  /// The word after `type:` in a site file, such as `solar`.
  static var kind: String { get }
  /// One sentence for `sitemix describe`.
  static var summary: String { get }
  /// Every key, in the order of the documentation.
  static var parameters: [ParameterSpec] { get }
  /// What the power in its plan measures.
  static var capacityBasis: CapacityBasis { get }
  /// Its colours in charts, as hexadecimal RGB; a second component of the kind takes the second.
  static var colors: [String] { get }
  /// Events to be covered that take its power, or a part of it.
  static var contingencies: [UptimePolicy.Contingency] { get }
  /// What is wrong with values that are each in range but do not fit together.
  static func problems(in values: ParameterValues) -> [ParameterProblem]
  /// What was done to sound values, or is not modelled of them: warnings that the plan repeats.
  static func remarks(on values: ParameterValues) -> [ParameterProblem]
  /// A component from checked values.
  init(name: String, values: ParameterValues)
  /// The name that the site gave it.
  var name: String { get }
  /// What it was made from.
  var values: ParameterValues { get }
  /// Limits that a planner may move, in the order of the documentation.
  static var adjustableLimits: [AdjustableLimitRule] { get }
  /// Prices of what is built, the one that is told first.
  static var buildingPrices: [ParameterSpec] { get }
  /// Prices of what it burns.
  static var fuelPrices: [ParameterSpec] { get }
  /// How it is taxed unless its site says otherwise.
  static var taxClass: TaxClass { get }
  /// Keys about its failures that nobody wrote, without which no uptime can be promised.
  var missingFailureKeys: [String] { get }
  /// Keys that say something only where a site has a horizon.
  static var horizonKeys: [String] { get }
  /// The first and the last month of a horizon that each of its dates speaks of, by key.
  var dates: [(key: String, months: ClosedRange<Int>)] { get }
  /// The component as it is in one year of a horizon.
  func inYear(_ year: PlannedYear) -> any Component
}

extension Component {
  /// Most are rated at the site bus.
  public static var capacityBasis: CapacityBasis { .alternatingCurrent }
  /// Most are not lost as a whole.
  public static var contingencies: [UptimePolicy.Contingency] { [] }
  /// Teal, which no kind of the catalogue has.
  public static var colors: [String] { ["#44aa99", "#117733"] }
  /// Most components have nothing to check across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] { [] }
  /// Most values are taken as they are.
  public static func remarks(on values: ParameterValues) -> [ParameterProblem] { [] }
  /// Most keys say something of every year.
  public static var horizonKeys: [String] { [] }
  /// Most kinds have no dates but those on which they can be delivered.
  public var dates: [(key: String, months: ClosedRange<Int>)] { BuildKeys.dates(values) }
  /// Most kinds have no limit of their own.
  public static var adjustableLimits: [AdjustableLimitRule] { [] }
  /// Most kinds have no credit, and are written off over fifteen years.
  public static var taxClass: TaxClass { TaxClass() }
  /// Nothing is built of most kinds.
  public static var buildingPrices: [ParameterSpec] { [] }
  /// Most kinds burn nothing.
  public static var fuelPrices: [ParameterSpec] { [] }
  /// Whether it is a connection to the grid.
  public var isConnection: Bool { Self.capacityBasis == .peakImport }
  /// What never fails, or is no supply, needs to say nothing.
  public var missingFailureKeys: [String] { [] }
}

/// A contradiction between keys; the reader adds the place.
public struct ParameterProblem: Sendable, Equatable {
  /// The key that the message is about.
  public let key: String
  /// The record that holds the key, if it is not the component itself.
  public let record: String?
  /// What was found and what was expected.
  public let message: String
  /// What to type instead.
  public let help: String

  /// A contradiction at a key.
  public init(key: String, record: String? = nil, message: String, help: String) {
    self.key = key
    self.record = record
    self.message = message
    self.help = help
  }
}
