import SiteModel
import Units
import Tabular

/// Checks that what exports exceed imports by has one price, which netting needs.
struct TariffNetting {
  let rows: [TariffRow]
  let columns: TariffColumns
  let rules: TariffRules
  let reading: InputReader

  func check() {
    guard rules.netting != .none else { return }
    for row in rows where row.kind == .energyIndex || row.kind == .exportIndex {
      reading.report(
        "a tariff with netting has no \(row.kind.rawValue): exports would be set against imports of another price",
        at: columns.place(row.row, "kind"),
        help: "write '# netting: none', or prices that do not follow an index")
    }
    var seen: [String] = []
    for row in rows where row.kind == .energy && !seen.contains(row.name) {
      seen.append(row.name)
      check(row, TariffWindow.joined(rows.filter { $0.name == row.name }.map(\.window)))
    }
  }

  private func check(_ line: TariffRow, _ window: TariffWindow) {
    if rules.netting == .annual, line.tierFrom != nil {
      reading.report(
        "annual netting of '\(line.name)', which has tiers, has no one answer",
        at: columns.place(line.row, "tier_from"),
        help: "write '# netting: monthly', or one price")
    }
    let months = window.months.sorted()
    let paying = months.map { linesPaying(in: $0, window) }
    for (month, found) in zip(months, paying) where found.count > 1 {
      differ(line, "within \(MonthName.all[month - 1])")
      return
    }
    if rules.netting == .annual, Set(paying.flatMap { $0 }).count > 1 {
      differ(line, "between months")
    }
  }

  private func differ(_ line: TariffRow, _ when: String) {
    reading.report(
      "exports set against '\(line.name)' are paid by different lines \(when), so that their excess has no one price",
      at: columns.place(line.row, "line"),
      help: "let each export line hold in the whole window of an energy line, or not at all")
  }

  /// Which export lines pay in the slots of a window: one list, or several.
  private func linesPaying(in month: Int, _ window: TariffWindow) -> Set<[String]> {
    var lists: Set<[String]> = []
    let slots = TariffSlots(rows, rules)
    for date in slots.dates(of: month) where window.holds(month: month, day: date) {
      for (_, day) in slots.days {
        for quarter in slots.quarters
        where window.parts.contains(where: {
          $0.holds(month: month, day: date) && $0.days.contains(day)
            && $0.quarters.contains(quarter)
        }) {
          let paying = rows.filter {
            $0.kind == .export && TariffSlots.holds($0, month, date, day, quarter)
          }
          var names: [String] = []
          for row in paying where !names.contains(row.name) { names.append(row.name) }
          lists.insert(names)
        }
      }
    }
    return lists
  }
}
