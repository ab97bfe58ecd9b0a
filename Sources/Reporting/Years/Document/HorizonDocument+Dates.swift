extension HorizonDocument {
  /// The years planned for.
  package struct Years: JSONRecord {
    package var years = 0
    package var start = ""
    package var modelled: [Int] = []
    package var phaseYears = 0
    package var laterBuildDates = ""
    package var discounting = ""
    package var salvage = ""
    package var loadGrowth = 0.0
    package var stepMinutes = 0
    package var calendarYear = 0

    package init() {}

    package static let fields: [Field<Years>] = [
      .init("years", \.years, "years planned for"),
      .init("start_month", \.start, "month 0"),
      .init("modelled_years", \.modelled, "calendar years with hours of their own"),
      .init("phase_years", \.phaseYears, "years with monthly build dates"),
      .init("later_build_dates", \.laterBuildDates, "how often something may be built after these"),
      .init("discounting", \.discounting, "when the payments of a year count"),
      .init("salvage", \.salvage, "how what is left at the end is counted"),
      .init("load_growth_fraction_per_year", \.loadGrowth, "growth of the load of each module"),
      .init("step_minutes", \.stepMinutes, "length of a step"),
      .init("calendar_year", \.calendarYear, "year whose hours and weekdays each year has"),
    ]
  }

  /// A month of the horizon.
  package struct Month: JSONRecord {
    package var month = 0
    package var date = ""

    package init() {}

    package init(_ month: Int, _ date: String) { (self.month, self.date) = (month, date) }

    package static let fields: [Field<Month>] = [
      .init("month", \.month, "months since the horizon began"),
      .init("date", \.date, "calendar year and month"),
    ]
  }

  /// The load of a month.
  package struct Load: JSONRecord {
    package var month = 0
    package var date = ""
    package var delivered = 0.0
    package var energised = 0.0

    package init() {}

    /// What is delivered and not energised.
    package var waiting: Double { max(0, delivered - energised) }

    package static let fields: [Field<Load>] = [
      .init("month", \.month, "months since the horizon began"),
      .init("date", \.date, "calendar year and month"),
      .init("delivered_mw", \.delivered, "peak load of the modules delivered"),
      .init("energised_mw", \.energised, "peak load of the modules energised"),
    ]
  }

  /// Months in which something waits for power.
  package struct Waiting: JSONRecord {
    package var from = Month()
    package var until = Month()
    package var greatest = 0.0
    package var reasons: [String] = []

    package init() {}

    package static let fields: [Field<Waiting>] = [
      .init("from", \.from, "first month of waiting"),
      .init("until", \.until, "first month without it, or with other reasons"),
      .init("greatest_mw", \.greatest, "most that waits in them"),
      .init(
        "reasons", \.reasons, "what cannot be had yet; none where more would cost more than waiting"
      ),
    ]
  }
}
