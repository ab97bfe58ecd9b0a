import SiteModel

/// Stamps of steps, `2023-07-01T18:00`: the local standard time at which a step begins.
enum HourText {
  static func stamp(_ step: Int, in horizon: Horizon) -> String {
    let moment = horizon.calendar.standardTime(minute: step * horizon.stepMinutes)
    return "\(horizon.calendar.year)-\(two(moment.month))-\(two(moment.day))"
      + "T\(two(moment.hour)):\(two(moment.minute % 60))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
