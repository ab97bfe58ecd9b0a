import SiteModel
import Testing

@Suite("calendar: published dates")
struct CalendarTests {
  /// Minutes of standard time since the year began.
  private func minute(_ calendar: Calendar, month: Int, day: Int, hour: Int) -> Int {
    let days = (1..<month).reduce(day - 1) { $0 + calendar.days(inMonth: $1) }
    return (days * 24 + hour) * 60
  }

  /// United States Naval Observatory and NIST: daylight saving 2024 from 10 March to 3 November,
  /// 2025 from 9 March to 2 November, 2026 from 8 March to 1 November; earlier years likewise.
  @Test(
    "daylight saving begins and ends on the published days",
    arguments: [
      (2007, 11, 4), (2023, 12, 5), (2024, 10, 3), (2025, 9, 2), (2026, 8, 1), (2027, 14, 7),
    ])
  func daylightSaving(year: Int, march: Int, november: Int) {
    let calendar = Calendar(year: year, daylightSaving: .unitedStates)
    let start = minute(calendar, month: 3, day: march, hour: 2)
    let end = minute(calendar, month: 11, day: november, hour: 1)
    #expect(!calendar.savesDaylight(atMinute: start - 15))
    #expect(calendar.savesDaylight(atMinute: start))
    #expect(calendar.savesDaylight(atMinute: end - 15))
    #expect(!calendar.savesDaylight(atMinute: end))
    // The clock goes from 1:59 to 3:00, and from 1:59 back to 1:00.
    #expect(calendar.clockTime(minute: start - 60).hour == 1)
    #expect(calendar.clockTime(minute: start).hour == 3)
    #expect(calendar.clockTime(minute: end - 60).hour == 1)
    #expect(calendar.clockTime(minute: end).hour == 1)
    #expect(calendar.clockTime(minute: start).weekday == 0)
  }

  @Test("without daylight saving the clock is standard time")
  func standardTime() {
    let calendar = Calendar(year: 2025, daylightSaving: .none)
    for minute in stride(from: 0, to: 365 * 1440, by: 97) {
      #expect(calendar.clockTime(minute: minute) == calendar.standardTime(minute: minute))
    }
  }

  /// Thursday 29 February 2024; Saturday 1 January 2000; Monday 1 March 2100, after a February of 28
  /// days; Saturday 4 July 2026; Wednesday 1 January 2025; Friday 31 December 2021.
  @Test(
    "weekdays of known dates",
    arguments: [
      (2024, 2, 29, 4), (2000, 1, 1, 6), (2100, 3, 1, 1), (2026, 7, 4, 6), (2025, 1, 1, 3),
      (2021, 12, 31, 5), (2016, 11, 6, 0),
    ])
  func weekdays(year: Int, month: Int, day: Int, weekday: Int) {
    let calendar = Calendar(year: year, daylightSaving: .none)
    let moment = calendar.standardTime(
      minute: minute(calendar, month: month, day: day, hour: 13) + 45)
    #expect((moment.month, moment.day, moment.weekday) == (month, day, weekday))
    #expect(moment.minute == 13 * 60 + 45)
    #expect(moment.hour == 13)
    #expect(moment.isWeekend == [0, 6].contains(weekday))
  }

  @Test("leap years: every fourth, but not 2100")
  func leapYears() {
    let days = [2000: 366, 2023: 365, 2024: 366, 2025: 365, 2100: 365]
    for (year, count) in days {
      let calendar = Calendar(year: year, daylightSaving: .unitedStates)
      #expect(calendar.dayCount == count)
      #expect((1...12).reduce(0) { $0 + calendar.days(inMonth: $1) } == count)
      #expect(calendar.days(inMonth: 2) == count - 337)
    }
  }

  @Test("the last standard hour of July is billed in August")
  func monthsByTheClock() {
    let calendar = Calendar(year: 2025, daylightSaving: .unitedStates)
    let last = minute(calendar, month: 7, day: 31, hour: 23)
    #expect(calendar.standardTime(minute: last).month == 7)
    #expect(calendar.clockTime(minute: last).month == 8)
    #expect(calendar.clockTime(minute: last).hour == 0)
  }
}

@Suite("horizon: steps and billing months")
struct HorizonTests {
  private func horizon(
    _ year: Int, _ rule: Calendar.DaylightSaving = .unitedStates, minutes: Int = 60,
    steps: Int? = nil
  ) -> Horizon {
    Horizon(
      calendar: Calendar(year: year, daylightSaving: rule), stepMinutes: minutes, steps: steps)
  }

  @Test("a year's months hold every step once; March lacks an hour and November has one more")
  func yearByMonths() {
    for minutes in [60, 30, 15] {
      let year = horizon(2025, minutes: minutes)
      let perHour = 60 / minutes
      let counts = year.months.map(\.steps.count)
      #expect(
        counts
          == [744, 672, 743, 720, 744, 720, 744, 744, 720, 744, 721, 744].map { $0 * perHour })
      #expect(year.months.flatMap(\.steps).sorted() == Array(0..<8760 * perHour))
      #expect(year.months.map(\.month) == Array(1...12))
      #expect(year.months.allSatisfy { $0.weight == 1 })
      #expect(year.weight == 1)
    }
    #expect(horizon(2024).count == 8784)
    #expect(horizon(2024, .none).months.map(\.steps.count)[1] == 696)
  }

  @Test(
    "months stand for twelve a year, whatever part is modelled",
    arguments: [24, 168, 672, 1000, 2190, 8760, 17520])
  func monthWeights(steps: Int) {
    let part = horizon(2025, steps: steps)
    #expect((part.months.reduce(0) { $0 + $1.weight } - 12).magnitude < 1e-12)
    #expect(part.months.reduce(0) { $0 + $1.steps.count } == steps)
    #expect(part.weight == 8760 / Double(steps))
  }

  @Test("two years have twenty-four months of half weight")
  func twoYears() {
    let two = horizon(2025, steps: 2 * 8760)
    #expect(two.months.count == 24)
    #expect(two.months.map(\.month) == Array(1...12) + Array(1...12))
    #expect(two.months.allSatisfy { $0.weight == 0.5 })
    #expect(two.months[12].steps.first == 8760)
  }

  @Test("before the first step comes the last")
  func cyclic() {
    let day = horizon(2025, steps: 24)
    #expect(day.before(0) == 23)
    #expect(day.before(5) == 4)
  }
}
