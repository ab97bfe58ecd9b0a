/// Sunlight on level ground and towards the sun, W/m².
public struct Irradiance: Sendable, Equatable {
  /// On level ground.
  public let global: Double
  /// From the sun's disc, on a plane that faces it.
  public let direct: Double
  /// From the rest of the sky, on level ground.
  public let diffuse: Double

  /// Extraterrestrial normal irradiance at the mean distance, W/m².
  static let solarConstant = 1361.0

  /// Measured components.
  public init(global: Double, direct: Double, diffuse: Double) {
    self.global = global
    self.direct = direct
    self.diffuse = diffuse
  }

  /// Sunlight of which that of the sky was not measured: what the disc leaves of the global.
  init(global: Double, direct: Double, sun: SunPosition) {
    self.init(
      global: global, direct: direct, diffuse: max(0, global - direct * sun.cosineOfZenith))
  }

  /// Sunlight of which that of the disc was not measured: what the sky leaves of the global, at most
  /// the sun outside the air. The sun below 3° is left to the sky, as by DISC.
  init(global: Double, diffuse: Double, sun: SunPosition) {
    let onLevel = max(0, global - diffuse)
    let direct =
      sun.zenith < 87
      ? min(onLevel / sun.cosineOfZenith, Self.solarConstant * sun.distanceFactor) : 0
    self.init(global: global, direct: direct, diffuse: sun.zenith < 87 ? diffuse : global)
  }

  /// Global irradiance under a cloudless sky, W/m².
  ///
  /// Haurwitz (Journal of Meteorology 2, 1945): 1098·cos z·exp(−0.057/cos z), raised with altitude as
  /// the clear-sky transmission 0.75 + 2e-5·z of FAO Irrigation and Drainage Paper 56, equation 37.
  static func clearGlobal(_ sun: SunPosition, elevation: Double) -> Double {
    let cosine = sun.cosineOfZenith
    guard cosine > 0.01 else { return 0 }
    let altitude = (0.75 + 2e-5 * elevation) / 0.75
    return altitude * 1098 * cosine * Curve.exponential(-0.057 / cosine)
  }

  /// Splits global irradiance into that of the sun's disc and that of the sky.
  ///
  /// DISC: Maxwell, "A Quasi-Physical Model for Converting Hourly Global Horizontal to Direct Normal
  /// Insolation", SERI/TR-215-3087 (1987). The sun below 3° is left to the sky.
  ///
  /// - Parameter elevation: metres above the sea.
  public init(global: Double, sun: SunPosition, elevation: Double) {
    self.global = global
    let outside = Self.solarConstant * sun.distanceFactor
    guard sun.zenith < 87, global > 0 else {
      direct = 0
      diffuse = global
      return
    }
    let clearness = min(1, global / (outside * max(0.065, sun.cosineOfZenith)))
    let pressure = AirPressure.standard(at: elevation) / 1013.25
    let share = Self.directShare(clearness: clearness, air: min(12, Self.airMass(sun) * pressure))
    direct = min(max(0, share * outside), global / sun.cosineOfZenith)
    diffuse = global - direct * sun.cosineOfZenith
  }

  /// Direct against extraterrestrial irradiance, both on a plane that faces the sun.
  private static func directShare(clearness k: Double, air: Double) -> Double {
    let a: Double
    let b: Double
    let c: Double
    if k <= 0.6 {
      a = 0.512 + k * (-1.56 + k * (2.286 - 2.222 * k))
      b = 0.37 + 0.962 * k
      c = -0.28 + k * (0.932 - 2.048 * k)
    } else {
      a = -5.743 + k * (21.77 + k * (-27.49 + 11.56 * k))
      b = 41.4 + k * (-118.5 + k * (66.05 + 31.9 * k))
      c = -47.01 + k * (184.2 + k * (-222 + 73.81 * k))
    }
    let clear = 0.866 + air * (-0.122 + air * (0.0121 + air * (-0.000_653 + 0.000_014 * air)))
    return clear - a - b * Curve.exponential(c * air)
  }

  /// Thickness of the air towards the sun against overhead: Kasten and Young, Applied Optics 28 (1989).
  static func airMass(_ sun: SunPosition) -> Double {
    let zenith = min(90, sun.zenith)
    return 1 / (Degrees.cosine(zenith) + 0.505_72 * Curve.power(96.07995 - zenith, -1.6364))
  }
}
