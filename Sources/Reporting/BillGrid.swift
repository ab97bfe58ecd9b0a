import Accounting
import Units

/// Bills as a table for people: a row for each month or year, a column for each line of each connection.
struct BillGrid {
  /// One row.
  struct Row {
    let name: String
    let amounts: [Amount]
  }

  /// What a line adds to a row.
  struct Amount {
    let component: String
    let line: String
    let dollars: Double

    /// A line of a bill that counts several times.
    init(_ line: Bill.Line, times: Int) {
      (component, self.line) = (line.component, line.line)
      dollars = Double(times) * line.amount.in(.usd)
    }
  }

  let rows: [Row]

  /// USD in as many blocks as the width asks for; the last column is the sum.
  func text(width: Int) -> String {
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
      for row in rows { lines.append(text(row, block, labelWidth, columnWidth)) }
    }
    return lines.map { $0.trimmed + "\n" }.joined()
  }

  private struct Column {
    let title: String
    let isCounted: (Amount) -> Bool
  }

  /// One column for each line of each connection, in the order of the bills.
  private var columns: [Column] {
    let all = rows.flatMap(\.amounts)
    let components = HorizonText.unique(all.map(\.component))
    return components.flatMap { component in
      HorizonText.unique(all.filter { $0.component == component }.map(\.line)).map { name in
        Column(title: components.count > 1 ? "\(component) \(name)" : name) {
          $0.component == component && $0.line == name
        }
      }
    }
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

  private func text(_ row: Row, _ block: ArraySlice<Column>, _ label: Int, _ width: Int) -> String {
    block.reduce(FigureText.left(row.name, label)) { text, column in
      let counted = row.amounts.filter(column.isCounted)
      let amount = counted.reduce(0) { $0 + $1.dollars }
      return text + FigureText.right(counted.isEmpty ? "" : FigureText.grouped(amount), width)
    }
  }
}
