import SiteModel

/// Checks that each hour of each month and day kind has exactly one price for energy.
struct TariffCoverage {
  let rows: [TariffRow]
  let columns: TariffColumns
  let reading: Reading

  private static let dayKinds = ["weekdays", "weekends"]

  /// Rows that price the energy of a slot; months from 1, day kinds 0 and 1.
  private func pricing(_ month: Int, _ dayKind: Int, _ hour: Int) -> [TariffRow] {
    rows.filter {
      guard case .energy(let window, _) = $0.line.charge else { return false }
      return window.months.contains(month) && window.hours.contains(hour)
        && window.days.contains(dayKind == 0 ? .weekday : .weekend)
    }
  }

  func check() {
    let indexed = rows.filter { if case .indexedEnergy = $0.line.charge { true } else { false } }
    let energy = rows.filter { if case .energy = $0.line.charge { true } else { false } }
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
    for month in 1...12 {
      for dayKind in 0...1 {
        for hour in 0..<24 {
          let found = pricing(month, dayKind, hour)
          if found.count == 1 { continue }
          let slot =
            "\(TariffTable.months[month - 1]), \(Self.dayKinds[dayKind]), \(hour):00 to \(hour + 1):00"
          guard let last = found.last else {
            holes.append(slot)
            continue
          }
          let names = found.map { "'\($0.line.name)'" }.joined(separator: " and ")
          if let known = overlaps.firstIndex(where: { $0.names == names }) {
            overlaps[known].more += 1
          } else {
            overlaps.append((last.row, names, slot, 0))
          }
        }
      }
    }
    for overlap in overlaps {
      reading.report(
        "\(overlap.names) both price the energy of \(overlap.slot)" + more(overlap.more),
        at: columns.place(overlap.later, "hours"),
        help:
          "energy lines must price each hour of each month and day kind once; amounts on top are riders"
      )
    }
    if let first = holes.first {
      reading.report(
        "no line prices the energy of \(first)" + more(holes.count - 1),
        at: energy.last.map { columns.table.text.place($0.row) } ?? columns.table.text.place(0),
        help: "energy lines must price each hour of each month and day kind once")
    }
  }

  private func more(_ count: Int) -> String {
    count == 0 ? "" : ", and \(count) more such hour\(count == 1 ? "" : "s") of month and day kind"
  }
}
