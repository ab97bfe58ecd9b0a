import Accounting
package import SiteModel
import Tabular
import Units

/// Bill and ledger of each modelled year, by the accounts: months before a connection is energised have no bill,
/// and what is made carries its making in the year in which it comes.
package struct HorizonAccounts {
  /// One year as a site of its own, with its plan.
  package struct Year {
    let name: String
    let site: Site
    let plan: SitePlan

    package init(_ name: String, _ site: Site, _ plan: SitePlan) {
      (self.name, self.site, self.plan) = (name, site, plan)
    }
  }

  private let years: [Year]

  package init(_ years: [Year]) { self.years = years }

  /// `bill.csv` and `ledger.csv`.
  package var files: [OutputFile] { [bill, ledger] }

  private var bill: OutputFile {
    var table = CSVText(header: [
      "year", "month", "component", "line", "quantity", "unit", "rate_usd", "amount_usd",
      "dollar_year",
    ])
    for year in years {
      for line in Bill(site: year.site, plan: year.plan).lines {
        table.row([
          .text(year.name), .integer(line.month), .text(line.component), .text(line.line),
          .number(line.quantity), .text(line.unit), .number(line.rate),
          .number(line.amount.in(.usd)), .integer(year.site.dollarYear),
        ])
      }
    }
    return OutputFile(name: "bill.csv", bytes: table.bytes)
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
          .text(year.name), .text(row.label.component), .text(row.label.source),
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
