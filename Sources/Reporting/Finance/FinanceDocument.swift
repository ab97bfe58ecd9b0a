import Accounting
import SiteModel
import Units

/// What plan.json says of a plan's money after tax.
package struct FinanceDocument: JSONRecord {
  /// Years of the cash flow.
  package var years = 0
  /// Measures, by a name that ends in their unit.
  package var figures = Keyed<Double>()
  /// What they are, for people.
  package var names = Keyed<String>()
  /// Measures that there are none of, and why.
  package var absent = Keyed<String>()
  /// Capital before credits, by component.
  package var capital = Keyed<Double>()
  /// The scenario that the plan is set beside.
  package var reference: String?
  /// NPV of costs after tax, by what the program minimised.
  package var programWorth = 0.0
  /// Difference of that from the pro forma's.
  package var relativeDifference = Exact(0)
  /// The cash flow, the beginning first.
  package var flows: [Year] = []

  package init() {}

  package static let fields: [Field<FinanceDocument>] = [
    .init("years", \.years, "years of the cash flow"),
    .init("figures", \.figures, "measures, by a name that ends in their unit"),
    .init("names", \.names, "what the measures are"),
    .init("absent", \.absent, "measures that there are none of, and why"),
    .init("capital_usd", \.capital, "real capital before credits, by component"),
    .init(ifAny: "reference", \.reference, "the scenario that the plan is set beside"),
    .init(
      "program_npv_usd", \.programWorth, "NPV of costs after tax, by what the program minimised"),
    .init(
      "relative_difference", \.relativeDifference,
      "difference of that from the pro forma's cost_npv_usd, in relation to the greater"),
    .init("cash_flow", \.flows, "nominal flows by year, what comes in positive"),
  ]

  /// One year of the cash flow, nominal; what comes in is positive.
  package struct Year: JSONRecord {
    package var year = 0
    package var revenue = 0.0
    package var operation = 0.0
    package var capital = 0.0
    package var left = 0.0
    package var credits = 0.0
    package var tax = 0.0
    package var unlevered = 0.0
    package var debtService = 0.0
    package var levered = 0.0

    package init() {}

    package static let fields: [Field<Year>] = [
      .init("year", \.year, "years after the beginning"),
      .init("revenue_usd", \.revenue, "what is paid for power or compute"),
      .init("operation_usd", \.operation, "what running the site costs, land included"),
      .init("capital_usd", \.capital, "what is bought"),
      .init("resale_and_residual_usd", \.left, "what is sold, and what is left in the end"),
      .init("credits_usd", \.credits, "tax credits"),
      .init("income_tax_usd", \.tax, "income tax without debt"),
      .init("after_tax_usd", \.unlevered, "cash flow after tax, without debt"),
      .init("debt_service_usd", \.debtService, "interest and repayment"),
      .init("owners_usd", \.levered, "cash flow of the owners after tax and debt"),
    ]
  }

  init(_ report: FinanceReport) {
    self.init()
    years = report.project.flows.years
    figures = Keyed(report.figures.compactMap { own in own.value.map { (own.key, $0) } })
    names = Keyed(report.figures.map { ($0.key, $0.name) })
    absent = Keyed(report.figures.filter { $0.value == nil }.map { ($0.key, $0.absence) })
    capital = Keyed(report.capital.map { ($0.component, $0.cost) })
    reference = report.reference?.name
    programWorth = report.project.programWorth.in(.usd)
    relativeDifference = Exact(report.project.relativeDifference)
    let proForma = report.project.proForma
    flows = (0...years).map { Year(proForma, $0) }
  }
}

extension FinanceDocument.Year {
  fileprivate init(_ proForma: ProForma, _ year: Int) {
    self.init()
    func usd(_ amounts: [Money]) -> Double { amounts[year].in(.usd) }
    self.year = year
    revenue = usd(proForma.inputs.revenue)
    operation = -usd(proForma.inputs.operating)
    capital = -usd(proForma.capital)
    let residual = year == proForma.inputs.years ? proForma.inputs.residual.in(.usd) : 0
    left = usd(proForma.resale) + residual
    credits = usd(proForma.credits)
    tax = -usd(proForma.tax)
    unlevered = usd(proForma.unlevered)
    debtService = proForma.schedule.map { -usd($0.service) } ?? 0
    levered = usd(proForma.levered)
  }
}

extension SummaryPage {
  /// What the plan's money comes to after tax, on the first screen.
  mutating func finance(_ report: FinanceReport?) {
    guard let report else { return }
    heading("After tax, over \(report.project.flows.years) years", columns: [("USD", 18)])
    for figure in report.figures {
      row(figure.name, [(figure.text, 18)])
    }
  }
}
