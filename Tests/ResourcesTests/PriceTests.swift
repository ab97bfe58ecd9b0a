import Resources
import Testing

@Suite struct PriceTests {
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
