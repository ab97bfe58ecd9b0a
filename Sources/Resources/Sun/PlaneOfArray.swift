/// How modules are mounted.
public enum Mounting: Sendable, Equatable {
  /// Degrees from level, and degrees clockwise from north that they face.
  case fixed(tilt: Double, azimuth: Double)
  /// Turning about a level north–south axis, with backtracking; share of the ground that modules
  /// cover, and the greatest rotation in degrees.
  case oneAxisTracking(groundCover: Double, limit: Double)

  /// Tilt and azimuth towards a sun, degrees.
  func orientation(towards sun: SunPosition) -> (tilt: Double, azimuth: Double) {
    switch self {
    case .fixed(let tilt, let azimuth): return (tilt, azimuth)
    case .oneAxisTracking(let groundCover, let limit):
      let rotation = Self.rotation(towards: sun, groundCover: groundCover, limit: limit)
      return (rotation.magnitude, rotation >= 0 ? 90 : 270)
    }
  }

  /// Degrees from level, positive to the east.
  ///
  /// Lorenzo, Narvarte and Muñoz, Progress in Photovoltaics 19 (2011); Marion and Dobos,
  /// NREL/TP-6A20-58891 (2013).
  private static func rotation(
    towards sun: SunPosition, groundCover: Double, limit: Double
  ) -> Double {
    let east = Degrees.sine(sun.zenith) * Degrees.sine(sun.azimuth)
    var rotation = Degrees.arcTangent(east, Degrees.cosine(sun.zenith))
    let shading = Degrees.cosine(rotation) / groundCover
    if shading < 1 {
      // Rows would shade each other: turn back until they just do not.
      let back = Degrees.arcCosine(shading)
      rotation += rotation > 0 ? -back : back
    }
    return min(limit, max(-limit, rotation))
  }
}

/// Sunlight on tilted modules, W/m².
public struct PlaneOfArray: Sendable, Equatable {
  /// From the sun's disc.
  public let beam: Double
  /// From the sky and the ground.
  public let diffuse: Double
  /// Cosine of the angle between the sun and the modules' normal, at least zero.
  public let cosineOfIncidence: Double

  /// All of it.
  public var total: Double { beam + diffuse }

  /// Sky by Perez, Ineichen, Seals, Michalsky and Stewart, Solar Energy 44 (1990) 271; the ground
  /// reflects evenly.
  public init(
    _ light: Irradiance, sun: SunPosition, tilt: Double, azimuth: Double, albedo: Double
  ) {
    let level = Degrees.cosine(tilt)
    let incidence =
      Degrees.cosine(sun.zenith) * level + Degrees.sine(sun.zenith) * Degrees.sine(tilt)
      * Degrees.cosine(sun.azimuth - azimuth)
    cosineOfIncidence = max(0, incidence)
    let isDark = sun.zenith >= 90
    beam = isDark ? 0 : light.direct * cosineOfIncidence
    let ground = light.global * albedo * (1 - level) / 2
    let sky =
      isDark
      ? light.diffuse * (1 + level) / 2
      : Perez.sky(light, sun, cosineOfIncidence: cosineOfIncidence, tilt: tilt)
    diffuse = sky + ground
  }

  /// What passes the glass: all diffuse light, and of the beam what `physical` incidence leaves.
  public var transmitted: Double { beam * Glass.transmission(cosine: cosineOfIncidence) + diffuse }
}

/// Diffuse light of the sky on a tilted plane.
private enum Perez {
  /// Upper limits of the sky's clearness ε, and coefficients F11…F13, F21…F23 (table 6, all sites).
  private static let bins: [(below: Double, f: [Double])] = [
    (1.065, [-0.008, 0.588, -0.062, -0.060, 0.072, -0.022]),
    (1.230, [0.130, 0.683, -0.151, -0.019, 0.066, -0.029]),
    (1.500, [0.330, 0.487, -0.221, 0.055, -0.064, -0.026]),
    (1.950, [0.568, 0.187, -0.295, 0.109, -0.152, -0.014]),
    (2.800, [0.873, -0.392, -0.362, 0.226, -0.462, 0.001]),
    (4.500, [1.132, -1.237, -0.412, 0.288, -0.823, 0.056]),
    (6.200, [1.060, -1.600, -0.359, 0.264, -1.127, 0.131]),
    (.infinity, [0.678, -0.327, -0.250, 0.156, -1.377, 0.251]),
  ]

  static func sky(
    _ light: Irradiance, _ sun: SunPosition, cosineOfIncidence: Double, tilt: Double
  ) -> Double {
    guard light.diffuse > 0 else { return 0 }
    let zenith = sun.zenith / Degrees.perRadian
    let bend = 1.041 * zenith * zenith * zenith
    let clearness = ((light.diffuse + light.direct) / light.diffuse + bend) / (1 + bend)
    let outside = Irradiance.solarConstant * sun.distanceFactor
    let brightness = light.diffuse * Irradiance.airMass(sun) / outside
    let f = (bins.first { clearness < $0.below } ?? bins[bins.count - 1]).f
    let circumsolar = max(0, f[0] + f[1] * brightness + f[2] * zenith)
    let horizon = f[3] + f[4] * brightness + f[5] * zenith
    let nearSun = cosineOfIncidence / max(Degrees.cosine(85), sun.cosineOfZenith)
    let even = (1 - circumsolar) * (1 + Degrees.cosine(tilt)) / 2
    return max(
      0, light.diffuse * (even + circumsolar * nearSun + horizon * Degrees.sine(tilt)))
  }
}

/// One pane of glass without coating.
private enum Glass {
  private static let index = 1.526
  private static let extinctionTimesThickness = 4.0 * 0.002

  /// Light that passes at an angle against light that passes straight: De Soto, Klein and Beckman,
  /// Solar Energy 80 (2006) 78.
  static func transmission(cosine: Double) -> Double {
    guard cosine > 1e-6 else { return 0 }
    let angle = Degrees.arcCosine(cosine)
    let refracted = Degrees.arcSine(Degrees.sine(angle) / index)
    let straight =
      (1 - ((index - 1) / (index + 1)) * ((index - 1) / (index + 1)))
      * Curve.exponential(-extinctionTimesThickness)
    guard angle > 1e-3 else { return 1 }
    func square(_ x: Double) -> Double { x * x }
    let across = square(Degrees.sine(refracted - angle)) / square(Degrees.sine(refracted + angle))
    let along =
      square(Degrees.tangent(refracted - angle)) / square(Degrees.tangent(refracted + angle))
    let passed =
      Curve.exponential(-extinctionTimesThickness / Degrees.cosine(refracted))
      * (1 - (across + along) / 2)
    return passed / straight
  }
}
