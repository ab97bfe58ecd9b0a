/// Hourly prices with published quantiles: synthetic, not any market's record.
///
/// Hours are ordered by a score (mean price of the hour of day and of the month, plus noise that
/// lasts for days and for hours) and take the published quantiles in that order. The last part of
/// the quantiles is bent, so that spikes are few and high.
struct PriceCurve: Sendable {
  let shares: [Double]
  let quantiles: [Double]
  let tailPower: Double

  init(_ settings: GeneratorSettings) throws(ResourceProblem) {
    shares = try settings.list("price_shares")
    quantiles = try settings.list("price_quantiles_usd_per_mwh")
    tailPower = try settings.number("price_tail_power")
    guard shares.count == quantiles.count, shares.first == 0, shares.last == 1,
      zip(shares, shares.dropFirst()).allSatisfy(<), quantiles == quantiles.sorted()
    else {
      throw ResourceProblem(
        "series.yaml: price_shares must rise from 0 to 1, with as many rising quantiles")
    }
  }

  /// The price below which a share of the year lies.
  func quantile(_ share: Double) -> Double {
    let upper = max(1, shares.firstIndex { $0 >= share } ?? shares.count - 1)
    let place = (share - shares[upper - 1]) / (shares[upper] - shares[upper - 1])
    let bent = upper == shares.count - 1 ? Curve.power(place, tailPower) : place
    return quantiles[upper - 1] + bent * (quantiles[upper] - quantiles[upper - 1])
  }

  /// Prices of the year's hours.
  func hourly(byHour: [Double], byMonth: [Double], calendar: YearOfHours, seed: Int) -> [Double] {
    let days = Noise(seed: seed, stream: 11)
      .autoregression(count: calendar.dayCount, correlation: 0.75)
    let hours = Noise(seed: seed, stream: 12)
      .autoregression(count: calendar.hourCount, correlation: 0.7)
    let monthOfDay = calendar.monthOfDay
    let meanOfHours = byHour.reduce(0, +) / 24
    let scores = (0..<calendar.hourCount).map { hour in
      let level = byMonth[monthOfDay[hour / 24]] * byHour[hour % 24] / meanOfHours
      return Curve.logarithm(max(1, level)) + 0.35 * days[hour / 24] + 0.35 * hours[hour]
    }
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    var prices = [Double](repeating: 0, count: scores.count)
    for (rank, hour) in order.enumerated() {
      prices[hour] = quantile((Double(rank) + 0.5) / Double(order.count))
    }
    return prices
  }
}
