package import SiteModel
package import Tabular
import Units

/// What each plan costs in each scenario, as `regret.csv` and on one screen of 80 columns.
package struct RegretText {
  private let table: RegretTable
  /// `USD/year`, or `USD` of present value.
  private let unit: String
  private let key: String

  /// - Parameter overYears: costs are present values of a horizon.
  package init(_ table: RegretTable, overYears: Bool = false) {
    self.table = table
    (unit, key) = overYears ? ("USD", "usd") : ("USD/year", "usd_per_year")
  }

  /// `regret.csv`: one row for each plan in each scenario.
  package var csv: CSVText {
    let perYear = key == "usd" ? "" : "_per_year"
    var text = CSVText(
      header: [
        "plan", "scenario", "probability", "status", "cost_\(key)", "regret_\(key)",
        "served_mwh\(perYear)", "unserved_mwh\(perYear)", "unserved_value_\(key)",
        "promised_unserved_mwh\(perYear)", "hours_short\(perYear)",
        "inside_cap_boundary_t_co2e\(perYear)", "cap",
        "above_cap_t_co2e\(perYear)",
      ])
    for row in table.cells {
      for (cell, member) in zip(row, table.together.members) {
        let hasRun = cell.cost != nil
        func figure(_ number: Double?) -> CSVText.Cell { hasRun ? .number(number) : .empty }
        text.row([
          .text(cell.plan), .text(cell.scenario), .number(member.probability),
          .text(cell.status.rawValue), figure(cell.cost?.in(.usd)), figure(cell.regret?.in(.usd)),
          figure(cell.served.in(.megawattHours)), figure(cell.unserved.in(.megawattHours)),
          figure(cell.unservedValue.in(.usd)),
          figure(cell.promisedUnserved.in(.megawattHours)), figure(cell.hoursShort),
          figure(cell.emitted.in(.tonnes)),
          .text(Self.cap(cell)), figure(cell.aboveCap?.in(.tonnes)),
        ])
      }
    }
    return text
  }

  /// One screen.
  package func screen(notes: [String]) -> String {
    var parts = [regret]
    parts.append(beside)
    if let all = values { parts.append(all) }
    parts.append(notes.map { Self.wrapped($0) }.joined(separator: "\n"))
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private static func cap(_ cell: RegretTable.Cell) -> String {
    guard cell.cost != nil, let above = cell.aboveCap else { return "" }
    return above > .zero ? "broken" : "kept"
  }

  // MARK: - The screen

  private static let width = 80
  private static let first = 13
  private static let column = 13

  private static func left(_ text: String) -> String {
    FigureText.left(String(text.prefix(first - 1)), first)
  }

  private static func right(_ text: String, _ width: Int = column) -> String {
    FigureText.right(String(text.prefix(width - 1)), width)
  }

  /// Scenarios in groups that fit beside each other.
  private var groups: [Range<Int>] {
    let many = (Self.width - Self.first - Self.column) / Self.column
    let count = table.together.members.count
    return stride(from: 0, to: count, by: many).map { $0..<min(count, $0 + many) }
  }

  /// Rows are plans, columns scenarios; the last column is what a plan is measured by.
  private var regret: String {
    let names = table.together.members.map(\.name)
    let weighs = table.together.riskWeight > 0
    var lines = ["Regret: cost of a plan less that of the scenario's own plan, \(unit)"]
    for group in groups {
      let isLast = group.upperBound == names.count
      lines.append(
        Self.left("plan for") + group.map { Self.right("in \(names[$0])") }.joined()
          + (isLast ? Self.right(weighs ? "weighed cost" : "mean cost") : ""))
      for (plan, name) in table.plans.enumerated() {
        let cells = group.map { run -> String in
          Self.right(
            table.cells[plan][run].regret.map { FigureText.grouped($0.in(.usd)) } ?? "no plan")
        }
        let measure = table.measure(of: plan).map { FigureText.grouped($0.in(.usd)) } ?? "–"
        lines.append(Self.left(name) + cells.joined() + (isLast ? Self.right(measure) : ""))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// What stands beside the money.
  private var beside: String {
    let perYear = key == "usd" ? "" : "/year"
    var lines = [
      "What is served, and the caps",
      Self.left("plan for") + Self.left("in") + Self.right("cost", 14) + Self.right("served", 11)
        + Self.right("unserved", 10) + Self.right("promised", 10) + Self.right("cap", 8),
      Self.left("") + Self.left("") + Self.right(unit, 14) + Self.right("MWh\(perYear)", 11)
        + Self.right("MWh\(perYear)", 10) + Self.right("unserved", 10),
    ]
    for cell in table.cells.joined() {
      guard let cost = cell.cost else {
        lines.append(
          Self.left(cell.plan) + Self.left(cell.scenario) + Self.right("no plan", 14))
        continue
      }
      lines.append(
        Self.left(cell.plan) + Self.left(cell.scenario)
          + Self.right(FigureText.grouped(cost.in(.usd)), 14)
          + Self.right(FigureText.grouped(cell.served.in(.megawattHours)), 11)
          + Self.right(FigureText.grouped(cell.unserved.in(.megawattHours)), 10)
          + Self.right(FigureText.grouped(cell.promisedUnserved.in(.megawattHours)), 10)
          + Self.right(Self.cap(cell).isEmpty ? "none" : Self.cap(cell), 8))
    }
    let valued = table.cells.joined().filter { $0.unservedValue > .zero }
    if !valued.isEmpty {
      lines.append(
        Self.wrapped(
          "Costs hold the value of unserved load: at most "
            + FigureText.grouped(valued.map { $0.unservedValue.in(.usd) }.max() ?? 0)
            + " \(unit) (regret.csv has each)."))
    }
    return lines.joined(separator: "\n")
  }

  private var values: String? {
    var lines: [String] = []
    func line(_ name: String, _ amount: Money?) {
      guard let amount else { return }
      lines.append(
        FigureText.left(name, 50) + FigureText.right(FigureText.grouped(amount.in(.usd)), 15)
          + " \(unit)")
    }
    line("each scenario with its own plan", table.perfectInformation)
    line("value of perfect information", table.valueOfPerfectInformation)
    line("value of the stochastic answer, that is", table.valueOfStochasticAnswer)
    if table.valueOfStochasticAnswer != nil, let first = table.plans.first {
      lines.append("  saved against planning for \(first) alone")
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private static func wrapped(_ text: String) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
