import Formulation
public import SiteModel
public import Units

extension SecondLifeBattery {
  /// Used property: no credit unless counsel finds one; written off as storage is.
  public static var taxClass: TaxClass { TaxClass(depreciation: .fiveYears) }
  /// Its colours in charts.
  public static var colors: [String] { ["#56b4e9", "#2b7fae"] }
}

extension SecondLifeBattery: Storing {
  /// Energy in use at each step of a year of a horizon, in MWh.
  public func energyInUse(in year: Site, over horizon: Horizon) -> [Double]? {
    let one = remainingAtPurchase.in(.megawattHours)
    return year.plant?.series(name, Self.packsCapacity.name, over: horizon) { one * $0.inUse }
  }

  /// Efficiencies and losses of the cells and converters.
  public var storage: StorageStatement { store.statement }
  /// Energy as built of one block; nil without blocks.
  public var block: Energy? { blocks?.block }
}

extension SecondLifeBattery: ReliabilityModel {
  package func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    let bought = plan.energy ?? .zero
    return store.parts(
      power: plan.power ?? .zero, midLife: plan.leftInUse * bought,
      endOfLife: plan.leftAtEnd * bought, path: plan.values(of: .stored),
      blocks: blocks,
      blockCount: blocks.map { max(1, Int((bought / $0.block).rounded(.up))) } ?? 1, over: horizon)
  }
  package var statedFailures: [Failures] { [blocks?.failures].compactMap { $0 } }
}

extension SecondLifeBattery: SecondLife {
  /// What its making carries.
  public func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount] {
    let inherited =
      allocation == .cutOff
      ? [] : [EmbodiedAmount("battery_energy", plan.kilowattHours, isAllocated: true)]
    return inherited + [
      EmbodiedAmount("second_life_refurbishment", plan.kilowattHours, isAllocated: true),
      EmbodiedAmount("converter", plan.kilowatts),
    ]
  }
}
