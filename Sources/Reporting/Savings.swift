public import Accounting
import SiteModel
import Units

/// A plan's bill beside business as usual: the same served load, all of it from the grid.
struct Savings {
  private let bill: Bill
  private let usual: BusinessAsUsual
  /// All cash costs of the plan; nil where only its dispatch is known.
  private let cash: Money?

  /// Both bills of a plan.
  init(site: Site, plan: SitePlan) {
    self.init(
      bill: Bill(site: site, plan: plan), usual: BusinessAsUsual(site: site, plan: plan),
      cash: plan.cash)
  }

  init(bill: Bill, usual: BusinessAsUsual, cash: Money?) {
    self.bill = bill
    self.usual = usual
    self.cash = cash
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
      rows.append(
        (
          "saving_after_all_cash_costs", "saving after all of the plan's cash costs",
          reference.map { $0 - cash.in(.usd) }
        ))
    }
    return rows
  }

  /// Why there is no business as usual; nil where there is one.
  var absence: String? {
    guard usual.bill == nil else { return nil }
    return "no business as usual: \(FigureText.size(usual.shortfall.in(.megawatts))) MW short; "
      + "there is no other reference yet"
  }
}

/// A plan's bill, business as usual and the saving, as lines for people.
public enum SavingsText {
  /// At most `width` columns.
  public static func lines(
    _ bill: Bill, _ usual: BusinessAsUsual, width: Int = 80
  ) -> [String] {
    var page = SummaryPage(width: max(60, width), color: false)
    page.bills(Savings(bill: bill, usual: usual, cash: nil))
    return Array(page.lines.dropFirst())
  }
}
