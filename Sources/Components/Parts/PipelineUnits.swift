package import Formulation
package import LinearProgramming
public import SiteModel
public import Units

/// A kind of units that burn pipeline gas: its file says its word, its keys and what its making carries, and
/// all else is here.
public protocol PipelineUnits: FuelBurning, EmbodyingCarbon {
  /// Keys of its units.
  static var unitKeys: [ParameterSpec] { get }
  /// What a plan calls them.
  static var unitName: String { get }
  /// Its row of the factors of embodied carbon.
  static var embodiedRow: String { get }
  /// The units and their gas.
  var plant: PipelinePlant { get }
}

extension PipelineUnits {
  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] { PipelinePlant.parameters(units: unitKeys) }
  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] {
    BuildKeys.horizonKeys + LeaseKeys.parameters.map(\.key)
  }
  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    PipelinePlant.problems(in: values)
  }
  /// Events that take its power.
  public static var contingencies: [UptimePolicy.Contingency] { [.largestUnit, .fuel] }
  /// Limits that a planner may move.
  public static var adjustableLimits: [AdjustableLimitRule] { PipelinePlant.adjustableLimits }
  /// Prices of what is built.
  public static var buildingPrices: [ParameterSpec] {
    GensetFleet.buildingPrices.filter { price in unitKeys.contains { $0.key == price.key } }
  }
  /// Prices of what it burns.
  public static var fuelPrices: [ParameterSpec] { [PipelineSupply.priceKey.spec] }

  /// Keys about its failures that nobody wrote.
  public var missingFailureKeys: [String] {
    plant.fleet.missingFailureKeys + GasInterruptions.keys.missing(values)
  }
  /// Its fuels, each with the column that measures it.
  public var fuels: [FuelStatement] {
    [plant.supply.fuel(flow: .gas, prefix: "", slip: plant.fleet.methaneSlip)]
  }
  /// Crankcases, and how fuel follows power.
  public var engines: EngineStatement? { plant.fleet.statement }
  /// Nitrogen oxides of each MWh.
  public var nitrogenOxides: NitrogenOxidesIntensity { plant.fleet.nox }
  /// What its making carries.
  public func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    [EmbodiedAmount(Self.embodiedRow, plan.kilowatts)]
  }
}

/// What such units do in the hours of a plan and in a simulation of failures.
package protocol PipelineOperating: PipelineUnits, Formulated, ReliabilityModel, RunningUnits,
  WeatherDriven
where Variables == PipelinePlant.Variables {}

extension PipelineOperating {
  package func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    plant.parts(of: plan, over: horizon)
  }
  package var statedFailures: [Failures] {
    [plant.fleet.failures, plant.interruptions].compactMap { $0 }
  }
  package func failures(behind ride: UptimePolicy.Ride) -> Failures? {
    plant.fleet.failures(behind: ride, plant.interruptions)
  }
  package var mostUnits: Double? { plant.fleet.mostUnits }
  package var stopWithFuel: Bool { true }
  package static var weatherSeries: [WeatherSeries] { [.gensetDerating(burnsFieldGas: false)] }
}

extension PipelineOperating {
  package func sizing(_ context: FormulationContext) -> [CapacityRule] {
    plant.fleet.sizing(context, years: plant.fleet.life)
  }

  package func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> PipelinePlant.Variables {
    plant.declare(given: capacities, in: &program, context)
  }

  package func constrain(
    _ v: PipelinePlant.Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    plant.constrain(v, in: &program, context)
  }

  package func power(_ v: PipelinePlant.Variables, at step: Int) -> Expression<PowerDimension> {
    plant.fleet.delivered(v.fleet, at: step)
  }

  package func costs(_ v: PipelinePlant.Variables, _ context: FormulationContext) -> [CostTerm] {
    plant.costs(v, context)
  }

  package func emissions(
    _ v: PipelinePlant.Variables, _ context: FormulationContext
  ) -> [EmissionTerm] {
    plant.emissions(v, context)
  }

  package func nitrogenOxides(
    _ v: PipelinePlant.Variables, _ context: FormulationContext
  ) -> Expression<NitrogenOxidesDimension> {
    // Of all that is generated, what a load bank takes included.
    context.yearly(EnergyDimension.self) { v.fleet.power[$0] }.times(nitrogenOxides)
  }

  package func carbonFree(_ v: PipelinePlant.Variables, at step: Int) -> CarbonFreeTerm {
    CarbonFreeTerm(fuel: v.fleet.power[step])
  }

  package func reserve(
    _ v: PipelinePlant.Variables, at step: Int, _ context: FormulationContext
  ) -> ReserveTerm {
    plant.fleet.reserve(v.fleet, v.fuelled, at: step, context)
  }

  package func ride(
    _ v: PipelinePlant.Variables, at step: Int, _ context: FormulationContext
  ) -> RideTerm {
    plant.fleet.ride(v.fleet, v.fuelled, losesFuel: true, at: step, context)
  }

  package func firmUnits(
    _ v: PipelinePlant.Variables, at step: Int, _ context: FormulationContext
  ) -> FirmUnits? {
    // What one pipeline feeds is one source.
    plant.fleet.firmUnits(v.fleet, source: "pipeline_gas", at: step, context)
  }

  package func limits(_ v: PipelinePlant.Variables) -> [LimitTerm] {
    [
      LimitTerm(
        component: name, name: "delivery_limit", unit: "MMBtu/h", families: ["delivery_limit"])
    ]
  }

  package func onlineSets(
    _ v: PipelinePlant.Variables, _ context: FormulationContext
  ) -> [OnlineSets] {
    [plant.fleet.onlineSets(v.fleet)]
  }

  package func read(
    _ v: PipelinePlant.Variables, at point: [Double], _ context: FormulationContext
  ) -> SitePlan.ComponentPlan {
    plant.read(v, kind: Self.kind, unitName: Self.unitName, at: point, context)
  }
}
