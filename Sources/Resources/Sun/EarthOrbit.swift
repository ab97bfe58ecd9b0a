/// The sun as seen from the earth's centre: NREL/TP-560-34302, sections 3.2 to 3.9.
enum EarthOrbit {
  /// Apparent place of the sun and the sidereal time at Greenwich; degrees and astronomical units.
  struct Sun {
    let rightAscension: Double
    let declination: Double
    let distance: Double
    let siderealTime: Double
  }

  static func sun(julianDate: Double) -> Sun {
    let days = julianDate - 2_451_545
    let century = days / 36_525
    let millennium = (days + secondsBehindEarth(days) / 86_400) / 365_250
    let distance = sum(distanceTerms, at: millennium)
    let geocentric = sum(longitudeTerms, at: millennium) * Degrees.perRadian + 180
    let latitude = -sum(latitudeTerms, at: millennium) * Degrees.perRadian
    let (nutation, obliquity) = nutation(century)
    // Light takes 8 minutes: aberration of 20.4898″ at the mean distance.
    let longitude = geocentric + nutation - 20.4898 / 3600 / distance
    let rightAscension = Degrees.arcTangent(
      Degrees.sine(longitude) * Degrees.cosine(obliquity)
        - Degrees.tangent(latitude) * Degrees.sine(obliquity), Degrees.cosine(longitude))
    let declination = Degrees.arcSine(
      Degrees.sine(latitude) * Degrees.cosine(obliquity)
        + Degrees.cosine(latitude) * Degrees.sine(obliquity) * Degrees.sine(longitude))
    let mean =
      280.460_618_37 + 360.985_647_366_29 * days + century * century * 0.000_387_933
    return Sun(
      rightAscension: rightAscension, declination: declination, distance: distance,
      siderealTime: Degrees.turned(mean + nutation * Degrees.cosine(obliquity)))
  }

  /// ΔT, terrestrial less universal time: Espenak and Meeus, NASA/TP-2006-214141, 2005 to 2050.
  private static func secondsBehindEarth(_ days: Double) -> Double {
    let years = days / 365.25
    return 62.92 + years * (0.322_17 + years * 0.005_589)
  }

  /// Nutation in longitude and the true obliquity of the ecliptic, degrees.
  private static func nutation(_ century: Double) -> (longitude: Double, obliquity: Double) {
    let node = 125.044_52 - 1934.136_261 * century
    let sun = 280.4665 + 36_000.7698 * century
    let moon = 218.3165 + 481_267.8813 * century
    let longitude =
      -17.20 * Degrees.sine(node) - 1.32 * Degrees.sine(2 * sun) - 0.23 * Degrees.sine(2 * moon)
      + 0.21 * Degrees.sine(2 * node)
    let shift =
      9.20 * Degrees.cosine(node) + 0.57 * Degrees.cosine(2 * sun)
      + 0.10 * Degrees.cosine(2 * moon) - 0.09 * Degrees.cosine(2 * node)
    let mean = 84_381.448 - 46.8150 * century - 0.000_59 * century * century
    return (longitude / 3600, (mean + shift) / 3600)
  }

  /// Σ over powers of time of Σ a·cos(b + c·t), in units of 1e-8.
  private static func sum(
    _ powers: [[(a: Double, b: Double, c: Double)]], at time: Double
  ) -> Double {
    var total = 0.0
    for terms in powers.reversed() {
      total =
        total * time
        + terms.reduce(0) { $0 + $1.a * Degrees.cosine(($1.b + $1.c * time) * Degrees.perRadian) }
    }
    return total / 1e8
  }

  /// Heliocentric longitude, radians (table A4.2, L0 to L3).
  private static let longitudeTerms: [[(a: Double, b: Double, c: Double)]] = [
    [
      (175_347_046, 0, 0),
      (3_341_656, 4.669_256_8, 6283.075_85),
      (34_894, 4.6261, 12_566.1517),
      (3497, 2.7441, 5753.3849),
      (3418, 2.8289, 3.5231),
      (3136, 3.6277, 77_713.7715),
      (2676, 4.4181, 7860.4194),
      (2343, 6.1352, 3930.2097),
      (1324, 0.7425, 11_506.7698),
      (1273, 2.0371, 529.691),
      (1199, 1.1096, 1577.3435),
      (990, 5.233, 5884.927),
      (902, 2.045, 26.298),
      (857, 3.508, 398.149),
      (780, 1.179, 5223.694),
      (753, 2.533, 5507.553),
      (505, 4.583, 18_849.228),
      (492, 4.205, 775.523),
      (357, 2.92, 0.067),
      (317, 5.849, 11_790.629),
      (284, 1.899, 796.298),
      (271, 0.315, 10_977.079),
      (243, 0.345, 5486.778),
      (206, 4.806, 2544.314),
      (205, 1.869, 5573.143),
      (202, 2.458, 6069.777),
      (156, 0.833, 213.299),
    ],
    [
      (628_331_966_747, 0, 0),
      (206_059, 2.678_235, 6283.075_85),
      (4303, 2.6351, 12_566.1517),
      (425, 1.59, 3.523),
      (119, 5.796, 26.298),
      (109, 2.966, 1577.344),
    ],
    [
      (52_919, 0, 0),
      (8720, 1.0721, 6283.0758),
      (309, 0.867, 12_566.152),
    ],
    [
      (289, 5.844, 6283.076)
    ],
  ]

  /// Heliocentric latitude, radians (table A4.2, B0).
  private static let latitudeTerms: [[(a: Double, b: Double, c: Double)]] = [
    [
      (280, 3.199, 84_334.662),
      (102, 5.422, 5507.553),
      (80, 3.88, 5223.69),
    ]
  ]

  /// Distance, astronomical units (table A4.2, R0 and R1).
  private static let distanceTerms: [[(a: Double, b: Double, c: Double)]] = [
    [
      (100_013_989, 0, 0),
      (1_670_700, 3.098_463_5, 6283.075_85),
      (13_956, 3.055_25, 12_566.1517),
      (3084, 5.1985, 77_713.7715),
      (1628, 1.1739, 5753.3849),
      (1576, 2.8469, 7860.4194),
      (925, 5.453, 11_506.77),
      (542, 4.564, 3930.21),
      (472, 3.661, 5884.927),
      (346, 0.964, 5507.553),
      (329, 5.9, 5223.694),
      (307, 0.299, 5573.143),
    ],
    [
      (103_019, 1.107_49, 6283.075_85),
      (1721, 1.0644, 12_566.1517),
      (702, 3.142, 0),
    ],
  ]
}
