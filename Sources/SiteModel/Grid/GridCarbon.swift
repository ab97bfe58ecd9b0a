public import Units

/// What imports carry: factors from the registry or from the site, average, marginal, carbon-free.
public struct GridCarbon: Sendable {
  /// CO2 of imports.
  public let carbonDioxide: StepSeries<Per<CarbonDimension, EnergyDimension>>
  /// Methane of imports.
  public let methane: StepSeries<Per<CarbonDimension, EnergyDimension>>
  /// Nitrous oxide of imports.
  public let nitrousOxide: StepSeries<Per<CarbonDimension, EnergyDimension>>
  /// The set of factors that the numbers were taken from; nil: given by the site.
  public let factors: FactorSet?
  /// CO2e that one more MWh causes; nil if unknown.
  public let marginal: StepSeries<Per<CarbonDimension, EnergyDimension>>?
  /// Carbon-free share of imported power.
  public let carbonFree: StepSeries<NumberDimension>
  /// Share of generation lost before the meter; zero where the factors are for delivered power.
  public let loss: Double

  init(values: ParameterValues) {
    factors = values.factors(Grid.factorsKey)
    if let factors {
      let mix = GridIntensity(factors)
      carbonDioxide = .constant(mix.carbonDioxide)
      methane = .constant(mix.methane)
      nitrousOxide = .constant(mix.nitrousOxide)
    } else {
      carbonDioxide = values.optional(Grid.carbonDioxideKey) ?? .constant(.zero)
      methane = values[Grid.methaneKey]
      nitrousOxide = values[Grid.nitrousOxideKey]
    }
    marginal = values.optional(Grid.marginalKey)
    carbonFree = values[Grid.carbonFreeKey]
    loss = values[Grid.lossKey].in(.fraction)
  }

  /// CO2e of imports at a step.
  package func equivalent(at t: Int, _ gwp: GWPSet) -> EnergyIntensity {
    carbonDioxide[t] + gwp.methane * methane[t] + gwp.nitrousOxide * nitrousOxide[t]
  }
}

extension Grid {
  static let factorsKey = "emission_factors"
  static let carbonDioxideKey = SeriesParameter<Per<CarbonDimension, EnergyDimension>>(
    "co2_kg_per_mwh", .kilogramsPerMegawattHour, -2000...3000, .optional,
    "CO2 of imports; instead of a set of factors")
  static let methaneKey = SeriesParameter<Per<CarbonDimension, EnergyDimension>>(
    "ch4_kg_per_mwh", .kilogramsPerMegawattHour, 0...10, .default(0), "methane of imports")
  static let nitrousOxideKey = SeriesParameter<Per<CarbonDimension, EnergyDimension>>(
    "n2o_kg_per_mwh", .kilogramsPerMegawattHour, 0...10, .default(0), "nitrous oxide of imports")
  static let marginalKey = SeriesParameter<Per<CarbonDimension, EnergyDimension>>(
    "marginal_co2e_kg_per_mwh", .kilogramsPerMegawattHour, -2000...3000, .optional,
    "CO2e that one more MWh of imports causes; a view of its own, never in the inventory")
  static let carbonFreeKey = SeriesParameter<NumberDimension>(
    "carbon_free_fraction", .fraction, 0...1, .default(0), "carbon-free share of imported power")
  static let lossKey = Parameter<NumberDimension>(
    "grid_loss_fraction", .fraction, 0...0.5, .default(0),
    "share of generation lost before the meter (Scope 3); 0 where the factors are for delivered power"
  )

  static var carbonParameters: [ParameterSpec] {
    [
      ParameterSpec(
        key: factorsKey, kind: .factors(.grid), presence: .optional,
        meaning: "set of factors of imports in data/emission-factors; instead of numbers"),
      carbonDioxideKey.spec, methaneKey.spec, nitrousOxideKey.spec, marginalKey.spec,
      carbonFreeKey.spec, lossKey.spec,
    ]
  }

  static func carbonProblems(in values: ParameterValues) -> [ParameterProblem] {
    let isNamed = values.factors(factorsKey) != nil
    guard isNamed == (values.optional(carbonDioxideKey) != nil) else { return [] }
    return [
      ParameterProblem(
        key: isNamed ? carbonDioxideKey.key : factorsKey,
        message: "the CO2 of imports must be given once",
        help: "write \(factorsKey), a set such as egrid-2024-nwpp, or \(carbonDioxideKey.key)")
    ]
  }

  /// CO2 of imports.
  public var carbonDioxide: StepSeries<Per<CarbonDimension, EnergyDimension>> {
    carbon.carbonDioxide
  }
  /// CO2e that one more MWh causes; nil if unknown.
  public var marginalCarbonDioxide: StepSeries<Per<CarbonDimension, EnergyDimension>>? {
    carbon.marginal
  }
}
