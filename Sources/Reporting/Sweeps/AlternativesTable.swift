package import SiteModel
import Tabular

/// What else would cost nearly the same: the least and the most of each size, and plans that differ,
/// as text and as `alternatives.csv`.
package struct AlternativesTable {
  /// One plan within a budget.
  package struct Entry {
    /// Costs above the least, in percent.
    package let budgetPercent: Double
    /// What was asked: `least gensets.units`, `different 1`.
    package let name: String
    /// The size that was asked for, as it is in the plan; nil for plans that differ.
    package let value: Double?
    /// The plan; nil where none was certified within the budget.
    package let record: (any SweptPlan)?

    /// An answer to one question.
    package init(budgetPercent: Double, name: String, value: Double?, record: (any SweptPlan)?) {
      self.budgetPercent = budgetPercent
      self.name = name
      self.value = value
      self.record = record
    }
  }

  private let site: Site
  private let base: any SweptPlan
  private let entries: [Entry]

  /// The cheapest plan, and others within budgets.
  package init(_ site: Site, base: any SweptPlan, entries: [Entry]) {
    self.site = site
    self.base = base
    self.entries = entries
  }

  private func excess(_ record: (any SweptPlan)?) -> Double? {
    guard let cost = record?.objectiveUSD, let least = base.objectiveUSD, least != 0 else {
      return nil
    }
    return 100 * (cost - least) / least.magnitude
  }

  /// One row a plan; the cheapest first.
  package var file: OutputFile {
    var table = CSVText(
      header: [
        "budget_percent", "name", "value", "status", "objective_usd_per_year",
        "above_least_percent",
        "inside_cap_boundary_t_co2e",
      ] + site.sizeHeaders)
    let cheapest = Entry(budgetPercent: 0, name: "cheapest", value: nil, record: base)
    for entry in [cheapest] + entries {
      var cells: [CSVText.Cell] = [
        .number(entry.budgetPercent), .text(entry.name), .number(entry.value),
        .text(entry.record?.status ?? "none certified"), .number(entry.record?.objectiveUSD),
        .number(excess(entry.record)), .number(entry.record?.cappedEmissions),
      ]
      cells +=
        entry.record?.sizeCells(of: site) ?? site.sizeHeaders.map { _ in .empty }
      table.row(cells)
    }
    return OutputFile(name: "alternatives.csv", bytes: table.bytes)
  }

  /// At most `width` columns.
  package func text(width: Int = 80) -> String {
    var page = SummaryPage(width: max(60, width), color: false)
    page.title(
      "\(site.name): \(FigureText.grouped(base.objectiveUSD ?? 0)) USD/year, built "
        + base.sizeText(of: site))
    var budgets: [Double] = []
    for entry in entries where !budgets.contains(entry.budgetPercent) {
      budgets.append(entry.budgetPercent)
    }
    for budget in budgets {
      page.heading(
        "At most \(PlainNumber.text(budget)) % more expensive",
        columns: [("size", 12), ("costs more by", 14)])
      for entry in entries where entry.budgetPercent == budget {
        let dearer = excess(entry.record).map { FigureText.grouped($0, places: 2) + " %" }
        page.row(
          entry.name,
          [
            (entry.value.map { FigureText.size($0) } ?? "", 12), (dearer ?? "not certified", 12),
          ])
        if entry.value == nil, let record = entry.record {
          page.wrap("  " + record.sizeText(of: site))
        }
      }
    }
    if !entries.contains(where: { $0.value == nil }) {
      page.line("")
      page.wrap("No plan within the widest budget was found that differs much in another way.")
    }
    if entries.contains(where: { (excess($0.record) ?? 0) < -1e-3 }) {
      page.wrap(
        "Below nought: the search in whole units stops within half a percent of the least cost, and "
          + "a plan with a size held came nearer to it.")
    }
    return page.lines.joined(separator: "\n") + "\n"
  }
}
