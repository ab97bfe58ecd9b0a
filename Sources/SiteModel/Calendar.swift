/// The one calendar rule of Sitemix, shared by the formulation and the accounts.
///
/// A step begins at a local *standard* time of the site's own year, leap day included. A tariff's
/// months, weekdays and hours are read on the local *clock*: standard time, plus one hour while
/// daylight saving holds (United States rule since 2007: from 2:00 on the second Sunday of March
/// to 2:00 daylight time on the first Sunday of November). So 23:00 standard on 31 July is billed
/// in August. Weekdays are those of the site's year. Which days are holidays is for a tariff to say
/// (`TariffRules.Holidays`), by the same clock.
public struct Calendar: Sendable, Equatable {
  /// Which daylight-saving rule holds.
  public enum DaylightSaving: String, CaseIterable, Sendable {
    case none
    case unitedStates = "united_states"
  }

  /// The modelled year.
  public let year: Int
  /// Which daylight-saving rule holds.
  public let daylightSaving: DaylightSaving

  /// Minutes by which local standard time is ahead of UTC; nil where nobody said. No rule needs it:
  /// it is for those who put exports beside data of other places.
  public let utcOffsetMinutes: Int?

  /// The month with which the year begins, 1 to 12: a reporting year may be a fiscal one, which then ends
  /// in the calendar year after `year`.
  public let firstMonth: Int

  /// The calendar of one year at one place.
  public init(
    year: Int, daylightSaving: DaylightSaving, utcOffsetMinutes: Int? = nil, firstMonth: Int = 1
  ) {
    self.year = year
    self.daylightSaving = daylightSaving
    self.utcOffsetMinutes = utcOffsetMinutes
    self.firstMonth = firstMonth
  }

  /// A day of any year.
  public struct Day: Hashable, Sendable {
    /// Month, 1 to 12.
    public let month: Int
    /// Day of the month, from 1.
    public let day: Int

    /// A day by its month and its place in it.
    public init(month: Int, day: Int) {
      self.month = month
      self.day = day
    }
  }

  /// A local date and time of day; months and days count from 1, Sunday is 0.
  public struct Moment: Sendable, Equatable {
    /// Month, 1 to 12.
    public var month: Int
    /// Day of the month, from 1.
    public var day: Int
    /// Day of the week, Sunday 0.
    public var weekday: Int
    /// Minutes since midnight.
    public var minute: Int
    /// Hour of day, 0 to 23.
    public var hour: Int { minute / 60 }
    /// Saturday or Sunday.
    public var isWeekend: Bool { weekday == 0 || weekday == 6 }
  }

  /// The months of the year in order, from its first.
  public var months: [Int] { (0..<12).map { (firstMonth - 1 + $0) % 12 + 1 } }

  /// The calendar year that holds a month, 1 to 12.
  public func year(ofMonth month: Int) -> Int { month < firstMonth ? year + 1 : year }

  /// Whether 29 February exists.
  public var isLeap: Bool { Self.isLeap(year(ofMonth: 2)) }

  /// Days of the year.
  public var dayCount: Int { isLeap ? 366 : 365 }

  /// Days of a month, 1 to 12.
  public func days(inMonth month: Int) -> Int {
    month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// The standard time, a number of minutes after the year began; past its end the year repeats.
  public func standardTime(minute: Int) -> Moment {
    let ofYear = minute % (dayCount * 1440)
    var day = ofYear / 1440
    let weekday = (firstWeekday + day) % 7
    var month = firstMonth
    while day >= days(inMonth: month) {
      day -= days(inMonth: month)
      month = month % 12 + 1
    }
    return Moment(month: month, day: day + 1, weekday: weekday, minute: ofYear % 1440)
  }

  /// The clock time, a number of standard minutes after the year began.
  public func clockTime(minute: Int) -> Moment {
    standardTime(minute: savesDaylight(atMinute: minute) ? minute + 60 : minute)
  }

  /// Whether the clock runs one hour ahead.
  public func savesDaylight(atMinute minute: Int) -> Bool {
    guard daylightSaving == .unitedStates else { return false }
    let ofYear = minute % (dayCount * 1440)
    let start = sunday(2, inMonth: 3) * 1440 + 120
    // 2:00 daylight time is 1:00 standard time.
    let end = sunday(1, inMonth: 11) * 1440 + 60
    // A year that begins between the two has its summer at both ends.
    return start < end ? ofYear >= start && ofYear < end : ofYear >= start || ofYear < end
  }

  /// Day of the year, from 0, of the n-th Sunday of a month.
  private func sunday(_ n: Int, inMonth month: Int) -> Int {
    let first = daysBefore(month)
    let weekday = (firstWeekday + first) % 7
    return first + (7 - weekday) % 7 + 7 * (n - 1)
  }

  /// Days of the year before a month of it.
  private func daysBefore(_ month: Int) -> Int {
    months.prefix { $0 != month }.reduce(0) { $0 + days(inMonth: $1) }
  }

  /// Weekday of the year's first day, Sunday 0 (Gauss's rule for 1 January in the Gregorian calendar).
  private var firstWeekday: Int {
    let before = year - 1
    let january = 1 + 5 * (before % 4) + 4 * (before % 100) + 6 * (before % 400)
    let ofYear = Calendar(year: year, daylightSaving: .none)
    return (january + (1..<firstMonth).reduce(0) { $0 + ofYear.days(inMonth: $1) }) % 7
  }

  private static func isLeap(_ year: Int) -> Bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
  }
}
