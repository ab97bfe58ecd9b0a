package import LinearProgramming
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
      + GensetFleet.parameters
  }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    GensetFleet.problems(in: values) + GasContract.problems(in: values)
      + GasInterruptions.keys.problems(values) + GasAnalysis.problems(in: values)
  }

  /// Limits that a planner may move.
  public static var levers: [LeverRule] {
    GensetFleet.levers + [
      LeverRule(
        PipelineSupply.limitKey.spec, .upPerMegawatt(40), worth: .init(limit: "delivery_limit"))
    ]
      + GasContract.levers
  }

  /// Prices of what is built.
  public static var buildingPrices: [ParameterSpec] { GensetFleet.buildingPrices }

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

  package func declare(in program: inout LinearProgram, _ setting: Setting) -> Variables {
    Variables(
      fleet: fleet.declare(in: &program, setting),
      purchase: purchase.declare(in: &program, setting),
      contract: contract.declare(in: &program),
      fuelled: supply.limit == nil ? nil : fleet.declareFuelled(in: &program, setting))
  }

  package func constrain(_ v: Variables, in program: inout LinearProgram, _ setting: Setting) {
    fleet.constrain(v.fleet, in: &program, setting)
    purchase.constrain(v.purchase, in: &program, setting) { fleet.fuel(v.fleet, at: $0, setting) }
    contract.constrain(v.contract, in: &program) {
      setting.yearly(HeatDimension.self) { fleet.fuel(v.fleet, at: $0, setting) }
    }
    guard let limit = supply.limit else { return }
    fleet.constrainWholeSets(v.fleet, limit: { limit[$0] }, in: &program, setting)
    if let fuelled = v.fuelled {
      fleet.constrainFuelled(
        fuelled, v.fleet, limit: { limit[$0] }, burning: { fleet.fuel(v.fleet, at: $0, setting) },
        in: &program, setting)
    }
    let delivery = program.family(name, "delivery_limit")
    for t in setting.steps {
      // fuel(t) ≤ delivery limit(t)
      program.require(delivery, at: t, fleet.fuel(v.fleet, at: t, setting) .<= Expression(limit[t]))
    }
  }

  package func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    fleet.delivered(v.fleet, at: step)
  }

  package func costs(_ v: Variables, _ setting: Setting) -> [CostTerm] {
    let gas = purchase.cost(v.purchase, setting) { fleet.fuel(v.fleet, at: $0, setting) }
    return fleet.costs(v.fleet, setting, years: fleet.life, resaleFraction: 0)
      + [CostTerm(line: "gas", amount: gas)] + contract.costs(v.contract)
  }

  package func emissions(_ v: Variables, _ setting: Setting) -> [EmissionTerm] {
    let heat = setting.yearly(HeatDimension.self) { fleet.fuel(v.fleet, at: $0, setting) }
    return supply.emissions(of: heat, prefix: "", fleet: fleet, setting)
      + fleet.crankcase(v.fleet, setting)
  }

  package func nitrogenOxides(_ v: Variables, _ setting: Setting) -> Expression<CarbonDimension> {
    // Of all that is generated, what a load bank takes included.
    setting.yearly(EnergyDimension.self) { v.fleet.power[$0] }.times(nitrogenOxides)
  }

  package func carbonFree(_ v: Variables, at step: Int) -> CarbonFreeTerm {
    CarbonFreeTerm(fuel: v.fleet.power[step])
  }

  package func reserve(_ v: Variables, at step: Int, _ setting: Setting) -> ReserveTerm {
    fleet.reserve(v.fleet, v.fuelled, at: step, setting)
  }

  package func ride(_ v: Variables, at step: Int, _ setting: Setting) -> RideTerm {
    fleet.ride(v.fleet, v.fuelled, losesFuel: true, at: step, setting)
  }

  package func firmUnits(_ v: Variables, _ setting: Setting) -> FirmUnits? {
    fleet.firmUnits(v.fleet, source: Self.kind, setting)
  }

  package func sizes(_ v: Variables) -> [SizeTerm] { [fleet.size(v.fleet)] }

  package func limits(_ v: Variables) -> [LimitTerm] {
    [
      LimitTerm(
        component: name, name: "delivery_limit", unit: "MMBtu/h", families: ["delivery_limit"])
    ]
  }

  package func onlineSets(_ v: Variables, _ setting: Setting) -> [OnlineSets] {
    [fleet.onlineSets(v.fleet)]
  }

  package func read(_ v: Variables, at point: [Double], _ setting: Setting)
    -> SitePlan.ComponentPlan
  {
    var plan = fleet.read(v.fleet, kind: Self.kind, at: point, setting)
    plan.flows.append(
      .init(
        .gas,
        setting.steps.map {
          fleet.fuel(v.fleet, at: $0, setting).quantity(at: point).in(.mmbtuPerHour)
        }))
    return plan
  }
}
