import SiteModel
import Units

/// The meter of one connection under its tariff: what fell when, in kW and kWh.
struct GridMeter {
  let grid: Grid
  let series: MeterSeries
  let calendar: BillingCalendar
  /// What each step's day is to the tariff.
  let days: [TariffWindow.DayKind]
  /// Minutes of a step of the site's own series, such as the index price.
  let siteStepMinutes: Int
  /// The year of the site's own series.
  private let siteCalendar: SiteModel.Calendar
  /// Mean demand in kW of the billing interval that each step belongs to.
  private let demand: [Double]

  init(
    _ grid: Grid, _ series: MeterSeries, calendar: BillingCalendar, siteStepMinutes: Int,
    siteCalendar: SiteModel.Calendar? = nil
  ) {
    self.siteCalendar = siteCalendar ?? series.horizon.calendar
    self.grid = grid
    self.series = series
    self.calendar = calendar
    self.siteStepMinutes = siteStepMinutes
    let rules = grid.tariff.rules
    days = calendar.clock.map { rules.dayKind(of: $0) }
    demand = Self.demand(grid, series)
  }

  /// Imports with the reserve for a unit's loss, averaged over the billing interval.
  private static func demand(_ grid: Grid, _ series: MeterSeries) -> [Double] {
    var kilowatts = series.imports.map { $0 * 1000 }
    if let trip = series.tripImports {
      for step in kilowatts.indices {
        kilowatts[step] += grid.unitTripProbability * trip[step] * 1000
      }
    }
    let interval = Int(grid.tariff.rules.billingInterval.in(.minutes).rounded())
    let stepMinutes = series.horizon.stepMinutes
    if stepMinutes > interval { return kilowatts.map { $0 * grid.intraHourPeakFactor } }
    let steps = interval / stepMinutes
    guard steps > 1 else { return kilowatts }
    var means = kilowatts
    let seen = series.metered ?? 0..<kilowatts.count
    for first in stride(from: seen.lowerBound, to: seen.upperBound, by: steps) {
      let range = first..<min(first + steps, seen.upperBound)
      var sum = 0.0
      for step in range { sum += kilowatts[step] }
      for step in range { means[step] = sum / Double(range.count) }
    }
    return means
  }

  /// The part of a step that lies within a window, quarter of an hour by quarter.
  func share(of window: TariffWindow, _ step: Int) -> Double {
    if window.isAlways { return 1 }
    var within = 0.0
    var all = 0.0
    for moment in moments(step) {
      all += 1
      if window.contains(moment, days[step]) { within += 1 }
    }
    return within / all
  }

  /// The first moment of a step that lies within a window.
  func instant(_ window: TariffWindow, _ step: Int) -> SiteModel.Calendar.Moment? {
    moments(step).first { window.contains($0, days[step]) }
  }

  /// The beginnings of a step's quarters of an hour on the local clock.
  private func moments(_ step: Int) -> [SiteModel.Calendar.Moment] {
    let start = calendar.clock[step]
    return stride(from: 0, to: calendar.horizon.stepMinutes, by: 15).map { minutes in
      var moment = start
      moment.minute += minutes
      return moment
    }
  }

  /// The greatest demand of some steps while a window's meter counts, and where it first stood: a step
  /// counts if any part of it does.
  func peak(of steps: [Int], meteredBy window: TariffWindow) -> BilledDemand.Peak {
    var peak = BilledDemand.Peak(kilowatts: 0, step: nil)
    for step in steps {
      if peak.step != nil, demand[step] <= peak.kilowatts { continue }
      guard moments(step).contains(where: { window.meters($0, days[step]) }) else { continue }
      peak = BilledDemand.Peak(kilowatts: demand[step], step: step)
    }
    return peak
  }

  /// The part of a month's days that a window's seasons hold.
  func part(of window: TariffWindow, inMonth month: Int) -> Double {
    let days = calendar.days(inMonth: month)
    var held = 0
    for day in 1...days where window.holds(month: month, day: day) { held += 1 }
    return Double(held) / Double(days)
  }

  /// What a file of metered peaks has for a month of a year, in kW.
  func metered(_ line: String, year: Int, month: Int) -> Double? {
    for peak in grid.meteredPeaks.peaks
    where peak.line == line && peak.year == year && peak.month == month {
      return peak.power.in(.kilowatts)
    }
    return nil
  }

  /// What billed demand is multiplied by where the power factor is lower than a line asks for.
  func factor(for wanted: Double?) -> Double {
    guard let wanted, let actual = grid.powerFactor, actual < wanted else { return 1 }
    return wanted / actual
  }

  /// The contract capacity that holds.
  var contractKilowatts: Double {
    if let chosen = series.contractCapacity { return chosen * 1000 }
    return grid.contractCapacity?.in(.kilowatts) ?? 0
  }

  /// kWh of a column in a step.
  func energy(_ column: [Double], _ step: Int) -> Double {
    column[step] * 1000 * calendar.hoursPerStep
  }

  /// A price series of the site at a step of the meter, in USD/kWh; the mean where the meter's steps
  /// are longer than the site's.
  func price(_ prices: StepSeries<Per<MoneyDimension, EnergyDimension>>, at step: Int) -> Double {
    let first = siteMinute(of: step) / siteStepMinutes
    let count = max(1, calendar.horizon.stepMinutes / siteStepMinutes)
    var sum = 0.0
    for index in first..<(first + count) { sum += prices[index].in(.usdPerKilowattHour) }
    return sum / Double(count)
  }

  /// The minute of the site's series that holds at a step: the same day and time of day where the
  /// meter saw another year.
  private func siteMinute(of step: Int) -> Int {
    let minute = step * calendar.horizon.stepMinutes
    guard let real = calendar.real else { return minute }
    let place = real.place(ofMinute: minute)
    if place.calendar.year == siteCalendar.year { return place.minute }
    return siteCalendar.minute(like: place.calendar.standardTime(minute: place.minute))
  }

  /// Mean import in kW of the hour that begins at a minute of a year of the horizon; nil if the horizon
  /// does not hold all of it.
  func hourlyImport(minute: Int, year: Int) -> (kilowatts: Double, step: Int)? {
    let stepMinutes = calendar.horizon.stepMinutes
    let begin =
      calendar.real.map { $0.minute(ofYear: siteCalendar.year) / stepMinutes }
      ?? year * calendar.stepsPerYear
    let first = begin + minute / stepMinutes
    let count = 60 / stepMinutes
    let seen = series.metered ?? series.imports.indices
    guard first >= seen.lowerBound, first + count <= seen.upperBound else { return nil }
    var sum = 0.0
    for step in first..<(first + count) { sum += series.imports[step] * 1000 }
    return (sum / Double(count), first)
  }
}
