package import Formulation
package import LinearProgramming
public import SiteModel
package import Units

/// Gensets on pipeline gas, bought at a price up to a delivery limit.
public struct PipelineGas: Component {
  /// The word after `type:` in a site file.
  public static let kind = "pipeline_gas"
  /// One sentence for `sitemix describe`.
  public static let summary = "Gensets on pipeline gas, bought at a price up to a delivery limit."

  /// The name that the site gave it.
  public let name: String
  /// What the site wrote for it, and what was filled in.
  public let values: ParameterValues
  let fleet: GensetFleet
  let interruptions: Failures?
  /// Keys about its failures that nobody wrote.
  public let missingFailureKeys: [String]
  let supply: PipelineSupply
  let contract: GasContract

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    PipelineSupply.parameters + GasContract.parameters + GasInterruptions.keys.specs
      + GensetFleet.parameters + BuildKeys.parameters + [BuildKeys.fuelEscalation.spec]
  }

  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] {
    BuildKeys.horizonKeys + LeaseKeys.parameters.map(\.key)
  }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    GensetFleet.problems(in: values) + GasContract.problems(in: values)
      + GasInterruptions.keys.problems(values) + GasAnalysis.problems(in: values)
  }

  /// Limits that a planner may move.
  public static var adjustableLimits: [AdjustableLimitRule] {
    GensetFleet.adjustableLimits + [
      AdjustableLimitRule(
        PipelineSupply.limitKey.spec, .upPerMegawatt(40), worth: .init(limit: "delivery_limit"))
    ]
      + GasContract.adjustableLimits
  }

  /// Prices of what is built.
  public static var buildingPrices: [ParameterSpec] { GensetFleet.buildingPrices }

  /// Prices of what it burns.
  public static var fuelPrices: [ParameterSpec] { [PipelineSupply.priceKey.spec] }

  /// A component from checked values.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
    fleet = GensetFleet(component: name, values: values)
    interruptions = GasInterruptions.keys.read(values)
    missingFailureKeys = fleet.missingFailureKeys + GasInterruptions.keys.missing(values)
    supply = PipelineSupply(component: name, values: values)
    contract = GasContract(component: name, values: values)
  }
}

extension PipelineGas: Formulated {
  package struct Variables: Sendable {
    let fleet: GensetFleet.Variables
    let purchase: GasPurchase.Variables
    let contract: GasContract.Variables
    let fuelled: GensetFleet.FuelledVariables?
  }

  private var purchase: GasPurchase {
    GasPurchase(component: name, price: supply.price, fullLoadHeatRate: fleet.fullLoadHeatRate)
  }

  package func sizing(_ context: FormulationContext) -> [CapacityRule] {
    fleet.sizing(context, years: fleet.life)
  }

  package func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables {
    let sets = fleet.declare(given: capacities, in: &program, context)
    return Variables(
      fleet: sets,
      purchase: purchase.declare(in: &program, context),
      contract: contract.declare(in: &program),
      fuelled: supply.limit == nil ? nil : fleet.declareFuelled(sets.units, in: &program, context))
  }

  package func constrain(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    fleet.constrain(v.fleet, in: &program, context)
    purchase.constrain(v.purchase, in: &program, context) { fleet.fuel(v.fleet, at: $0, context) }
    contract.constrain(v.contract, in: &program) {
      context.yearly(HeatDimension.self) { fleet.fuel(v.fleet, at: $0, context) }
    }
    guard let limit = supply.limit else { return }
    fleet.constrainWholeSets(v.fleet, limit: { limit[$0] }, in: &program, context)
    if let fuelled = v.fuelled {
      fleet.constrainFuelled(
        fuelled, v.fleet, limit: { limit[$0] }, burning: { fleet.fuel(v.fleet, at: $0, context) },
        in: &program, context)
    }
    let delivery = program.family(name, "delivery_limit")
    for t in context.steps {
      // fuel(t) ≤ delivery limit(t)
      program.require(delivery, at: t, fleet.fuel(v.fleet, at: t, context) .<= Expression(limit[t]))
    }
  }

  package func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    fleet.delivered(v.fleet, at: step)
  }

  package func costs(_ v: Variables, _ context: FormulationContext) -> [CostTerm] {
    let gas = purchase.cost(v.purchase, context) { fleet.fuel(v.fleet, at: $0, context) }
    return fleet.costs(v.fleet, context)
      + [CostTerm(line: "gas", amount: gas)] + contract.costs(v.contract)
  }

  package func emissions(_ v: Variables, _ context: FormulationContext) -> [EmissionTerm] {
    let heat = context.yearly(HeatDimension.self) { fleet.fuel(v.fleet, at: $0, context) }
    return supply.emissions(of: heat, prefix: "", fleet: fleet, context)
      + fleet.crankcase(v.fleet, context)
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
    fleet.reserve(v.fleet, v.fuelled, at: step, context)
  }

  package func ride(_ v: Variables, at step: Int, _ context: FormulationContext) -> RideTerm {
    fleet.ride(v.fleet, v.fuelled, losesFuel: true, at: step, context)
  }

  package func firmUnits(_ v: Variables, at step: Int, _ context: FormulationContext) -> FirmUnits?
  {
    fleet.firmUnits(v.fleet, source: Self.kind, at: step, context)
  }

  package func limits(_ v: Variables) -> [LimitTerm] {
    [
      LimitTerm(
        component: name, name: "delivery_limit", unit: "MMBtu/h", families: ["delivery_limit"])
    ]
  }

  package func onlineSets(_ v: Variables, _ context: FormulationContext) -> [OnlineSets] {
    [fleet.onlineSets(v.fleet)]
  }

  package func read(_ v: Variables, at point: [Double], _ context: FormulationContext)
    -> SitePlan.ComponentPlan
  {
    var plan = fleet.read(v.fleet, kind: Self.kind, at: point, context)
    plan.flows.append(
      .init(
        .gas,
        context.steps.map {
          fleet.fuel(v.fleet, at: $0, context).quantity(at: point).in(.mmbtuPerHour)
        }))
    return plan
  }
}
