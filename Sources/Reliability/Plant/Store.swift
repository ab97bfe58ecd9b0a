public import Units

/// A battery or anything else that stores energy, in one or more equal blocks.
public struct Store: Sendable, Equatable {
  /// Unique within the plant.
  public var name: String
  /// Greatest power at the bus: out, and in where `chargingPower` is not set.
  public var power: Power
  /// Greatest power drawn from the bus, where converters of their own charge it; nil: `power`.
  public var chargingPower: Power?
  /// Greatest stored energy.
  public var energy: Energy
  /// Stored energy that is never drawn on.
  public var floor: Energy
  /// Stored for each unit drawn from the bus.
  public var chargeEfficiency: Double
  /// Given to the bus for each unit taken from the store.
  public var dischargeEfficiency: Double
  /// Planned stored energy at the end of each step; the year recurs. Empty: kept full. Every fall
  /// is read as discharge: standing losses are not modelled.
  public var plan: [Energy]
  /// Stored energy when the simulation starts; nil: as planned.
  public var initial: Energy?
  /// Equal blocks that fail one by one: pack strings, or containers with their own inverter.
  public var blocks: Int
  /// Outages of one block; nil: none. A block keeps its share of the energy while it is out.
  public var outages: Outages?
  /// Outages of what all blocks share, such as the inverter; nil: none. The energy stays stored.
  public var inverter: Outages?

  /// A store.
  public init(
    name: String, power: Power, chargingPower: Power? = nil, energy: Energy, floor: Energy = .zero,
    chargeEfficiency: Double = 1, dischargeEfficiency: Double = 1, plan: [Energy] = [],
    initial: Energy? = nil, blocks: Int = 1, outages: Outages? = nil, inverter: Outages? = nil
  ) {
    self.name = name
    self.power = power
    self.chargingPower = chargingPower
    self.energy = energy
    self.floor = floor
    self.chargeEfficiency = chargeEfficiency
    self.dischargeEfficiency = dischargeEfficiency
    self.plan = plan
    self.initial = initial
    self.blocks = blocks
    self.outages = outages
    self.inverter = inverter
  }
}
