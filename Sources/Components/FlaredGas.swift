package import Formulation
package import LinearProgramming
public import SiteModel
package import Units

/// Gas that would be flared, burned in gensets at the well pad instead; what is not taken is flared.
public struct FlaredGas: Component {
  /// The word after `type:` in a site file.
  public static let kind = "flared_gas"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "Gas that is flared today, taken hour by hour for gensets; pipeline gas may back it up."

  /// The name that the site gave it.
  public let name: String
  /// What the site wrote for it, and what was filled in.
  public let values: ParameterValues
  let fleet: GensetFleet
  let interruptions: Failures?
  /// Keys about its failures that nobody wrote.
  public let missingFailureKeys: [String]
  let composition: GasComposition
  /// What the wells give.
  let available: StepSeries<HeatFlowDimension>
  /// What is left of it beside the flare's pilot.
  let takeable: StepSeries<HeatFlowDimension>
  let price: StepSeries<Per<MoneyDimension, HeatDimension>>
  let conditioning: HeatPrice
  let conditioningCapital: PowerPrice
  let termYears: Double
  let redeploymentValue: Double
  let flareOwner: FlareOwner
  let flare: Flare
  let projectBaseline: FlaringBaseline
  let projectLeakage: HeatIntensity
  let upstream: FactorSet?
  let backup: PipelineSupply?
  let contract: GasContract

  /// Whose inventory the flare belongs to.
  public enum FlareOwner: String, CaseIterable, Sendable {
    /// The gas producer's: what is flared is outside the site's inventory and cap.
    case producer = "operator"
    /// The site's: flaring is Scope 1 and inside the cap.
    case site
  }

  package static let flowKey = SeriesParameter<GasFlowDimension>(
    "available_mcf_per_h", .mcfPerHour, 0...1e6, .optional,
    "gas that can be taken, by volume at 60 °F; the composition gives its heat")
  package static let heatKey = SeriesParameter<HeatFlowDimension>(
    "available_mmbtu_per_h", .mmbtuPerHour, 0...1e6, .optional,
    "gas that can be taken, by heat (HHV); instead of the volume")
  static let pilotKey = Parameter<HeatFlowDimension>(
    "pilot_gas_mmbtu_per_h", .mmbtuPerHour, 0...1e5, .default(0),
    "gas that the flare's pilot and purge need; it cannot be taken")
  static let priceKey = SeriesParameter<Per<MoneyDimension, HeatDimension>>(
    "price_usd_per_mmbtu", .usdPerMMBtu, -20...100,
    "paid for gas taken; may be zero or negative")
  static let conditioningKey = Parameter<Per<MoneyDimension, HeatDimension>>(
    "conditioning_usd_per_mmbtu", .usdPerMMBtu, 0...20, .default(0), "cleaning of gas taken")
  static let conditioningCapitalKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "conditioning_capex_usd_per_kw", .usdPerKilowatt, 0...5000, .default(0),
    "conditioning skid for each kW of gensets")
  static let termKey = Parameter<YearsDimension>(
    "gas_term_years", .years, 0.5...40, "how long the gas will be there")
  static let redeploymentKey = Parameter<NumberDimension>(
    "redeployment_value_fraction", .fraction, 0...1, .default(0),
    "share of the capital that the gensets are worth elsewhere when the gas ends first")
  static let supplyChangeKey = Parameter<NumberDimension>(
    "gas_change_fraction_per_year", .fractionPerYear, -0.9...0.5, .optional,
    "change of the gas that there is from one year of the horizon to the next, as wells decline")
  static let ownerKey = ChoiceParameter<FlareOwner>(
    "flare_owner", default: .producer, "whose inventory flaring belongs to")
  static let baselineKey = ChoiceParameter<FlaringBaseline>(
    "flare_project_baseline", default: .flare,
    "what would become of the gas without this site; only for the project's own table")
  static let leakageKey = Parameter<Per<CarbonDimension, HeatDimension>>(
    "flare_project_leakage_kg_co2e_per_mmbtu", .kilogramsPerMMBtu, 0...500, .default(0),
    "emissions elsewhere for each MMBtu taken, such as gas lift or less gas for a pipeline; only for "
      + "the project's own table")

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [
      flowKey.spec, heatKey.spec,
    ] + GasWellKeys.parameters + [
      pilotKey.spec, priceKey.spec, conditioningKey.spec,
      conditioningCapitalKey.spec, termKey.spec, redeploymentKey.spec, ownerKey.spec,
    ] + Flare.parameters + [
      baselineKey.spec, leakageKey.spec,
      PipelineSupply.upstreamSpec(PipelineSupply.upstreamKey, "gas that would be flared"),
    ] + GasComposition.parameters + EngineSiteKeys.gasParameters + GasContract.parameters
      + GasInterruptions.keys.specs
      + GensetFleet.parameters + StackKeys.parameters
      + PipelineSupply.backupParameters + BuildKeys.withoutResale
      + [BuildKeys.fuelEscalation.spec, supplyChangeKey.spec]
  }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    var problems = GensetFleet.problems(in: values) + GasComposition.problems(in: values)
    problems += GasContract.problems(in: values)
    problems += Flare.problems(in: values) + GasWellKeys.problems(in: values)
    problems += slipProblems(in: values, afterOthers: problems)
    problems += GasInterruptions.keys.problems(values)
    if (values.optional(flowKey) == nil) == (values.optional(heatKey) == nil) {
      problems.append(
        ParameterProblem(
          key: flowKey.key, message: "the available gas must be given once",
          help: "write \(flowKey.key), \(heatKey.key) or \(GasWellKeys.wells)"))
    }
    return problems
  }

  /// What was done to the analysis of the gas.
  public static func remarks(on values: ParameterValues) -> [ParameterProblem] {
    GasComposition.remarks(on: values)
  }

  /// More methane cannot slip than the gas holds.
  private static func slipProblems(
    in values: ParameterValues, afterOthers known: [ParameterProblem]
  ) -> [ParameterProblem] {
    guard known.isEmpty else { return [] }
    let fleet = GensetFleet(component: "", values: values)
    let content = GasComposition(values: values).methane
    guard fleet.methaneSlip.perHeat > content else { return [] }
    let slip = fleet.methaneSlip.perHeat.in(.kilogramsPerMMBtu).rounded(toPlaces: 3)
    return [
      ParameterProblem(
        key: MethaneSlip.perEnergyKey.key,
        message: "\(slip) kg/MMBtu of methane slip, but the gas holds "
          + "\(content.in(.kilogramsPerMMBtu).rounded(toPlaces: 3))",
        help: "lower the slip, or check the composition")
    ]
  }

  /// Limits that a planner may move.
  public static var adjustableLimits: [AdjustableLimitRule] {
    GensetFleet.adjustableLimits + [
      AdjustableLimitRule(
        flowKey.spec, .upPerMegawatt(100),
        worth: .init(limit: "gas_available") { GasComposition(values: $0).heatingValue }),
      AdjustableLimitRule(heatKey.spec, .upPerMegawatt(40), worth: .init(limit: "gas_available")),
      AdjustableLimitRule(PipelineSupply.backupLimitKey.spec, .upPerMegawatt(40)),
    ] + GasContract.adjustableLimits
  }

  /// Prices of what is built.
  public static var buildingPrices: [ParameterSpec] { GensetFleet.buildingPrices }

  /// Prices of what it burns.
  public static var fuelPrices: [ParameterSpec] { [priceKey.spec] }

  /// A component from checked values.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
    fleet = GensetFleet(component: name, values: values)
    interruptions = GasInterruptions.keys.read(values)
    missingFailureKeys = fleet.missingFailureKeys + GasInterruptions.keys.missing(values)
    let composition = GasComposition(values: values)
    self.composition = composition
    if let flow = values.optional(Self.flowKey) {
      available = flow.map {
        HeatFlow($0.in(.mcfPerHour) * composition.heatingValue, .mmbtuPerHour)
      }
    } else {
      available = values.optional(Self.heatKey) ?? .constant(.zero)
    }
    let pilot = values[Self.pilotKey]
    takeable = available.map { max(.zero, $0 - pilot) }
    price = values[Self.priceKey]
    contract = GasContract(component: name, values: values)
    conditioning = values[Self.conditioningKey]
    conditioningCapital = values[Self.conditioningCapitalKey]
    termYears = values[Self.termKey].in(.years)
    redeploymentValue = values[Self.redeploymentKey].in(.fraction)
    flareOwner = values[Self.ownerKey]
    flare = Flare(values: values)
    projectBaseline = values[Self.baselineKey]
    projectLeakage = values[Self.leakageKey]
    upstream = values.factors(PipelineSupply.upstreamKey)
    backup = PipelineSupply(backupOf: name, values: values)
  }
}

extension FlaredGas: Formulated {
  package struct Variables: Sendable {
    let fleet: GensetFleet.Variables
    /// Pipeline gas burned beside the flared gas; nil without a back-up.
    let backup: Series<HeatFlowDimension>?
    let purchase: GasPurchase.Variables
    let contract: GasContract.Variables
    let fuelled: GensetFleet.FuelledVariables?
  }

  /// Flared and back-up gas that can be had at a step; nil where there is no limit to it.
  var fuelLimit: FuelLimit? {
    if let backup, backup.limit == nil { return nil }
    return { takeable[$0] + (backup?.limit?[$0] ?? .zero) }
  }

  private var purchase: GasPurchase {
    GasPurchase(component: name, price: price, fullLoadHeatRate: fleet.fullLoadHeatRate)
  }

  package func sizing(_ context: FormulationContext) -> [CapacityRule] {
    guard context.year == nil else {
      // In a horizon the sets move on when they are sold.
      return fleet.sizing(
        context, years: fleet.life,
        more: [
          Investment(
            "conditioning_capital", (conditioningCapital * fleet.unit).value, years: fleet.life)
        ])
    }
    let years = min(fleet.life, termYears)
    return fleet.sizing(
      context, years: years, resale: termYears < fleet.life ? redeploymentValue : 0,
      more: [
        Investment(
          "conditioning_capital", (conditioningCapital * fleet.unit).value, years: years)
      ])
  }

  package func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables {
    let sets = fleet.declare(given: capacities, in: &program, context)
    return Variables(
      fleet: sets,
      backup: backup?.declare(
        in: &program, context, greatest: fleet.greatestFuel(of: sets.units)),
      purchase: purchase.declare(in: &program, context),
      contract: contract.declare(in: &program),
      fuelled: fuelLimit == nil ? nil : fleet.declareFuelled(sets.units, in: &program, context))
  }

  package func constrain(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    fleet.constrain(v.fleet, in: &program, context)
    if let fuelled = v.fuelled, let fuelLimit {
      fleet.constrainFuelled(
        fuelled, v.fleet, limit: fuelLimit, burning: { fleet.fuel(v.fleet, at: $0, context) },
        in: &program,
        context)
    }
    if let fuelLimit {
      fleet.constrainWholeSets(v.fleet, limit: fuelLimit, in: &program, context)
    }
    purchase.constrain(v.purchase, in: &program, context) { taken(v, at: $0, context) }
    contract.constrain(v.contract, in: &program) {
      context.yearly(HeatDimension.self) { taken(v, at: $0, context) }
    }
    let limit = program.family(name, "gas_available")
    let taking = program.family(name, "gas_taken_is_not_negative")
    for t in context.steps {
      // taken(t) = fuel(t) − backup(t) ≤ available(t) − pilot
      program.require(limit, at: t, taken(v, at: t, context) .<= Expression(takeable[t]))
      // taken(t) ≥ 0
      if v.backup != nil { program.require(taking, at: t, taken(v, at: t, context) .>= .zero) }
    }
  }

  /// Flared gas taken: what the gensets burn less the back-up.
  private func taken(_ v: Variables, at t: Int, _ context: FormulationContext) -> Expression<
    HeatFlowDimension
  > {
    let fuel = fleet.fuel(v.fleet, at: t, context)
    guard let backup = v.backup else { return fuel }
    return fuel - backup[t]
  }

  package func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    fleet.delivered(v.fleet, at: step)
  }

  package func costs(_ v: Variables, _ context: FormulationContext) -> [CostTerm] {
    let heat = context.yearly(HeatDimension.self) { taken(v, at: $0, context) }
    var terms = fleet.costs(v.fleet, context)
    terms.append(
      CostTerm(
        line: "gas", amount: purchase.cost(v.purchase, context) { taken(v, at: $0, context) }))
    terms.append(CostTerm(line: "gas_conditioning", amount: heat.times(conditioning)))
    terms += contract.costs(v.contract)
    if let backup, let columns = v.backup {
      terms.append(backup.cost(of: columns, line: "backup_gas", context))
    }
    return terms
  }

  package func emissions(_ v: Variables, _ context: FormulationContext) -> [EmissionTerm] {
    let heat = context.yearly(HeatDimension.self) { taken(v, at: $0, context) }
    let unburned = fleet.methaneSlip.unburnedShare(methaneContent: composition.methane)
    // CO2 = Y(CO2) + η·Σ Y·R, CH4 = (1 − η)·Y(CH4) (40 CFR 98.233 W-39); N2O by W-40.
    let burned = composition.carbonDioxide + (1 - unburned) * composition.hydrocarbonCarbon
    let nitrousOxide = context.gwpSet.nitrousOxide * PipelineSupply.nitrousOxide
    var terms = [
      EmissionTerm(source: "combustion_co2", scope: 1, amount: heat.times(burned)),
      EmissionTerm(
        source: "methane_slip", scope: 1,
        amount: (context.gwpSet.methane * unburned) * heat.times(composition.methane)),
      EmissionTerm(source: "n2o", scope: 1, amount: heat.times(nitrousOxide)),
    ]
    terms += fleet.crankcase(v.fleet, context)
    if let backup, let columns = v.backup {
      terms += backup.emissions(of: columns, prefix: "backup_", fleet: fleet, context)
    }
    // What is not taken goes on being flared.
    let stack = flare.emissions(of: composition, context.gwpSet) + nitrousOxide
    let untaken = context.yearly(HeatDimension.self) { t in
      Expression(available[t]) - taken(v, at: t, context)
    }
    terms.append(
      EmissionTerm(
        source: "flare", scope: flareOwner == .site ? 1 : nil, amount: untaken.times(stack)))
    return terms
  }

  package func nitrogenOxides(_ v: Variables, _ context: FormulationContext) -> Expression<
    NitrogenOxidesDimension
  > {
    // Of all that is generated, what a load bank takes included.
    context.yearly(EnergyDimension.self) { v.fleet.power[$0] }.times(nitrogenOxides)
  }

  package func carbonFree(_ v: Variables, at step: Int) -> CarbonFreeTerm {
    CarbonFreeTerm(fuel: v.fleet.power[step])
  }

  package func reserve(_ v: Variables, at step: Int, _ context: FormulationContext) -> ReserveTerm {
    var term = fleet.reserve(v.fleet, v.fuelled, at: step, context)
    if backup != nil { term.lostWithFuel = nil }
    return term
  }

  package func ride(_ v: Variables, at step: Int, _ context: FormulationContext) -> RideTerm {
    // With back-up gas the loss of the flared gas takes nothing.
    fleet.ride(v.fleet, v.fuelled, losesFuel: backup == nil, at: step, context)
  }

  package func firmUnits(_ v: Variables, at step: Int, _ context: FormulationContext) -> FirmUnits?
  {
    fleet.firmUnits(v.fleet, source: name, at: step, context)
  }

  package func limits(_ v: Variables) -> [LimitTerm] {
    [
      LimitTerm(
        component: name, name: "gas_available", unit: "MMBtu/h", families: ["gas_available"])
    ]
  }

  package func onlineSets(_ v: Variables, _ context: FormulationContext) -> [OnlineSets] {
    [fleet.onlineSets(v.fleet)]
  }

  package func read(_ v: Variables, at point: [Double], _ context: FormulationContext)
    -> SitePlan.ComponentPlan
  {
    var plan = fleet.read(v.fleet, kind: Self.kind, at: point, context)
    let taken = context.steps.map {
      self.taken(v, at: $0, context).quantity(at: point).in(.mmbtuPerHour)
    }
    let flared = context.steps.map { available[$0].in(.mmbtuPerHour) - taken[$0] }
    plan.flows += [.init(.gasTaken, taken), .init(.gasFlared, flared)]
    if let backup = v.backup {
      plan.flows.append(.init(.backupGas, backup.values(at: point, in: .mmbtuPerHour)))
    }
    plan.details += [
      .init(key: "heating_value_mmbtu_per_mcf", value: composition.heatingValue),
      .init(key: "gas_term_years", value: termYears),
    ]
    return plan
  }
}
