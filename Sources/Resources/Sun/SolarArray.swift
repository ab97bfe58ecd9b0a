/// AC output of photovoltaic modules for each unit of DC nameplate.
///
/// PVWatts version 5 (Dobos, NREL/TP-6A20-62641, 2014): linear DC model, losses that multiply, and its
/// part-load inverter curve. Cells: Faiman, Progress in Photovoltaics 16 (2008) 307, with the
/// coefficients that it gives for open racks.
public struct SolarArray: Sendable, Equatable {
  /// How the modules stand or turn.
  public var mounting: Mounting
  /// Share of light that the ground reflects.
  public var albedo = 0.2
  /// Change of output with cell temperature, per °C from 25 °C.
  public var temperatureCoefficient = -0.0037
  /// Share of DC output lost before the inverter, beside soiling and snow: PVWatts' own shading 3 %,
  /// mismatch 2, wiring 2, connections 0.5, degradation by light 1.5, nameplate 1, availability 3.
  public var losses = 0.1232
  /// Share of light lost to dirt, by month; PVWatts' own is 2 %.
  public var soiling = [Double](repeating: 0.02, count: 12)
  /// Share of light lost to snow, by month.
  public var snow = [Double](repeating: 0, count: 12)
  /// DC nameplate for each kW of inverter.
  public var directToAlternating = 1.3
  /// Nominal efficiency of the inverter.
  public var inverterEfficiency = 0.96

  /// Modules on a mounting, otherwise as PVWatts assumes them.
  public init(mounting: Mounting) { self.mounting = mounting }

  /// °C of the cells under light of so many W/m² in air of a temperature and wind of so many m/s.
  public static func cellTemperature(light: Double, air: Double, wind: Double) -> Double {
    // Tcell = Ta + POA / (25 + 6.84·wind)
    air + light / (25 + 6.84 * wind)
  }

  /// kW AC for each kW of DC nameplate.
  ///
  /// - Parameter month: from 0.
  public func output(
    _ light: Irradiance, sun: SunPosition, air: Double, wind: Double, month: Int
  ) -> Double {
    guard light.global > 0 || light.direct > 0 || light.diffuse > 0 else { return 0 }
    let (tilt, azimuth) = mounting.orientation(towards: sun)
    let plane = PlaneOfArray(light, sun: sun, tilt: tilt, azimuth: azimuth, albedo: albedo)
    let clean = (1 - soiling[month]) * (1 - snow[month])
    let cell = Self.cellTemperature(light: clean * plane.total, air: air, wind: wind)
    return alternating(transmitted: clean * plane.transmitted, cell: cell)
  }

  /// kW AC for each kW of DC nameplate from the light within the glass and the cells' temperature.
  public func alternating(transmitted: Double, cell: Double) -> Double {
    let yield = transmitted / 1000 * (1 + temperatureCoefficient * (cell - 25))
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
