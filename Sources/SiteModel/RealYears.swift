/// Years as they follow each other, with their own weekdays and leap days: what a meter saw may cross
/// the new year, while the year of a plan recurs.
public struct RealYears: Sendable, Equatable {
  /// The year in which counting begins; its clock holds in the years behind it.
  public let first: Calendar

  /// Years from one on.
  public init(from first: Calendar) { self.first = first }

  /// The year that holds a minute of local standard time since the first year began, and the minute
  /// in it.
  public func place(ofMinute minute: Int) -> (calendar: Calendar, minute: Int) {
    var (calendar, rest) = (first, minute)
    while rest >= calendar.minutes {
      rest -= calendar.minutes
      calendar = calendar.of(year: calendar.year + 1)
    }
    return (calendar, rest)
  }

  /// Minutes from the beginning of the first year to that of another; negative before it.
  public func minute(ofYear year: Int) -> Int {
    let between = (min(year, first.year)..<max(year, first.year))
      .reduce(0) { $0 + first.of(year: $1).minutes }
    return year < first.year ? -between : between
  }

  /// The clock time, a number of standard minutes after the first year began.
  public func clockTime(minute: Int) -> Calendar.Moment {
    let place = place(ofMinute: minute)
    return place.calendar.clockTime(minute: place.minute)
  }
}

extension Calendar {
  /// Minutes of the year.
  var minutes: Int { dayCount * 1440 }

  /// The same clock in another year.
  public func of(year: Int) -> Calendar {
    Calendar(year: year, daylightSaving: daylightSaving, utcOffsetMinutes: utcOffsetMinutes)
  }

  /// Minutes of this year before a moment of any year with the same month, day and time of day;
  /// 29 February stands for the day before where there is none.
  public func minute(like moment: Moment) -> Int {
    let day = min(moment.day, days(inMonth: moment.month))
    let before = (1..<moment.month).reduce(0) { $0 + days(inMonth: $1) }
    return (before + day - 1) * 1440 + moment.minute
  }
}
