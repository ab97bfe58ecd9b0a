import SiteModel
import Units

/// Checks that what exports exceed imports by has one price, which netting needs.
struct TariffNetting {
  let rows: [TariffRow]
  let columns: TariffColumns
  let rules: TariffRules
  let reading: Reading

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
      check(row)
    }
  }

  private func check(_ line: TariffRow) {
    if rules.netting == .annual, line.tierFrom != nil {
      reading.report(
        "annual netting of '\(line.name)', which has tiers, has no one answer",
        at: columns.place(line.row, "tier_from"),
        help: "write '# netting: monthly', or one price")
    }
    let months = line.window.months.sorted()
    let paying = months.map { linesPaying(in: $0, line.window) }
    for (month, found) in zip(months, paying) where found.count > 1 {
      differ(line, "within \(TariffTable.months[month - 1])")
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
    for day in window.days where day != .holiday || rules.holidays != .none {
      for hour in window.hours {
        let paying = rows.filter {
          $0.kind == .export && $0.window.months.contains(month) && $0.window.days.contains(day)
            && $0.window.hours.contains(hour)
        }
        lists.insert(paying.map(\.name))
      }
    }
    return lists
  }
}
