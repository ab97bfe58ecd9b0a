/// The hours of one year in local standard time.
struct YearOfHours: Sendable {
  let year: Int

  /// Whether there is a 29 February.
  var isLeap: Bool { year % 4 == 0 && year % 100 != 0 || year % 400 == 0 }
  var daysOfMonths: [Int] { [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] }
  var dayCount: Int { isLeap ? 366 : 365 }
  var hourCount: Int { 24 * dayCount }

  /// Month, from 0, of each day.
  var monthOfDay: [Int] {
    daysOfMonths.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
  }

  /// The days of each month, counted from 1 January.
  var months: [Range<Int>] {
    var first = 0
    return daysOfMonths.map { length in
      defer { first += length }
      return first..<first + length
    }
  }

  /// Month, from 0, of a minute of the year; years repeat.
  func month(ofMinute minute: Int) -> Int {
    let day = (minute / 1440 - (minute < 0 ? 1 : 0) + dayCount) % dayCount
    return months.firstIndex { $0.contains(day) } ?? 0
  }

  /// Whether a day is a Saturday or a Sunday.
  func isWeekend(day: Int) -> Bool {
    let before = year - 1
    // 1 January of year 1 was a Monday.
    let weekday = (365 * before + before / 4 - before / 100 + before / 400 + day + 1) % 7
    return weekday == 0 || weekday == 6
  }

  /// `2025-01-01T00:00`, the beginning of an hour.
  func stamp(_ hour: Int) -> String {
    let day = hour / 24
    let month = months.firstIndex { $0.contains(day) } ?? 0
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return
      "\(year)-\(two(month + 1))-\(two(day - months[month].lowerBound + 1))T\(two(hour % 24)):00"
  }
}
