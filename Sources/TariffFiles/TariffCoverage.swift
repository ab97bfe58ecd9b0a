import SiteModel
import Tabular

/// Checks that each hour of each month and day kind has exactly one price for energy.
struct TariffCoverage {
  let rows: [TariffRow]
  let columns: TariffColumns
  let rules: TariffRules
  let reading: InputReader

  /// One row for each line that prices the energy of a slot; months from 1.
  private func pricing(
    _ rows: [TariffRow], _ month: Int, _ date: Int, _ day: TariffWindow.DayKind, _ quarter: Int
  ) -> [TariffRow] {
    var found: [TariffRow] = []
    for row in rows
    where TariffSlots.holds(row, month, date, day, quarter)
      && !found.contains(where: { $0.name == row.name })
    {
      found.append(row)
    }
    return found
  }

  func check() {
    let indexed = rows.filter { $0.kind == .energyIndex }
    let energy = rows.filter { $0.kind == .energy }
    for row in indexed.dropFirst() {
      reading.report(
        "energy has an index twice", at: columns.place(row.row, "kind"),
        help: "write one energy_index line, and further amounts as riders")
    }
    if let row = indexed.first, !energy.isEmpty {
      reading.report(
        "energy has an index and prices of its own", at: columns.place(row.row, "kind"),
        help: "write either energy_index or energy lines, and further amounts as riders")
      return
    }
    if indexed.isEmpty { checkSlots(energy) }
  }

  private func checkSlots(_ energy: [TariffRow]) {
    var holes: [String] = []
    var overlaps: [(later: Int, names: String, slot: String, more: Int)] = []
    let slots = TariffSlots(energy, rules)
    for month in 1...12 {
      let rows = energy.filter { $0.window.months.contains(month) }
      for date in slots.dates(of: month) {
        for (word, day) in slots.days {
          for quarter in slots.quarters {
            let found = pricing(rows, month, date, day, quarter)
            if found.count == 1 { continue }
            let slot = slots.text(month, date, word, quarter)
            guard let last = found.last else {
              holes.append(slot)
              continue
            }
            let names = found.map { "'\($0.name)'" }.joined(separator: " and ")
            if let known = overlaps.firstIndex(where: { $0.names == names }) {
              overlaps[known].more += 1
            } else {
              overlaps.append((last.row, names, slot, 0))
            }
          }
        }
      }
    }
    for overlap in overlaps {
      reading.report(
        "\(overlap.names) both price the energy of \(overlap.slot)" + more(overlap.more, slots),
        at: columns.place(overlap.later, "hours"),
        help:
          "energy lines must price each hour of each month and day kind once; amounts on top are riders"
      )
    }
    if let first = holes.first {
      reading.report(
        "no line prices the energy of \(first)" + more(holes.count - 1, slots),
        at: energy.last.map { columns.table.text.place($0.row) } ?? columns.table.text.place(0),
        help: "energy lines must price each hour of each month and day kind once")
    }
  }

  private func more(_ count: Int, _ slots: TariffSlots) -> String {
    count == 0
      ? "" : ", and \(count) more such \(slots.word)\(count == 1 ? "" : "s") of month and day kind"
  }
}
