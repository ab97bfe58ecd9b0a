public import SiteModel
public import Units

extension PipelineGas {
  /// Its colours in charts.
  public static var colors: [String] { ["#cc79a7", "#96496f"] }
  /// Events that take its power.
  public static var contingencies: [UptimePolicy.Contingency] { [.largestUnit, .fuel] }
}

extension PipelineGas: FuelBurning {
  /// Its fuels, each with the column that measures it.
  public var fuels: [FuelStatement] {
    [supply.fuel(flow: .gas, prefix: "", slip: fleet.methaneSlip)]
  }
  /// Crankcases, and how fuel follows power.
  public var engines: EngineStatement? { fleet.statement }
  /// Nitrogen oxides of each MWh.
  public var nitrogenOxides: NitrogenOxidesIntensity { fleet.nox }
}

extension PipelineGas: ReliabilityModel {
  package func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    var parts = fleet.parts(
      of: plan, over: horizon, gas: supply.limit.map { limit in { limit[$0] } })
    parts.fuel = interruptions
    return parts
  }
  package var statedFailures: [Failures] { [fleet.failures, interruptions].compactMap { $0 } }
  package func failures(behind ride: UptimePolicy.Ride) -> Failures? {
    fleet.failures(behind: ride, interruptions)
  }
}

extension PipelineGas: RunningUnits {
  package var mostUnits: Double? { fleet.mostUnits }
  package var stopWithFuel: Bool { true }
}

extension PipelineGas: EmbodyingCarbon {
  /// What its making carries.
  public func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    [EmbodiedAmount("genset", plan.kilowatts)]
  }
}

extension PipelineGas: WeatherDriven {
  package static var weatherSeries: [WeatherSeries] { [.gensetDerating(burnsFieldGas: false)] }
}
