import Units

/// The modelled steps as a tariff counts them: by month of the local clock, and by window.
package struct BilledMonths: Sendable {
  /// In order of time; a horizon of two years has two Januaries.
  package let all: [Horizon.Month]
  package let horizon: Horizon
  /// First months that are not billed.
  package let monthsBefore: Int
  /// Months of the calendar, 1 to 12, in which the connection is energised.
  package var billed: Range<Int> { min(13, 1 + monthsBefore)..<13 }
  private let moments: [Calendar.Moment]
  private let kinds: [TariffWindow.DayKind]

  /// - Parameter monthsBefore: first months of the horizon that are not billed: the connection was not
  ///   energised yet.
  package init(_ horizon: Horizon, _ rules: TariffRules, after monthsBefore: Int = 0) {
    self.horizon = horizon
    self.monthsBefore = monthsBefore
    var all = horizon.months
    for index in all.indices.prefix(monthsBefore) { all[index].weight = 0 }
    self.all = all
    // One year of clock times; a longer horizon repeats it.
    moments = (0..<min(horizon.count, horizon.stepsPerYear)).map(horizon.clock)
    kinds = moments.map(rules.dayKind)
  }

  /// A step with the part of it that lies within a window.
  package struct Portion: Sendable {
    package let step: Int
    package let share: Double
  }

  /// A moment within a window, by which other windows are found that hold with it.
  package struct Instant: Sendable {
    package let step: Int
    package let moment: Calendar.Moment
    package let kind: TariffWindow.DayKind
  }

  /// Steps of a month that lie within a window, wholly or in part.
  package func portions(of month: Int, within window: TariffWindow) -> [Portion] {
    guard window.months.contains(all[month].month) else { return [] }
    return all[month].steps.compactMap { step in
      let share = share(of: window, in: step)
      return share > 0 ? Portion(step: step, share: share) : nil
    }
  }

  /// Steps of a month in which a window's demand meter counts, if only in part of a step.
  package func steps(of month: Int, meteredBy window: TariffWindow) -> [Int] {
    if window.metersAll(ofMonth: all[month].month) { return all[month].steps }
    return all[month].steps.filter { step in
      instants(of: step).contains { window.meters($0.moment, $0.kind) }
    }
  }

  /// The same by days of the local clock, in order of time.
  package func days(of month: Int, meteredBy window: TariffWindow) -> [[Int]] {
    var days: [[Int]] = []
    var last: Int?
    for step in steps(of: month, meteredBy: window) {
      let day = moments[step % horizon.stepsPerYear].day
      if day == last {
        days[days.count - 1].append(step)
      } else {
        days.append([step])
        last = day
      }
    }
    return days
  }

  /// The part of a step that lies within a window.
  func share(of window: TariffWindow, in step: Int) -> Double {
    if window.isAlways { return 1 }
    let instants = instants(of: step)
    let within = instants.count { window.contains($0.moment, $0.kind) }
    return Double(within) / Double(instants.count)
  }

  /// The first moment of a month within a window.
  package func first(of month: Int, within window: TariffWindow) -> Instant? {
    portions(of: month, within: window).first.flatMap { portion in
      instants(of: portion.step).first { window.contains($0.moment, $0.kind) }
    }
  }

  /// The part of a month's days that the window's seasons hold.
  package func part(of month: Int, in window: TariffWindow) -> Double {
    let number = all[month].month
    let days = horizon.calendar.days(inMonth: number)
    let held = (1...days).count { window.holds(month: number, day: $0) }
    return Double(held) / Double(days)
  }

  /// The quarters of an hour of a step, or the step itself where it is shorter.
  private func instants(of step: Int) -> [Instant] {
    let place = step % horizon.stepsPerYear
    return (0..<max(1, horizon.stepMinutes / 15)).map { quarter in
      var moment = moments[place]
      moment.minute += 15 * quarter
      return Instant(step: step, moment: moment, kind: kinds[place])
    }
  }

  /// Whether two months belong to the same modelled year.
  package func areOfOneYear(_ one: Int, _ other: Int) -> Bool { year(of: one) == year(of: other) }

  /// What limits of a whole month are multiplied by in the part of it that is modelled and within the
  /// window's seasons: to MWh, or to hours of the billed demand.
  package func scale(
    of measure: Tariff.EnergyTiers.Measure, in month: Int, of window: TariffWindow
  ) -> Double {
    let season = part(of: month, in: window)
    let modelled = all[month].weight / horizon.weight
    switch measure {
    case .energy, .hoursUse: return season * modelled
    case .energyPerDay, .hoursUsePerDay:
      return season * modelled * Double(horizon.calendar.days(inMonth: all[month].month))
    case .loadFactor: return season * Double(all[month].steps.count) * horizon.step.in(.hours)
    }
  }

  /// The position of a calendar month in the same modelled year as another; nil if not modelled.
  package func position(of month: Int, inYearOf other: Int) -> Int? {
    let year = self.year(of: other)
    return all.indices.first { all[$0].month == month && self.year(of: $0) == year }
  }

  private func year(of month: Int) -> Int {
    (all[month].steps.first ?? 0) / horizon.stepsPerYear
  }
}
