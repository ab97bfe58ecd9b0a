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
    let columnWidth = 12
    let labelWidth = 10
    let perBlock = max(2, (width - labelWidth) / columnWidth)
    var columns = self.columns
    columns.append(Column(title: "total", isCounted: { _ in true }))
    var lines: [String] = []
    for first in stride(from: 0, to: columns.count, by: perBlock) {
      let block = columns[first..<min(first + perBlock, columns.count)]
      if first > 0 { lines.append("") }
      lines += heading(block, labelWidth, columnWidth)
      for month in bill.months {
        lines.append(row(name(of: month), block, labelWidth, columnWidth) { $0 == month })
      }
      let sum = bill.months.count == 12 ? "year" : "together"
      lines.append(row(sum, block, labelWidth, columnWidth) { _ in true })
    }
    return lines.map { $0.trimmed + "\n" }.joined()
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

  private struct Column {
    let title: String
    let isCounted: (Bill.Line) -> Bool
  }

  /// One column for each line of each connection, in the order of the bill.
  private var columns: [Column] {
    let components = unique(bill.lines.map(\.component))
    return components.flatMap { component in
      unique(bill.lines.filter { $0.component == component }.map(\.line)).map { name in
        Column(title: components.count > 1 ? "\(component) \(name)" : name) {
          $0.component == component && $0.line == name
        }
      }
    }
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// Names of lines over their columns, broken into two rows where they must be.
  private func heading(_ block: ArraySlice<Column>, _ label: Int, _ width: Int) -> [String] {
    let room = width - 1
    var top = FigureText.left("USD", label)
    var bottom = FigureText.left("", label)
    for column in block {
      let title = column.title.replacingUnderscores
      var first = title
      var second = ""
      if title.count > room {
        let words = title.split(separator: " ").map(String.init)
        var taken = 0
        first = ""
        while taken < words.count, (first + words[taken]).count < room {
          first += (first.isEmpty ? "" : " ") + words[taken]
          taken += 1
        }
        if first.isEmpty { (first, taken) = (words[0], 1) }
        second = words[taken...].joined(separator: " ")
      }
      func fitted(_ text: String) -> String {
        FigureText.right(text.count > room ? FigureText.left(text, room) : text, width)
      }
      top += fitted(first)
      bottom += fitted(second)
    }
    return bottom.trimmed.isEmpty ? [top] : [top, bottom]
  }

  private func row(
    _ name: String, _ block: ArraySlice<Column>, _ label: Int, _ width: Int,
    _ isWithin: (Int) -> Bool
  ) -> String {
    var text = FigureText.left(name, label)
    for column in block {
      let counted = bill.lines.filter { isWithin($0.month) && column.isCounted($0) }
      let amount = counted.reduce(0) { $0 + $1.amount.in(.usd) }
      text += FigureText.right(counted.isEmpty ? "" : FigureText.grouped(amount), width)
    }
    return text
  }
}
