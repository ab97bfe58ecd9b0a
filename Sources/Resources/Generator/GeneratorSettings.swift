/// The numbers of a site's `series.yaml`: a flat list of keys with a number or a list of numbers each.
///
/// Only that subset of YAML is understood here, so that this module needs no parser.
public struct GeneratorSettings: Sendable, Equatable {
  private var values: [String: [Double]] = [:]

  /// Every key that may be written, with what it means.
  public static let keys: [(key: String, meaning: String)] = [
    ("seed", "start of all random numbers"),
    ("year", "year whose weekdays are used"),
    ("training_load_factor", "mean use of training modules"),
    ("inference_peak_load_factor", "greatest mean use of inference modules"),
    ("inference_trough_fraction", "least use of inference modules against their greatest"),
    ("batch_load_factor", "mean use of batch modules"),
    ("coincident_peak_first_hour", "first standard hour in which a system peak may lie"),
    ("coincident_peak_hour_shares", "chances of that hour and those after it; they add up to 1"),
    ("coincident_peak_days", "hottest weekdays of a month on which its system peak may lie"),
    ("price_shares", "shares of the year of the quantiles"),
    ("price_quantiles_usd_per_mwh", "prices at these shares"),
    ("price_tail_power", "bend of the prices above the last share but one"),
    ("price_by_hour_usd_per_mwh", "mean price of each standard hour of the day"),
    ("import_limit_mw", "import limit outside curtailment"),
    ("curtailed_import_mw", "import limit in curtailment"),
    ("curtailment_days", "days of the year with a curtailment, 1 January = 1"),
    ("curtailment_first_hours", "first standard hour of each of these"),
    ("curtailment_hours", "length of each of these"),
  ]

  /// Settings from the text of a `series.yaml`.
  public init(yaml text: String) throws(ResourceProblem) {
    for line in text.split(whereSeparator: \.isNewline) {
      let content = line.prefix { $0 != "#" }.trimmed
      guard !content.isEmpty else { continue }
      let parts = content.split(separator: ":", maxSplits: 1).map(\.trimmed)
      guard parts.count == 2, Self.keys.contains(where: { $0.key == parts[0] }) else {
        throw ResourceProblem("series.yaml: unknown key in '\(content)'")
      }
      let items = parts[1].filter { $0 != "[" && $0 != "]" }.split(separator: ",").map(\.trimmed)
      let numbers = items.compactMap { Double($0) }
      guard numbers.count == items.count, !numbers.isEmpty else {
        throw ResourceProblem("series.yaml: '\(parts[0])' is not a number or a list of numbers")
      }
      values[parts[0]] = numbers
    }
  }

  /// Whether a key is written.
  public func has(_ key: String) -> Bool { values[key] != nil }

  /// A number that must be there.
  func number(_ key: String) throws(ResourceProblem) -> Double {
    guard let number = values[key]?.first else {
      throw ResourceProblem("series.yaml needs \(key)")
    }
    return number
  }

  /// A whole number that must be there.
  func integer(_ key: String) throws(ResourceProblem) -> Int {
    guard let whole = Int(exactly: try number(key)) else {
      throw ResourceProblem("series.yaml: \(key) must be a whole number")
    }
    return whole
  }

  /// A list that must be there.
  func list(_ key: String) throws(ResourceProblem) -> [Double] {
    guard let list = values[key] else { throw ResourceProblem("series.yaml needs \(key)") }
    return list
  }
}
