import SiteModel
import Tabular
import Units

extension SummaryPage {
  /// What holds in the plan that comes closest, and what would remedy it.
  mutating func remedies(_ plan: SitePlan) {
    if !plan.bindingLimits.isEmpty {
      heading("Limits that hold there", columns: [("steps", 28)])
      for limit in plan.bindingLimits {
        row(limit.limit, [(FigureText.grouped(Double(limit.steps)), 28)])
      }
    }
    guard let remedies = plan.remedies else { return }
    guard !remedies.isEmpty else {
      blank()
      wrap("No change of the site's limits that was tried gives it a plan.", indent: "")
      return
    }
    heading("Remedies, cheapest first: each alone makes the site feasible")
    for remedy in remedies.sorted(by: { $0.objective < $1.objective }) {
      wrap(
        remedy.changes.map(\.text).joined(separator: "; and ")
          + ": the year then costs \(FigureText.grouped(remedy.objective.in(.usd))) USD")
    }
  }
}

extension SitePlan.Remedy.Change {
  /// The change in words, with the path that `--set` takes.
  var text: String {
    if let shareLess {
      return "\(key): \(FigureText.size(100 * shareLess)) % less in every step"
    }
    guard let amount else { return "\(key): \(to ?? "") instead of \(from ?? "")" }
    let size = PlainNumber.text(amount.magnitude)
    let more = "\(size) \(unit) " + (amount < 0 ? "less" : "more")
    guard let from, let to else { return "\(key): \(more) in every step" }
    return "\(key): \(to) instead of \(from), \(more)"
  }
}
