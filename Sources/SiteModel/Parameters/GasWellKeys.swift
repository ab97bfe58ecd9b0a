package import Units

/// Wells in place of a series of gas; the reader derives the series from them.
package enum GasWellKeys {
  /// Which of the possible years the plan is made for.
  package enum Outlook: String, CaseIterable, Sendable { case expected, p90, p50, p10 }

  package static let wells = "wells"
  package static let firstFlow = "first_flow_date"
  package static let initialRate = Parameter<GasFlowDimension>(
    "initial_gas_mcf_per_day", .mcfPerDay, 0...1e6, "gas when the well first flows")
  package static let decline = Parameter<NumberDimension>(
    "initial_decline_fraction_per_month", .fractionPerMonth, 0...3,
    "nominal initial decline of Arps")
  package static let exponent = Parameter<NumberDimension>(
    "decline_exponent", .exponent, 0...2, "b of Arps: 0 exponential, 1 harmonic")
  package static let leastDecline = Parameter<NumberDimension>(
    "least_decline_fraction_per_year", .fractionPerYear, 0...1, .default(0),
    "nominal decline at which a hyperbola turns exponential; 0: never")
  package static let ratioGrowth = Parameter<NumberDimension>(
    "gas_oil_ratio_growth_fraction_per_year", .fractionPerYear, -0.5...1, .default(0),
    "growth of gas for each barrel of oil, compounding")
  package static let lineDate = "gathering_line_date"
  package static let dayVariation = Parameter<NumberDimension>(
    "gas_day_variation_fraction", .fraction, 0...0.5, .optional,
    "standard deviation of a day's gas against the wells' curves; 0 where it is left out")
  package static let uncertainty = Parameter<NumberDimension>(
    "well_uncertainty_fraction", .fraction, 0...1, .optional,
    "standard deviation of the logarithm of what each well turns out to give; 0 where it is left out"
  )
  package static let outlook = ChoiceParameter<Outlook>(
    "gas_outlook",
    "year to plan for: expected, or what 90, 50 or 10 % of years exceed; expected where it is left out"
  )
  package static let seed = Parameter<NumberDimension>(
    "gas_seed_count", .count, 0...1e9, .optional,
    "start of the random numbers; 1 where it is left out")

  private static func date(_ key: String, _ presence: Presence, _ meaning: String) -> ParameterSpec
  {
    ParameterSpec(key: key, kind: .text, presence: presence, meaning: meaning)
  }

  package static var parameters: [ParameterSpec] {
    [
      ParameterSpec(
        key: wells,
        kind: .records([
          date(firstFlow, .required, "day of the first gas, such as 2025-03-01"), initialRate.spec,
          decline.spec, exponent.spec, leastDecline.spec, ratioGrowth.spec,
        ]), presence: .optional, meaning: "wells by name, in place of a series of gas"),
      date(
        lineDate, .optional,
        "day on which a gathering line takes the wells' gas, such as 2025-11-01"),
      dayVariation.spec, uncertainty.spec, outlook.optionalSpec, seed.spec,
    ]
  }

  /// Keys that say something about the wells alone.
  private static var aboutWells: [String] {
    [lineDate, dayVariation.key, uncertainty.key, outlook.key, seed.key]
  }

  package static func problems(in values: ParameterValues) -> [ParameterProblem] {
    guard values.value(of: wells) == nil else { return [] }
    return aboutWells.filter { values.value(of: $0) != nil }.map {
      ParameterProblem(
        key: $0, message: "\($0) means nothing without wells",
        help: "write the wells, or leave out \($0)")
    }
  }
}
