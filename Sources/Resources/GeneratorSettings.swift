/// The numbers of a site's `series.yaml`: a flat list of keys with a number or a list of numbers each.
///
/// Only that subset of YAML is understood here, so that this module needs no parser.
public struct GeneratorSettings: Sendable, Equatable {
  private var values: [String: [Double]] = [:]

  /// Every key that may be written, with what it means.
  public static let keys: [(key: String, meaning: String)] = [
    ("seed", "start of all random numbers"),
    ("year", "year whose sun and weekdays are used"),
    ("latitude", "degrees north"),
    ("longitude", "degrees east"),
    ("elevation_m", "height above the sea"),
    ("hours_from_utc", "local standard time less universal time"),
    ("least_clearness", "darkest day against a cloudless one"),
    ("training_load_factor", "mean use of training modules"),
    ("inference_peak_load_factor", "greatest mean use of inference modules"),
    ("inference_trough_fraction", "least use of inference modules against their greatest"),
    ("batch_load_factor", "mean use of batch modules"),
    ("gas_mean_mcf_per_day", "mean of the gas that can be taken"),
    ("gas_decline_per_month", "nominal initial decline of Arps"),
    ("gas_decline_exponent", "b of Arps"),
    ("gas_day_variation", "standard deviation of a day's gas against the decline curve"),
    ("engine_derate_above_c", "temperature above which engines lose power"),
    ("engine_derate_per_c", "share of power lost for each further °C"),
    ("engine_planned_outage_fraction", "share of the fleet on planned outage"),
    ("engine_rated_altitude_m", "height up to which engines give their full power"),
    ("engine_derate_per_300_m", "share of power lost for each further 300 m"),
    ("engine_fuel_derate_fraction", "share of power lost to a fuel of low methane number"),
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
  public init(yaml text: String) throws(GeneratorProblem) {
    for line in text.split(whereSeparator: \.isNewline) {
      let content = line.prefix { $0 != "#" }.trimmed
      guard !content.isEmpty else { continue }
      let parts = content.split(separator: ":", maxSplits: 1).map(\.trimmed)
      guard parts.count == 2, Self.keys.contains(where: { $0.key == parts[0] }) else {
        throw GeneratorProblem("series.yaml: unknown key in '\(content)'")
      }
      let items = parts[1].filter { $0 != "[" && $0 != "]" }.split(separator: ",").map(\.trimmed)
      let numbers = items.compactMap { Double($0) }
      guard numbers.count == items.count, !numbers.isEmpty else {
        throw GeneratorProblem("series.yaml: '\(parts[0])' is not a number or a list of numbers")
      }
      values[parts[0]] = numbers
    }
  }

  /// Whether a key is written.
  public func has(_ key: String) -> Bool { values[key] != nil }

  /// A number that must be there.
  func number(_ key: String) throws(GeneratorProblem) -> Double {
    guard let number = values[key]?.first else {
      throw GeneratorProblem("series.yaml needs \(key)")
    }
    return number
  }

  /// A whole number that must be there.
  func integer(_ key: String) throws(GeneratorProblem) -> Int {
    guard let whole = Int(exactly: try number(key)) else {
      throw GeneratorProblem("series.yaml: \(key) must be a whole number")
    }
    return whole
  }

  /// A list that must be there.
  func list(_ key: String) throws(GeneratorProblem) -> [Double] {
    guard let list = values[key] else { throw GeneratorProblem("series.yaml needs \(key)") }
    return list
  }
}
