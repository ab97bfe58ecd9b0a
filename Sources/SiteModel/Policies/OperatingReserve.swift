import Units

/// Power that stands ready in every step for what an hourly program does not see: swings of the load, clouds,
/// lulls and the trip of a unit, as in REopt and HOMER.
public struct OperatingReserve: Sendable, Equatable {
  /// Shares of the load that is drawn, of the output of solar and of wind, and of the largest unit of each fleet.
  package let load: Double
  package let solar: Double
  package let wind: Double
  package let unit: Double

  static let loadKey = Parameter<NumberDimension>(
    "operating_reserve_load_fraction", .fraction, 0...2, .optional,
    "power that stands ready in every step, as a share of the load that is drawn")
  static let solarKey = Parameter<NumberDimension>(
    "operating_reserve_solar_fraction", .fraction, 0...1, .optional,
    "the same as a share of solar output, beside the others")
  static let windKey = Parameter<NumberDimension>(
    "operating_reserve_wind_fraction", .fraction, 0...1, .optional,
    "the same as a share of wind output, beside the others")
  static let unitKey = Parameter<NumberDimension>(
    "operating_reserve_largest_unit_fraction", .fraction, 0...1, .optional,
    "the same as a share of the largest unit of any fleet, beside the others")

  static var parameters: [Parameter<NumberDimension>] { [loadKey, solarKey, windKey, unitKey] }

  /// Nil where nothing is asked for.
  init?(_ values: ParameterValues) {
    func share(_ key: Parameter<NumberDimension>) -> Double {
      values.optional(key)?.in(.fraction) ?? 0
    }
    (load, solar) = (share(Self.loadKey), share(Self.solarKey))
    (wind, unit) = (share(Self.windKey), share(Self.unitKey))
    guard [load, solar, wind, unit].contains(where: { $0 > 0 }) else { return nil }
  }
}
