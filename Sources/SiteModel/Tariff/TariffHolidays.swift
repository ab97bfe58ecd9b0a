extension TariffRules.Holidays {
  /// Whether the day of a moment is a holiday.
  func contains(_ moment: Calendar.Moment) -> Bool {
    switch self {
    case .none: false
    case .unitedStatesFederal: Self.isObserved(moment)
    case .dates(let days): days.contains(Calendar.Day(month: moment.month, day: moment.day))
    }
  }

  /// New Year's Day, Juneteenth, Independence Day, Veterans Day, Christmas Day.
  private static let dates = [(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)]

  private static func isObserved(_ moment: Calendar.Moment) -> Bool {
    let (month, day) = (moment.month, moment.day)
    switch moment.weekday {
    case 0, 6: return false
    case 1:
      // Of a Sunday's holiday the Monday after; none of the dates ends a month.
      if dates.contains(where: { $0 == (month, day - 1) }) { return true }
    case 5:
      // Of a Saturday's holiday the Friday before, which for New Year's Day is in the old year.
      if (month, day) == (12, 31) || dates.contains(where: { $0 == (month, day + 1) }) {
        return true
      }
    default: break
    }
    return dates.contains { $0 == (month, day) } || isFloating(moment)
  }

  /// Birthday of Martin Luther King, Washington's Birthday, Memorial Day, Labor Day, Columbus Day,
  /// Thanksgiving Day.
  private static func isFloating(_ moment: Calendar.Moment) -> Bool {
    let week = (moment.day - 1) / 7 + 1
    switch (moment.month, moment.weekday) {
    case (1, 1), (2, 1): return week == 3
    case (5, 1): return moment.day > 24
    case (9, 1): return week == 1
    case (10, 1): return week == 2
    case (11, 4): return week == 4
    default: return false
    }
  }
}
