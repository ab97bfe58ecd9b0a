public import Accounting
public import SiteModel
import Tabular
import Units

/// A bill as a table for people, months by lines, and as `bill.csv`.
public struct BillTable {
  private let bill: Bill
  private let horizon: Horizon
  private let dollarYear: Int

  /// The bill of a horizon's steps, in dollars of a year.
  public init(_ bill: Bill, over horizon: Horizon, dollarYear: Int) {
    self.bill = bill
    self.horizon = horizon
    self.dollarYear = dollarYear
  }

  /// One row a month and line. `amount_usd` = `quantity` × `rate_usd` × `times_in_year`, which is 1 for
  /// a whole year.
  public var file: OutputFile {
    var table = CSVText(header: [
      "month", "component", "line", "quantity", "unit", "rate_usd", "amount_usd", "peak_start",
      "times_in_year", "dollar_year",
    ])
    for line in bill.lines {
      table.row([
        .integer(line.month), .text(line.component), .text(line.line), .number(line.quantity),
        .text(line.unit), .number(line.rate), .number(line.amount.in(.usd)),
        line.peakStep.map { .text(stamp($0)) } ?? .empty,
        .number(line.weight), .integer(dollarYear),
      ])
    }
    return OutputFile(name: "bill.csv", bytes: table.bytes)
  }

  /// The stamp of a step: years follow each other for a meter, and recur for a plan.
  private func stamp(_ step: Int) -> String {
    guard bill.years != nil else { return HourText.stamp(step, in: horizon) }
    let place = RealYears(from: horizon.calendar).place(ofMinute: step * horizon.stepMinutes)
    return HourText.stamp(minute: place.minute, in: Horizon(calendar: place.calendar))
  }

  /// The name of a month, with its year where a meter saw two of them.
  private func name(of month: Int) -> String {
    guard let years = bill.years, Set(years.values).count > 1, let year = years[month] else {
      return MonthName.all[month - 1]
    }
    return "\(MonthName.all[month - 1].prefix(3)) \(year)"
  }

  /// USD by month and line, in as many blocks as the width asks for; the last column is the sum.
  public func text(width: Int = 80) -> String {
    func row(_ name: String, _ isWithin: (Int) -> Bool) -> BillGrid.Row {
      BillGrid.Row(
        name: name, amounts: bill.lines.filter { isWithin($0.month) }.map { .init($0, times: 1) })
    }
    let sum = bill.months.count == 12 ? "year" : "together"
    return BillGrid(
      rows: bill.months.map { month in row(name(of: month)) { $0 == month } } + [
        row(sum) { _ in true }
      ]
    ).text(width: width)
  }

  /// What a meter did not see and the bill therefore does not count, one line each.
  public var unseen: [String] {
    bill.unseen.map { gap in
      switch gap {
      case .lookBack(let line, let months):
        let names = months.map { MonthName.all[$0 - 1] }.joined(separator: ", ")
        return "Not seen: '\(line)' looks back on \(names), which neither the meter nor a file "
          + "of metered_peaks has; the billed demand may be higher."
      case .coincidentPeaks(let line, let names):
        return
          "Not billed: '\(line)' at \(names.joined(separator: ", ")), outside what was metered."
      case .restOfYear:
        return
          "What exports exceed imports by is paid after the last month that was metered, not at "
          + "the year's end."
      }
    }
  }
}
