import Accounting
import Reporting
import SiteModel

extension ReportedTables {
  /// What people read on a terminal: the reported inventory, and the difference from the plan by cause.
  public var text: String {
    var lines = [actual.text, "", "Beside the plan, t CO2e"]
    func line(_ name: String, _ figures: [String]) {
      lines.append(
        "  " + FigureText.left(name, 14) + figures.map { FigureText.right($0, 11) }.joined())
    }
    line("", ["planned", "actual", "load", "mix", "factor", "slip"])
    let totals: [(String, (DifferenceByCause.Row) -> Bool)] = [
      ("Scope 1", { $0.scope == 1 }), ("Scope 2, loc.", { $0.basis == .location }),
      ("Scope 2, market", { $0.basis == .market }), ("Scope 3", { $0.scope == 3 }),
    ]
    for (name, belongs) in totals {
      let own = difference.rows.filter(belongs)
      guard !own.isEmpty else { continue }
      let columns: [(DifferenceByCause.Row) -> Double] = [
        \.planned, \.reported, \.load, \.mix, \.factor, \.slip,
      ]
      line(
        name,
        columns.map { column in FigureText.grouped(own.reduce(0) { $0 + column($1) }, places: 1) })
    }
    if !metered.notes.isEmpty { lines.append("") }
    return (lines + metered.notes.map { "note: \($0)" }).joined(separator: "\n")
  }
}
