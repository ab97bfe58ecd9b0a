public import Units

/// One number that a user may write: its key, unit, range, default and meaning.
///
/// The reader, `sitemix describe`, the documentation and the component itself use this one statement.
public struct Parameter<D: Dimension>: Sendable {
  /// The key as written, ending in its unit.
  public let key: String
  /// The unit of the key.
  public let unit: Unit<D>
  /// Allowed numbers, in the unit of the key.
  public let range: ClosedRange<Double>
  /// Whether the key must be written.
  public let presence: Presence
  /// What the number means, for people.
  public let meaning: String

  /// A number that must be written.
  public init(_ key: String, _ unit: Unit<D>, _ range: ClosedRange<Double>, _ meaning: String) {
    self.init(key, unit, range, .required, meaning)
  }

  /// A number that must be written, has a default, or may be left out.
  public init(
    _ key: String, _ unit: Unit<D>, _ range: ClosedRange<Double>, _ presence: Presence,
    _ meaning: String
  ) {
    self.key = key
    self.unit = unit
    self.range = range
    self.presence = presence
    self.meaning = meaning
  }

  /// The same statement without its type, for tables of keys.
  public var spec: ParameterSpec {
    ParameterSpec(
      key: key, kind: .number(UnitDescription(unit), range), presence: presence, meaning: meaning)
  }
}

/// Whether a key must be written.
public enum Presence: Sendable, Equatable {
  case required
  /// Used, and listed in the plan, when the key is absent (in the unit of the key).
  case `default`(Double)
  case optional
}

/// A value for each step: one constant number, or a column of a CSV file.
public struct SeriesParameter<D: Dimension>: Sendable {
  /// The key as written, ending in its unit.
  public let key: String
  /// The unit of the key.
  public let unit: Unit<D>
  /// Allowed numbers, in the unit of the key.
  public let range: ClosedRange<Double>
  /// Whether the key must be written.
  public let presence: Presence
  /// What the number means, for people.
  public let meaning: String

  /// A series that must be written.
  public init(_ key: String, _ unit: Unit<D>, _ range: ClosedRange<Double>, _ meaning: String) {
    self.init(key, unit, range, .required, meaning)
  }

  /// A series that must be written, has a constant default, or may be left out.
  public init(
    _ key: String, _ unit: Unit<D>, _ range: ClosedRange<Double>, _ presence: Presence,
    _ meaning: String
  ) {
    self.key = key
    self.unit = unit
    self.range = range
    self.presence = presence
    self.meaning = meaning
  }

  /// The same statement without its type, for tables of keys.
  public var spec: ParameterSpec {
    ParameterSpec(
      key: key, kind: .series(UnitDescription(unit), range), presence: presence, meaning: meaning)
  }
}

/// A number for each month: twelve, or one for all.
public struct MonthlyParameter: Sendable {
  /// The key as written, ending in its unit.
  public let key: String
  /// The unit of the key.
  public let unit: Unit<NumberDimension>
  /// Allowed numbers, in the unit of the key.
  public let range: ClosedRange<Double>
  /// What the numbers mean, for people.
  public let meaning: String

  /// Numbers that may be left out.
  public init(
    _ key: String, _ unit: Unit<NumberDimension>, _ range: ClosedRange<Double>, _ meaning: String
  ) {
    self.key = key
    self.unit = unit
    self.range = range
    self.meaning = meaning
  }

  /// The same statement without its type, for tables of keys.
  public var spec: ParameterSpec {
    ParameterSpec(
      key: key, kind: .monthly(UnitDescription(unit), range), presence: .optional, meaning: meaning)
  }
}

/// One word out of a list.
public struct ChoiceParameter<Choice: RawRepresentable<String> & CaseIterable & Sendable>: Sendable
{
  /// The key as written.
  public let key: String
  /// What is meant when nothing is written.
  public let initial: Choice?
  /// What the word means, for people.
  public let meaning: String

  /// A word that must be written.
  public init(_ key: String, _ meaning: String) { self.init(key, default: nil, meaning) }

  /// A word, and the word that is meant when none is written.
  public init(_ key: String, default initial: Choice?, _ meaning: String) {
    self.key = key
    self.initial = initial
    self.meaning = meaning
  }

  /// The same statement for a word that may be left out without meaning another.
  public var optionalSpec: ParameterSpec {
    ParameterSpec(
      key: key, kind: .choice(Choice.allCases.map(\.rawValue), default: nil),
      presence: .optional, meaning: meaning)
  }

  /// The same statement without its type, for tables of keys.
  public var spec: ParameterSpec {
    ParameterSpec(
      key: key, kind: .choice(Choice.allCases.map(\.rawValue), default: initial?.rawValue),
      presence: initial == nil ? .required : .optional, meaning: meaning)
  }
}

/// The words of a choice between two.
public enum YesNo: String, CaseIterable, Sendable { case yes, no }

/// A parameter without its type: what the reader and the documentation need.
public struct ParameterSpec: Sendable {
  /// What may stand behind a key.
  public indirect enum Kind: Sendable {
    case number(UnitDescription, ClosedRange<Double>)
    /// A constant or a column, in the unit of the key; the column's header names its own unit.
    case series(UnitDescription, ClosedRange<Double>)
    /// Twelve numbers, or one for all months.
    case monthly(UnitDescription, ClosedRange<Double>)
    case choice([String], default: String?)
    /// Any of these words, in a list.
    case choices([String])
    case text
    /// The name of a tariff file without `.csv`.
    case tariff
    /// The name of a file of the site with the hours of coincident peaks.
    case coincidentPeaks
    /// The name of a file of the site with peaks that the meter has seen.
    case meteredPeaks
    /// The name of a set of emission factors that measure this.
    case factors(FactorQuantity)
    /// Amounts from a month of the horizon on, of some of these names; cumulative ones never fall.
    case schedule([String], isCumulative: Bool)
    /// All years of a horizon, or a list of them.
    case years
    /// A mapping from name to the keys of one record each.
    case records([ParameterSpec])
  }

  /// The key as written; that of a number ends in its unit.
  public let key: String
  /// What may stand behind the key.
  public let kind: Kind
  /// Whether the key must be written.
  public let presence: Presence
  /// What it means, for people.
  public let meaning: String

  /// A statement about one key.
  public init(key: String, kind: Kind, presence: Presence, meaning: String) {
    self.key = key
    self.kind = kind
    self.presence = presence
    self.meaning = meaning
  }
}

/// A unit without its type.
public struct UnitDescription: Sendable, Equatable {
  /// What people read, such as `USD/MWh`.
  public let symbol: String
  /// What stands at the end of a key or a header.
  public let suffix: String
  /// Canonical units in one of this unit.
  public let scale: Double
  /// Whether the number is money, which is moved from its dollar year to the site's.
  public let isMoney: Bool
  /// Units of the same dimension that a CSV header may use instead.
  public let alternatives: [Alternative]

  /// Another unit of the same dimension.
  public struct Alternative: Sendable, Equatable {
    /// What stands at the end of a key or a header.
    public let suffix: String
    /// Canonical units in one of this unit.
    public let scale: Double
  }

  init<D: Dimension>(_ unit: Unit<D>) {
    symbol = unit.symbol
    suffix = unit.suffix
    scale = unit.scale
    isMoney = D.isMoney
    alternatives = unit.family.map { Alternative(suffix: $0.suffix, scale: $0.scale) }
  }
}
