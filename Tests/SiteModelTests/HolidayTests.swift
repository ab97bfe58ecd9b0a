import SiteModel
import Testing

@Suite("holidays: published dates")
struct HolidayTests {
  /// United States Office of Personnel Management, "Federal Holidays", the lists of each year.
  @Test(
    "federal holidays fall on the observed days that were published",
    arguments: [
      (2021, "1-1 1-18 2-15 5-31 6-18 7-5 9-6 10-11 11-11 11-25 12-24 12-31"),
      (2023, "1-2 1-16 2-20 5-29 6-19 7-4 9-4 10-9 11-10 11-23 12-25"),
      (2024, "1-1 1-15 2-19 5-27 6-19 7-4 9-2 10-14 11-11 11-28 12-25"),
      (2025, "1-1 1-20 2-17 5-26 6-19 7-4 9-1 10-13 11-11 11-27 12-25"),
      (2026, "1-1 1-19 2-16 5-25 6-19 7-3 9-7 10-12 11-11 11-26 12-25"),
    ])
  func federal(year: Int, published: String) {
    let rules = TariffRules(holidays: .unitedStatesFederal)
    #expect(holidays(rules, year).joined(separator: " ") == published)
  }

  @Test("a listed day is a holiday, be it a Sunday")
  func listed() {
    // 5 July 2026 is a Sunday, 6 July a Monday.
    let days = [Calendar.Day(month: 7, day: 5), Calendar.Day(month: 7, day: 6)]
    #expect(holidays(TariffRules(holidays: .dates(days)), 2026) == ["7-5", "7-6"])
    #expect(holidays(TariffRules(), 2026).isEmpty)
  }

  @Test("a holiday is neither weekday nor weekend, from midnight to midnight on the clock")
  func clock() {
    let rules = TariffRules(holidays: .unitedStatesFederal)
    let calendar = Calendar(year: 2025, daylightSaving: .unitedStates)
    let weekdays = TariffWindow(days: [.weekday])
    // Friday 4 July 2025 begins at 23:00 standard time on 3 July.
    let midnight = (181 + 3) * 1440 - 60
    for (minute, isHoliday) in [
      (midnight - 15, false), (midnight, true), (midnight + 1425, true), (midnight + 1440, false),
    ] {
      let moment = calendar.clockTime(minute: minute)
      #expect((rules.dayKind(of: moment) == .holiday) == isHoliday)
      if isHoliday { #expect(!weekdays.contains(moment, rules.dayKind(of: moment))) }
    }
  }

  private func holidays(_ rules: TariffRules, _ year: Int) -> [String] {
    let calendar = Calendar(year: year, daylightSaving: .none)
    return (0..<calendar.dayCount).map { calendar.standardTime(minute: $0 * 1440 + 720) }
      .filter { rules.dayKind(of: $0) == .holiday }.map { "\($0.month)-\($0.day)" }
  }
}
