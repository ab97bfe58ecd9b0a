package import SiteModel
import Tabular

/// Stamps of steps, `2023-07-01T18:00`: the local standard time at which a step begins.
package enum HourText {
  /// The stamp of a step's beginning, as in `dispatch.csv`.
  ///
  /// - Parameter year: the year that it carries; nil: that of the calendar.
  package static func stamp(_ step: Int, in horizon: Horizon, of year: Int? = nil) -> String {
    stamp(minute: step * horizon.stepMinutes, in: horizon, of: year)
  }

  /// The stamp of a minute of the year, which recurs.
  package static func stamp(minute: Int, in horizon: Horizon, of year: Int? = nil) -> String {
    let calendar = horizon.calendar
    let moment = calendar.standardTime(minute: minute % (calendar.dayCount * 1440))
    let moved = (year ?? calendar.year) - calendar.year
    return stamp(moment, of: calendar.year(ofMonth: moment.month) + moved)
  }

  /// The same moment in UTC, `2023-07-02T02:00Z`; nil where the site does not say its offset.
  package static func utc(_ step: Int, in horizon: Horizon, of stamped: Int? = nil) -> String? {
    let here = horizon.calendar
    guard let offset = here.utcOffsetMinutes else { return nil }
    guard here.firstMonth == 1 else {
      let first = CivilStamp.days(year: here.year, month: here.firstMonth, day: 1) * 1440
      return CivilStamp.text(first + step * horizon.stepMinutes - offset) + "Z"
    }
    let minutes = here.dayCount * 1440
    let moment = step * horizon.stepMinutes % minutes - offset
    let isBefore = moment < 0
    let year = isBefore ? here.year - 1 : moment < minutes ? here.year : here.year + 1
    let there = SiteModel.Calendar(year: year, daylightSaving: .none)
    let ofYear =
      isBefore ? moment + there.dayCount * 1440 : moment < minutes ? moment : moment - minutes
    let moved = (stamped ?? here.year) - here.year
    return stamp(there.standardTime(minute: ofYear), of: year + moved) + "Z"
  }

  private static func stamp(_ moment: SiteModel.Calendar.Moment, of year: Int) -> String {
    "\(year)-\(two(moment.month))-\(two(moment.day))T\(two(moment.hour)):\(two(moment.minute % 60))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
