import Accounting
import SiteModel
import Units
import Reporting

extension Report {
  /// Costs by line, and the bill.
  func addMoney(to contents: inout Contents, _ flows: DispatchFlows) {
    let places = Dictionary(
      plan.components.enumerated().map { ($1.component, $0) },
      uniquingKeysWith: { first, _ in first })
    let lines = (record.costs?.members ?? []).map { member in
      let (key, amount) = (member.key, member.value)
      let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
      return (
        key: key, component: parts.first ?? key, line: parts.count > 1 ? parts[1] : "",
        amount: amount
      )
    }.sorted {
      (places[$0.component] ?? .max, -$0.amount, $0.key)
        < (places[$1.component] ?? .max, -$1.amount, $1.key)
    }
    let served = record.served ?? 0
    func row(_ name: String, _ amount: Double, key: String) -> [Page.Cell] {
      [
        .text(name), .figure(amount, key: key),
        served > 0 ? .figure(amount / served, places: 2) : .right(""),
      ]
    }
    var natures: [(SitePlan.CostLine.Nature, String)] = [
      (.cash, "cash, which the cost per MWh counts"), (.unserved, "value of unserved load"),
      (.carbonPrice, "price of CO2"), (.nonCash, "battery degradation (non-cash)"),
    ]
    var rows = lines.filter { $0.amount.magnitude >= 0.5 }.map {
      row(Self.words("\($0.component) \($0.line)"), $0.amount, key: "cost_usd_per_year.\($0.key)")
    }
    if record.natures?[SitePlan.CostLine.Nature.sharedPrice.rawValue] != nil {
      natures.append((.sharedPrice, "price of what sites share (not cash)"))
    }
    for (nature, name) in natures {
      let amount = record.natures?[nature.rawValue] ?? 0
      rows.append(row(name, amount, key: "cost_by_nature_usd_per_year.\(nature.rawValue)"))
    }
    rows.append(
      row("objective, the sum of these", record.objective ?? 0, key: "objective_usd_per_year"))
    let table = Page.Table(
      "Costs of a year, in USD of \(record.dollarYear).",
      head: [.text("line"), .right("USD a year"), .right("USD/MWh served")], rows: rows,
      isLong: true)
    let charts = MoneyCharts(palette: palette)
    let cash = lines.filter { isCash($0.key) }
      .map { (component: $0.component, line: $0.line, amount: $0.amount) }
    var shown = [charts.costs(cash)]
    let bill = Bill(site: site, plan: plan)
    let usual = BusinessAsUsual(site: site, plan: plan)
    if !bill.lines.isEmpty { shown.append(charts.bill(bill, usual: usual.bill)) }
    var section = Page.Section(id: "cost", title: "Cost and bill", tables: [table])
    section.tables.append(contentsOf: savings(bill))
    contents.add(section, shown)
  }

  private func savings(_ bill: Bill) -> [Page.Table] {
    let savings = Savings(site: site, plan: plan, cash: record.cashCost)
    let rows: [[Page.Cell]] = savings.rows.filter { $0.amount != nil }.map {
      [.text($0.name), .figure($0.amount, key: "bill_usd_per_year.\($0.key)")]
    }
    return [
      Page.Table(
        "The plan beside a year without it"
          + (savings.absence.map { "; \($0)" } ?? "") + ".",
        head: [.text(""), .right("USD a year")], rows: rows)
    ]
  }
}
