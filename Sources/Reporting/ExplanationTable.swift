package import Planning
import SiteModel
import Tabular

/// What a plan's limits, sizes and prices are worth, as text and as `explain.csv`.
public struct ExplanationTable {
  private let site: String
  private let explanation: Explanation

  /// The explanation of a site's plan.
  package init(_ explanation: Explanation, site: String) {
    self.site = site
    self.explanation = explanation
  }

  /// One row a limit, size or price: figures in USD a year for one more unit of the key.
  public var file: OutputFile {
    var table = CSVText(header: [
      "kind", "name", "key", "unit", "value", "usd_per_year_per_unit", "usd_per_year_one_more",
      "usd_per_year_one_less", "noise_usd_per_year", "steps", "verdict",
    ])
    for limit in explanation.limits {
      table.row([
        .text("limit"), .text(limit.name), .text(limit.key ?? ""), .text(limit.unit), .empty,
        .number(limit.multiplier), .number(limit.more), .number(limit.less), .number(limit.noise),
        .integer(limit.steps), .text(limit.agreement.rawValue),
      ])
    }
    for size in explanation.sizes {
      table.row([
        .text("size"), .text(size.name), .empty, .text(size.unit), .number(size.built),
        .number(size.cost), .number(size.more), .number(size.less), .empty, .empty, .empty,
      ])
    }
    for entry in explanation.entries {
      table.row([
        .text("entry_price"), .text(entry.component), .text(entry.key), .text(entry.unit),
        .number(entry.entry), .empty, .number(entry.dearer), .empty, .empty, .empty,
        .text(entry.entry == nil ? "never" : "enters below"),
      ])
    }
    if case .costs(let more)? = explanation.withoutGrid {
      table.row([
        .text("grid_date"), .text("month without the grid"), .empty, .text("month"), .empty,
        .number(more / 12), .empty, .empty, .empty, .empty, .empty,
      ])
    }
    if let foresight = explanation.foresight {
      table.row([
        .text("foresight"), .text("run with \(PlainNumber.text(foresight.viewHours)) h known"),
        .empty, .text("year"), .number(foresight.planned), .number(foresight.dearer), .empty,
        .empty, .empty, .empty, .text(foresight.short > 1e-3 ? "load not carried" : "carried"),
      ])
    }
    return OutputFile(name: "explain.csv", bytes: table.bytes)
  }

  /// At most `width` columns.
  public func text(width: Int = 80) -> String {
    var page = SummaryPage(width: max(60, width), color: false)
    page.title("\(site): shadow prices, marginal costs and break-even prices of the plan")
    limits(on: &page)
    sizes(on: &page)
    entries(on: &page)
    withoutGrid(on: &page)
    foresight(on: &page)
    return page.lines.joined(separator: "\n") + "\n"
  }

  private func limits(on page: inout SummaryPage) {
    page.heading("Binding constraints, and the shadow price of one unit more")
    if explanation.limits.isEmpty { page.line("  none") }
    for limit in explanation.limits {
      page.row(
        limit.key ?? limit.name, [("\(usd(limit.multiplier)) USD per \(limit.unit)", 34)])
      switch limit.agreement {
      case .agrees: page.wrap("  solved again: \(solved(limit)), within 1 %")
      case .changesHere:
        page.wrap("  the shadow price differs on either side: \(sides(limit))")
      case .notTold:
        page.wrap("  solved again: \(solved(limit)), uncertain by \(usd(limit.noise))")
      case .differs:
        page.wrap("  solved again it differs: \(solved(limit))")
      }
    }
  }

  private func solved(_ limit: Explanation.Limit) -> String {
    let more = limit.more.map { "\(usd($0)) for more" } ?? "no plan with more"
    return more + ", " + (limit.less.map { "\(usd($0)) for less" } ?? "no plan with less")
  }

  /// A kink of the cost: what a unit more is worth, and what a unit less costs.
  private func sides(_ limit: Explanation.Limit) -> String {
    let more = limit.more.map { "\(usd($0)) USD loosening" } ?? "no plan loosening"
    return (limit.less.map { "\(usd($0)) USD tightening" } ?? "no plan tightening")
      + ", \(more) it by a "
      + limit.unit
  }

  private func sizes(on page: inout SummaryPage) {
    page.heading("Marginal cost of capacity: the last unit of each size")
    for size in explanation.sizes {
      var words: [String] = []
      if let cost = size.cost {
        words.append("a \(size.unit) costs \(usd(cost)) USD/year of capital and upkeep")
      }
      if let less = size.less { words.append("one \(size.unit) fewer would \(change(less))") }
      if let more = size.more { words.append("one more would \(change(more))") }
      if words.isEmpty { words = ["no plan with one less, and no more may be built"] }
      page.wrap("\(size.name), \(FigureText.size(size.built)): " + words.joined(separator: "; "))
    }
  }

  private func change(_ amount: Double) -> String {
    amount < 0
      ? "save \(usd(-amount)) USD/year" : "cost \(usd(amount)) USD/year more"
  }

  private func entries(on page: inout SummaryPage) {
    guard !explanation.entries.isEmpty else { return }
    page.heading("What is not built, and the price at which it would be")
    for entry in explanation.entries {
      let price = "\(FigureText.size(entry.price)) \(entry.unit)"
      guard let enters = entry.entry else {
        page.wrap(
          "\(entry.component): not even for nothing in place of \(price) (\(entry.key)); "
            + "\(usd(entry.dearer)) USD/year more expensive for each \(entry.size)")
        continue
      }
      page.wrap(
        "\(entry.component): below \(FigureText.size(enters)) \(entry.unit) in place of \(price) "
          + "(\(entry.key))")
    }
  }

  private func withoutGrid(on page: inout SummaryPage) {
    guard let withoutGrid = explanation.withoutGrid else { return }
    page.heading("Value of energising the grid a month earlier")
    switch withoutGrid {
    case .costs(let more):
      page.wrap(
        "without the grid the year costs \(usd(more)) USD more: \(usd(more / 12)) USD for each "
          + "month that it comes earlier")
    case .noPlan(let reasons):
      page.wrap("without the grid there is no plan: \(reasons.joined(separator: "; "))")
    case .notKnown: page.wrap("no plan without the grid could be certified")
    }
  }

  private func foresight(on page: inout SummaryPage) {
    guard let foresight = explanation.foresight else { return }
    page.heading("Value of perfect foresight")
    let share = 100 * foresight.dearer / max(1, foresight.planned.magnitude)
    var words =
      "the same plant, run with the next \(PlainNumber.text(foresight.viewHours)) hours known and "
      + "nothing beyond, decided anew every \(PlainNumber.text(foresight.everyHours)) hours, costs "
    words +=
      share < 1e-3
      ? "no more than the plan"
      : "\(usd(foresight.dearer)) USD/year more than the plan (\(FigureText.grouped(share, places: 2)) %)"
    if foresight.peaks > 1e-3 * foresight.dearer, share >= 1e-3 {
      words += ", \(usd(foresight.peaks)) of it for higher billed peaks"
    }
    page.wrap(words)
    if foresight.short > 1e-3 {
      page.wrap("  load that it could not carry: \(usd(foresight.short)) MWh/year")
    }
    for missed in foresight.missed {
      page.wrap(
        "  \(missed.meaning): \(usd(missed.amount)) \(missed.unit), counted at the shadow price")
    }
  }

  private func usd(_ amount: Double) -> String {
    FigureText.grouped(amount, places: amount.magnitude < 100 ? 2 : 0)
  }
}
