import Resources
import Testing

/// Speeds over height and power over speed, against hand calculation and published curves.
@Suite struct WindTurbineTests {
  private func near(_ value: Double, _ expected: Double, _ tolerance: Double = 5e-10) -> Bool {
    (value - expected).magnitude <= tolerance
  }

  /// 11.5^0.143 = 1.418011625; (v³ − 27) ÷ 1304 · 0.88 up to 11 m/s, nothing from 25 m/s on.
  @Test func theCubicCurveByHand() {
    let turbine = WindTurbine()
    #expect(near(turbine.shearFactor, 1.418_011_625))
    let expected = [0.222_300_953, 0.641_770_994, 0.88, 0, 0]
    for (speed, share) in zip([5.0, 7, 9, 2, 18], expected) {
      #expect(near(turbine.output(at: speed), share), "\(speed) m/s")
    }
  }

  /// Points of NREL's 5 MW reference (NREL/TP-500-38060) and of LBNL's 3.3 MW, kW by m/s.
  @Test func publishedCurvesAreMetAtTheirPoints() {
    let reference = [
      (4.0, 177.7), (8, 1771.1), (10, 3448.41), (11, 4562.51), (12, 5000), (24, 5000),
    ]
    for (speed, power) in reference {
      #expect(near(PowerCurve.reference5MW.share(at: speed), power / 5000), "\(speed) m/s")
    }
    #expect(PowerCurve.reference5MW.share(at: 2.9) == 0)
    for (speed, power) in [(4.0, 300.19), (6, 1013.14), (8, 2401.51), (9, 3300), (20, 3300)] {
      #expect(near(PowerCurve.low3MW.share(at: speed), power / 3300), "\(speed) m/s")
    }
  }

  /// A second published form: the cubic lies within 0.06 of the rating of the 5 MW reference, whose rated
  /// speed is 11.4 m/s; and the power coefficient of that reference at 8 m/s, 0.4529 (its own column),
  /// follows from its power, ½·1.225·π·63²·8³.
  @Test func theCubicIsNearTheReference() {
    let cubic = PowerCurve.cubic(cutIn: 3, rated: 11.4)
    for speed in stride(from: 3.0, through: 25, by: 0.25) {
      let difference = cubic.share(at: speed) - PowerCurve.reference5MW.share(at: speed)
      #expect(difference.magnitude < 0.06, "\(speed) m/s: \(difference)")
    }
    let wind = 0.5 * 1.225 * Double.pi * 63 * 63 * 512 / 1000
    #expect((PowerCurve.reference5MW.share(at: 8) * 5000 / wind - 0.4529).magnitude < 2e-3)
  }

  /// Table C-1 of Manwell, McGowan and Rogers' text has one seventh: 10 to 80 m, 1.346 times the speed.
  @Test func oneSeventhOverHeight() {
    var turbine = WindTurbine()
    turbine.shear = 1.0 / 7
    turbine.hubHeight = 80
    #expect(near(turbine.shearFactor, 1.345_900_193, 5e-9))
  }

  /// At 1.0 kg/m³, near that of 2,000 m, 7 m/s at the hub count as 7·(1 ÷ 1.225)^(1/3) = 6.542133 m/s.
  @Test func thinAirGivesLess() {
    var turbine = WindTurbine()
    turbine.hubHeight = 10
    turbine.losses = 0
    turbine.density = 1
    let counted = 6.542_132_62
    #expect(near(turbine.output(at: 7), (counted * counted * counted - 27) / 1304, 1e-8))
  }

  /// Rayleigh hours of a mean have that mean, and 1 − exp(−π ÷ 4·x²) of them lie below x means.
  @Test func hoursFromMonthlyMeans() throws {
    var year = WeatherYear(
      place: WeatherPlace(latitude: 32, longitude: -99, elevation: 500, hoursFromUTC: -6),
      origin: "made", sampleMinutes: 60, firstMinute: 30,
      temperature: [Double](repeating: 15, count: 8760))
    year.seed = 7
    let weather = SiteWeather(year, year: 2025, stepMinutes: 60)
    // A turbine whose power is its speed over 100 m/s.
    var turbine = WindTurbine()
    turbine.hubHeight = 10
    turbine.losses = 0
    #expect(weather.output(of: turbine, means: nil) == nil)
    turbine.curve = .cubic(cutIn: 0, rated: 25)
    turbine.cutOut = 1000
    let means = [5.0, 5.5, 6, 6, 5.5, 5, 4.5, 4, 4.5, 5, 5, 5]
    let output = try #require(weather.output(of: turbine, means: means))
    func speeds(_ hours: Range<Int>) -> [Double] {
      // (v ÷ 25)³
      output[hours].map { share in
        var (low, high) = (0.0, 25.0)
        for _ in 0..<60 {
          let middle = (low + high) / 2
          if middle * middle * middle < share * 15_625 { low = middle } else { high = middle }
        }
        return (low + high) / 2
      }
    }
    let january = speeds(0..<744)
    // Hours of the step straddle samples at half past: none do, so that each step is one sample.
    #expect(near(january.reduce(0, +) / 744, 5, 1e-3))
    let calm = Double(january.count { $0 < 5 }) / 744
    #expect(near(calm, 0.544_062, 0.003))
    // The same hours again for the same seed, other ones for another.
    year.seed = 8
    let other = SiteWeather(year, year: 2025, stepMinutes: 60)
    #expect(weather.output(of: turbine, means: means) == output)
    #expect(other.output(of: turbine, means: means) != output)
  }
}
