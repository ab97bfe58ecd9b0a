import SiteModel

/// One energy line's imports with exports set against them, month by month, in kWh.
struct NettedEnergy {
  /// What a month comes to.
  struct Month {
    /// What is left of the imports, and billed.
    var billed = 0.0
    /// What is left of the exports, and paid at their price.
    var excess = 0.0
    /// A step with a moment within the line's window, by which the export lines that hold in it are found.
    var step: Int?
    var moment: SiteModel.Calendar.Moment?
  }

  /// One entry for each month of the calendar.
  private(set) var months: [Month]

  init(_ window: TariffWindow, _ meter: GridMeter) {
    let calendar = meter.calendar
    months = []
    var balances: [Double] = []
    for month in calendar.months {
      var imports = 0.0
      var exports = 0.0
      var first: Int?
      for step in month.steps {
        let share = meter.share(of: window, step)
        guard share > 0 else { continue }
        first = first ?? step
        imports += share * meter.energy(meter.series.imports, step)
        if let column = meter.series.exports { exports += share * meter.energy(column, step) }
      }
      months.append(
        Month(
          billed: max(0, imports - exports), step: first,
          moment: first.flatMap { meter.instant(window, $0) }))
      balances.append(imports - exports)
    }
    guard meter.grid.tariff.rules.netting == .annual else {
      for index in months.indices { months[index].excess = max(0, -balances[index]) }
      return
    }
    let trueUp = meter.grid.tariff.rules.trueUpMonth
    for year in Set(calendar.months.map(\.year)).sorted() {
      let own = months.indices.filter { calendar.months[$0].year == year && months[$0].step != nil }
      // From the month after the true-up on; the year recurs.
      carry(
        balances,
        own.filter { calendar.months[$0].month > trueUp }
          + own.filter { calendar.months[$0].month <= trueUp })
    }
  }

  /// Carries what exports exceed imports by from month to month; the rest is paid behind the last.
  private mutating func carry(_ balances: [Double], _ year: [Int]) {
    var credit = 0.0
    for index in year {
      credit -= balances[index]
      months[index].billed = max(0, -credit)
      credit = max(0, credit)
    }
    if let last = year.last { months[last].excess = credit }
  }
}
