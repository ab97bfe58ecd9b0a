/// The hours of one year in local standard time. February has 28 days: leap years are not generated.
struct YearOfHours: Sendable {
  let year: Int

  static let daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  static let dayCount = 365
  static let hourCount = 8760

  /// Month, from 0, of each day.
  static let monthOfDay = daysOfMonths.enumerated().flatMap {
    [Int](repeating: $0.offset, count: $0.element)
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
    let month = Self.monthOfDay[day]
    let first = Self.daysOfMonths.prefix(month).reduce(0, +)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month + 1))-\(two(day - first + 1))T\(two(hour % 24)):00"
  }

  /// Values shifted month by month so that each month's mean is as published.
  static func matched(_ values: [Double], monthlyMeans: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: 12)
    for (hour, value) in values.enumerated() { sums[monthOfDay[hour / 24]] += value }
    let shifts = (0..<12).map { monthlyMeans[$0] - sums[$0] / Double(24 * daysOfMonths[$0]) }
    return values.enumerated().map { $1 + shifts[monthOfDay[$0 / 24]] }
  }
}
