import Units

/// The modelled steps as a tariff counts them: by month of the local clock, and by window.
struct BilledMonths: Sendable {
  /// In order of time; a horizon of two years has two Januaries.
  let all: [Horizon.Month]
  let horizon: Horizon
  private let moments: [Calendar.Moment]
  private let kinds: [TariffWindow.DayKind]

  init(_ horizon: Horizon, _ rules: TariffRules) {
    self.horizon = horizon
    all = horizon.months
    // One year of clock times; a longer horizon repeats it.
    moments = (0..<min(horizon.count, horizon.stepsPerYear)).map(horizon.clock)
    kinds = moments.map(rules.dayKind)
  }

  /// Steps of a month within a window; none in months that are not the window's.
  func steps(of month: Int, within window: TariffWindow) -> [Int] {
    window.months.contains(all[month].month) ? steps(of: month, onDaysOf: window) : []
  }

  /// Steps of a month within the days and hours of a window, whatever its months.
  func steps(of month: Int, onDaysOf window: TariffWindow) -> [Int] {
    if window.hours.count == 24, window.days.count == TariffWindow.DayKind.allCases.count {
      return all[month].steps
    }
    return all[month].steps.filter { step in
      let place = step % horizon.stepsPerYear
      return window.hours.contains(moments[place].hour) && window.days.contains(kinds[place])
    }
  }

  /// Whether a step lies within a window.
  func isWithin(_ window: TariffWindow, _ step: Int) -> Bool {
    let place = step % horizon.stepsPerYear
    return window.contains(moments[place], kinds[place])
  }

  /// Whether two months belong to the same modelled year.
  func areOfOneYear(_ one: Int, _ other: Int) -> Bool { year(of: one) == year(of: other) }

  /// What limits of a whole month are multiplied by in the part of it that is modelled: to MWh, or to
  /// hours of the billed demand.
  func scale(of measure: Tariff.EnergyTiers.Measure, in month: Int) -> Double {
    switch measure {
    case .energy, .hoursUse: all[month].weight / horizon.weight
    case .loadFactor: Double(all[month].steps.count) * horizon.step.in(.hours)
    }
  }

  /// The position of a calendar month in the same modelled year as another; nil if not modelled.
  func position(of month: Int, inYearOf other: Int) -> Int? {
    let year = self.year(of: other)
    return all.indices.first { all[$0].month == month && self.year(of: $0) == year }
  }

  private func year(of month: Int) -> Int {
    (all[month].steps.first ?? 0) / horizon.stepsPerYear
  }
}
