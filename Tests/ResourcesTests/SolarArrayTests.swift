import Resources
import Testing

@Suite struct SolarArrayTests {
  /// Noon of 21 June 2025 on the zone's meridian at 40° N: the sun 16.56° from the vertical, in the south.
  private static let noon = SunPosition(
    julianDate: SunPosition.julianDate(
      year: 2025, minute: Double(171) * 1440 + 721, hoursFromUTC: -7), latitude: 40, longitude: -105
  )

  @Test func modulesAndInverterFollowPVWatts() {
    var array = SolarArray(mounting: .fixed(tilt: 0, azimuth: 180))
    array.losses = 0.1408
    // Pdc = 0.5·0.8592 = 0.4296; ζ = 0.4296·1.3·0.96 = 0.53614;
    // η = 0.96/0.9637·(−0.0162·ζ − 0.0059/ζ + 0.9858) = 0.96240
    let half = array.alternating(transmitted: 500, cell: 25)
    #expect((half - 0.4296 * 0.962_401).magnitude < 1e-5)
    // 10 °C warmer: 3.7 % less DC.
    #expect(array.alternating(transmitted: 500, cell: 35) < 0.964 * half)
    // Clipped at the inverter.
    #expect(array.alternating(transmitted: 1400, cell: 0) == 1 / 1.3)
    #expect(array.alternating(transmitted: 0, cell: 0) == 0)
  }

  /// PVWatts' losses 3, 2, 2, 0.5, 1.5, 1, 3 % multiply to 12.32 %, and with 2 % of soiling to 14.08 %.
  @Test func lossesMultiplyAsInPVWatts() {
    let array = SolarArray(mounting: .fixed(tilt: 0, azimuth: 180))
    let kept = [0.03, 0.02, 0.02, 0.005, 0.015, 0.01, 0.03].reduce(1.0) { $0 * (1 - $1) }
    #expect((1 - kept - array.losses).magnitude < 5e-5)
    #expect((1 - kept * (1 - array.soiling[0]) - 0.1408).magnitude < 5e-5)
  }

  /// Faiman: 800 W/m² at 20 °C and 1 m/s warm the cells by 800/31.84 = 25.13 °C.
  @Test func cellsAreWarmerThanAir() {
    let cell = SolarArray.cellTemperature(light: 800, air: 20, wind: 1)
    #expect((cell - 45.126).magnitude < 0.001)
  }

  /// Level modules see the beam by the cosine of the zenith and all of the sky, and nothing of the ground.
  @Test func levelModulesSeeGlobalIrradiance() {
    let light = Irradiance(global: 900, direct: 800, diffuse: 900 - 800 * Self.noon.cosineOfZenith)
    let plane = PlaneOfArray(light, sun: Self.noon, tilt: 0, azimuth: 180, albedo: 0.2)
    #expect((plane.total - 900).magnitude < 1e-9)
  }

  /// A wall that faces away from the sun has no beam; half of the ground's reflection reaches it.
  @Test func aWallSeesHalfTheGround() {
    let light = Irradiance(global: 900, direct: 800, diffuse: 0)
    let wall = PlaneOfArray(light, sun: Self.noon, tilt: 90, azimuth: 0, albedo: 0.2)
    #expect(wall.beam == 0)
    #expect((wall.total - 900 * 0.2 / 2).magnitude < 1e-9)
  }

  /// Glass lets straight light pass whole; at 60° De Soto's formula leaves 0.947 to 0.960, at 85° under half.
  @Test func glassReflectsSlantingLight() {
    func share(tilt: Double) -> Double {
      let light = Irradiance(global: 0, direct: 1000, diffuse: 0)
      let plane = PlaneOfArray(light, sun: Self.noon, tilt: tilt, azimuth: 180, albedo: 0)
      return plane.transmitted / plane.beam
    }
    let zenith = Self.noon.zenith
    #expect((share(tilt: zenith) - 1).magnitude < 1e-3)
    #expect((0.94...0.965).contains(share(tilt: zenith + 60)))
    #expect((0.2...0.5).contains(share(tilt: zenith + 85)))
  }

  /// Before trackers shade each other they face the sun; low suns find them turned back; never beyond 60°.
  @Test func trackersTurnBackAtLowSun() {
    func beam(minute: Double, groundCover: Double) -> (Double, SunPosition) {
      let sun = SunPosition(
        julianDate: SunPosition.julianDate(
          year: 2025, minute: 79 * 1440 + minute, hoursFromUTC: 0), latitude: 0, longitude: 0)
      var array = SolarArray(mounting: .oneAxisTracking(groundCover: groundCover, limit: 60))
      array.losses = 0
      array.soiling = [Double](repeating: 0, count: 12)
      array.directToAlternating = 0.5
      let light = Irradiance(global: 1, direct: 500, diffuse: 0)
      return (array.output(light, sun: sun, air: 25, wind: 100, month: 2), sun)
    }
    // At the equator's equinox the sun moves in the trackers' plane: at 10:00 they face it.
    let (facing, sun) = beam(minute: 10 * 60, groundCover: 0.35)
    #expect((28...34).contains(sun.zenith))
    // 500 W/m² on cells at 25.6 °C through an inverter at a quarter of its load: about 0.475.
    #expect((facing - 0.475).magnitude < 0.01)
    // At 7:00 the sun is 15° high; turned back, less of it is caught, the less the closer the rows.
    #expect(beam(minute: 7 * 60, groundCover: 0.6).0 < beam(minute: 7 * 60, groundCover: 0.3).0)
    #expect(beam(minute: 7 * 60, groundCover: 0.3).0 < facing)
  }

  @Test func snowAndSoilingTakeTheirMonths() {
    var array = SolarArray(mounting: .fixed(tilt: 20, azimuth: 180))
    let light = Irradiance(global: 600, direct: 500, diffuse: 120)
    func output(month: Int) -> Double {
      array.output(light, sun: Self.noon, air: 10, wind: 3, month: month)
    }
    let clean = output(month: 0)
    array.snow[0] = 1
    #expect(output(month: 0) == 0)
    #expect(output(month: 6) == clean)
    array.soiling[6] = 0.1
    #expect((0.90...0.94).contains(output(month: 6) / clean))
  }
}
