import SiteModel

/// The steps of a horizon as the accounts count them: clock times, months, lengths.
///
/// Everything here is counted out again; only the calendar is shared with the program.
struct BillingCalendar {
  let horizon: Horizon
  /// Local clock at each step.
  let clock: [SiteModel.Calendar.Moment]
  /// Months in order of time: a horizon of two years has two Januaries.
  let months: [Month]
  let stepsPerYear: Int
  let hoursPerStep: Double
  /// Years over modelled years: 1 for a year, 4 for a quarter. What a meter saw counts once.
  let yearly: Double
  /// The steps that a meter saw; nil where the steps stand for a year.
  let metered: Range<Int>?

  /// A month of the horizon, as first and last come.
  struct Month {
    let month: Int
    /// Which of the horizon's years it belongs to, from 0.
    let year: Int
    var steps: [Int]
    /// Times its billed peaks count in the yearly bill.
    var weight: Double
  }

  /// Real years where a meter saw the steps; a plan's year recurs.
  let real: RealYears?
  /// Whether what a meter saw goes on in another calendar year.
  var crossesYears: Bool { metered.map { $0.upperBound > stepsPerYear } ?? false }

  /// Months in which charges are due that no meter decides.
  var dueMonths: [Int] { metered == nil ? Array(1...12) : months.map(\.month) }

  /// All steps as a year, or a meter's steps as what they are.
  init(_ horizon: Horizon, metered: Range<Int>? = nil) {
    self.horizon = horizon
    self.metered = metered
    let perYear = horizon.calendar.dayCount * 24 * (60 / horizon.stepMinutes)
    stepsPerYear = perYear
    hoursPerStep = Double(horizon.stepMinutes) / 60
    real = metered == nil ? nil : RealYears(from: horizon.calendar)
    yearly = metered == nil ? Double(perYear) / Double(horizon.count) : 1

    // One year of clock times; a longer horizon repeats it.
    let year = (0..<perYear).map { horizon.calendar.clockTime(minute: $0 * horizon.stepMinutes) }
    if let real, horizon.count > perYear {
      clock = (0..<horizon.count).map { real.clockTime(minute: $0 * horizon.stepMinutes) }
    } else {
      clock = (0..<horizon.count).map { year[$0 % perYear] }
    }

    var stepsOfMonth = [Int](repeating: 0, count: 13)
    for moment in year { stepsOfMonth[moment.month] += 1 }

    var found: [Month] = []
    var place: [Int: Int] = [:]
    for step in metered ?? 0..<horizon.count {
      // Twelve months of a meter may begin within one that they also end in: by the local clock one
      // hour of standard time is enough.
      let key = (metered == nil ? step / perYear * 100 : 0) + clock[step].month
      if let index = place[key] {
        found[index].steps.append(step)
      } else {
        place[key] = found.count
        found.append(
          Month(month: clock[step].month, year: step / perYear, steps: [step], weight: 0))
      }
    }
    // Twelve months in all, each for the part of it that is modelled.
    var modelled = 0.0
    for month in found { modelled += Double(month.steps.count) / Double(stepsOfMonth[month.month]) }
    for index in found.indices {
      let part = Double(found[index].steps.count) / Double(stepsOfMonth[found[index].month])
      found[index].weight = metered == nil ? part * 12 / modelled : 1
    }
    months = found
  }

  /// The calendar year of a month; that of a plan recurs.
  func year(of month: Month) -> Int {
    horizon.calendar.year + (real == nil ? 0 : month.year)
  }

  /// Days of one of the months, 1 to 12.
  func days(inMonth number: Int) -> Int {
    let year = months.first { $0.month == number }.map(year) ?? horizon.calendar.year
    return horizon.calendar.of(year: year).days(inMonth: number)
  }

  /// Sum of a rate column over the year: MW to MWh, MMBtu/h to MMBtu.
  func perYear(_ values: [Double]) -> Double {
    var sum = 0.0
    for value in values { sum += value }
    return sum * hoursPerStep * yearly
  }
}
