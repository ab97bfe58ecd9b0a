/// Months, days and hours of the local clock.
public struct TariffWindow: Sendable, Equatable {
  /// What a day is to a tariff; where holidays are named, a holiday is neither of the others.
  public enum DayKind: String, CaseIterable, Sendable {
    case weekday, weekend, holiday
  }

  /// Months 1 to 12.
  public let months: Set<Int>
  /// Which days.
  public let days: Set<DayKind>
  /// Hours that begin within the window, 0 to 23.
  public let hours: Set<Int>

  /// A window; all hours of all days unless said otherwise.
  public init(
    months: Set<Int> = Set(1...12), days: Set<DayKind> = Set(DayKind.allCases),
    hours: Set<Int> = Set(0...23)
  ) {
    self.months = months
    self.days = days
    self.hours = hours
  }

  /// Whether a moment of the local clock lies within.
  public func contains(_ moment: Calendar.Moment, _ day: DayKind) -> Bool {
    months.contains(moment.month) && hours.contains(moment.hour) && days.contains(day)
  }

  /// Whether it holds at every moment of the year.
  public var isAlways: Bool {
    months.count == 12 && hours.count == 24 && days.count == DayKind.allCases.count
  }
}
