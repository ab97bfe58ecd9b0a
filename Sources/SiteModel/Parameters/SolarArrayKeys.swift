package import Units

/// What turns weather into a solar field's output; the reader derives the series from it.
package enum SolarArrayKeys {
  /// How modules stand.
  package enum Mounting: String, CaseIterable, Sendable {
    /// Turning about a level north–south axis, with backtracking.
    case tracking = "one_axis_tracking"
    /// On fixed racks.
    case fixed
    /// As the weather file's own solar model had it: PVWatts files hold its output.
    case weatherFile = "as_weather_file"
  }

  package static let mounting = ChoiceParameter<Mounting>(
    "array", "how modules stand; one_axis_tracking where it is derived from weather")
  package static let tilt = Parameter<NumberDimension>(
    "tilt_degrees", .degrees, 0...90, .optional,
    "tilt of fixed modules; the latitude less 5 degrees where it is derived")
  package static let azimuth = Parameter<NumberDimension>(
    "azimuth_degrees", .degrees, 0...360, .optional,
    "where fixed modules face, clockwise from north; towards the equator where it is derived")
  package static let groundCover = Parameter<NumberDimension>(
    "ground_cover_fraction", .fraction, 0.05...0.95, .optional,
    "share of the ground under tracking modules; 0.35 where it is derived")
  package static let rotation = Parameter<NumberDimension>(
    "greatest_rotation_degrees", .degrees, 10...85, .optional,
    "how far trackers turn; 60 where it is derived")
  package static let ratio = Parameter<NumberDimension>(
    "dc_to_ac_factor", .factor, 0.5...2.5, .optional,
    "DC nameplate for each kW of inverter; 1.3 where it is derived")
  package static let inverterPrice = Parameter<Per<MoneyDimension, PowerDimension>>(
    "inverter_usd_per_kw", .usdPerKilowatt, 0...2000, .optional,
    "price of a kW AC of inverters, which are then sized apart: output_kw_per_kwdc is before they clip; absent: "
      + "inverters are part of the field, and clip in its output")
  package static let inverter = Parameter<NumberDimension>(
    "inverter_efficiency_fraction", .fraction, 0.8...1, .optional,
    "nominal efficiency; 0.96 where it is derived")
  package static let losses = Parameter<NumberDimension>(
    "losses_fraction", .fraction, 0...0.5, .optional,
    "DC losses beside soiling and snow; PVWatts' 0.1232 where it is derived")
  package static let coefficient = Parameter<NumberDimension>(
    "temperature_coefficient_fraction_per_c", .fractionPerCelsius, -0.01...0, .optional,
    "change of output for each °C of the cells; -0.0037 where it is derived")
  package static let albedo = Parameter<NumberDimension>(
    "albedo_fraction", .fraction, 0...0.9, .optional,
    "share of light that the ground reflects; 0.2 where it is derived")
  package static let soiling = MonthlyParameter(
    "soiling_loss_fraction", .fraction, 0...0.9,
    "light lost to dirt: twelve months or one number; PVWatts' 0.02 where it is derived")
  package static let snow = MonthlyParameter(
    "snow_loss_fraction", .fraction, 0...1,
    "light lost to snow: twelve months or one number; 0 where it is derived")

  /// What does not fit together across keys.
  package static func problems(in values: ParameterValues) -> [ParameterProblem] {
    guard values.optional(inverterPrice) != nil, values.value(of: ratio.key) != nil else {
      return []
    }
    return [
      ParameterProblem(
        key: ratio.key, message: "\(ratio.key) is chosen by the plan where inverters have a price",
        help: "leave out \(ratio.key), or \(inverterPrice.key)")
    ]
  }

  package static var parameters: [ParameterSpec] {
    [
      mounting.optionalSpec, tilt.spec, azimuth.spec, groundCover.spec, rotation.spec, ratio.spec,
      inverter.spec, losses.spec, coefficient.spec, albedo.spec, soiling.spec, snow.spec,
    ]
  }
}
