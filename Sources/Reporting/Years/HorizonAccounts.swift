import Accounting
package import SiteModel
import Tabular
import Units

/// Bill and ledger of each modelled year, by the accounts: months before a connection is energised have no bill,
/// and what is made carries its making in the year in which it comes.
public struct HorizonAccounts {
  /// One year as a site of its own, with its plan.
  package struct Year {
    let year: Int
    /// Years that it stands for.
    let count: Int
    package let site: Site
    package let plan: SitePlan

    package init(_ year: Int, count: Int, _ site: Site, _ plan: SitePlan) {
      (self.year, self.count, self.site, self.plan) = (year, count, site, plan)
    }

    var bill: Bill { Bill(site: site, plan: plan) }
  }

  private let years: [Year]

  package init(_ years: [Year]) { self.years = years }

  /// Accounts of years as they were written.
  public init(_ years: [WrittenYear]) {
    self.init(years.map { Year($0.record.year, count: $0.record.count, $0.site, $0.plan) })
  }

  /// `bill.csv` and `ledger.csv`.
  package var files: [OutputFile] { [bill, ledger] }

  /// One row a modelled year, month and line: `amount_usd` = `quantity` × `rate_usd` × `times_in_year`, which
  /// is 1 for a whole year. A row counts in each of the `years` that the modelled one stands for.
  public var bill: OutputFile {
    var table = CSVText(header: [
      "year", "years", "month", "component", "line", "quantity", "unit", "rate_usd", "amount_usd",
      "peak_start", "times_in_year", "dollar_year",
    ])
    for year in years {
      for line in year.bill.lines {
        table.row([
          .integer(year.year), .integer(year.count), .integer(line.month), .text(line.component),
          .text(line.line), .number(line.quantity), .text(line.unit), .number(line.rate),
          .number(line.amount.in(.usd)),
          line.peakStep.map {
            .text(HourText.stamp($0, in: year.plan.horizon, of: year.site.stampYear))
          } ?? .empty, .number(line.weight), .integer(year.site.dollarYear),
        ])
      }
    }
    return OutputFile(name: "bill.csv", bytes: table.bytes)
  }

  /// USD by modelled year and line, and what all years come to.
  public func text(width: Int = 80) -> String {
    let bills = years.map { (year: $0, lines: $0.bill.lines) }
    let rows = bills.map { year, lines in
      BillGrid.Row(
        name: WrittenYear.name(year.year, year.count), amounts: lines.map { .init($0, times: 1) })
    }
    let all = bills.flatMap { year, lines in
      lines.map { BillGrid.Amount($0, times: year.count) }
    }
    return BillGrid(rows: rows + [BillGrid.Row(name: "all years", amounts: all)]).text(width: width)
  }

  private var ledger: OutputFile {
    var table = CSVText(header: [
      "year", "component", "source", "scope", "basis", "category", "gas", "activity",
      "activity_unit", "gas_t", "co2e_t",
    ])
    for year in years {
      let ledger = Ledger(site: year.site, plan: year.plan)
      let whole = [0..<ledger.horizon.count]
      for row in ledger.rows(of: ledger.lines + ledger.consequential, in: whole) {
        table.row([
          .integer(year.year), .text(row.label.component), .text(row.label.source),
          row.label.scope.map { .integer($0) } ?? .empty, .text(row.label.basis.rawValue),
          .text(row.label.category), .text(row.label.gas.rawValue), .number(row.activity),
          .text(row.label.activityUnit), .number(row.mass),
          .number(row.mass * row.label.gas.potential(ledger.gwpSet)),
        ])
      }
    }
    return OutputFile(name: "ledger.csv", bytes: table.bytes)
  }
}
