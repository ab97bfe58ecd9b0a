/// Stationary combustion by 40 CFR 98.33 (tiers 1 to 3): tonnes of one gas from fuel and a factor.
///
/// Heating values are higher heating values at 60 °F and 14.7 psia; factors are kg for each MMBtu.
public enum Combustion {
  /// scf in a kg-mole at 60 °F and 14.7 psia (equation C-5).
  public static let molarVolumeAt60F = 836.6
  /// scf in a kg-mole at 68 °F and 14.7 psia (equation C-5).
  public static let molarVolumeAt68F = 849.5

  /// C-1, C-2a, C-8, C-9a: 10⁻³ · fuel (scf) · HHV (MMBtu/scf) · factor (kg/MMBtu).
  public static func tonnes(cubicFeet: Double, heatingValue: Double, factor: Double) -> Double {
    1e-3 * cubicFeet * heatingValue * factor
  }

  /// C-1b, C-8b, C-10: 10⁻³ · gas (MMBtu) · factor (kg/MMBtu).
  public static func tonnes(heat: Double, factor: Double) -> Double { 1e-3 * heat * factor }

  /// C-2b: the heating value of a year from samples, each weighted by the fuel that it stands for.
  /// Nil when no fuel was burned.
  public static func meanHeatingValue(_ samples: [(fuel: Double, heatingValue: Double)]) -> Double?
  {
    var fuel = 0.0
    var heat = 0.0
    for sample in samples {
      fuel += sample.fuel
      heat += sample.fuel * sample.heatingValue
    }
    return fuel > 0 ? heat / fuel : nil
  }

  /// C-5: 44/12 · fuel (scf) · carbon content (kg/kg) · molar mass (kg/kg-mol) ÷ molar volume · 10⁻³.
  public static func tonnesOfCarbonDioxide(
    cubicFeet: Double, carbonContent: Double, molarMass: Double,
    molarVolume: Double = molarVolumeAt60F
  ) -> Double {
    44.0 / 12 * cubicFeet * carbonContent * molarMass / molarVolume * 1e-3
  }
}
