public import SiteModel

extension ParameterValue: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral, ExpressibleByArrayLiteral
{
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A word of a choice.
  public init(stringLiteral value: String) { self = .word(value) }
  /// One number a step.
  public init(arrayLiteral elements: Double...) { self = .series(elements) }
}

/// Values under keys, as a site file would give them.
package typealias Keys = KeyValuePairs<String, ParameterValue>

extension ParameterValue {
  /// A record of a class of load under its name.
  package static func classes(_ records: (String, Keys)...) -> ParameterValue {
    .records(records.map { NamedValues(name: $0.0, values: ParameterValues($0.1)) })
  }
}

extension ParameterValues {
  /// Values in the order written.
  package init(_ pairs: Keys) {
    self.init()
    for (key, value) in pairs { set(key, value) }
  }

  /// The same values with some replaced or added.
  package func with(_ pairs: Keys) -> ParameterValues {
    var changed = self
    for (key, value) in pairs { changed.set(key, value) }
    return changed
  }
}
