import Accounting
import SiteModel
import Tabular
import Units
import Reporting

extension EmissionsTables {
  /// The last day of a reporting year.
  private var end: String {
    let last = plan.horizon.calendar.standardTime(
      minute: (plan.horizon.calendar.dayCount - 1) * 1440)
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(last.month))-\(two(last.day))"
  }

  /// What people read on a terminal: totals by scope, the score, the project and its sign.
  public var text: String {
    let what = metered == nil ? "planned emissions of" : "reported emissions of the year to"
    var lines = ["\(site.name): \(what) \(metered == nil ? "\(year)" : end), \(gwp.name)"]
    func row(_ name: String, _ figure: String) {
      let gap = String(repeating: " ", count: max(1, 62 - name.count - figure.count))
      lines.append("  \(name)\(gap)\(figure)")
    }
    func tonnes(_ name: String, _ belongs: (LedgerLine.Label) -> Bool) {
      let own = ledger.lines.filter { belongs($0.label) }
      guard !own.isEmpty else { return }
      row(
        name, FigureText.grouped(share * ledger.equivalent(of: own, gwp), places: 1) + " t CO2e")
    }
    tonnes("Scope 1") { $0.scope == 1 }
    tonnes("Scope 2, location-based") { $0.basis == .location }
    tonnes("Scope 2, market-based (contracts of the year)") { $0.basis == .market }
    tonnes("Scope 2, market-based (contracts of each hour)") { $0.basis == .marketHourly }
    tonnes("Scope 3, fuel and energy") { $0.scope == 3 && $0.source != "embodied" }
    tonnes("Scope 3, capital goods") { $0.scope == 3 && $0.source == "embodied" }
    if let score = carbonFree.score.score {
      row(
        "carbon-free in the hour of use", PlainNumber.text((10_000 * score).rounded() / 100) + " %")
    }
    for project in flareProject([0..<plan.horizon.count]) {
      let net = project.project.net
      lines.append("")
      lines.append(
        "Avoided flaring (reported separately from the inventory): gas of \(project.component)")
      row("baseline", FigureText.grouped(project.project.baseline, places: 1) + " t CO2e")
      row("project", FigureText.grouped(project.project.project, places: 1) + " t CO2e")
      row(
        net < 0 ? "worse than the baseline by" : "better than the baseline by",
        FigureText.grouped(net.magnitude, places: 1) + " t CO2e")
    }
    let audit = audit
    let failed = audit.checks.filter { !$0.passed }
    lines.append("")
    lines.append(
      failed.isEmpty
        ? "\(audit.checks.count) checks hold (reconciliation.csv)"
        : "\(failed.count) of \(audit.checks.count) checks fail:")
    for check in failed {
      lines.append("  \(check.id) \(check.name): \(check.lhs) against \(check.rhs)")
    }
    return lines.joined(separator: "\n")
  }
}
