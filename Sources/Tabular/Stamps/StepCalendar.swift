package import SiteModel

/// The steps of the modelled year and their stamps, `2025-01-01T00:00`.
package struct StepCalendar {
  package let calendar: Calendar
  package let stepMinutes: Int

  /// Steps of the year.
  package var count: Int { calendar.dayCount * 1440 / stepMinutes }

  private var minutes: Int { calendar.dayCount * 1440 }

  /// The stamp of a minute of the year.
  package func stamp(_ minute: Int) -> String {
    let year = calendar.year + (minute >= minutes ? 1 : 0)
    let moment = calendar.standardTime(minute: minute)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return
      "\(year)-\(two(moment.month))-\(two(moment.day))T\(two(moment.minute / 60)):\(two(moment.minute % 60))"
  }

  /// The hours of any year, for stamps alone.
  package init(ofYear year: Int) {
    calendar = Calendar(year: year, daylightSaving: .none)
    stepMinutes = 60
  }

  /// The steps of a calendar's year.
  package init(calendar: Calendar, stepMinutes: Int) {
    self.calendar = calendar
    self.stepMinutes = stepMinutes
  }

  /// What a stamp says.
  package enum Reading: Equatable {
    /// Minutes since the modelled year began.
    case minute(Int)
    case otherYear(Int)
    case noSuchDay
    case notAStamp
  }

  /// Reads a stamp byte by byte.
  package func read(_ bytes: ArraySlice<UInt8>) -> Reading {
    guard bytes.count == 16 else { return .notAStamp }
    let b = bytes.startIndex
    for (offset, mark) in [(4, 0x2D), (7, 0x2D), (10, 0x54), (13, 0x3A)] as [(Int, UInt8)]
    where bytes[b + offset] != mark { return .notAStamp }
    func digits(_ from: Int, _ count: Int) -> Int? {
      var value = 0
      for index in (b + from)..<(b + from + count) {
        guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { return nil }
        value = value * 10 + Int(bytes[index] - 0x30)
      }
      return value
    }
    guard let year = digits(0, 4), let month = digits(5, 2), let day = digits(8, 2),
      let hour = digits(11, 2), let minute = digits(14, 2), (1...12).contains(month),
      hour < 24, minute < 60
    else { return .notAStamp }
    if year != calendar.year { return .otherYear(year) }
    guard day >= 1, day <= calendar.days(inMonth: month) else { return .noSuchDay }
    let before = (1..<month).reduce(0) { $0 + calendar.days(inMonth: $1) }
    return .minute(((before + day - 1) * 24 + hour) * 60 + minute)
  }
}
