import SiteModel
import Tabular

/// The times that rows of a tariff tell apart: day kinds, dates of a month, hours or quarters of an hour.
struct TariffSlots {
  /// Kinds of days that occur; Saturday stands for the weekend where no row tells it from Sunday.
  let days: [(word: String, kind: TariffWindow.DayKind)]
  /// Quarters of an hour with which a slot begins, and how many it holds.
  let quarters: [Int]
  let length: Int
  private let rows: [TariffRow]

  init(_ rows: [TariffRow], _ rules: TariffRules) {
    self.rows = rows
    let parts = rows.flatMap(\.window.parts)
    let splits = parts.contains { $0.days.contains(.saturday) != $0.days.contains(.sunday) }
    let weekend: [(String, TariffWindow.DayKind)] =
      splits ? [("Saturday", .saturday), ("Sunday", .sunday)] : [("weekend", .saturday)]
    days =
      [("weekday", .weekday)] + weekend + (rules.holidays == .none ? [] : [("holiday", .holiday)])
    let isHourly = parts.allSatisfy { part in
      (0..<24).allSatisfy { hour in
        Set((0..<4).map { part.quarters.contains(hour * 4 + $0) }).count == 1
      }
    }
    length = isHourly ? 4 : 1
    quarters = Array(stride(from: 0, to: 96, by: length))
  }

  /// The first of the days of a month between which a season of some row begins or ends.
  func dates(of month: Int) -> [Int] {
    let seasons = rows.flatMap(\.window.parts).compactMap { $0.daysOfMonth[month] }
    return (1...Self.lastDay(of: month)).filter { day in
      day == 1 || seasons.contains { $0.contains(day) != $0.contains(day - 1) }
    }
  }

  /// What a slot of time is called.
  var word: String { length == 4 ? "hour" : "quarter-hour" }

  /// A slot in words; its date only where the month has several.
  func text(_ month: Int, _ date: Int, _ day: String, _ quarter: Int) -> String {
    let name = MonthName.all[month - 1]
    let when = dates(of: month).count == 1 ? name : "\(name) \(date)"
    return "\(when), \(day)s, \(Self.clock(quarter)) to \(Self.clock(quarter + length))"
  }

  /// A quarter of an hour as on a clock: 13:00 or 6:30.
  static func clock(_ quarter: Int) -> String {
    "\(quarter / 4):" + ["00", "15", "30", "45"][quarter % 4]
  }

  /// The last day of a month of a leap year.
  static func lastDay(of month: Int) -> Int {
    month == 2 ? 29 : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Whether a row's window holds a slot.
  static func holds(
    _ row: TariffRow, _ month: Int, _ date: Int, _ day: TariffWindow.DayKind, _ quarter: Int
  ) -> Bool {
    row.window.parts.contains {
      $0.holds(month: month, day: date) && $0.days.contains(day) && $0.quarters.contains(quarter)
    }
  }
}
