import Units

/// How much of one row of the factors of embodied carbon a component of a plan carries.
public struct EmbodiedAmount: Sendable, Equatable {
  /// Row of the factor set, such as `battery_energy`.
  public let row: String
  /// In the unit that the row counts: kW, kWh or modules.
  public let amount: Double
  /// Whether the policy's allocation of second lives says who carries it.
  public let isAllocated: Bool

  /// So much of a row.
  public init(_ row: String, _ amount: Double, isAllocated: Bool = false) {
    self.row = row
    self.amount = amount
    self.isAllocated = isAllocated
  }
}

/// A component whose making is counted in the year of purchase (Scope 3, category 2).
public protocol EmbodyingCarbon: Component {
  /// What its plan carries.
  func embodied(
    in plan: SitePlan.ComponentPlan, allocation: EmissionsPolicy.SecondLifeAllocation
  ) -> [EmbodiedAmount]
}

/// A component that was made for another use before: the policy's allocation says who carries that making.
public protocol SecondLife: EmbodyingCarbon {}

extension SitePlan.ComponentPlan {
  /// What is bought, whose making is counted.
  package var kilowatts: Double { boughtPowerShare * (power ?? .zero).in(.kilowatts) }
  package var kilowattHours: Double { boughtEnergyShare * (energy ?? .zero).in(.kilowattHours) }
}
