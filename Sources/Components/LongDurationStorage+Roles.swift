import Formulation
public import SiteModel
public import Units

extension LongDurationStorage {
  /// Its colours in charts.
  public static var colors: [String] { ["#661100", "#8f3d2a"] }
  /// Its tax credit, and how it is written off.
  public static var taxClass: TaxClass { TaxClass(technology: "storage", depreciation: .fiveYears) }
}

extension LongDurationStorage: Storing {
  /// Energy in use at each step of a year of a horizon, in MWh.
  public func energyInUse(in year: Site, over horizon: Horizon) -> [Double]? {
    year.plant?.series(name, Self.energyCapacity.name, over: horizon) { $0.inUse }
  }

  /// Efficiencies and losses of the cells and converters.
  public var storage: StorageStatement { store.statement }
  /// Energy as built of one block; nil without blocks.
  public var block: Energy? { blocks?.block }
}

extension LongDurationStorage: ReliabilityModel {
  package func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    let charging = plan.details.first { $0.key == Self.chargingPowerDetail }
    return store.parts(
      of: plan, charging: charging.map { Power($0.value, .megawatts) }, blocks: blocks,
      over: horizon)
  }
  package var statedFailures: [Failures] { [blocks?.failures].compactMap { $0 } }
}

extension LongDurationStorage: EmbodyingCarbon {
  /// What its making carries.
  public func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    [EmbodiedAmount("long_duration_storage", plan.kilowattHours)]
  }
}
