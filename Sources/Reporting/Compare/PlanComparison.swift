import Units
import Tabular

/// Two plans side by side, as text and as `compare.csv`.
public struct PlanComparison {
  private let first: PlanColumn
  private let second: PlanColumn
  /// What differs between their inputs, in words.
  private let inputs: [String]
  /// In which terms both are told, in a sentence; nil where both are of a year that recurs.
  private let terms: String?

  /// Two columns, what differs between their inputs, and what the figures are.
  public init(
    _ first: PlanColumn, _ second: PlanColumn, inputs: [String], terms: ComparisonTerms? = nil
  ) {
    self.first = first
    self.second = second
    self.inputs = inputs
    self.terms = terms?.text
  }

  private static let sections = [
    "sizes", "money", "cost", "years", "emissions", "served", "uptime", "bill",
  ]

  /// Figures by section; those of the first column first, then those that only the second has.
  private var rows: [(row: PlanColumn.Row, first: Double?, second: Double?)] {
    Self.sections.flatMap { section in
      let own = first.rows.filter { $0.section == section }
      let other = second.rows.filter { $0.section == section }
      let added = other.filter { row in !own.contains { $0.name == row.name } }
      return (own + added).map { row in
        (
          row, own.first { $0.name == row.name }?.value,
          other.first { $0.name == row.name }?.value
        )
      }
    }
  }

  /// One row a figure; what only one of them has is empty in the other.
  public var file: OutputFile {
    var table = CSVText(header: ["section", "name", "unit", "a", "b", "b_minus_a"])
    for (row, first, second) in rows {
      table.row([
        .text(row.section), .text(row.name), .text(row.unit), .number(first), .number(second),
        .number((second ?? 0) - (first ?? 0)),
      ])
    }
    for input in inputs {
      table.row([.text("inputs"), .text(input), .empty, .empty, .empty, .empty])
    }
    return OutputFile(name: "compare.csv", bytes: table.bytes)
  }

  /// What the second costs more than the first, and the lines that make most of it; nil where it is the same.
  public var reason: String? {
    let costs = rows.filter { $0.row.section == "cost" }
      .map { (name: $0.row.name, more: ($0.second ?? 0) - ($0.first ?? 0)) }
    let lines = costs.filter { $0.more.magnitude >= 0.5 }
      .sorted { $0.more.magnitude > $1.more.magnitude }
    guard !lines.isEmpty else { return nil }
    let more = lines.reduce(0) { $0 + $1.more }
    let parts = lines.prefix(4).map { line in
      "\(line.name.replacingUnderscores) \(line.more < 0 ? "−" : "+")"
        + FigureText.grouped(line.more.magnitude)
    }
    return "costs \(FigureText.grouped(more.magnitude)) USD \(more < 0 ? "less" : "more"), mostly "
      + parts.joined(separator: ", ")
  }

  /// At most `width` columns.
  public func text(width: Int = 80) -> String {
    var page = SummaryPage(width: max(60, width), color: false)
    page.title("A: \(first.title)")
    page.title("B: \(second.title)")
    if let terms {
      page.blank()
      page.wrap(terms, indent: "")
    }
    let rows = self.rows
    for section in Self.sections {
      let own = rows.filter { $0.row.section == section && isTold($0.first, $0.second) }
      guard !own.isEmpty else { continue }
      page.heading(
        section.prefix(1).uppercased() + section.dropFirst(),
        columns: [("A", 14), ("B", 14), ("B − A", 14)])
      for (row, first, second) in own {
        func figure(_ value: Double?) -> String { value.map { number($0, row.unit) } ?? "–" }
        let unit = ["sizes", "money"].contains(section) || terms != nil ? ", \(row.unit)" : ""
        page.row(
          row.name.replacingUnderscores + unit,
          [
            (figure(first), 14), (figure(second), 14),
            (number((second ?? 0) - (first ?? 0), row.unit), 14),
          ])
      }
    }
    if let reason {
      page.heading("Why")
      page.wrap("B \(reason)")
    }
    page.heading("Inputs")
    if inputs.isEmpty { page.line("  the same") }
    for input in inputs { page.wrap(input) }
    return page.lines.joined(separator: "\n") + "\n"
  }

  /// Nothing in both is not worth a line.
  private func isTold(_ first: Double?, _ second: Double?) -> Bool {
    max((first ?? 0).magnitude, (second ?? 0).magnitude) > 5e-4
  }

  private func number(_ value: Double, _ unit: String) -> String {
    switch unit {
    case "share": FigureText.fixed(value, places: 6, shiftedBy: 0)
    case "MW", "MWh", "USD/MWh": FigureText.grouped(value, places: 2)
    case "units": FigureText.grouped(value, places: value == value.rounded() ? 0 : 2)
    default: FigureText.grouped(value)
    }
  }
}
