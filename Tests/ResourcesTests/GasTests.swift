import Resources
import Testing

@Suite struct GasTests {
  /// q(12) of qi = 400 Mcf/d, Di = 0.16 a month, b = 1 is 400 / 2.92 = 137 Mcf/d.
  @Test func arpsClosedForms() {
    let harmonic = GasDecline(initialDecline: 0.16, exponent: 1)
    #expect((400 * harmonic.share(at: 12) - 400 / 2.92).magnitude < 1e-9)
    // b = 0.5: (1 + 0.5·0.16·12)^−2 = 1.96^−2
    let hyperbolic = GasDecline(initialDecline: 0.16, exponent: 0.5)
    #expect((hyperbolic.share(at: 12) - 1 / (1.96 * 1.96)).magnitude < 1e-12)
    let exponential = GasDecline(initialDecline: 0.1, exponent: 0)
    #expect((exponential.share(at: 10) - 0.367_879_441).magnitude < 1e-8)
    // The exponential is the limit of a small b.
    let nearly = GasDecline(initialDecline: 0.1, exponent: 1e-7)
    #expect((nearly.share(at: 10) - exponential.share(at: 10)).magnitude < 1e-6)
  }

  /// Di = 0.16, b = 1, least 0.02: the decline reaches 0.02 at t = (8 − 1)/0.16 = 43.75, at 1/8 of the
  /// rate; ten months on e^−0.2 of that is left.
  @Test func hyperbolasEndInExponentials() {
    let decline = GasDecline(initialDecline: 0.16, exponent: 1, leastDecline: 0.02)
    #expect((decline.share(at: 43.75) - 0.125).magnitude < 1e-12)
    #expect((decline.share(at: 53.75) - 0.125 * 0.818_730_753).magnitude < 1e-9)
  }

  private static func well(_ rate: Double, firstFlow: Int, growth: Double = 0) -> GasWell {
    GasWell(
      initialRate: rate, decline: GasDecline(initialDecline: 0, exponent: 0),
      gasOilRatioGrowth: growth, firstFlow: firstFlow)
  }

  @Test func wellsComeAndTheLineTakesThem() {
    var field = GasField(wells: [
      Self.well(100, firstFlow: -500), Self.well(50, firstFlow: 31),
    ])
    field.lineConnects = 90
    let days = field.curves(days: 365)
    #expect(days[30] == 100 && days[31] == 150 && days[89] == 150 && days[90] == 0)
    #expect(field.daily(.expected, days: 365) == days)
    let hours = field.perHour(.expected, days: 365, stepMinutes: 30)
    #expect(
      hours.count == 17_520 && (hours[0] - 100.0 / 24).magnitude < 1e-8 && hours[31 * 48] == 6.25)
  }

  /// 10 % more gas for each barrel every year, on oil that does not decline.
  @Test func gasOilRatiosGrow() {
    let well = Self.well(100, firstFlow: 0, growth: 0.1)
    #expect((well.rate(atDay: 365) - 110).magnitude < 1e-9)
    #expect(well.rate(atDay: -1) == 0)
  }

  /// One well whose gift is log-normal with a deviation of 0.25: P10 and P90 are e^(±1.2816·0.25) of P50,
  /// that is 1.378 and 0.726; 400 draws leave each quantile within 0.1 of that but for one seed in 10^6.
  @Test func outlooksAreQuantiles() {
    var field = GasField(wells: [Self.well(100, firstFlow: -1)])
    field.wellUncertainty = 0.25
    let p90 = field.daily(.p90, days: 10)
    let p50 = field.daily(.p50, days: 10)
    let p10 = field.daily(.p10, days: 10)
    #expect((p50[5] / 100 - 1).magnitude < 0.1)
    #expect((p10[5] / p50[5] - 1.378).magnitude < 0.14)
    #expect((p90[5] / p50[5] - 0.726).magnitude < 0.1)
    field.dayVariation = 0.2
    #expect(field.daily(.p90, days: 10)[5] < p90[5] * 1.05)
    #expect(field.daily(.expected, days: 365) != field.curves(days: 365))
    // The gas never stops: interruptions are statistics.
    #expect((field.daily(.expected, days: 365).min() ?? 0) >= 30)
  }

  /// Rounding to so many Mcf would be another field at a tenth of the size: 13.7 Mcf a day are 0.5708 an hour.
  @Test("a field of a tenth has a tenth of the gas, to nine digits")
  func sizes() {
    let decline = GasDecline(initialDecline: 0.16, exponent: 1)
    let hours = [1.0, 0.1, 1e-4].map { size in
      GasField(wells: [
        GasWell(
          initialRate: 400 * size, decline: decline, gasOilRatioGrowth: 0.05, firstFlow: -40)
      ]).perHour(.expected, days: 365, stepMinutes: 60)
    }
    for step in 0..<8760 {
      #expect((hours[1][step] / (0.1 * hours[0][step]) - 1).magnitude < 2e-9)
      #expect((hours[2][step] / (1e-4 * hours[0][step]) - 1).magnitude < 2e-9)
    }
  }
}
