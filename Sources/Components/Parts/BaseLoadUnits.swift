package import Formulation
package import LinearProgramming
public import SiteModel
package import Units

/// A kind of whole units that always run, between a least load and their rating, and emit nothing at the site.
public protocol BaseLoadUnits: CarbonFreeGenerating, EmbodyingCarbon {
  /// What a plan calls them.
  static var unitName: String { get }
  /// Its row of the factors of embodied carbon.
  static var embodiedRow: String { get }
  /// The units and their fuel.
  var plant: BaseLoadPlant { get }
}

/// Units that always run, and the fuel that they buy; nil where they need none.
public struct BaseLoadPlant: Sendable {
  let fleet: GensetFleet
  let fuelPrice: Quantity<Per<MoneyDimension, HeatDimension>>?

  /// Columns of the hours.
  package struct Variables: Sendable { let fleet: GensetFleet.Variables }

  /// The keys of units that neither burn gas nor start and stop.
  static var parameters: [ParameterSpec] {
    let own = [
      GensetFleet.leastUnitsKey.spec, GensetFleet.mostUnitsKey.spec, GensetFleet.existingKey.spec,
    ]
    return own + GensetFleet.failureKeys.specs + CommonFailures.parameters + [
      GensetFleet.plannedOutageKey.spec, EngineSiteKeys.output.spec,
      EngineSiteKeys.temperature.spec, EngineSiteKeys.lossPerDegree.spec, GensetFleet.waterKey.spec,
      GensetFleet.capitalKey.spec, GensetFleet.fixedOMKey.spec, GensetFleet.variableOMKey.spec,
      GensetFleet.lifeKey.spec, GensetFleet.creditKey.spec,
    ]
  }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    GensetFleet.countProblems(in: values) + EngineSiteKeys.problems(in: values)
      + GensetFleet.failureKeys.problems(values) + CommonFailures.problems(in: values)
      + BuildKeys.problems(in: values)
  }
}

extension BaseLoadUnits {
  /// Limits that a planner may move.
  public static var adjustableLimits: [AdjustableLimitRule] {
    [AdjustableLimitRule(GensetFleet.mostUnitsKey.spec, .upUnits(of: GensetFleet.unitKey))]
  }
  /// Prices of what is built.
  public static var buildingPrices: [ParameterSpec] { [GensetFleet.capitalKey.spec] }
  /// Events that take its power.
  public static var contingencies: [UptimePolicy.Contingency] { [.largestUnit] }
  /// Keys about its failures that nobody wrote.
  public var missingFailureKeys: [String] { plant.fleet.missingFailureKeys }
  /// What its making carries.
  public func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    [EmbodiedAmount(Self.embodiedRow, plan.kilowatts)]
  }
}

/// What such units do in the hours of a plan and in a simulation of failures.
package protocol BaseLoadOperating: BaseLoadUnits, Formulated, ReliabilityModel, RunningUnits,
  WeatherDriven
where Variables == BaseLoadPlant.Variables {}

extension BaseLoadOperating {
  package func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    var parts = plant.fleet.parts(of: plan, over: horizon, gas: nil)
    for index in parts.units.indices {
      parts.units[index].output = parts.units[index].output.map { plan.leftAtEnd * $0 }
    }
    return parts
  }
  package var statedFailures: [Failures] { [plant.fleet.failures].compactMap { $0 } }
  package func failures(behind ride: UptimePolicy.Ride) -> Failures? {
    plant.fleet.failures(behind: ride, nil)
  }
  package var mostUnits: Double? { plant.fleet.mostUnits }
  package var stopWithFuel: Bool { false }
  package static var weatherSeries: [WeatherSeries] { [.gensetDerating(burnsFieldGas: false)] }

  package func sizing(_ context: FormulationContext) -> [CapacityRule] {
    plant.fleet.sizing(context, years: plant.fleet.life)
  }

  package func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> BaseLoadPlant.Variables {
    BaseLoadPlant.Variables(fleet: plant.fleet.declare(given: capacities, in: &program, context))
  }

  package func constrain(
    _ v: BaseLoadPlant.Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    plant.fleet.constrain(v.fleet, in: &program, context)
  }

  package func power(_ v: BaseLoadPlant.Variables, at step: Int) -> Expression<PowerDimension> {
    v.fleet.power[step]
  }

  package func costs(_ v: BaseLoadPlant.Variables, _ context: FormulationContext) -> [CostTerm] {
    guard let price = plant.fuelPrice else { return plant.fleet.costs(v.fleet, context) }
    let heat = context.yearly(HeatDimension.self) { plant.fleet.fuel(v.fleet, at: $0, context) }
    return plant.fleet.costs(v.fleet, context) + [CostTerm(line: "fuel", amount: heat.times(price))]
  }

  package func carbonFree(_ v: BaseLoadPlant.Variables, at step: Int) -> CarbonFreeTerm {
    CarbonFreeTerm(made: v.fleet.power[step])
  }

  package func reserve(
    _ v: BaseLoadPlant.Variables, at step: Int, _ context: FormulationContext
  ) -> ReserveTerm {
    var term = plant.fleet.reserve(v.fleet, nil, at: step, context)
    // No interruption of gas takes it.
    term.lostWithFuel = nil
    return term
  }

  package func ride(
    _ v: BaseLoadPlant.Variables, at step: Int, _ context: FormulationContext
  ) -> RideTerm {
    plant.fleet.ride(v.fleet, nil, losesFuel: false, at: step, context)
  }

  package func firmUnits(
    _ v: BaseLoadPlant.Variables, at step: Int, _ context: FormulationContext
  ) -> FirmUnits? {
    plant.fleet.firmUnits(v.fleet, source: name, at: step, context)
  }

  package func read(
    _ v: BaseLoadPlant.Variables, at point: [Double], _ context: FormulationContext
  ) -> SitePlan.ComponentPlan {
    var plan = plant.fleet.read(
      v.fleet, kind: Self.kind, unitName: Self.unitName, at: point, context)
    plan.details.removeAll { $0.key == "nox_t_per_year" }
    return plan
  }
}
