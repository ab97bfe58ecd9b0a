import Accounting
public import SiteModel
public import Units

/// A plan's bill beside business as usual: the same served load, all of it from the grid.
struct Savings {
  private let bill: Bill
  private let usual: BusinessAsUsual
  /// All cash costs of the plan; nil where only its dispatch is known.
  private let cash: Money?
  /// The reference where imports cannot carry the load.
  private let alone: SitePlan.SingleSource?

  /// Both bills of a plan.
  init(site: Site, plan: SitePlan, cash: Money?) {
    bill = Bill(site: site, plan: plan)
    usual = BusinessAsUsual(site: site, plan: plan)
    self.cash = cash
    alone = plan.singleSource
  }

  /// Keys, names and USD a year; nil where there is no such figure.
  var rows: [(key: String, name: String, amount: Double?)] {
    let own = bill.total.in(.usd)
    let reference = usual.bill?.total.in(.usd)
    var rows: [(key: String, name: String, amount: Double?)] = [
      ("plan", "the plan's bill", own),
      ("business_as_usual", "business as usual, all from the grid", reference),
      ("saving", "saving on the bill", reference.map { $0 - own }),
    ]
    if let cash {
      rows.append(("all_cash_costs", "all of the plan's cash costs", cash.in(.usd)))
      let name = "\(alone?.component ?? "one source") alone"
      rows.append(("single_source", "\(name), without the site's limits", alone?.cash.in(.usd)))
      let saving = alone.map { reference in (reference.cash - cash).in(.usd) }
      rows.append(("saving_against_single_source", "saving against \(name)", saving))
    }
    if let cash {
      rows.append(
        (
          "saving_after_all_cash_costs", "saving after all of the plan's cash costs",
          reference.map { $0 - cash.in(.usd) }
        ))
    }
    return rows
  }

  /// Name of the only source of the reference; nil where there is none.
  var source: String? { alone?.component }

  /// Why there is no business as usual; nil where there is one.
  var absence: String? {
    guard usual.bill == nil else { return nil }
    let short =
      "no business-as-usual case: the grid connection is "
      + "\(FigureText.size(usual.shortfall.in(.megawatts))) MW short of peak load"
    guard cash != nil else { return short }
    return alone == nil ? short + ", and no single source can meet it" : short
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
