package import Units

/// What heat, height and rich gas take from engines; the reader derives the output from weather.
package enum EngineSiteKeys {
  package static let output = SeriesParameter<NumberDimension>(
    "output_derate_fraction", .fraction, 0...1, .default(1),
    "share of the rated power left by temperature, altitude and gas; derived from the site's weather and "
      + "the derating keys where it is left out")
  package static let heatRateFactor = SeriesParameter<NumberDimension>(
    "heat_rate_factor", .factor, 0.5...2, .default(1),
    "fuel against the rated heat rate; derived from weather where it is left out")
  package static let temperature = Parameter<NumberDimension>(
    "derate_above_c", .celsius, -50...60, .optional,
    "temperature up to which engines give full power")
  package static let lossPerDegree = Parameter<NumberDimension>(
    "derate_fraction_per_c", .fractionPerCelsius, 0...0.1, .optional,
    "power lost for each further °C; 0 where it is left out")
  package static let fuelPerDegree = Parameter<NumberDimension>(
    "heat_rate_rise_fraction_per_c", .fractionPerCelsius, 0...0.05, .optional,
    "fuel added for each further °C; 0 where it is left out")
  package static let altitude = Parameter<NumberDimension>(
    "full_power_altitude_m", .metres, -500...5000, .optional,
    "height up to which engines give full power")
  package static let lossPer300Metres = Parameter<NumberDimension>(
    "derate_fraction_per_300_m", .fractionPer300Metres, 0...0.3, .optional,
    "power lost for each further 300 m; 0 where it is left out")
  package static let methaneNumber = Parameter<NumberDimension>(
    "full_power_methane_number", .number, 20...120, .optional,
    "methane number down to which engines give full power")
  package static let lossPerPoint = Parameter<NumberDimension>(
    "derate_fraction_per_point", .fractionPerPoint, 0...0.1, .optional,
    "power lost for each point of methane number below; 0 where it is left out")

  package static var parameters: [ParameterSpec] {
    [
      temperature.spec, lossPerDegree.spec, fuelPerDegree.spec, altitude.spec,
      lossPer300Metres.spec,
    ]
  }

  /// For engines on field gas alone.
  package static var gasParameters: [ParameterSpec] { [methaneNumber.spec, lossPerPoint.spec] }

  /// A loss without its beginning, or a beginning without its loss, has no meaning.
  package static func problems(in values: ParameterValues) -> [ParameterProblem] {
    func isGiven(_ parameter: Parameter<NumberDimension>) -> Bool {
      values.value(of: parameter.key) != nil
    }
    let pairs: [(Parameter<NumberDimension>, [Parameter<NumberDimension>])] = [
      (temperature, [lossPerDegree, fuelPerDegree]), (altitude, [lossPer300Metres]),
      (methaneNumber, [lossPerPoint]),
    ]
    return pairs.compactMap { start, losses in
      let written = losses.filter(isGiven)
      guard isGiven(start) == written.isEmpty else { return nil }
      let (found, wanted) =
        written.isEmpty
        ? (start.key, losses.map(\.key).joined(separator: " or ")) : (written[0].key, start.key)
      return ParameterProblem(
        key: found, message: "\(found) means nothing without \(wanted)",
        help: "write \(wanted), or leave out \(found)")
    }
  }
}
