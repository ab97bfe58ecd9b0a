extension SiteWeather {
  /// Share of the rating that turbines give at each step.
  ///
  /// - Parameter means: mean speed of each month, of which hours are made; nil: the weather's own.
  /// - Returns: nil where there are neither.
  public func output(of turbine: WindTurbine, means: [Double]?) -> [Double]? {
    guard let wind = means.map(madeWind) ?? weather.wind else { return nil }
    // Nine places: the last bits of powers differ between machines.
    return overSteps(wind.map(turbine.output), places: 9)
  }

  /// Correlation of one hour's rank with the next.
  private static let hourCorrelation = 0.94

  /// Speeds of every sample from monthly means: each month takes the quantiles of a Rayleigh
  /// distribution one by one (Weibull of shape 2: Justus and others, Journal of Applied Meteorology 17,
  /// 1978), scaled to its mean; an autoregression decides on when each blows.
  private func madeWind(_ means: [Double]) -> [Double] {
    let noise = Noise(seed: weather.seed ?? 1, stream: 4)
    let ranks = noise.autoregression(count: months.count, correlation: correlation)
    var speeds = [Double](repeating: 0, count: months.count)
    for month in 0..<12 {
      let samples = months.indices.filter { months[$0] == month }
      let order = samples.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
      var sum = 0.0
      for (place, sample) in order.enumerated() {
        let share = (Double(place) + 0.5) / Double(order.count)
        speeds[sample] = (-Curve.logarithm(1 - share)).squareRoot()
        sum += speeds[sample]
      }
      for sample in samples { speeds[sample] *= means[month] * Double(samples.count) / sum }
    }
    return speeds
  }

  private var correlation: Double {
    Curve.power(Self.hourCorrelation, Double(weather.sampleMinutes) / 60)
  }
}
