import Accounting
import SiteModel
import Tabular
import Units

/// `capital.csv`, `cashflow.csv`, `debt.csv`, `sources-and-uses.csv` and `finance.csv`.
///
/// Year 0 is the beginning. Nominal dollars are those of the year, real ones of the site's dollar year.
package struct FinanceTables {
  let report: FinanceReport
  let dollarYear: Int
  /// Keys of finance that nobody wrote.
  let builtIn: Set<String>
  private var project: ProjectFinance { report.project }
  private var proForma: ProForma { project.proForma }

  init(_ report: FinanceReport, of site: Site) {
    self.report = report
    dollarYear = site.dollarYear
    builtIn = Set(site.defaults.filter { $0.component == "finance" }.map(\.key))
  }

  /// Names of all that it can write.
  package static let names = [
    "capital.csv", "cashflow.csv", "debt.csv", "sources-and-uses.csv", "finance.csv",
    "assumptions.csv", "served.csv",
  ]

  var files: [OutputFile] {
    var files = [
      OutputFile(name: "capital.csv", bytes: capital),
      OutputFile(name: "cashflow.csv", bytes: cashFlow),
      OutputFile(name: "sources-and-uses.csv", bytes: sourcesAndUses),
      OutputFile(name: "finance.csv", bytes: figures),
      OutputFile(name: "assumptions.csv", bytes: assumptions),
      OutputFile(name: "served.csv", bytes: served),
    ]
    if let schedule = proForma.schedule {
      files.append(OutputFile(name: "debt.csv", bytes: debt(schedule)))
    }
    return files
  }

  /// One row for each thing that is bought, again when its life is over.
  private var capital: [UInt8] {
    var table = CSVText(header: [
      "component", "line", "year", "cost_usd", "credit_fraction", "credit_usd", "basis_usd",
      "depreciation_class", "bonus_fraction", "last_year", "resale_usd", "cost_real_usd",
      "resale_real_usd", "goes_on", "production_credit_real_usd_per_year",
      "production_credit_years",
    ])
    for (asset, goesOn) in zip(proForma.inputs.assets, project.flows.goesOn) {
      let last = asset.lastYear ?? asset.year
      let credit = asset.productionCredits.first.map {
        $0.in(.usd) / project.growth(until: asset.year + 1)
      }
      table.row([
        .text(asset.component), .text(asset.line), .integer(asset.year),
        .exact(asset.cost.in(.usd)), .number(asset.credit), .exact(asset.creditAmount.in(.usd)),
        .exact(asset.basis.in(.usd)), .text(asset.depreciation.rawValue), .number(asset.bonus),
        .integer(last), .exact(asset.resale.in(.usd)),
        .exact(asset.cost.in(.usd) / project.growth(until: asset.year)),
        .exact(asset.resale.in(.usd) / project.growth(until: last)),
        .text(goesOn ? "yes" : "no"), credit.map { .exact($0) } ?? .empty,
        .integer(asset.productionCredits.count),
      ])
    }
    return table.bytes
  }

  /// One row for each year and line; what comes in is positive.
  private var cashFlow: [UInt8] {
    var table = CSVText(header: [
      "year", "section", "component", "line", "nominal_usd", "real_\(dollarYear)_usd",
    ])
    for year in 0...proForma.inputs.years {
      let growth = project.growth(until: year)
      for row in rows(in: year) where row.amount != 0 || row.section == "flow" {
        table.row([
          .integer(year), .text(row.section), .text(row.component), .text(row.line),
          .exact(row.amount), .exact(row.amount / growth),
        ])
      }
    }
    return table.bytes
  }

  private typealias Row = (section: String, component: String, line: String, amount: Double)

  private func rows(in year: Int) -> [Row] {
    func own(_ section: String, _ line: String, _ amounts: [Money], sign: Double = 1) -> Row {
      (section, "site", line, sign * amounts[year].in(.usd))
    }
    let growth = project.growth(until: year)
    let operating = project.flows.lines.map { line -> Row in
      ("operation", line.component, line.name, -growth * line.amounts[year].in(.usd))
    }
    let land: Row = (
      "operation", "site", "land", year == 0 ? 0 : -growth * project.finance.land.in(.usd)
    )
    let residual = year == proForma.inputs.years ? proForma.inputs.residual.in(.usd) : 0
    var rows = [own("revenue", "revenue", proForma.inputs.revenue)] + operating + [land]
    rows += [
      own("capital", "capital", proForma.capital, sign: -1),
      own("capital", "resale", proForma.resale),
      ("capital", "site", "residual_after_tax", residual),
      own("tax", "depreciation_not_cash", proForma.depreciation, sign: -1),
      own("tax", "credits", proForma.credits), own("tax", "income_tax", proForma.tax, sign: -1),
      own("flow", "after_tax_without_debt", proForma.unlevered),
    ]
    if let schedule = proForma.schedule {
      let drawn = year == 0 ? (schedule.principal - schedule.fee).in(.usd) : 0
      rows += [
        ("debt", "site", "drawn_less_fee", drawn),
        own("debt", "interest", schedule.interest, sign: -1),
        own("debt", "repayment", schedule.repayment, sign: -1),
        own("debt", "income_tax_with_debt_not_summed", proForma.leveredTax, sign: -1),
        own("debt", "credits_with_debt_not_summed", proForma.leveredCredits),
      ]
    }
    return rows + [own("flow", "owners_after_tax_and_debt", proForma.levered)]
  }

  private func debt(_ schedule: DebtSchedule) -> [UInt8] {
    var table = CSVText(header: [
      "year", "opening_balance_usd", "interest_usd", "repayment_usd", "debt_service_usd",
      "closing_balance_usd", "cash_available_usd", "dscr_factor",
    ])
    for year in schedule.balance.indices.dropFirst() {
      table.row([
        .integer(year), .exact(schedule.balance[year - 1].in(.usd)),
        .exact(schedule.interest[year].in(.usd)), .exact(schedule.repayment[year].in(.usd)),
        .exact(schedule.service[year].in(.usd)), .exact(schedule.balance[year].in(.usd)),
        .exact(schedule.available[year].in(.usd)), .number(schedule.cover[year]),
      ])
    }
    return table.bytes
  }

  /// What the first plant costs in each month of its construction, and where that comes from: debt as its
  /// share of the whole.
  private var sourcesAndUses: [UInt8] {
    var table = CSVText(header: [
      "months_before_service", "kind", "component", "line", "amount_usd",
    ])
    let months = max(1, project.finance.constructionMonths)
    let first = proForma.inputs.assets.filter { $0.year == 0 }
    let all = first.reduce(0) { $0 + $1.cost.in(.usd) }
    let borrowed = proForma.schedule?.principal.in(.usd) ?? 0
    for month in (0..<months).reversed() {
      let part = 1 / Double(months)
      for asset in first {
        table.row([
          .integer(month), .text("use"), .text(asset.component), .text(asset.line),
          .exact(part * asset.cost.in(.usd)),
        ])
      }
      for (name, amount) in [("debt", borrowed), ("equity", all - borrowed)] where amount != 0 {
        table.row([
          .integer(month), .text("source"), .text("site"), .text(name), .exact(part * amount),
        ])
      }
    }
    return table.bytes
  }

  /// What a year serves, and the peak load that is energised on its mean.
  private var served: [UInt8] {
    var table = CSVText(header: ["year", "served_mwh", "peak_mw"])
    for year in 0...proForma.inputs.years {
      table.row([
        .integer(year), .exact(project.flows.served[year].in(.megawattHours)),
        .exact(project.flows.peak[year].in(.megawatts)),
      ])
    }
    return table.bytes
  }

  /// Every key of finance with what stood behind it, and what else the cash flow rests on.
  private var assumptions: [UInt8] {
    var table = CSVText(header: ["key", "unit", "value", "origin", "meaning"])
    for assumption in project.finance.assumptions {
      let isBuiltIn = builtIn.contains(assumption.key)
      table.row([
        .text(assumption.key), .text(assumption.unit),
        assumption.number.map { .exact($0) } ?? .text(assumption.word),
        .text(isBuiltIn ? "built in" : assumption.isGiven ? "written" : "not written"),
        .text(assumption.meaning),
      ])
    }
    let further: [(key: String, unit: String, value: Double, meaning: String)] = [
      ("real_discount_rate", "fraction/year", project.finance.realRate, "the site's"),
      (
        "timing_factor", "factor", project.flows.timing,
        "what present values are multiplied by where payments fall in the middle of years"
      ),
      (
        "expected_unserved_mwh_per_year", "MWh/year",
        project.flows.expectedUnserved.in(.megawattHours),
        "energy that outages are expected to leave unserved, which nobody pays for"
      ),
    ]
    for row in further {
      table.row([
        .text(row.key), .text(row.unit), .exact(row.value), .text("the plan"), .text(row.meaning),
      ])
    }
    return table.bytes
  }

  private var figures: [UInt8] {
    var table = CSVText(header: ["measure", "value", "absence", "meaning"])
    for figure in report.figures {
      table.row([
        .text(figure.key), figure.value.map { .exact($0) } ?? .empty,
        .text(figure.value == nil ? figure.absence : ""), .text(figure.name),
      ])
    }
    return table.bytes
  }
}
