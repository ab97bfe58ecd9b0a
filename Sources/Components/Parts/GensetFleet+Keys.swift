import SiteModel
import Units

extension GensetFleet {
  static let unitKey = Parameter<PowerDimension>(
    "unit_mw", .megawatts, 0.01...500, "rated power of one unit at site conditions")
  static let leastUnitsKey = Parameter<NumberDimension>(
    "min_units", .count, 0...1000, .default(0), "units that must be built")
  static let mostUnitsKey = Parameter<NumberDimension>(
    "max_units", .count, 0...1000, .optional, "units that may be built")
  static let existingKey = Parameter<NumberDimension>(
    "existing_units", .count, 0...1000, .optional,
    "units that stand already: cost upkeep but no capital, and may be retired")
  static let slopeKey = Parameter<Per<HeatFlowDimension, PowerDimension>>(
    "incremental_heat_rate_mmbtu_per_mwh", .mmbtuPerMegawattHour, 3...30,
    "fuel (HHV) for each further MWh")
  static let noLoadKey = Parameter<Per<HeatFlowDimension, PowerDimension>>(
    "no_load_mmbtu_per_h_per_mw", .mmbtuPerHourPerMegawatt, 0...10,
    "fuel (HHV) for each MW of running capacity, whatever its load")
  static let minimumLoadKey = Parameter<NumberDimension>(
    "minimum_load_fraction", .fraction, 0...1, "least load of a running unit")
  static let runHoursKey = Parameter<TimeDimension>(
    "max_run_hours_per_unit", .hours, 0...8784, .optional,
    "hours in a year that a permit lets each unit run, on the mean of the fleet")
  static let mttfKey = Parameter<TimeDimension>(
    "mttf_hours", .hours, 1...1e6, "mean time to failure of one unit")
  static let mttrKey = Parameter<TimeDimension>(
    "mttr_hours", .hours, 0...1e5, "mean time to repair of one unit")
  static let failureKeys = FailureKeys(
    rate: .meanTime(mttfKey), duration: mttrKey, spread: "repair")
  static let plannedOutageKey = Parameter<TimeDimension>(
    "planned_outage_hours_per_unit", .hours, 0...8000, .default(0),
    "hours in a year that each unit is out by plan, one after the other; beside the output derate")
  static let fastKey = Parameter<NumberDimension>(
    "fast_headroom_fraction", .fraction, 0...1, .optional,
    "share of the headroom of online units that follows sub-second swings of training, as blocks of load "
      + "that they take at once; absent: none, and batteries carry them alone")
  static let rampKey = Parameter<NumberDimension>(
    "ramp_fraction_per_hour", .fractionPerHour, 0.001...60, .optional,
    "change of output in an hour against the rating of all units; absent: any")
  static let waterKey = Parameter<NumberDimension>(
    "water_l_per_kwh", .litresPerKilowattHour, 0...20, .optional,
    "water evaporated for each kWh; counted in the plan, and free of charge")
  static let noxKey = Parameter<Per<NitrogenOxidesDimension, EnergyDimension>>(
    "nox_g_per_kwh", .gramsPerKilowattHour, 0...50, .default(0), "nitrogen oxides")
  static let capitalKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "capex_usd_per_kw", .usdPerKilowatt, 0...50_000, .default(0), "installed price")
  static let rentalKey = BuildKeys.rent
  static let fixedOMKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "fixed_om_usd_per_kw_year", .usdPerKilowattYear, 0...5000, .default(0), "yearly upkeep")
  static let variableOMKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "variable_om_usd_per_mwh", .usdPerMegawattHour, 0...500, "upkeep and oil for each MWh")
  static let lifeKey = Parameter<YearsDimension>("life_years", .years, 1...60, "service life")
  static let creditKey = Parameter<NumberDimension>(
    "investment_tax_credit_fraction", .fraction, 0...0.7, .default(0), "tax credit on capital")

  static var parameters: [ParameterSpec] {
    [
      unitKey.spec, leastUnitsKey.spec, mostUnitsKey.spec, existingKey.spec, slopeKey.spec,
      noLoadKey.spec,
      minimumLoadKey.spec, runHoursKey.spec,
    ] + CommitmentKeys.parameters + failureKeys.specs + CommonFailures.parameters
      + GensetStarts.parameters + [
        fastKey.spec, plannedOutageKey.spec, EngineSiteKeys.output.spec,
        EngineSiteKeys.heatRateFactor.spec,
      ] + EngineSiteKeys.parameters + MethaneSlip.parameters + [
        noxKey.spec, capitalKey.spec, rentalKey.spec,
      ] + LeaseKeys.parameters + [
        fixedOMKey.spec, variableOMKey.spec, lifeKey.spec, creditKey.spec,
      ]
  }

  /// The keys of units on rent: no capital, no life, no credit.
  static var rentedParameters: [ParameterSpec] {
    let owned = [capitalKey.key, lifeKey.key, creditKey.key, rentalKey.key, existingKey.key]
    var specs = parameters.filter { !owned.contains($0.key) }
    let place = specs.firstIndex { $0.key == LeaseKeys.term.key } ?? specs.endIndex
    specs.insert(
      Parameter<Per<MoneyDimension, PowerDimension>>(
        rentalKey.key, .usdPerKilowattMonth, 0.01...1000, "rent of each kW on contract"
      ).spec,
      at: place)
    return specs
  }

  /// Limits that a planner may move.
  static var adjustableLimits: [AdjustableLimitRule] {
    [
      AdjustableLimitRule(mostUnitsKey.spec, .upUnits(of: unitKey)),
      AdjustableLimitRule(runHoursKey.spec, .up(by: 8784)),
    ]
  }

  static var buildingPrices: [ParameterSpec] { [capitalKey.spec, rentalKey.spec] }

  /// Counts of units that do not fit together.
  static func countProblems(in values: ParameterValues) -> [ParameterProblem] {
    var problems: [ParameterProblem] = []
    let least = values[leastUnitsKey].in(.count).rounded(.up)
    if let most = values.optional(mostUnitsKey)?.in(.count).rounded(.down), most < least {
      problems.append(
        ParameterProblem(
          key: mostUnitsKey.key, message: "max_units, in whole units, is below min_units",
          help: "raise max_units or lower min_units"))
    }
    if let most = values.optional(mostUnitsKey), let stand = values.optional(existingKey),
      stand > most
    {
      problems.append(
        ParameterProblem(
          key: existingKey.key,
          message: "existing_units is above max_units, which counts all that stands",
          help: "lower existing_units, or raise max_units"))
    }
    return problems
  }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    var problems = MethaneSlip.problems(in: values)
    problems += EngineSiteKeys.problems(in: values)
    problems += failureKeys.problems(values) + CommonFailures.problems(in: values)
    problems += GensetStarts.problems(in: values, repair: mttrKey)
    problems += ColdStarts.problems(in: values) + StackKeys.problems(in: values, life: lifeKey)
    problems += BuildKeys.problems(in: values) + LeaseKeys.problems(in: values, rent: rentalKey)
    problems += countProblems(in: values)
    if values[capitalKey] == .zero, values[rentalKey] == .zero {
      problems.append(
        ParameterProblem(
          key: capitalKey.key, message: "the gensets cost neither capital nor rent",
          help: "write capex_usd_per_kw or rental_usd_per_kw_month"))
    }
    return problems
  }
}
