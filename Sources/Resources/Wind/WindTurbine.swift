/// Output of wind turbines for each unit of their rating.
///
/// The power law of wind over height, with one seventh as its usual exponent (Peterson and Hennessey,
/// Journal of Applied Meteorology 17, 1978), and speeds corrected to the density of power curves as in
/// IEC 61400-12-1.
public struct WindTurbine: Sendable, Equatable {
  /// Power by speed at the hub.
  public var curve = PowerCurve.cubic(cutIn: 3, rated: 11)
  /// Height of the hub, m.
  public var hubHeight = 115.0
  /// Height at which speeds were measured, m.
  public var measuredAt = 10.0
  /// Exponent of the speed over height.
  public var shear = 0.143
  /// Speed at the hub from which it stops, m/s.
  public var cutOut = 25.0
  /// Share lost to wakes, outages, wiring and icing.
  public var losses = 0.12
  /// Mean density of the air, kg/m³.
  public var density = standardDensity

  /// What power curves are stated for, kg/m³.
  public static let standardDensity = 1.225

  /// Turbines as they are usual.
  public init() {}

  /// Speed at the hub for each m/s where it was measured.
  public var shearFactor: Double { Curve.power(hubHeight / measuredAt, shear) }

  /// Output for each unit of rating at a measured speed, m/s.
  public func output(at measured: Double) -> Double {
    let hub = measured * shearFactor
    guard hub < cutOut else { return 0 }
    let equivalent =
      density == Self.standardDensity
      ? hub : hub * Curve.power(density / Self.standardDensity, 1.0 / 3)
    return (1 - losses) * curve.share(at: equivalent)
  }
}

/// Power of a turbine against its rating, by the speed at its hub.
public enum PowerCurve: Sendable, Equatable {
  /// (v³ − cut-in³) ÷ (rated³ − cut-in³), the rating beyond.
  case cubic(cutIn: Double, rated: Double)
  /// Straight lines between published points: m/s and kW, the rating beyond the last.
  case points([Point], rating: Double)

  /// One point of a published curve.
  public struct Point: Sendable, Equatable {
    let speed: Double
    let power: Double
  }

  /// Share of the rating at a speed, m/s.
  public func share(at speed: Double) -> Double {
    switch self {
    case .cubic(let cutIn, let rated):
      guard speed > cutIn else { return 0 }
      func cube(_ v: Double) -> Double { v * v * v }
      return min(1, (cube(speed) - cube(cutIn)) / (cube(rated) - cube(cutIn)))
    case .points(let points, let rating):
      guard let first = points.first, speed >= first.speed else { return 0 }
      guard let above = points.firstIndex(where: { $0.speed >= speed }) else { return 1 }
      guard above > 0 else { return first.power / rating }
      let (low, high) = (points[above - 1], points[above])
      let part = (speed - low.speed) / (high.speed - low.speed)
      return (low.power + part * (high.power - low.power)) / rating
    }
  }

  private static func points(_ table: [(Double, Double)], rating: Double) -> PowerCurve {
    .points(table.map { Point(speed: $0.0, power: $0.1) }, rating: rating)
  }

  /// NREL's 5 MW reference turbine, rotor of 126 m: Jonkman and others, NREL/TP-500-38060 (2009), table
  /// of NREL's archive of turbine models.
  public static let reference5MW = points(
    [
      (3, 40.5), (4, 177.7), (5, 403.9), (6, 737.6), (7, 1187.2), (8, 1771.1), (9, 2518.6),
      (10, 3448.41), (10.5, 3984.49), (11, 4562.51), (11.2, 4806.18), (11.4, 5000),
    ], rating: 5000)

  /// LBNL's 3.3 MW turbine of low specific power, rotor of 156 m, of the Big Adaptive Rotor project: NREL's
  /// archive of turbine models.
  public static let low3MW = points(
    [
      (4, 300.19), (4.5, 427.42), (5, 586.31), (5.5, 780.37), (6, 1013.14), (6.5, 1288.11),
      (7, 1608.82), (7.5, 1978.78), (8, 2401.51), (8.5, 2880.52), (8.75, 3142.23), (9, 3300),
    ], rating: 3300)
}
