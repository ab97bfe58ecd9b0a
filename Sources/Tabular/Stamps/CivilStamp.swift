/// A date and time as spreadsheets, meters and data platforms print it: `2025-01-01T00:00`,
/// `1/1/2025 12:00 AM`, `01.01.2025 00:00:00`, `2025-01-01 00:00-08:00`, `1-Jan-25 0:00`, `20250101 0000`,
/// 45658.25, and 1735689600 (seconds of universal time since 1970).
package struct CivilStamp: Equatable {
  /// What the text says.
  package enum Reading: Equatable {
    case stamp(CivilStamp)
    case noSuchDay
    case notAStamp
  }

  /// Which number of a date with slashes comes first.
  package enum Order { case monthFirst, dayFirst }

  /// Minutes since 1970 began, as the text shows them; seconds are rounded.
  package var minute: Int
  /// Minutes by which the stamp's clock is ahead of UTC, where it says so.
  package var offset: Int?
  /// Whether midnight is written as 24:00, as only the end of a step is.
  var isEndOfDay = false
  /// The two numbers of a date with slashes whose order the text leaves open.
  var slashes: (first: Int, second: Int)?

  /// Whether two stamps are the same moment, written alike.
  package static func == (a: CivilStamp, b: CivilStamp) -> Bool {
    a.minute == b.minute && a.offset == b.offset && a.isEndOfDay == b.isEndOfDay
  }

  /// Reads a text as a whole; a time that is missing is midnight.
  package static func read(_ bytes: ArraySlice<UInt8>, _ order: Order = .monthFirst) -> Reading {
    if let serial = serial(bytes) { return .stamp(CivilStamp(minute: serial)) }
    if let minute = universal(bytes) { return .stamp(CivilStamp(minute: minute, offset: 0)) }
    var scan = StampScan(bytes: bytes)
    guard let date = scan.date(order) else { return .notAStamp }
    var time = StampScan.Time()
    if !scan.isAtEnd {
      guard scan.takeGap(), let found = scan.time(), scan.isAtEnd else { return .notAStamp }
      time = found
    }
    guard (1...12).contains(date.month), date.day >= 1, date.day <= 31 else { return .notAStamp }
    guard date.day <= Self.days(inMonth: date.month, of: date.year) else { return .noSuchDay }
    let day = Self.days(year: date.year, month: date.month, day: date.day)
    return .stamp(
      CivilStamp(
        minute: day * 1440 + time.minute, offset: time.offset, isEndOfDay: time.isEndOfDay,
        slashes: date.slashes))
  }

  /// A spreadsheet's number of days since 30 December 1899, 2000 to 2099.
  private static func serial(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 5, bytes.count <= 20,
      let days = DecimalText.number(bytes), days >= 36_526, days < 73_051
    else { return nil }
    // 25,569 days before 1970.
    return Int(((days - 25_569) * 1440).rounded())
  }

  /// Seconds or milliseconds since 1970 by universal time, 2001 to 2033; ten digits that begin with 20
  /// are a date and an hour.
  private static func universal(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard [10, 13].contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    let number = bytes.reduce(0) { 10 * $0 + Int($1 - 0x30) }
    let seconds = bytes.count > 10 ? number / 1000 : number
    return (946_684_800..<2_000_000_000).contains(seconds) ? (seconds + 30) / 60 : nil
  }

  /// Days from 1 January 1970 in the Gregorian calendar.
  package static func days(year: Int, month: Int, day: Int) -> Int {
    // Years begin in March, so that the leap day is the last; 146,097 days in 400 years.
    let shifted = month > 2 ? year : year - 1
    let century = shifted / 400
    let ofCentury = shifted - century * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let ofEra = ofCentury * 365 + ofCentury / 4 - ofCentury / 100 + ofYear
    return century * 146_097 + ofEra - 719_468
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    let next = month == 12 ? (year + 1, 1) : (year, month + 1)
    return days(year: next.0, month: next.1, day: 1) - days(year: year, month: month, day: 1)
  }

  /// Minutes since 1970 at which a year begins.
  package static func minute(ofYear year: Int) -> Int { days(year: year, month: 1, day: 1) * 1440 }

  /// The year that holds a minute since 1970.
  package static func year(of minute: Int) -> Int {
    var year = 1970 + minute / 527_040
    while Self.minute(ofYear: year + 1) <= minute { year += 1 }
    return year
  }

  /// The stamp of a minute since 1970 as Sitemix writes it, `2025-01-01T00:00`.
  package static func text(_ minute: Int) -> String {
    var year = year(of: minute)
    if minute < Self.minute(ofYear: year) { year -= 1 }
    let calendar = StepCalendar(ofYear: year)
    return calendar.stamp(minute - Self.minute(ofYear: year))
  }
}
