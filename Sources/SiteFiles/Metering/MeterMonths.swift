import SiteModel
import Tabular

/// Billing months of a meter that are not whole: each is billed as it was metered.
struct MeterMonths {
  private let years: RealYears
  private let stepMinutes: Int
  private let steps: Range<Int>
  private let place: ((_ step: Int) -> Place)?

  init(_ year: Horizon, _ steps: Range<Int>, _ place: ((Int) -> Place)?) {
    years = RealYears(from: year.calendar)
    stepMinutes = year.stepMinutes
    self.steps = steps
    self.place = place
  }

  /// A month begins and ends by the local clock.
  func check(_ reading: Reading) {
    guard !reading.hasErrors, !steps.isEmpty else { return }
    let (first, last) = (steps.lowerBound, steps.upperBound - 1)
    if first > 0, month(first - 1) == month(first) {
      var begin = first
      while begin > 0, month(begin - 1) == month(first) { begin -= 1 }
      warn(first, "begins", at: begin, reading)
    }
    if month(last + 1) == month(last) {
      var end = last + 1
      while month(end) == month(last) { end += 1 }
      warn(last, "ends", at: end, reading)
    }
    if month(first) == month(last), (last - first) * stepMinutes > 31 * 1440 {
      report(
        "the file ends in the month in which it begins, a year before: both parts are billed as one "
          + "\(MonthName.all[month(first) - 1])", last,
        "begin and end the file with a billing month of the local clock", reading)
    }
  }

  private func month(_ step: Int) -> Int { years.clockTime(minute: step * stepMinutes).month }

  private func warn(_ step: Int, _ what: String, at other: Int, _ reading: Reading) {
    let name = MonthName.all[month(step) - 1]
    let stamp = CivilStamp.text(
      CivilStamp.minute(ofYear: years.first.year) + other * stepMinutes)
    report(
      "the file \(what) within the billing month of \(name), which is billed as if no more had been metered",
      step, "by the local clock \(name) \(what) at \(stamp) standard time", reading)
  }

  private func report(_ message: String, _ step: Int, _ help: String, _ reading: Reading) {
    guard let place = place?(step - steps.lowerBound) else { return }
    reading.report(message, at: place, help: help, severity: .warning)
  }
}
