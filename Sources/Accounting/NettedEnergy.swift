import SiteModel

/// One energy line's imports with exports set against them, month by month, in kWh.
struct NettedEnergy {
  /// What a month comes to.
  struct Month {
    /// What is left of the imports, and billed.
    var billed = 0.0
    /// What is left of the exports, and paid at their price.
    var excess = 0.0
    /// A step within the line's window, by which the export lines that hold in it are found.
    var step: Int?
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
      for step in month.steps where meter.contains(window, step) {
        first = first ?? step
        imports += meter.energy(meter.series.imports, step)
        if let column = meter.series.exports { exports += meter.energy(column, step) }
      }
      months.append(Month(billed: max(0, imports - exports), step: first))
      balances.append(imports - exports)
    }
    guard meter.grid.tariff.rules.netting == .annual else {
      for index in months.indices { months[index].excess = max(0, -balances[index]) }
      return
    }
    for year in Set(calendar.months.map(\.year)).sorted() {
      carry(
        balances,
        months.indices.filter { calendar.months[$0].year == year && months[$0].step != nil })
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
