import Accounting
public import SiteModel
public import Units

/// A plan's bill beside business as usual: the same served load, all of it from the grid.
package struct Savings {
  private let bill: Bill
  private let usual: BusinessAsUsual
  /// All cash costs of the plan; nil where only its dispatch is known.
  private let cash: Money?
  /// The reference where imports cannot carry the load.
  private let single: SitePlan.SingleSource?

  /// Both bills of a plan.
  package init(site: Site, plan: SitePlan, cash: Money?) {
    bill = Bill(site: site, plan: plan)
    usual = BusinessAsUsual(site: site, plan: plan)
    self.cash = cash
    single = plan.singleSource
  }

  /// The plan's bill, USD a year.
  var plan: Double { bill.total.in(.usd) }
  /// Business as usual, all from the grid; nil where imports cannot carry the load.
  var businessAsUsual: Double? { usual.bill?.total.in(.usd) }
  /// The saving on the bill.
  var saving: Double? { businessAsUsual.map { $0 - plan } }
  /// All cash costs of the plan; nil where only its dispatch is known.
  var allCashCosts: Double? { cash?.in(.usd) }
  /// Cash costs of the cheapest single source, where business as usual is none.
  var alone: Double? { cash == nil ? nil : single?.cash.in(.usd) }
  /// The saving against it.
  var savingAgainstAlone: Double? { alone.flatMap { alone in allCashCosts.map { alone - $0 } } }
  /// The saving against business as usual after all cash costs.
  var savingAfterAll: Double? {
    businessAsUsual.flatMap { usual in allCashCosts.map { usual - $0 } }
  }

  /// Keys, names and USD a year; nil where there is no such figure.
  package var rows: [(key: String, name: String, amount: Double?)] {
    let source = "\(single?.component ?? "one source") alone"
    return [
      ("plan", "the plan's bill", plan),
      ("business_as_usual", "business as usual, all from the grid", businessAsUsual),
      ("saving", "saving on the bill", saving),
      ("all_cash_costs", "all of the plan's cash costs", allCashCosts),
      ("single_source", "\(source), without the site's limits", alone),
      ("saving_against_single_source", "saving against \(source)", savingAgainstAlone),
      (
        "saving_after_all_cash_costs", "saving after all of the plan's cash costs", savingAfterAll
      ),
    ]
  }

  /// Name of the only source of the reference; nil where there is none.
  var source: String? { single?.component }

  /// Why there is no business as usual; nil where there is one.
  package var absence: String? {
    guard usual.bill == nil else { return nil }
    let short =
      "no business-as-usual case: the grid connection is "
      + "\(FigureText.size(usual.shortfall.in(.megawatts))) MW short of peak load"
    guard cash != nil else { return short }
    return single == nil ? short + ", and no single source can meet it" : short
  }
}

/// A plan's bill, business as usual and the saving, as lines for people.
public enum SavingsText {
  /// At most `width` columns.
  ///
  /// Without the plan's cash costs, only the bills are compared.
  public static func lines(site: Site, plan: SitePlan, cash: Money?, width: Int = 80) -> [String] {
    var page = SummaryPage(width: max(60, width), color: false)
    page.bills(Savings(site: site, plan: plan, cash: cash))
    return Array(page.lines.dropFirst())
  }
}
