import Units

extension EmissionsPolicy {
  static let cap = Parameter<CarbonDimension>(
    "cap_t_co2e_per_year", .tonnes, 0...1e9, .optional, "greatest emissions of a year")
  static let capChange = Parameter<NumberDimension>(
    "cap_change_fraction_per_year", .fractionPerYear, -0.5...0.5, .optional,
    "change of the caps from one year of the horizon to the next")
  static let capsFrom = Parameter<NumberDimension>(
    "caps_from_year", .count, 1...40, .optional,
    "first year of the horizon in which the caps of a year hold, 1 for its first")
  static let capOverHorizon = Parameter<CarbonDimension>(
    "cap_over_horizon_t_co2e", .tonnes, 0...1e11, .optional,
    "greatest emissions of all years of the horizon together")
  static let rateCap = Parameter<Per<CarbonDimension, EnergyDimension>>(
    "cap_kg_co2e_per_mwh_served", .kilogramsPerMegawattHour, 0...1e5, .optional,
    "greatest emissions for each MWh of load served")
  static let nitrogenOxidesCap = Parameter<NitrogenOxidesDimension>(
    "cap_nox_t_per_year", .tonnes, 0...1e6, .optional,
    "greatest nitrogen oxides of a year from the site's engines and standby sets")
  static let priceKey = Parameter<Per<MoneyDimension, CarbonDimension>>(
    "price_usd_per_t", .usdPerTonne, 0...1e5, .default(0), "price in the objective")
  static let gwpSetKey = ChoiceParameter<GWPSet.Choice>(
    "gwp_set", default: .ar6Hundred, "global warming potentials behind every CO2e figure")
  static let ownMethaneKey = Parameter<NumberDimension>(
    "own_gwp_methane_t_per_t", .tonnesPerTonne, 0...1000, .optional,
    "t CO2e for each t CH4 where gwp_set is own")
  static let ownNitrousOxideKey = Parameter<NumberDimension>(
    "own_gwp_n2o_t_per_t", .tonnesPerTonne, 0...1000, .optional,
    "t CO2e for each t N2O where gwp_set is own")
  static let viewKey = ChoiceParameter<View>(
    "cap_boundary", default: .scope1And2Location, "which emissions the caps and the price act on")
  static let carbonFreeKey = Parameter<NumberDimension>(
    "hourly_carbon_free_fraction", .fraction, 0...1, .optional,
    "least share of the served energy that is carbon-free in the hour of its use (24/7)")
  static let residualKey = "residual_mix_factors"
  static let residualNumberKey = Parameter<Per<CarbonDimension, EnergyDimension>>(
    "residual_mix_co2_kg_per_mwh", .kilogramsPerMegawattHour, 0...3000, .optional,
    "CO2 of imports without a certificate, market-based, without their CH4 and N2O; instead of a set "
      + "of factors")
  static let certificatesKey = "certificates"
  static let embodiedKey = "embodied_factors"
  static let allocationKey = ChoiceParameter<SecondLifeAllocation>(
    "second_life_allocation", default: .cutOff,
    "whether second-life packs carry part of their making")
  static let activityUncertaintyKey = Parameter<NumberDimension>(
    "activity_uncertainty_fraction", .fraction, 0...1, .optional,
    "uncertainty of each activity in the tables (95 %), as a share")
  static let factorUncertaintyKey = Parameter<NumberDimension>(
    "factor_uncertainty_fraction", .fraction, 0...1, .optional,
    "uncertainty of each factor in the tables (95 %), as a share")
  static let boundaryKey = ChoiceParameter<Boundary>(
    "boundary", default: .operational, "how the inventory is consolidated; a label in the tables")

  /// Every key of `emissions:` in a site file.
  public static var parameters: [ParameterSpec] {
    [
      cap.spec, rateCap.spec, capChange.spec, capsFrom.spec, capOverHorizon.spec,
      nitrogenOxidesCap.spec,
      priceKey.spec, gwpSetKey.spec,
      ownMethaneKey.spec,
      ownNitrousOxideKey.spec, viewKey.spec, carbonFreeKey.spec,
      ParameterSpec(
        key: residualKey, kind: .factors(.grid), presence: .optional,
        meaning: "set of factors of imports without a certificate, market-based"),
      residualNumberKey.spec,
      ParameterSpec(
        key: certificatesKey, kind: .records(PowerCertificate.parameters), presence: .optional,
        meaning: "contracts and certificates for imported power, by name"),
      ParameterSpec(
        key: embodiedKey, kind: .factors(.embodied), presence: .optional,
        meaning: "set of factors for the making of equipment; absent: not counted"),
      allocationKey.spec, activityUncertaintyKey.spec, factorUncertaintyKey.spec, boundaryKey.spec,
    ]
  }

  /// What a residual mix leaves out that is given as one number.
  public static let residualNumberNote =
    "CH4 and N2O of imports without a certificate, market-based: residual_mix_co2_kg_per_mwh is CO2 alone"

  /// What was made of checked values that a reader of the plan should know.
  public static func notes(on values: ParameterValues) -> [String] {
    values.optional(residualNumberKey) == nil ? [] : ["not counted: \(residualNumberNote)"]
  }

  /// What does not fit together across keys, given the components beside the policy.
  public static func problems(in values: ParameterValues, beside components: [any Component])
    -> [ParameterProblem]
  {
    var problems: [ParameterProblem] = []
    func report(_ key: String, _ message: String, _ help: String, record: String? = nil) {
      problems.append(ParameterProblem(key: key, record: record, message: message, help: help))
    }
    let own = [ownMethaneKey, ownNitrousOxideKey]
    let isOwn = values[gwpSetKey] == .own
    for key in own where (values.optional(key) == nil) == isOwn {
      report(
        isOwn ? gwpSetKey.key : key.key,
        isOwn
          ? "gwp_set is own but \(key.key) is missing"
          : "\(key.key) has no effect: gwp_set names a published set",
        isOwn ? "write \(key.key)" : "write gwp_set: own, or leave \(key.key) out")
    }
    if values.factors(residualKey) != nil, values.optional(residualNumberKey) != nil {
      report(
        residualNumberKey.key, "the residual mix is given twice",
        "write \(residualKey) or \(residualNumberKey.key)")
    }
    let policy = EmissionsPolicy(values: values)
    if policy.view.isMarket, policy.residualMix == nil {
      report(
        viewKey.key, "a market-based view needs the residual mix of imports",
        "write \(residualKey) or \(residualNumberKey.key)")
    }
    for case let source as any CarbonFreeGenerating in components
    where source.sellsCertificates && policy.residualMix == nil {
      report(
        viewKey.key,
        "the certificates of '\(source.name)' are sold, and nothing says what its power then carries",
        "write \(residualKey) or \(residualNumberKey.key), or certificates: kept at '\(source.name)'"
      )
    }
    let grids = components.grids
    if policy.view == .marginal, grids.contains(where: { $0.marginalCarbonDioxide == nil }) {
      report(
        viewKey.key, "the marginal view needs the marginal factors of each grid connection",
        "write \(Grid.marginalKey.key) at the grid")
    }
    if values.optional(nitrogenOxidesCap) != nil {
      // A rate that nobody wrote is zero, and a cap on it would promise what it does not keep.
      for case let engines as any FuelBurning in components
      where engines.runsByPlan && engines.nitrogenOxides == .zero {
        report(
          nitrogenOxidesCap.key, "nothing says how much nitrogen oxides '\(engines.name)' emits",
          "write nox_g_per_kwh at '\(engines.name)'")
      }
    }
    problems += policy.problemsOfCertificates
    return problems
  }

  private var problemsOfCertificates: [ParameterProblem] {
    var problems: [ParameterProblem] = []
    for (index, certificate) in certificates.enumerated() {
      func report(_ key: String, _ message: String, _ help: String) {
        problems.append(
          ParameterProblem(key: key, record: certificate.name, message: message, help: help))
      }
      if let other = certificates[..<index].first(where: { $0.serial == certificate.serial }) {
        report(
          PowerCertificate.serialKey,
          "the certificate '\(certificate.serial)' is already used by '\(other.name)'",
          "a certificate is used once: remove one of the records")
      }
      if (certificate.energyPerYear == nil) == (certificate.hourly == nil) {
        report(
          PowerCertificate.serialKey, "the certified energy must be given once",
          "write \(PowerCertificate.energyKey.key) or \(PowerCertificate.hourlyKey.key)")
      }
      if let residual = residualMix, certificate.carbonDioxide > residual.carbonDioxide {
        report(
          PowerCertificate.carbonDioxideKey.key,
          "a certified MWh carries more CO2 than one of the residual mix",
          "leave the certificate out, or check its factor")
      }
    }
    return problems
  }
}
