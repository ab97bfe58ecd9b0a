/// How modules are cooled, and what that costs in power and water as the air warms.
///
/// General knowledge, not a maker's data: dry-cooled liquid 1.10 in cool air, 1.22 to 1.28 at 35 to
/// 40 °C, rising 0.006 to 0.008 for each °C; containers cooled by air 1.08 to 1.15 with evaporative
/// trim. Fully evaporative cooling takes 3,600 kJ/kWh ÷ 2,450 kJ/kg = 1.47 litres a kWh.
public enum Cooling: String, CaseIterable, Sendable {
  /// Liquid to dry coolers: no water.
  case dryLiquid = "dry_liquid"
  /// Liquid to dry coolers whose air is wetted on warm days.
  case adiabatic
  /// Air through the modules, wetted on hot days.
  case air

  /// Facility power over IT power in cool air, from which temperature (°C) it rises, by how much a
  /// °C, and from which temperature (°C) water does the rest.
  private var curve: (least: Double, from: Double, slope: Double, wetFrom: Double) {
    switch self {
    case .dryLiquid: (1.10, 15, 0.15 / 23, .infinity)
    case .adiabatic: (1.10, 15, 0.15 / 23, 24)
    case .air: (1.08, 18, 0.007, 30)
    }
  }

  /// Rise for each °C where water does the rest: pumps and a wet bulb that rises too.
  private static let wetSlope = 0.002
  /// °C over which the share of heat that water carries goes from nothing to all.
  private static let wetRange = 14.0
  private static let litresIfAllEvaporates = 3600.0 / 2450

  /// Facility power over IT power at a dry-bulb temperature.
  public func powerUsageEffectiveness(at temperature: Double) -> Double {
    let curve = self.curve
    let dry = max(0, min(temperature, curve.wetFrom) - curve.from)
    let wet = max(0, temperature - curve.wetFrom)
    return curve.least + curve.slope * dry + Self.wetSlope * wet
  }

  /// Litres of water for each kWh of IT at a dry-bulb temperature.
  public func litresPerKilowattHour(at temperature: Double) -> Double {
    let share = min(1, max(0, temperature - curve.wetFrom) / Self.wetRange)
    return share * Self.litresIfAllEvaporates
  }
}
