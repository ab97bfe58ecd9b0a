import Resources
import Testing

@Suite struct SunPositionTests {
  /// Reda and Andreas, NREL/TP-560-34302, table A5.1: 17 October 2003, 12:30:30, seven hours behind
  /// universal time, at 39.742476° N, 105.1786° W. The short formulas are good to 0.01°; parallax
  /// (0.002°) and the example's lower air pressure (refraction 0.003°) come on top.
  @Test func publishedExampleOfNREL() {
    let day = 31 + 28 + 31 + 30 + 31 + 30 + 31 + 31 + 30 + 17 - 1
    let date = SunPosition.julianDate(
      year: 2003, minute: Double(day) * 1440 + 12 * 60 + 30.5, hoursFromUTC: -7)
    #expect((date - 2_452_930.312847).magnitude < 1e-6)
    let sun = SunPosition(julianDate: date, latitude: 39.742476, longitude: -105.1786)
    #expect((sun.zenith - 50.11162).magnitude < 0.02)
    #expect((sun.azimuth - 194.34024).magnitude < 0.02)
    // The example's distance is 0.9965423 astronomical units.
    #expect((sun.distanceFactor - 1 / (0.9965423 * 0.9965423)).magnitude < 2e-4)
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
