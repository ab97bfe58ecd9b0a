import Reporting

/// The part of a page that tells of a plan's money after tax.
enum FinanceSection {
  /// Measures, and the cash flow by year.
  static func section(_ document: FinanceDocument, dollarYear: Int) -> Page.Section {
    let measures = document.names.members.map { member -> [Page.Cell] in
      guard let value = document.figures[member.key] else {
        return [.text(member.value), .right(document.absent[member.key] ?? "")]
      }
      let places = value.magnitude < 1000 ? 2 : 0
      let key = "finance.figures.\(member.key)"
      return [
        .text(member.value),
        member.key.hasSuffix("_fraction")
          ? .right("\(FigureText.grouped(100 * value, places: 2)) %")
          : .figure(value, places: places, key: key),
      ]
    }
    let capital = document.capital.members.map { member -> [Page.Cell] in
      [.text(member.key), .figure(member.value, key: "finance.capital_usd.\(member.key)")]
    }
    let flows = document.flows.map { year -> [Page.Cell] in
      [
        .right("\(year.year)"), .figure(year.revenue), .figure(year.operation),
        .figure(year.capital), .figure(year.left), .figure(year.credits), .figure(year.tax),
        .figure(year.unlevered), .figure(year.debtService), .figure(year.levered),
      ]
    }
    return Page.Section(
      id: "finance", title: "After tax",
      tables: [
        Page.Table(
          "Measures over \(document.years) years, in USD; capital and levelised costs real, of \(dollarYear), unless "
            + "they say nominal; present values at the beginning.",
          head: [.text("measure"), .right("USD")], rows: measures),
        Page.Table(
          "Capital before credits, in USD of \(dollarYear).",
          head: [.text("component"), .right("USD")], rows: capital),
        Page.Table(
          "Cash flow by year, in nominal USD; what comes in is positive. Year 0 is the beginning. "
            + "cashflow.csv has every line, and make proforma writes a workbook with its formulas.",
          head: [
            .right("year"), .right("revenue"), .right("operation"), .right("capital"),
            .right("resale, residual"), .right("credits"), .right("income tax"),
            .right("after tax"), .right("debt service"), .right("owners"),
          ], rows: flows, isLong: true),
      ])
  }
}
