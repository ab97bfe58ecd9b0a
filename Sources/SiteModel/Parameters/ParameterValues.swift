public import Units

/// What stood behind one key, checked against its statement and in the unit of the key.
public indirect enum ParameterValue: Sendable, Equatable {
  case number(Double)
  /// One number a step.
  case series([Double])
  case word(String)
  case words([String])
  case tariff(Tariff)
  case coincidentPeaks(CoincidentPeaks)
  case meteredPeaks(MeteredPeaks)
  case factors(FactorSet)
  case schedule(Schedule)
  /// Records by name, in the order written.
  case records([NamedValues])
}

/// The values of one named record.
public struct NamedValues: Sendable, Equatable {
  /// Name of the record.
  public var name: String
  /// Values by key.
  public var values: ParameterValues

  /// A record under its name.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
  }
}

/// Values by key, complete: every required key is there, and defaults are filled in.
public struct ParameterValues: Sendable, Equatable {
  private var byKey: [String: ParameterValue]

  /// Values that a reader has checked against the statements of their keys.
  public init(_ byKey: [String: ParameterValue] = [:]) { self.byKey = byKey }

  /// All keys that something stands behind, in no order.
  package var keys: Dictionary<String, ParameterValue>.Keys { byKey.keys }

  /// What stands behind a key, if anything does.
  public func value(of key: String) -> ParameterValue? { byKey[key] }

  /// Puts a value behind a key; nil: nothing stands there any more.
  public mutating func set(_ key: String, _ value: ParameterValue?) { byKey[key] = value }

  /// The number of a required or defaulted parameter.
  public subscript<D>(parameter: Parameter<D>) -> Quantity<D> {
    guard let quantity = optional(parameter) else {
      preconditionFailure("the reader let '\(parameter.key)' pass without a value")
    }
    return quantity
  }

  /// The number of a parameter that may be absent.
  public func optional<D>(_ parameter: Parameter<D>) -> Quantity<D>? {
    if case .number(let number)? = byKey[parameter.key] { return Quantity(number, parameter.unit) }
    if case .default(let number) = parameter.presence { return Quantity(number, parameter.unit) }
    return nil
  }

  /// The series of a required or defaulted parameter.
  public subscript<D>(parameter: SeriesParameter<D>) -> StepSeries<D> {
    guard let series = optional(parameter) else {
      preconditionFailure("the reader let '\(parameter.key)' pass without a value")
    }
    return series
  }

  /// The series of a parameter that may be absent.
  public func optional<D>(_ parameter: SeriesParameter<D>) -> StepSeries<D>? {
    switch byKey[parameter.key] {
    case .number(let number)?: return .constant(Quantity(number, parameter.unit))
    case .series(let numbers)?:
      return .varying(numbers.map { Quantity($0, parameter.unit) })
    default:
      if case .default(let number) = parameter.presence {
        return .constant(Quantity(number, parameter.unit))
      }
      return nil
    }
  }

  /// The twelve numbers of a parameter that may be absent, in the unit of the key.
  public func optional(_ parameter: MonthlyParameter) -> [Double]? {
    switch byKey[parameter.key] {
    case .number(let number)?: [Double](repeating: number, count: 12)
    case .series(let numbers)?: numbers
    default: nil
    }
  }

  /// The word of a choice that may be absent.
  public func optional<Choice>(_ parameter: ChoiceParameter<Choice>) -> Choice? {
    if case .word(let word)? = byKey[parameter.key] { return Choice(rawValue: word) }
    return nil
  }

  /// The set of emission factors behind a key, if one is named.
  public func factors(_ key: String) -> FactorSet? {
    if case .factors(let set)? = byKey[key] { return set }
    return nil
  }

  /// The word of a choice.
  public subscript<Choice>(parameter: ChoiceParameter<Choice>) -> Choice {
    if case .word(let word)? = byKey[parameter.key], let choice = Choice(rawValue: word) {
      return choice
    }
    guard let initial = parameter.initial else {
      preconditionFailure("the reader let '\(parameter.key)' pass without a value")
    }
    return initial
  }
}

/// A quantity at each step of the year; constant, or one value a step.
public enum StepSeries<D: Dimension>: Sendable, Equatable {
  case constant(Quantity<D>)
  case varying([Quantity<D>])

  /// The value at a step; a horizon of more than a year repeats the year.
  public subscript(step: Int) -> Quantity<D> {
    switch self {
    case .constant(let value): return value
    case .varying(let values): return values[step % values.count]
    }
  }

  /// The least value.
  public var minimum: Quantity<D> {
    switch self {
    case .constant(let value): return value
    case .varying(let values): return values.min() ?? .zero
    }
  }

  /// The greatest value.
  public var maximum: Quantity<D> {
    switch self {
    case .constant(let value): return value
    case .varying(let values): return values.max() ?? .zero
    }
  }

  /// The same steps in another dimension.
  public func map<E>(_ transform: (Quantity<D>) -> Quantity<E>) -> StepSeries<E> {
    switch self {
    case .constant(let value): .constant(transform(value))
    case .varying(let values): .varying(values.map(transform))
    }
  }

  /// Each step times a factor of its own.
  public func multiplied(by factor: StepSeries<NumberDimension>) -> Self {
    switch (self, factor) {
    case (_, .constant(let number)):
      map { number.in(.fraction) * $0 }
    case (.constant(let value), .varying):
      factor.map { $0.in(.fraction) * value }
    case (.varying(let values), .varying(let numbers)):
      .varying(zip(values, numbers).map { $1.in(.fraction) * $0 })
    }
  }

  /// Whether all values are the same.
  public var isConstant: Bool { minimum == maximum }
}
