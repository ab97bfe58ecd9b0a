import SiteModel
import Units

/// Makes lines of rows: tiers of one name are one line, and rows that amend a demand line join it.
struct TariffLines {
  let rows: [TariffRow]
  let columns: TariffColumns
  let rules: TariffRules
  let reading: Reading

  func wrong(_ row: TariffRow, _ column: String, _ message: String, _ help: String) {
    reading.report(message, at: columns.place(row.row, column), help: help)
  }

  /// Lines in the order of their first rows.
  func read() -> [Tariff.Line] {
    var lines: [Tariff.Line] = []
    checkHolidays()
    for (index, row) in rows.enumerated() {
      let earlier = rows[..<index].first { $0.name == row.name }
      if let earlier {
        checkSameLine(row, earlier)
        continue
      }
      checkOthers(row)
      let tiers = rows[index...].filter {
        $0.name == row.name && $0.kind == row.kind && ($0.row == row.row || $0.tierFrom != nil)
      }
      if row.kind.hasTiers { checkTiers(tiers) }
      if let charge = charge(row, tiers) {
        lines.append(Tariff.Line(name: row.name, charge: charge))
      }
    }
    return lines
  }

  /// Days that are holidays exist only where the tariff says which.
  private func checkHolidays() {
    guard rules.holidays == .none else { return }
    for row in rows
    where row.window.days.contains(.holiday) && row.window.days.count < 3 {
      wrong(
        row, "days", "the line names holidays, but the tariff does not say which days are holidays",
        "write '# holidays: united_states_federal' or dates above the header")
    }
  }

  private func checkSameLine(_ row: TariffRow, _ earlier: TariffRow) {
    let isTier = row.kind == earlier.kind && row.kind.hasTiers && row.tierFrom != nil
    guard isTier else {
      wrong(
        row, "line", "the line '\(row.name)' appears twice", "give each line a name of its own")
      return
    }
    if row.window != earlier.window {
      wrong(
        row, "months", "the tiers of '\(row.name)' differ in months, days or hours",
        "write one window for all tiers of a line, or give this row a name of its own")
    }
    guard earlier.tierFrom != nil else { return }
    if row.tierUnit != earlier.tierUnit || row.of != earlier.of {
      wrong(
        row, "tier_from", "the tiers of '\(row.name)' are measured in different ways",
        "write the same tier_unit and the same 'of' in all tiers of a line")
    }
  }

  /// Tiers begin at 0 and rise.
  private func checkTiers(_ tiers: [TariffRow]) {
    guard let first = tiers.first, tiers.count > 1 || first.tierFrom != nil else { return }
    guard let begin = first.tierFrom else {
      wrong(
        first, "tier_from", "the line has further tiers, but this one does not say where it begins",
        "write 0")
      return
    }
    if begin != 0 {
      wrong(
        first, "tier_from",
        "the first tier begins at \(DecimalText.plain(begin)): nothing prices what comes before",
        "write the tier that begins at 0 first")
    }
    for (before, tier) in zip(tiers, tiers.dropFirst()) {
      guard let from = tier.tierFrom, let last = before.tierFrom, from <= last else { continue }
      wrong(
        tier, "tier_from",
        "the tier begins at \(DecimalText.plain(from)), not above \(DecimalText.plain(last)) of the tier before",
        "write the tiers of a line in rising order, each once")
    }
  }

  /// Names in `of` are those of lines that it can be about.
  private func checkOthers(_ row: TariffRow) {
    let isMinimum = row.kind == .minimumBill
    let known = rows.filter {
      isMinimum ? $0.kind.isBilled && $0.kind != .minimumBill : $0.kind == .demand
    }
    var names: [String] = []
    for one in known where !names.contains(one.name) { names.append(one.name) }
    for (index, name) in row.of.enumerated() {
      if !names.contains(name) {
        wrong(
          row, "of",
          rows.contains { $0.name == name }
            ? "'\(name)' is not a \(isMinimum ? "line that is billed by itself" : "demand line")"
            : "there is no line '\(name)'",
          Suggestion.help(for: name, in: names, known: isMinimum ? "lines" : "demand lines"))
      } else if row.of[..<index].contains(name) {
        wrong(row, "of", "'\(name)' is named twice", "name it once")
      }
    }
    if row.of.count > 1, row.kind == .reactive || row.kind.mayCountUse {
      wrong(row, "of", "'of' names several lines", "name the one demand line that counts")
    }
    guard row.kind.mayCountUse else { return }
    let countsUse = TariffKind.unitsOfUse.contains(row.tierUnit)
    if countsUse == row.of.isEmpty {
      wrong(
        row, "of",
        countsUse
          ? "tiers in \(row.tierUnit) need the demand line whose kW count"
          : "only tiers in kWh/kW or percent name a demand line",
        countsUse ? "write the name of a demand line in 'of'" : "leave the cell blank")
    }
    if countsUse { checkMonths(row) }
  }

  /// Use of a demand that is not billed in the month has no meaning.
  private func checkMonths(_ row: TariffRow) {
    guard let name = row.of.first, let demand = rows.first(where: { $0.name == name }) else {
      return
    }
    let missing = row.window.months.subtracting(demand.window.months).sorted()
    guard let first = missing.first else { return }
    wrong(
      row, "of",
      "'\(name)' is not billed in \(TariffTable.months[first - 1]), in which this line is",
      "name a demand line that is billed in the same months")
  }
}

extension TariffKind {
  /// Whether its rows are lines of the bill; the others amend a demand line.
  var isBilled: Bool { self != .ratchet && self != .minimumDemand && self != .powerFactor }
}
