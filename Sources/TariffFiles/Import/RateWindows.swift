import SiteModel

extension RateRecord.Schedule {
  /// Few windows that together hold the hours of the periods asked for, each hour once.
  ///
  /// Months and days with the same hours share a row, so a season, its weekends and its hours are a row each.
  func windows(_ months: Set<Int>, where isMeant: (Int) -> Bool) -> [TariffWindow.Part] {
    var found: [(hours: Set<Int>, months: [Set<Int>])] = []
    for month in months.sorted() {
      for day in 0...1 {
        let hours = Set((0..<24).filter { isMeant(period(month, day, $0)) })
        if hours.isEmpty { continue }
        let index = found.firstIndex { $0.hours == hours } ?? found.count
        if index == found.count { found.append((hours, [[], []])) }
        found[index].months[day].insert(month)
      }
    }
    return found.flatMap { hours, months in
      Self.rows(weekdays: months[0], weekends: months[1]).map {
        TariffWindow.Part(months: $0.months, days: $0.days, hours: hours)
      }
    }
  }

  /// Months with the same hours on some kinds of days, as rows.
  private static func rows(
    weekdays: Set<Int>, weekends: Set<Int>
  ) -> [(months: Set<Int>, days: Set<TariffWindow.DayKind>)] {
    let both = weekdays.intersection(weekends)
    if weekdays != both, weekends != both {
      return [(weekdays, [.weekday]), (weekends, .weekend)]
    }
    return [
      (both, Set(TariffWindow.DayKind.allCases)), (weekdays.subtracting(both), [.weekday]),
      (weekends.subtracting(both), .weekend),
    ].filter { !$0.0.isEmpty }
  }

  /// Periods that occur in some months, in rising order.
  func periods(in months: Set<Int>) -> [Int] {
    Set(months.flatMap { month in (0...1).flatMap { days[$0][month - 1] } }).sorted()
  }
}
