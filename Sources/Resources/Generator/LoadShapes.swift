/// Use of GPU modules hour by hour.
enum LoadShapes {
  /// Inference follows its users: least at 5:00, most at 17:00 standard time, less at weekends.
  static func inference(
    peak: Double, trough: Double, calendar: YearOfHours, noise: Noise
  ) -> [Double] {
    let daily = noise.autoregression(count: calendar.dayCount, correlation: 0.5)
    return (0..<calendar.hourCount).map { hour in
      let wave = (1 - Degrees.cosine(15 * (Double(hour % 24) + 0.5 - 5))) / 2
      let weekend = calendar.isWeekend(day: hour / 24) ? 0.94 : 1
      let shape = trough + (1 - trough) * wave
      return min(1, max(0.05, peak * weekend * shape * (1 + 0.03 * daily[hour / 24])))
    }
  }

  /// Training is flat with small noise and never above what the modules can use.
  static func training(mean: Double, calendar: YearOfHours, noise: Noise) -> [Double] {
    noise.autoregression(count: calendar.hourCount, correlation: 0.8).map {
      min(1, max(0.3, mean + 0.03 * $0))
    }
  }

  /// Batch work arrives mostly in working hours and waits for power.
  static func batch(mean: Double, calendar: YearOfHours, noise: Noise) -> [Double] {
    let daily = noise.autoregression(count: calendar.dayCount, correlation: 0.3)
    return (0..<calendar.hourCount).map { hour in
      let working = (8..<18).contains(hour % 24) ? 1.2 : 12.0 / 14
      let weekend = calendar.isWeekend(day: hour / 24) ? 0.85 : 1.06
      return min(1, max(0, mean * working * weekend * (1 + 0.08 * daily[hour / 24])))
    }
  }
}
