public import SiteModel
public import Units

extension FlaredGas {
  /// Its colours in charts.
  public static var colors: [String] { ["#d55e00", "#943f00"] }
  /// Events that take its power.
  public static var contingencies: [UptimePolicy.Contingency] { [.largestUnit, .fuel] }
}

extension FlaredGas: FuelBurning {
  /// Its fuels, each with the column that measures it.
  public var fuels: [FuelStatement] {
    var fuels = [
      FuelStatement(
        flow: .gasTaken, heatPerFlow: 1, prefix: "",
        makeup: .composition(composition.shares),
        burner: .engine(slip: fleet.methaneSlip.stated, carbonExcludesSlip: true),
        nitrousOxide: PipelineSupply.nitrousOxide, scope: 1, upstream: upstream),
      FuelStatement(
        flow: .gasFlared, heatPerFlow: 1, prefix: "",
        makeup: .composition(composition.shares), burner: .flare(flare.stated),
        nitrousOxide: PipelineSupply.nitrousOxide, scope: flareOwner == .site ? 1 : nil),
    ]
    if let backup {
      fuels.append(
        backup.fuel(flow: .backupGas, prefix: "backup_", slip: fleet.methaneSlip))
    }
    return fuels
  }
  /// Crankcases, and how fuel follows power.
  public var engines: EngineStatement? { fleet.statement }
  /// Nitrogen oxides of each MWh.
  public var nitrogenOxides: NitrogenOxidesIntensity { fleet.nox }
}

extension FlaredGas: ReliabilityModel {
  package func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    var parts = fleet.parts(of: plan, over: horizon, gas: fuelLimit)
    // Where there is a back-up, the units burn it while the flared gas fails to come.
    parts.fuel = backup == nil ? interruptions : nil
    return parts
  }
  package var statedFailures: [Failures] {
    // With a back-up, an interruption of the flared gas is none of the power.
    [fleet.failures, backup == nil ? interruptions : nil].compactMap { $0 }
  }
  package func failures(behind ride: UptimePolicy.Ride) -> Failures? {
    fleet.failures(behind: ride, interruptions)
  }
}

extension FlaredGas: Discounting {}

extension FlaredGas: RunningUnits {
  package var mostUnits: Double? { fleet.mostUnits }
  package var stopWithFuel: Bool { backup == nil }
}

extension FlaredGas: EmbodyingCarbon {
  /// What its making carries.
  public func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    [EmbodiedAmount("genset", plan.kilowatts)]
  }
}

extension FlaredGas: AvoidingFlaring {
  /// Gas that can be taken at each step; what is not taken is flared.
  public var offered: StepSeries<HeatFlowDimension> { available }
  /// What would become of it without the site.
  public var baseline: FlaringBaseline { projectBaseline }
  /// CO2e caused elsewhere for each MMBtu taken.
  public var leakage: HeatIntensity { projectLeakage }
}

extension FlaredGas: WeatherDriven {
  package static var weatherSeries: [WeatherSeries] {
    [
      .gasOfWells(volume: flowKey.key, heat: heatKey.key),
      .gensetDerating(burnsFieldGas: true),
    ]
  }
}
