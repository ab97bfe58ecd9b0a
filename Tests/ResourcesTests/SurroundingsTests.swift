import Resources
import Testing

@Suite struct SurroundingsTests {
  /// Published ranges for dry-cooled liquid: 1.10 in cool air, 1.22 to 1.28 at 35 to 40 °C.
  @Test func dryCoolingFollowsTheAir() {
    let cooling = Cooling.dryLiquid
    #expect(cooling.powerUsageEffectiveness(at: -20) == 1.1)
    #expect((cooling.powerUsageEffectiveness(at: 38) - 1.25).magnitude < 1e-12)
    for temperature in 35...40 {
      let pue = cooling.powerUsageEffectiveness(at: Double(temperature))
      #expect((1.22...1.28).contains(pue))
    }
    #expect(cooling.litresPerKilowattHour(at: 45) == 0)
  }

  /// The greatest PUE of a site is that of its hottest hour.
  @Test(arguments: ExampleSite.names)
  func peaksFollowTheHottestHour(_ name: String) throws {
    let weather = try ExampleSite(name).weather
    let pue = weather.powerUsageEffectiveness(of: .dryLiquid)
    let hottest = try #require(weather.weather.temperature.max())
    let expected = 1.10 + 0.15 / 23 * (hottest - 15)
    #expect(((pue.max() ?? 0) - expected).magnitude <= 0.00005 + 1e-12)
    #expect(pue.min() == 1.1)
  }

  /// Water carries the heat above 24 °C: half of it at 31 °C, 0.5·3600/2450 = 0.7347 litres a kWh.
  @Test func wettedCoolersTradePowerForWater() {
    let wet = Cooling.adiabatic
    let dry = Cooling.dryLiquid
    #expect(wet.powerUsageEffectiveness(at: 20) == dry.powerUsageEffectiveness(at: 20))
    #expect(wet.powerUsageEffectiveness(at: 38) < dry.powerUsageEffectiveness(at: 38) - 0.05)
    #expect((wet.litresPerKilowattHour(at: 31) - 0.734_69).magnitude < 1e-5)
    #expect((wet.litresPerKilowattHour(at: 50) - 1.469_39).magnitude < 1e-5)
    #expect(wet.litresPerKilowattHour(at: 24) == 0)
    #expect((1.08...1.15).contains(Cooling.air.powerUsageEffectiveness(at: 25)))
  }

  /// 1 % for each °C above 35 °C, 3 % for each 300 m above 500 m: at 40 °C and 1,400 m 0.95·0.91.
  @Test func enginesLosePowerToHeatHeightAndGas() {
    var engines = EngineSurroundings()
    engines.fullPowerTemperature = 35
    engines.lossPerDegree = 0.01
    engines.fullPowerAltitude = 500
    engines.lossPer300Metres = 0.03
    #expect((engines.output(at: 40, elevation: 1400) - 0.95 * 0.91).magnitude < 1e-12)
    #expect(engines.output(at: 35, elevation: 500) == 1)
    engines.fuelLoss = 0.2
    #expect((engines.output(at: 0, elevation: 0) - 0.8).magnitude < 1e-12)
    engines.fuelPerDegree = 0.002
    #expect((engines.heatRateFactor(at: 45) - 1.02).magnitude < 1e-12)
    #expect(engines.heatRateFactor(at: 20) == 1)
  }
}
