/// Where the sun stands, by the Astronomical Almanac's short formulas.
///
/// Michalsky, "The Astronomical Almanac's algorithm for approximate solar position (1950–2050)",
/// Solar Energy 40 (1988) 227: within 0.01° of the full theory. Refraction after Bennett's inverse
/// (Saemundsson 1986) at 1010 hPa and 10 °C, as NREL's SPA uses it.
public struct SunPosition: Sendable, Equatable {
  /// Angle from the vertical, degrees, with refraction.
  public let zenith: Double
  /// Degrees clockwise from north.
  public let azimuth: Double
  /// Distance of the sun against its mean: extraterrestrial irradiance over 1,361 W/m².
  public let distanceFactor: Double

  /// The position at a Julian date (universal time) at degrees north and degrees east.
  public init(julianDate: Double, latitude: Double, longitude: Double) {
    let days = julianDate - 2_451_545.0
    let anomaly = Degrees.turned(357.528 + 0.985_600_3 * days)
    let meanLongitude = Degrees.turned(280.460 + 0.985_647_4 * days)
    let ecliptic =
      meanLongitude + 1.915 * Degrees.sine(anomaly) + 0.020 * Degrees.sine(2 * anomaly)
    let obliquity = 23.439 - 0.000_000_4 * days
    let declination = Degrees.arcSine(Degrees.sine(obliquity) * Degrees.sine(ecliptic))
    let rightAscension = Degrees.arcTangent(
      Degrees.cosine(obliquity) * Degrees.sine(ecliptic), Degrees.cosine(ecliptic))
    // Greenwich mean sidereal time in degrees: 15 × (18.697375 + 24.0657098242·n) hours.
    let sidereal = Degrees.turned(15 * (18.697_374_558 + 24.065_709_824_419_08 * days))
    let hourAngle = sidereal + longitude - rightAscension
    let sineElevation =
      Degrees.sine(declination) * Degrees.sine(latitude)
      + Degrees.cosine(declination) * Degrees.cosine(latitude) * Degrees.cosine(hourAngle)
    let elevation = Degrees.arcSine(sineElevation)
    zenith = 90 - elevation - Self.refraction(at: elevation)
    // West of south is positive in the hour angle; azimuth counts from north.
    azimuth = Degrees.turned(
      180
        + Degrees.arcTangent(
          Degrees.sine(hourAngle),
          Degrees.cosine(hourAngle) * Degrees.sine(latitude)
            - Degrees.tangent(declination) * Degrees.cosine(latitude)))
    // R = 1.00014 − 0.01671·cos g − 0.00014·cos 2g astronomical units
    let distance =
      1.00014 - 0.01671 * Degrees.cosine(anomaly) - 0.00014 * Degrees.cosine(2 * anomaly)
    distanceFactor = 1 / (distance * distance)
  }

  /// Lift of the sun by the air, degrees; none once it is well below the horizon.
  private static func refraction(at elevation: Double) -> Double {
    guard elevation > -0.575 else { return 0 }
    return 1.02 / (60 * Degrees.tangent(elevation + 10.3 / (elevation + 5.11)))
  }

  /// Cosine of the zenith angle, zero below the horizon.
  public var cosineOfZenith: Double { max(0, Degrees.cosine(zenith)) }

  /// Julian date at a number of minutes after local midnight of 1 January.
  public static func julianDate(year: Int, minute: Double, hoursFromUTC: Double) -> Double {
    // Julian day number of 1 January, Gregorian calendar (Meeus, Astronomical Algorithms, ch. 7).
    let before = year - 1
    let days = 365 * before + before / 4 - before / 100 + before / 400
    return 1_721_425.5 + Double(days) + minute / 1440 - hoursFromUTC / 24
  }
}
