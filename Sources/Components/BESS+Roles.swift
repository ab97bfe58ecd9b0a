import Formulation
public import SiteModel
public import Units

extension BESS {
  /// How it is taxed.
  public static var taxClass: TaxClass { TaxClass(technology: "storage", depreciation: .fiveYears) }
  /// Its colours in charts.
  public static var colors: [String] { ["#009e73", "#006449"] }
}

extension BESS: Storing {
  /// Energy in use at each step of a year of a horizon, in MWh.
  public func energyInUse(in year: Site, over horizon: Horizon) -> [Double]? {
    year.plant?.series(name, Self.energyCapacity.name, over: horizon) { $0.inUse }
  }

  /// Efficiencies and losses of the cells and converters.
  public var storage: StorageStatement { store.statement }
  /// Energy as built of one block; nil without blocks.
  public var block: Energy? { blocks?.block }
}

extension BESS: ReliabilityModel {
  package func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    store.parts(of: plan, blocks: blocks, over: horizon)
  }
  package var statedFailures: [Failures] { [blocks?.failures].compactMap { $0 } }
}

extension BESS: EmbodyingCarbon {
  /// What its making carries.
  public func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    [
      EmbodiedAmount("battery_energy", plan.kilowattHours),
      EmbodiedAmount("converter", plan.kilowatts),
    ]
  }
}
