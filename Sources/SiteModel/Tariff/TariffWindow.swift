/// Times of the local clock: months, days and quarters of an hour, or several such parts that count as one.
public struct TariffWindow: Sendable, Equatable {
  /// What a day is to a tariff; where holidays are named, a holiday is none of the others.
  public enum DayKind: String, CaseIterable, Sendable {
    case weekday, saturday, sunday, holiday
  }

  /// Months, days and quarters of an hour that hold together.
  public struct Part: Sendable, Hashable {
    /// Months 1 to 12, wholly or in part.
    public let months: Set<Int>
    /// Days of those months of which only a part counts: a season begins or ends within them.
    public let daysOfMonth: [Int: Set<Int>]
    /// Which days.
    public let days: Set<DayKind>
    /// Quarters of an hour that begin within, 0 (midnight) to 95.
    public let quarters: Set<Int>

    /// A part; all days and times of the months unless said otherwise.
    public init(
      months: Set<Int> = Set(1...12), daysOfMonth: [Int: Set<Int>] = [:],
      days: Set<DayKind> = Set(DayKind.allCases), quarters: Set<Int> = Set(0..<96)
    ) {
      self.months = months
      self.daysOfMonth = daysOfMonth
      self.days = days
      self.quarters = quarters
    }

    /// Whether a date lies within the season.
    public func holds(month: Int, day: Int) -> Bool {
      months.contains(month) && daysOfMonth[month]?.contains(day) ?? true
    }

    /// Whether a day and a time of day count, whatever the season.
    func counts(_ moment: Calendar.Moment, _ day: DayKind) -> Bool {
      days.contains(day) && quarters.contains(moment.minute / 15)
    }

    /// Whether all days and times of its months count.
    var isWhole: Bool {
      daysOfMonth.isEmpty && days.count == DayKind.allCases.count && quarters.count == 96
    }
  }

  /// Parts, of which a moment need be in one only; at least one.
  public let parts: [Part]

  /// Parts that count as one window.
  public init(parts: [Part]) { self.parts = parts }

  /// One part in whole months and hours (0 to 23, those that begin within); all unless said otherwise.
  public init(
    months: Set<Int> = Set(1...12), days: Set<DayKind> = Set(DayKind.allCases),
    hours: Set<Int> = Set(0...23)
  ) {
    parts = [
      Part(months: months, days: days, quarters: Set(hours.flatMap { $0 * 4..<$0 * 4 + 4 }))
    ]
  }

  /// Months of which it holds a part.
  public var months: Set<Int> { parts.reduce(into: []) { $0.formUnion($1.months) } }

  /// Whether a date lies within a season of it.
  public func holds(month: Int, day: Int) -> Bool {
    parts.contains { $0.holds(month: month, day: day) }
  }

  /// Whether a moment of the local clock lies within.
  public func contains(_ moment: Calendar.Moment, _ day: DayKind) -> Bool {
    parts.contains {
      $0.counts(moment, day) && $0.holds(month: moment.month, day: moment.day)
    }
  }

  /// Whether the demand meter counts at a moment: within the window, and in months of which it holds
  /// nothing on the days and at the times of any part. So a winter line remembers the summer.
  public func meters(_ moment: Calendar.Moment, _ day: DayKind) -> Bool {
    var isSeason = false
    for part in parts where part.months.contains(moment.month) {
      isSeason = true
      if part.counts(moment, day), part.holds(month: moment.month, day: moment.day) { return true }
    }
    return !isSeason && parts.contains { $0.counts(moment, day) }
  }

  /// Whether it holds at every moment of the year.
  public var isAlways: Bool { parts.contains { $0.months.count == 12 && $0.isWhole } }

  /// Whether its meter counts all of a month.
  func metersAll(ofMonth month: Int) -> Bool {
    let season = parts.filter { $0.months.contains(month) }
    return (season.isEmpty ? parts : season).contains { part in
      part.daysOfMonth[month] == nil && part.days.count == DayKind.allCases.count
        && part.quarters.count == 96
    }
  }
}

extension Set<TariffWindow.DayKind> {
  /// Saturdays and Sundays.
  public static let weekend: Self = [.saturday, .sunday]
}
