import Resources
import Testing

@Suite struct GasAndPriceTests {
  /// q(12) of qi = 400 Mcf/d, Di = 0.16 a month, b = 1 is 400 / 2.92 = 137 Mcf/d.
  @Test func arpsClosedForms() {
    let hyperbolic = GasDecline(initialDecline: 0.16, exponent: 1)
    #expect((400 * hyperbolic.share(at: 12) - 400 / 2.92).magnitude < 1e-9)
    let exponential = GasDecline(initialDecline: 0.1, exponent: 0)
    #expect((exponential.share(at: 10) - 0.367_879_441).magnitude < 1e-8)
    // The exponential is the limit of a small b.
    let nearly = GasDecline(initialDecline: 0.1, exponent: 1e-7)
    #expect((nearly.share(at: 10) - exponential.share(at: 10)).magnitude < 1e-6)
  }

  @Test func flareGasDeclinesAboutItsMean() throws {
    let gas = try ExampleSite("permian-flare-pad").column("available_mcf_per_h")
    #expect((gas.mean * 24 - 1010).magnitude < 0.1)
    let first = Array(gas.prefix(2160)).mean
    let last = Array(gas.suffix(2160)).mean
    #expect(last < 0.85 * first)
    // Trips are left out: the gas never stops.
    #expect((gas.min() ?? 0) > 0.4 * gas.mean)
  }

  /// Day-ahead price of ERCOT load zone West in 2025: quantiles within rounding, mean within 5 %.
  @Test func pricesHaveThePublishedQuantiles() throws {
    let prices = try ExampleSite("abilene-texas").column("index_price_usd_per_mwh")
    let sorted = prices.sorted()
    for (share, price) in [(0.05, 5.0), (0.5, 38.15), (0.95, 91.4), (0.99, 142)] {
      let found = sorted[Int(share * Double(sorted.count))]
      #expect((found - price).magnitude < max(0.1, 0.01 * price))
    }
    #expect((prices.mean - 42.72).magnitude < 0.05 * 42.72)
    #expect(sorted.last.map { (900...1040).contains($0) } == true)
    let negative = Double(prices.filter { $0 < 0 }.count) / Double(prices.count)
    #expect((negative - 0.025).magnitude < 0.001)
    // Evenings are dearer than middays, as published by hour.
    func hour(_ hour: Int) -> Double {
      stride(from: hour, to: prices.count, by: 24).map { prices[$0] }.mean
    }
    #expect(hour(18) > 2 * hour(11))
  }
}
