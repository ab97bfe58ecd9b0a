package import SiteModel

/// The stamps of a file as local standard time, at the beginning of each step.
///
/// What the column leaves open is decided by the column as a whole: which of two numbers is the day,
/// whether steps are stamped where they begin or end, and whether the clock saves daylight, which
/// shows in the hour that is missing in March and the one that stands twice in November.
package struct StampColumn {
  /// What the column is called where Sitemix writes it.
  package static let standardName = "hour_beginning"

  /// Minutes since 1970 of each row's beginning, or why there are none.
  package private(set) var moments: [Moment]
  /// The commonest distance of two rows in minutes, if there is one.
  package private(set) var stepMinutes: Int?
  /// How the column was read where it is not written as Sitemix writes it.
  package private(set) var notes: [String] = []
  /// What cannot be known without more being said, and what to say.
  package private(set) var trouble: (message: String, help: String)?

  /// What one row says.
  package enum Moment: Equatable {
    case minute(Int)
    case noSuchDay
    case notAStamp

    package var minute: Int? {
      if case .minute(let minute) = self { return minute }
      return nil
    }
  }

  /// The name of the column, in lower case and with underscores.
  package enum Kind {
    case beginning, ending, open

    /// What a header says, or nil if it is not one of stamps.
    package init?(header: String) {
      let name = StampColumn.withoutZone(header)
      if ["hour_ending", "he"].contains(name) || name.hasSuffix("end") || name.hasPrefix("end")
        || name.hasSuffix("end_time") || name.hasSuffix("ending")
      {
        self = .ending
      } else if name == StampColumn.standardName || name.hasPrefix("start")
        || name.hasSuffix("start")
        || name.hasSuffix("start_time") || name.hasSuffix("beginning")
      {
        self = .beginning
      } else if [
        "time", "date", "datetime", "date_time", "timestamp", "time_stamp", "local_time",
        "interval", "period", "date_and_time", "datum", "zeit", "ts", "stamp",
      ].contains(name) || name.hasPrefix("unix") || name.hasPrefix("epoch") {
        self = .open
      } else {
        return nil
      }
    }
  }

  /// Minutes ahead of UTC of the zone that a header ends in, as `Timestamp (UTC)` does.
  package static func zone(header: String) -> Int? {
    HeaderText.plain(header).split(separator: "_").last.flatMap {
      StampScan.standardZone(String($0))
    }
  }

  /// A header in lower case and with underscores, without its zone.
  private static func withoutZone(_ header: String) -> String {
    let name = HeaderText.plain(header)
    let words = name.split(separator: "_")
    guard words.count > 1, let last = words.last,
      StampScan.standardZone(String(last)) != nil || ["local", "lst"].contains(last)
    else { return name }
    return words.dropLast().joined(separator: "_")
  }

  /// Reads the texts of a column, in order of time; `zone` is what the header says of all of them.
  package init(
    _ texts: [ArraySlice<UInt8>], _ kind: Kind, zone: Int? = nil, _ calendar: Calendar
  ) {
    let order = Self.order(of: texts)
    if order.isNoted {
      notes.append(
        order.order == .dayFirst
          ? "dates are read as day/month/year" : "dates are read as month/day/year")
    }
    var stamps = texts.map { CivilStamp.read($0, order.order) }
    if case .stamp(let first)? = stamps.first(where: { Self.stamp($0) != nil }) {
      // Some rows with a zone and others without are not of one column.
      for index in stamps.indices {
        if let stamp = Self.stamp(stamps[index]), (stamp.offset == nil) != (first.offset == nil) {
          stamps[index] = .notAStamp
        }
      }
    }
    moments = stamps.map { reading in
      switch reading {
      case .stamp(let stamp): .minute(stamp.minute)
      case .noSuchDay: .noSuchDay
      case .notAStamp: .notAStamp
      }
    }
    let offsets = stamps.map { stamp in Self.stamp(stamp).flatMap { $0.offset ?? zone } }
    if offsets.contains(where: { $0 != nil }) {
      convert(offsets, calendar)
    } else if calendar.daylightSaving == .unitedStates {
      stepMinutes = Self.step(of: moments)
      convertClock()
    }
    stepMinutes = Self.step(of: moments)
    let hasEndOfDay = stamps.contains { Self.stamp($0)?.isEndOfDay ?? false }
    settleEnds(kind, hasEndOfDay: hasEndOfDay, calendar)
  }

  /// Whether the rows run from the last to the first.
  package static func isDescending(_ texts: [ArraySlice<UInt8>]) -> Bool {
    let order = order(of: texts).order
    let minutes = texts.prefix(50).compactMap { stamp(CivilStamp.read($0, order))?.minute }
    return minutes.count > 2 && zip(minutes, minutes.dropFirst()).allSatisfy { $0 > $1 }
  }

  /// The stamp that was read; nil where there was none.
  package static func stamp(_ reading: CivilStamp.Reading) -> CivilStamp? {
    if case .stamp(let stamp) = reading { return stamp }
    return nil
  }

  /// A number above 12 is a day; without one, the order whose steps are the more even.
  private static func order(
    of texts: [ArraySlice<UInt8>]
  ) -> (order: CivilStamp.Order, isNoted: Bool) {
    var hasSlashes = false
    for text in texts {
      guard text.count < 40, text.contains(0x2F) || text.contains(0x2D) else { continue }
      for order in [CivilStamp.Order.monthFirst, .dayFirst] {
        guard let pair = stamp(CivilStamp.read(text, order))?.slashes else { continue }
        hasSlashes = true
        if pair.second > 12 { return (.monthFirst, true) }
        if pair.first > 12 { return (.dayFirst, true) }
      }
      if !hasSlashes { return (.monthFirst, false) }
    }
    guard hasSlashes else { return (.monthFirst, false) }
    func evenness(_ order: CivilStamp.Order) -> Int {
      let moments = texts.map { text in
        stamp(CivilStamp.read(text, order)).map { Moment.minute($0.minute) } ?? .notAStamp
      }
      guard let step = step(of: moments) else { return 0 }
      return zip(moments, moments.dropFirst()).filter { one, next in
        guard let one = one.minute, let next = next.minute else { return false }
        return next - one == step
      }.count
    }
    return (evenness(.dayFirst) > evenness(.monthFirst) ? .dayFirst : .monthFirst, true)
  }

  /// The commonest distance between rows that follow each other.
  private static func step(of moments: [Moment]) -> Int? {
    var counts: [Int: Int] = [:]
    for (one, next) in zip(moments, moments.dropFirst()) {
      guard let one = one.minute, let next = next.minute, next > one else { continue }
      counts[next - one, default: 0] += 1
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}

extension StampColumn {
  /// Stamps that say their offset, in local standard time.
  private mutating func convert(_ offsets: [Int?], _ calendar: Calendar) {
    guard let standard = Self.standardOffset(moments, offsets, calendar) else {
      trouble = (
        "the stamps say their offset from UTC, but not which is that of local standard time",
        "write utc_offset_hours in the site, such as -8"
      )
      return
    }
    for index in moments.indices {
      guard let minute = moments[index].minute, let offset = offsets[index] else { continue }
      moments[index] = .minute(minute - offset + standard)
    }
    let hours = DecimalText.plain(Double(standard) / 60)
    notes.append("offsets from UTC are taken off: local standard time is UTC \(hours) h")
  }

  /// The site's offset; else that of rows outside daylight saving.
  private static func standardOffset(
    _ moments: [Moment], _ offsets: [Int?], _ calendar: Calendar
  ) -> Int? {
    if let known = calendar.utcOffsetMinutes { return known }
    // A file in UTC says nothing of the place.
    guard offsets.contains(where: { $0 != nil && $0 != 0 }) else { return nil }
    if calendar.daylightSaving == .none { return offsets.compactMap { $0 }.min() }
    for (moment, offset) in zip(moments, offsets) {
      guard let minute = moment.minute, let offset else { continue }
      let year = calendar.of(year: CivilStamp.year(of: minute))
      let ofYear = minute - CivilStamp.minute(ofYear: year.year)
      if !year.savesDaylight(atMinute: ofYear) { return offset }
    }
    return nil
  }

  /// Stamps of the local clock, where the column shows that it is one.
  private mutating func convertClock() {
    guard let step = stepMinutes, [5, 10, 15, 30, 60].contains(step),
      let clock = LocalClock(moments.map(\.minute), step: step)
    else { return }
    moments = zip(moments, clock.standard).map { moment, minute in
      minute.map(Moment.minute) ?? moment
    }
    notes.append(clock.note)
  }

  /// Brings stamps at the end of steps to their beginning.
  private mutating func settleEnds(_ kind: Kind, hasEndOfDay: Bool, _ calendar: Calendar) {
    guard let step = stepMinutes, let first = moments.first?.minute,
      let last = moments.last?.minute
    else { return }
    let isEnding: Bool
    switch kind {
    case .ending: isEnding = true
    case .beginning, .open:
      isEnding =
        hasEndOfDay
        || Self.beginsMonth(first - step, calendar) && Self.beginsMonth(last, calendar)
          && !Self.beginsMonth(first, calendar)
    }
    guard isEnding else { return }
    moments = moments.map { moment in moment.minute.map { .minute($0 - step) } ?? moment }
    notes.append("stamps stand at the end of each step of \(step) minutes")
  }

  /// Whether a month begins here, in standard time or by the local clock.
  private static func beginsMonth(_ minute: Int, _ calendar: Calendar) -> Bool {
    let year = calendar.of(year: CivilStamp.year(of: minute))
    let ofYear = minute - CivilStamp.minute(ofYear: year.year)
    return [year.standardTime(minute: ofYear), year.clockTime(minute: ofYear)].contains {
      $0.day == 1 && $0.minute == 0
    }
  }
}
