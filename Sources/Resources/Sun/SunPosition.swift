/// Where the sun stands, to 0.001° between 1990 and 2100.
///
/// Reda and Andreas, "Solar Position Algorithm for Solar Radiation Applications", NREL/TP-560-34302
/// (2003, revised 2008), with its periodic terms of the earth cut at 1.5e-6 of a radian and the
/// nutation of Meeus, Astronomical Algorithms, chapter 22 (0.5″): together below 0.0005°.
public struct SunPosition: Sendable, Equatable {
  /// Angle from the vertical, degrees, as seen through the air.
  public let zenith: Double
  /// Degrees clockwise from north.
  public let azimuth: Double
  /// Distance of the sun against its mean: extraterrestrial irradiance over the solar constant.
  public let distanceFactor: Double

  /// The position at a Julian date (universal time) at degrees north and degrees east.
  ///
  /// - Parameter elevation: metres above the sea.
  /// - Parameter pressure: of the air, mbar; by default that of the elevation.
  /// - Parameter temperature: of the air, °C.
  public init(
    julianDate: Double, latitude: Double, longitude: Double, elevation: Double = 0,
    pressure: Double? = nil, temperature: Double = 12
  ) {
    let sun = EarthOrbit.sun(julianDate: julianDate)
    let hourAngle = sun.siderealTime + longitude - sun.rightAscension
    let (declination, angle) = Self.topocentric(
      sun, hourAngle: hourAngle, latitude: latitude, elevation: elevation)
    let sineElevation =
      Degrees.sine(latitude) * Degrees.sine(declination)
      + Degrees.cosine(latitude) * Degrees.cosine(declination) * Degrees.cosine(angle)
    let height = Degrees.arcSine(sineElevation)
    zenith =
      90 - height
      - Self.refraction(
        at: height, pressure: pressure ?? AirPressure.standard(at: elevation),
        temperature: temperature)
    // West of south is positive in the hour angle; azimuth counts from north.
    azimuth = Degrees.turned(
      180
        + Degrees.arcTangent(
          Degrees.sine(angle),
          Degrees.cosine(angle) * Degrees.sine(latitude)
            - Degrees.tangent(declination) * Degrees.cosine(latitude)))
    distanceFactor = 1 / (sun.distance * sun.distance)
  }

  /// Declination and hour angle from the surface instead of the earth's centre (section 3.12).
  private static func topocentric(
    _ sun: EarthOrbit.Sun, hourAngle: Double, latitude: Double, elevation: Double
  ) -> (declination: Double, hourAngle: Double) {
    let parallax = Degrees.sine(8.794 / 3600 / sun.distance)
    let flattening = 0.996_647_19
    let reduced = Degrees.arcTangent(flattening * Degrees.tangent(latitude), 1)
    let height = elevation / 6_378_140
    let outward = Degrees.cosine(reduced) + height * Degrees.cosine(latitude)
    let upward = flattening * Degrees.sine(reduced) + height * Degrees.sine(latitude)
    let along =
      Degrees.cosine(sun.declination) - outward * parallax * Degrees.cosine(hourAngle)
    let shift = Degrees.arcTangent(-outward * parallax * Degrees.sine(hourAngle), along)
    let rising = (Degrees.sine(sun.declination) - upward * parallax) * Degrees.cosine(shift)
    return (Degrees.arcTangent(rising, along), hourAngle - shift)
  }

  /// Lift of the sun by the air, degrees (section 3.14.2); none once its disc is below the horizon.
  private static func refraction(at height: Double, pressure: Double, temperature: Double) -> Double
  {
    guard height >= -0.8333 else { return 0 }
    let air = pressure / 1010 * 283 / (273 + temperature)
    return air * 1.02 / (60 * Degrees.tangent(height + 10.3 / (height + 5.11)))
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

/// Pressure of the air by height.
enum AirPressure {
  /// mbar at metres above the sea: US Standard Atmosphere 1976, troposphere.
  static func standard(at elevation: Double) -> Double {
    1013.25 * Curve.power(1 - 2.255_77e-5 * elevation, 5.255_88)
  }
}
