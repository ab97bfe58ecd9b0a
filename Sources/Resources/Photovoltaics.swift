/// AC output of photovoltaic modules for each unit of DC nameplate.
///
/// PVWatts version 5 (Dobos, NREL/TP-6A20-62641, 2014): linear DC model, losses that multiply to
/// 14.08 %, and its part-load inverter curve. Cells on an open rack in a wind of 3 m/s are warmer than
/// the air by 0.0257 °C for each W/m² (King and others, SAND2004-3535: a = −3.56, b = −0.075, 3 °C
/// at 1,000 W/m²). Temperature coefficient of today's modules.
public struct Photovoltaics: Sendable {
  /// Change of output with cell temperature, per °C from 25 °C.
  public var temperatureCoefficient = -0.0037
  /// Share of DC output lost before the inverter.
  public var losses = 0.1408
  /// DC nameplate for each kW of inverter.
  public var directToAlternating = 1.3
  /// Nominal efficiency of the inverter.
  public var inverterEfficiency = 0.96
  /// °C of cells above the air for each W/m² on them.
  public var warmingPerIrradiance = 0.0257

  /// Modules and inverters as the solar technology file assumes them.
  public init() {}

  /// kW AC for each kW of DC nameplate.
  public func output(planeOfArray: Double, ambient: Double) -> Double {
    guard planeOfArray > 0 else { return 0 }
    // Tcell = Ta + POA·0.0257
    let cell = ambient + planeOfArray * warmingPerIrradiance
    let yield = planeOfArray / 1000 * (1 + temperatureCoefficient * (cell - 25))
    let direct = max(0, yield * (1 - losses))
    // ζ = Pdc/Pdc0 with Pdc0 = Pac0/η: the inverter's DC rating for one kW of modules.
    let rated = 1 / directToAlternating
    let load = direct / (rated / inverterEfficiency)
    guard load > 0.005 else { return 0 }
    // η = ηnom/0.9637·(−0.0162·ζ − 0.0059/ζ + 0.9858)
    let efficiency = inverterEfficiency / 0.9637 * (-0.0162 * load - 0.0059 / load + 0.9858)
    return min(rated, max(0, efficiency * direct))
  }
}
