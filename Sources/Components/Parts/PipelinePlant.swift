import Formulation
import LinearProgramming
import SiteModel
import Units

/// Units on pipeline gas and the gas that they buy: what gensets, turbines, combined cycles, fuel cells and
/// rented sets have in common.
public struct PipelinePlant: Sendable {
  let component: String
  let fleet: GensetFleet
  let interruptions: Failures?
  let supply: PipelineSupply
  let contract: GasContract

  /// All keys, with those of the units as a kind has them.
  static func parameters(units: [ParameterSpec]) -> [ParameterSpec] {
    PipelineSupply.parameters + GasContract.parameters + GasInterruptions.keys.specs
      + units + BuildKeys.parameters + [BuildKeys.fuelEscalation.spec]
  }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    GensetFleet.problems(in: values) + GasContract.problems(in: values)
      + GasInterruptions.keys.problems(values) + GasAnalysis.problems(in: values)
  }

  static var adjustableLimits: [AdjustableLimitRule] {
    GensetFleet.adjustableLimits + [
      AdjustableLimitRule(
        PipelineSupply.limitKey.spec, .upPerMegawatt(40), worth: .init(limit: "delivery_limit"))
    ]
      + GasContract.adjustableLimits
  }

  /// A plant from checked values.
  init(component: String, values: ParameterValues) {
    self.component = component
    fleet = GensetFleet(component: component, values: values)
    interruptions = GasInterruptions.keys.read(values)
    supply = PipelineSupply(component: component, values: values)
    contract = GasContract(component: component, values: values)
  }

  /// Columns of the hours.
  package struct Variables: Sendable {
    let fleet: GensetFleet.Variables
    let purchase: GasPurchase.Variables
    let contract: GasContract.Variables
    let fuelled: GensetFleet.FuelledVariables?
  }

  private var purchase: GasPurchase {
    GasPurchase(component: component, price: supply.price, fullLoadHeatRate: fleet.fullLoadHeatRate)
  }

  func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables {
    let sets = fleet.declare(given: capacities, in: &program, context)
    return Variables(
      fleet: sets,
      purchase: purchase.declare(in: &program, context),
      contract: contract.declare(in: &program),
      fuelled: supply.limit == nil ? nil : fleet.declareFuelled(sets.units, in: &program, context))
  }

  func constrain(
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
    let delivery = program.family(component, "delivery_limit")
    for t in context.steps {
      // fuel(t) ≤ delivery limit(t)
      program.require(delivery, at: t, fleet.fuel(v.fleet, at: t, context) .<= Expression(limit[t]))
    }
  }

  func costs(_ v: Variables, _ context: FormulationContext) -> [CostTerm] {
    let gas = purchase.cost(v.purchase, context) { fleet.fuel(v.fleet, at: $0, context) }
    return fleet.costs(v.fleet, context)
      + [CostTerm(line: "gas", amount: gas)] + contract.costs(v.contract)
  }

  func emissions(_ v: Variables, _ context: FormulationContext) -> [EmissionTerm] {
    let heat = context.yearly(HeatDimension.self) { fleet.fuel(v.fleet, at: $0, context) }
    return supply.emissions(of: heat, prefix: "", fleet: fleet, context)
      + fleet.crankcase(v.fleet, context)
  }

  func read(
    _ v: Variables, kind: String, unitName: String, at point: [Double],
    _ context: FormulationContext
  ) -> SitePlan.ComponentPlan {
    var plan = fleet.read(v.fleet, kind: kind, unitName: unitName, at: point, context)
    plan.flows.append(
      .init(
        .gas,
        context.steps.map {
          fleet.fuel(v.fleet, at: $0, context).quantity(at: point).in(.mmbtuPerHour)
        }))
    return plan
  }

  func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    var parts = fleet.parts(
      of: plan, over: horizon, gas: supply.limit.map { limit in { limit[$0] } })
    parts.fuel = interruptions
    return parts
  }
}
