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
  /// Years over modelled years: 1 for a year, 4 for a quarter.
  let yearly: Double

  /// A month of the horizon, as first and last come.
  struct Month {
    let month: Int
    /// Which of the horizon's years it belongs to, from 0.
    let year: Int
    var steps: [Int]
    /// Times its billed peaks count in the yearly bill.
    var weight: Double
  }

  init(_ horizon: Horizon) {
    self.horizon = horizon
    let perYear = horizon.calendar.dayCount * 24 * (60 / horizon.stepMinutes)
    stepsPerYear = perYear
    hoursPerStep = Double(horizon.stepMinutes) / 60
    yearly = Double(perYear) / Double(horizon.count)

    // One year of clock times; a longer horizon repeats it.
    let year = (0..<perYear).map { horizon.calendar.clockTime(minute: $0 * horizon.stepMinutes) }
    clock = (0..<horizon.count).map { year[$0 % perYear] }

    var stepsOfMonth = [Int](repeating: 0, count: 13)
    for moment in year { stepsOfMonth[moment.month] += 1 }

    var found: [Month] = []
    var place: [Int: Int] = [:]
    for step in 0..<horizon.count {
      let key = step / perYear * 100 + clock[step].month
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
      found[index].weight = part * 12 / modelled
    }
    months = found
  }

  /// Sum of a rate column over the year: MW to MWh, MMBtu/h to MMBtu.
  func perYear(_ values: [Double]) -> Double {
    var sum = 0.0
    for value in values { sum += value }
    return sum * hoursPerStep * yearly
  }
}
