import Resources
import Testing

@Suite struct SunPositionTests {
  /// Reda and Andreas, NREL/TP-560-34302, table A5.1: 17 October 2003, 12:30:30, seven hours behind
  /// universal time, at 39.742476° N, 105.1786° W, 1830.14 m, 820 mbar, 11 °C.
  @Test func publishedExampleOfNREL() {
    let day = 31 + 28 + 31 + 30 + 31 + 30 + 31 + 31 + 30 + 17 - 1
    let date = SunPosition.julianDate(
      year: 2003, minute: Double(day) * 1440 + 12 * 60 + 30.5, hoursFromUTC: -7)
    #expect((date - 2_452_930.312847).magnitude < 1e-6)
    let sun = SunPosition(
      julianDate: date, latitude: 39.742476, longitude: -105.1786, elevation: 1830.14,
      pressure: 820, temperature: 11)
    #expect((sun.zenith - 50.11162).magnitude < 0.001)
    #expect((sun.azimuth - 194.34024).magnitude < 0.001)
    // The example's distance is 0.9965423 astronomical units.
    #expect((sun.distanceFactor - 1 / (0.9965423 * 0.9965423)).magnitude < 2e-5)
  }

  /// Equinoxes and solstices, US Naval Observatory, to the minute (universal time): at the pole, without
  /// air, the sun's zenith is 90° less its declination, and 0.0024° of parallax below the horizon.
  @Test(
    arguments: [
      (2023, 3, 20, 21, 24), (2023, 9, 23, 6, 50), (2024, 3, 20, 3, 6), (2024, 9, 22, 12, 44),
      (2025, 3, 20, 9, 1), (2025, 9, 22, 18, 19),
    ])
  func equinoxes(year: Int, month: Int, day: Int, hour: Int, minute: Int) {
    let sun = Self.overPole(year, month, day, hour, minute)
    // The declination changes by 0.0003° a minute.
    #expect((sun.zenith - 90.0024).magnitude < 0.0006)
  }

  /// At a solstice the declination is the obliquity of the ecliptic, 23.436° in these years.
  @Test(
    arguments: [
      (2023, 6, 21, 14, 58), (2024, 6, 20, 20, 51), (2025, 6, 21, 2, 42), (2024, 12, 21, 9, 20),
      (2025, 12, 21, 15, 3), (2023, 12, 22, 3, 27),
    ])
  func solstices(year: Int, month: Int, day: Int, hour: Int, minute: Int) {
    let sun = Self.overPole(year, month, day, hour, minute)
    let declination = month == 6 ? 23.436 : -23.436
    #expect((sun.zenith - (90 - declination)).magnitude < 0.005)
  }

  private static func overPole(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int
  ) -> SunPosition {
    let isLeap = year % 4 == 0
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]
    let days = before + (isLeap && month > 2 ? 1 : 0) + day - 1
    return SunPosition(
      julianDate: SunPosition.julianDate(
        year: year, minute: Double(days * 1440 + hour * 60 + minute), hoursFromUTC: 0),
      latitude: 90, longitude: 0, pressure: 0)
  }

  /// The full algorithm as pvlib 0.16.1 has it (`spa_python`), round the earth and through the years:
  /// Julian date, degrees north and east, m, mbar, °C, zenith and azimuth.
  @Test(
    arguments: [
      [2_449_797.760_416_666_5, 48.15, -103.62, 580, 945, 0, 130.7255, 344.4518],
      [2_451_364.25, 31.95, -102.18, 872, 915, 32, 14.8505, 124.4072],
      [2_453_726.361_111_111, 39.54, -119.44, 1342, 865, 2, 63.7824, 191.2258],
      [2_455_463.128_472_222, -33.87, 151.21, 40, 1010, 18, 141.3918, 147.8901],
      [2_456_084.4375, 21.31, -157.86, 10, 1013, 27, 1.3526, 0.8086],
      [2_458_161.009_722_222, 0, 0, 0, 1013, 25, 13.9383, 179.7962],
      [2_459_153.988_541_667, 51.48, 0, 45, 1008, 10, 65.7841, 179.9765],
      [2_460_848.208_333_333_5, 64.84, -147.72, 136, 1000, 20, 61.7575, 94.6205],
      [2_462_601.590_277_778, 35.68, 139.69, 40, 1010, 15, 28.74, 162.9984],
      [2_466_462.326_388_889, -54.8, -68.3, 20, 1000, 6, 56.6474, 292.3088],
    ])
  func fullAlgorithm(_ row: [Double]) {
    let sun = SunPosition(
      julianDate: row[0], latitude: row[1], longitude: row[2], elevation: row[3], pressure: row[4],
      temperature: row[5])
    #expect((sun.zenith - row[6]).magnitude < 0.002)
    // Near the zenith a small step turns far: the azimuth counts by the sine of the zenith.
    #expect((sun.azimuth - row[7]).magnitude < (row[6] < 5 ? 0.05 : 0.003))
  }

  @Test func sunStandsInTheSouthAtNoonAndBelowTheHorizonAtMidnight() {
    // 21 June 2025: on the meridian of the zone, noon is within minutes of the sun's.
    let noon = SunPosition.julianDate(
      year: 2025, minute: Double(171) * 1440 + 720, hoursFromUTC: -7)
    let sun = SunPosition(julianDate: noon, latitude: 40, longitude: -105)
    #expect((sun.zenith - (40 - 23.44)).magnitude < 0.1)
    #expect((sun.azimuth - 180).magnitude < 2)
    let midnight = SunPosition(julianDate: noon - 0.5, latitude: 40, longitude: -105)
    #expect(midnight.zenith > 90)
    #expect(midnight.cosineOfZenith == 0)
  }
}
