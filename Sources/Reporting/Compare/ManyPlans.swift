import Tabular

/// Any number of plans: what each costs more than the first, and why, as text and as `compare.csv`.
public struct ManyPlans {
  private let columns: [PlanColumn]
  private let terms: ComparisonTerms?
  private let comparisons: [PlanComparison]

  /// Columns in the order asked, each with what differs of its inputs from those of the first.
  public init(_ columns: [PlanColumn], inputs: [[String]], terms: ComparisonTerms? = nil) {
    (self.columns, self.terms) = (columns, terms)
    comparisons = zip(columns, inputs).dropFirst().map { other, inputs in
      PlanComparison(columns[0], other, inputs: inputs, terms: terms)
    }
  }

  /// Rows of all columns in the order in which they first come.
  private var rows: [PlanColumn.Row] {
    var known: Set<String> = []
    return columns.flatMap(\.rows).filter { known.insert("\($0.section) \($0.name)").inserted }
  }

  private func value(_ row: PlanColumn.Row, in column: PlanColumn) -> Double? {
    column.rows.first { $0.section == row.section && $0.name == row.name }?.value
  }

  /// One row a figure, one column a plan.
  public var file: OutputFile {
    let plans = columns.indices.map { "plan_\($0 + 1)" }
    var table = CSVText(header: ["section", "name", "unit"] + plans)
    for row in rows {
      table.row(
        [.text(row.section), .text(row.name), .text(row.unit)]
          + columns.map { .number(value(row, in: $0)) })
    }
    return OutputFile(name: "compare.csv", bytes: table.bytes)
  }

  /// Names of the sections that a screen has room for; all are in the file.
  private static let shown = ["money", "emissions", "sizes"]

  /// At most `width` columns; of more plans than fit beside each other the first ones, and all in the file.
  public func text(width: Int = 80) -> String {
    var page = SummaryPage(width: max(60, width), color: false)
    for (number, column) in columns.enumerated() { page.title("\(number + 1): \(column.title)") }
    if let terms {
      page.blank()
      page.wrap(terms.text, indent: "")
    }
    let fitting = columns.prefix(max(2, (page.width - 28) / 13))
    for section in Self.shown {
      let own = rows.filter { row in
        row.section == section && fitting.contains { (value(row, in: $0) ?? 0).magnitude > 5e-4 }
      }
      guard !own.isEmpty else { continue }
      page.heading(
        section.prefix(1).uppercased() + section.dropFirst(),
        columns: fitting.indices.map { ("\($0 + 1)", 13) })
      for row in own {
        let figures = fitting.map { column in
          (
            value(row, in: column).map { FigureText.grouped($0, places: places(row.unit)) } ?? "–",
            13
          )
        }
        page.row("\(row.name.replacingUnderscores), \(row.unit)", figures)
      }
    }
    if fitting.count < columns.count {
      page.wrap("plans \(fitting.count + 1) to \(columns.count) are in compare.csv")
    }
    page.heading("Beside plan 1, and why")
    for (number, comparison) in comparisons.enumerated() {
      page.wrap("\(number + 2) \(comparison.reason ?? "costs the same")")
    }
    return page.lines.joined(separator: "\n") + "\n"
  }

  private func places(_ unit: String) -> Int {
    ["MW", "MWh", "USD/MWh"].contains(unit) ? 2 : 0
  }
}
