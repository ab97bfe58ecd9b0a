import SiteModel
public import Units

/// Pipeline gas as it was analysed, for tiers 2 and 3 of 40 CFR 98.33.
enum GasAnalysis {
  static let heatingValueKey = SeriesParameter<NumberDimension>(
    "gas_heating_value_btu_per_scf", .btuPerCubicFoot, 500...3000, .optional,
    "measured heating value (HHV): CO2 is then counted by volume, 40 CFR 98.33 C-2a")
  static let carbonKey = Parameter<NumberDimension>(
    "gas_carbon_content_fraction", .fraction, 0.1...1, .optional,
    "measured kg of carbon in a kg of gas: CO2 is then counted by it, 40 CFR 98.33 C-5")
  static let molarMassKey = Parameter<NumberDimension>(
    "gas_molar_mass_kg_per_kmol", .kilogramsPerKilomole, 2...60, .optional,
    "mean molar mass, beside the carbon content")

  static var parameters: [ParameterSpec] {
    [heatingValueKey.spec, carbonKey.spec, molarMassKey.spec]
  }

  static func quality(in values: ParameterValues) -> GasQuality? {
    guard let heatingValue = values.optional(heatingValueKey) else { return nil }
    var carbon: GasQuality.Carbon?
    if let content = values.optional(carbonKey), let mass = values.optional(molarMassKey) {
      carbon = .init(
        content: content.in(.fraction), molarMass: mass.in(.kilogramsPerKilomole))
    }
    return GasQuality(heatingValue: heatingValue, carbon: carbon)
  }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    let heatingValue = values.optional(heatingValueKey)
    let written = [carbonKey, molarMassKey].filter { values.optional($0) != nil }
    guard let first = written.first else { return [] }
    if written.count == 1 || heatingValue == nil {
      return [
        ParameterProblem(
          key: first.key, message: "the analysis of the gas is not complete",
          help: "write \(heatingValueKey.key), \(carbonKey.key) and \(molarMassKey.key)")
      ]
    }
    guard heatingValue?.isConstant == false else { return [] }
    return [
      ParameterProblem(
        key: heatingValueKey.key,
        message: "one carbon content stands beside heating values that vary",
        help: "write one heating value, or leave the carbon content out")
    ]
  }
}
