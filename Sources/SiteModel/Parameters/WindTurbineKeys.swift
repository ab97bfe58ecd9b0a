package import Units

/// What turns wind speeds into a wind farm's output; the reader derives the series from it.
package enum WindTurbineKeys {
  /// Power of a turbine against its rating, by the speed at its hub.
  package enum Curve: String, CaseIterable, Sendable {
    /// Nothing up to the cut-in speed, then with the cube of the speed up to the rated one.
    case cubic
    /// NREL's 5 MW reference, rotor of 126 m (NREL/TP-500-38060).
    case reference5MW = "nrel_5mw"
    /// LBNL's 3.3 MW of low specific power, rotor of 156 m, as in NREL's archive of turbine models.
    case low3MW = "lbnl_3_3mw"
  }

  package static let curve = ChoiceParameter<Curve>(
    "power_curve", "power by wind speed; cubic where it is derived from weather")
  package static let hubHeight = Parameter<NumberDimension>(
    "hub_height_m", .metres, 10...300, .optional, "height of the hub; 115 where it is derived")
  package static let windHeight = Parameter<NumberDimension>(
    "wind_height_m", .metres, 1...300, .optional,
    "height above ground at which the speeds were measured; 10 where it is derived")
  package static let shear = Parameter<NumberDimension>(
    "shear_exponent", .exponent, 0...0.6, .optional,
    "the speed at the hub is v·(hub ÷ measured height)^exponent; 0.143 where it is derived")
  package static let cutIn = Parameter<NumberDimension>(
    "cut_in_m_per_s", .metresPerSecond, 0...10, .optional,
    "speed at the hub up to which a cubic curve gives nothing; 3 where it is derived")
  package static let rated = Parameter<NumberDimension>(
    "rated_m_per_s", .metresPerSecond, 5...25, .optional,
    "speed at the hub from which a cubic curve gives the rating; 11 where it is derived")
  package static let cutOut = Parameter<NumberDimension>(
    "cut_out_m_per_s", .metresPerSecond, 15...50, .optional,
    "speed at the hub from which a turbine stops; 25 where it is derived")
  package static let losses = Parameter<NumberDimension>(
    "losses_fraction", .fraction, 0...0.5, .optional,
    "wakes, outages of turbines, wiring and icing together; 0.12 where it is derived")
  package static let density = Parameter<NumberDimension>(
    "air_density_kg_per_m3", .kilogramsPerCubicMetre, 0.7...1.5, .optional,
    "mean density of the air: speeds count as v·(density ÷ 1.225)^(1/3); 1.225 where it is derived")
  package static let means = MonthlyParameter(
    "mean_wind_m_per_s", .metresPerSecond, 0.5...20,
    "mean speed of each month at the measured height: hours are made from it where the weather has none"
  )

  package static var parameters: [ParameterSpec] {
    [
      curve.optionalSpec, hubHeight.spec, windHeight.spec, shear.spec, cutIn.spec, rated.spec,
      cutOut.spec, losses.spec, density.spec, means.spec,
    ]
  }

  /// What does not fit together across keys.
  package static func problems(in values: ParameterValues) -> [ParameterProblem] {
    if let curve = values.optional(curve), curve != .cubic {
      return [cutIn, rated].filter { values.value(of: $0.key) != nil }.map {
        ParameterProblem(
          key: $0.key,
          message: "\($0.key) is of a cubic curve, and power_curve is \(curve.rawValue)",
          help: "leave it out, or write power_curve: cubic")
      }
    }
    let (low, high) = (speed(cutIn, 3, values), speed(rated, 11, values))
    guard low >= high else { return [] }
    return [
      ParameterProblem(
        key: values.value(of: cutIn.key) == nil ? rated.key : cutIn.key,
        message: "a turbine that starts at \(low) m/s does not give its rating at \(high) m/s",
        help: "write \(cutIn.key) below \(rated.key)")
    ]
  }

  private static func speed(
    _ key: Parameter<NumberDimension>, _ usual: Double, _ values: ParameterValues
  ) -> Double { values.optional(key)?.in(.metresPerSecond) ?? usual }
}
