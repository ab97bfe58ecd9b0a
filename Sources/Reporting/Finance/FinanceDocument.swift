import Accounting
import SiteModel
import Units

/// What plan.json says of a plan's money after tax.
package struct FinanceDocument: JSONRecord {
  package var years = 0
  package var figures = Keyed<Double>()
  package var absent = Keyed<String>()
  package var capital = Keyed<Double>()
  package var reference: String?
  package var programWorth = 0.0
  package var relativeDifference = Exact(0)

  package init() {}

  package static let fields: [Field<FinanceDocument>] = [
    .init("years", \.years, "years of the cash flow"),
    .init("figures", \.figures, "measures, by a name that ends in their unit"),
    .init("absent", \.absent, "measures that there are none of, and why"),
    .init("capital_usd", \.capital, "capital before credits, by component"),
    .init(ifAny: "reference", \.reference, "the scenario that the plan is set beside"),
    .init(
      "program_npv_usd", \.programWorth, "NPV of costs after tax, by what the program minimised"),
    .init(
      "relative_difference", \.relativeDifference,
      "difference of that from the pro forma's cost_npv_usd, in relation to the greater"),
  ]

  init(_ report: FinanceReport) {
    self.init()
    years = report.project.flows.years
    figures = Keyed(report.figures.compactMap { own in own.value.map { (own.key, $0) } })
    absent = Keyed(report.figures.filter { $0.value == nil }.map { ($0.key, $0.absence) })
    capital = Keyed(report.capital.map { ($0.component, $0.cost) })
    reference = report.reference?.name
    programWorth = report.project.programWorth.in(.usd)
    relativeDifference = Exact(report.project.relativeDifference)
  }
}

extension SummaryPage {
  /// What the plan's money comes to after tax, on the first screen.
  mutating func finance(_ report: FinanceReport?) {
    guard let report else { return }
    heading("After tax, over \(report.project.flows.years) years", columns: [("USD", 18)])
    for figure in report.figures
    where figure.key != "power_cost_per_gpu_hour_usd" || figure.value != nil {
      let text = figure.value.map { value in
        figure.key.hasSuffix("_fraction")
          ? FigureText.grouped(100 * value, places: 2) + " %"
          : FigureText.grouped(value, places: figure.places)
      }
      row(figure.name, [(text ?? figure.absence, 18)])
    }
  }
}
