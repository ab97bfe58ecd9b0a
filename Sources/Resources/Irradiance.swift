/// Sunlight on the ground and on a one-axis tracker.
struct Irradiance: Sendable {
  /// Global, direct normal and diffuse horizontal, W/m².
  let global: Double
  let direct: Double
  let diffuse: Double

  /// Extraterrestrial normal irradiance, W/m².
  static let solarConstant = 1361.0

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

  /// Splits global irradiance by the clearness of the sky: Erbs, Klein, Duffie, Solar Energy 28 (1982).
  init(global: Double, sun: SunPosition) {
    self.global = global
    let horizontal = Self.solarConstant * sun.distanceFactor * sun.cosineOfZenith
    guard horizontal > 10, global > 0 else {
      direct = 0
      diffuse = global
      return
    }
    let k = min(1, global / horizontal)
    let share: Double
    if k <= 0.22 {
      share = 1 - 0.09 * k
    } else if k <= 0.8 {
      share = 0.9511 + k * (-0.1604 + k * (4.388 + k * (-16.638 + k * 12.336)))
    } else {
      share = 0.165
    }
    diffuse = share * global
    direct = min(
      Self.solarConstant * sun.distanceFactor, (global - diffuse) / max(0.05, sun.cosineOfZenith))
  }

  /// Irradiance on the modules of a horizontal north–south tracker with backtracking, W/m².
  ///
  /// Rotation: Marion and Dobos, NREL/TP-6A20-58891 (2013). Sky: Hay and Davies (1980), with albedo
  /// 0.2 and the ASHRAE incidence loss (b0 = 0.05) on the beam.
  func onTracker(sun: SunPosition, groundCover: Double, limit: Double) -> Double {
    guard sun.cosineOfZenith > 0.01 else { return 0 }
    // Towards the east, and up.
    let east = Degrees.sine(sun.zenith) * Degrees.sine(sun.azimuth)
    let up = Degrees.cosine(sun.zenith)
    var rotation = Degrees.arcTangent(east, up)
    let shading = Degrees.cosine(rotation) / groundCover
    if shading < 1 {
      // Rows would shade each other: turn back until they just do not.
      let back = Degrees.arcCosine(shading)
      rotation += rotation > 0 ? -back : back
    }
    rotation = min(limit, max(-limit, rotation))
    let incidence = max(0, east * Degrees.sine(rotation) + up * Degrees.cosine(rotation))
    let tilt = Degrees.cosine(rotation)
    let transmission = direct / (Self.solarConstant * sun.distanceFactor)
    let loss = incidence > 0.05 ? max(0, 1 - 0.05 * (1 / incidence - 1)) : 0
    let beam = direct * incidence * loss
    let ratio = incidence / max(0.05, sun.cosineOfZenith)
    let sky = diffuse * (transmission * ratio + (1 - transmission) * (1 + tilt) / 2)
    let ground = global * 0.2 * (1 - tilt) / 2
    return beam + sky + ground
  }
}
