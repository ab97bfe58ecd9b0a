import SiteModel
import Units
import Tabular

/// Makes lines of rows: tiers and windows of one name are one line, and rows that amend a demand line join it.
struct TariffLines {
  let rows: [TariffRow]
  let columns: TariffColumns
  let rules: TariffRules
  let reading: InputReader

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
      let own = rows[index...].filter { $0.name == row.name && $0.kind == row.kind }
      let tiers = own.filter {
        $0.window == row.window && ($0.row == row.row || $0.tierFrom != nil)
      }
      if row.kind.hasTiers { checkTiers(tiers) }
      if let charge = charge(row, tiers, TariffWindow.joined(own.map(\.window))) {
        lines.append(Tariff.Line(name: row.name, charge: charge))
      }
    }
    return lines
  }

  /// Days that are holidays exist only where the tariff says which.
  private func checkHolidays() {
    guard rules.holidays == .none else { return }
    for row in rows
    where row.window.parts.contains(where: {
      $0.days.contains(.holiday) && $0.days.count < TariffWindow.DayKind.allCases.count
    }) {
      wrong(
        row, "days", "the line names holidays, but the tariff does not say which days are holidays",
        "write '# holidays: united_states_federal' or dates above the header")
    }
  }

  /// A further row of a name is a tier of the same window, or the same price in a further window.
  private func checkSameLine(_ row: TariffRow, _ first: TariffRow) {
    let before = rows.filter { $0.name == row.name && $0.row < row.row }
    let isTier = row.kind.hasTiers && row.tierFrom != nil
    let isWindow = row.kind.joinsWindows && !before.contains { $0.window == row.window }
    guard row.kind == first.kind, isTier || isWindow else {
      wrong(
        row, "line", "the line '\(row.name)' appears twice", "give each line a name of its own")
      return
    }
    if row.window != first.window { checkWindow(row, first) }
    guard first.tierFrom != nil, isTier else { return }
    if row.tierUnit != first.tierUnit || row.of != first.of {
      wrong(
        row, "tier_from", "the tiers of '\(row.name)' are measured in different ways",
        "write the same tier_unit and the same 'of' in all tiers of a line")
    }
  }

  /// Each window of a line has the prices of its first one.
  private func checkWindow(_ row: TariffRow, _ first: TariffRow) {
    func prices(_ window: TariffWindow) -> [[Double]] {
      rows.filter { $0.name == row.name && $0.window == window }
        .map { [$0.tierFrom ?? -1, $0.rate ?? 0, $0.percent ?? -1] }
    }
    let here = prices(row.window)
    guard here != prices(first.window) || row.unit != first.unit else { return }
    if row.tierFrom != nil {
      wrong(
        row, "months", "the tiers of '\(row.name)' differ in months, days or hours",
        "write all tiers for each window of a line, or give this row a name of its own")
    } else {
      wrong(
        row, "line", "the line '\(row.name)' appears twice, with different prices",
        "rows of one name count together and have one rate, unit and percent: give this row a name of its own"
      )
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
    let isMinimum = row.kind == .minimumBill || row.kind == .tax
    let known = rows.filter {
      row.kind == .minimumBill
        ? $0.kind.isBilled && $0.kind != .minimumBill && $0.kind != .tax
        : row.kind == .tax
          ? $0.kind.isBilled && $0.kind != .tax && $0.kind != .export && $0.kind != .exportIndex
          : $0.kind == .demand
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
    if row.kind == .minimumBill { checkOverlap(row) }
    if known.contains(where: { row.of.contains($0.name) && $0.isDaily }) { checkDaily(row) }
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

  /// Demand of each day has no month's peak that could be looked back on, counted or be least.
  private func checkDaily(_ row: TariffRow) {
    guard [.ratchet, .minimumDemand, .reactive].contains(row.kind) || row.kind.mayCountUse else {
      return
    }
    wrong(
      row, "of", "a line of kind '\(row.kind.rawValue)' is about a month's demand, not each day's",
      "name a demand line in USD/kW-month")
  }

  /// Of two minimum bills with lines in common one must count all lines of the other: else what both lack
  /// would be paid twice.
  private func checkOverlap(_ row: TariffRow) {
    for other in rows where other.kind == .minimumBill && other.row < row.row {
      let (one, two) = (counted(row), counted(other))
      guard !one.isDisjoint(with: two), !one.isSubset(of: two), !two.isSubset(of: one) else {
        continue
      }
      wrong(
        row, "of",
        "the minimum bills '\(other.name)' and '\(row.name)' count some lines both and some not",
        "let one of them count all lines of the other, or none")
    }
  }

  /// Names of the lines that a minimum bill counts.
  private func counted(_ row: TariffRow) -> Set<String> {
    guard row.of.isEmpty else { return Set(row.of) }
    let uncounted: [TariffKind] = [.minimumBill, .tax, .export, .exportIndex]
    return Set(
      rows.filter { $0.kind.isBilled && !uncounted.contains($0.kind) }.map(\.name))
  }

  /// Use of a demand that is not billed in the month has no meaning.
  private func checkMonths(_ row: TariffRow) {
    guard let name = row.of.first, rows.contains(where: { $0.name == name }) else { return }
    let billed = TariffWindow.joined(rows.filter { $0.name == name }.map(\.window)).months
    let missing = row.window.months.subtracting(billed).sorted()
    guard let first = missing.first else { return }
    wrong(
      row, "of",
      "'\(name)' is not billed in \(MonthName.all[first - 1]), in which this line is",
      "name a demand line that is billed in the same months")
  }
}

extension TariffWindow {
  /// Windows that count as one, each part once.
  static func joined(_ windows: [TariffWindow]) -> TariffWindow {
    var parts: [Part] = []
    for part in windows.flatMap(\.parts) where !parts.contains(part) { parts.append(part) }
    return TariffWindow(parts: parts)
  }
}

extension TariffKind {
  /// Whether rows of one name with different windows are one line.
  var joinsWindows: Bool { hasWindow && self != .loadFactorCredit }

  /// Whether its rows are lines of the bill; the others amend a demand line.
  var isBilled: Bool { self != .ratchet && self != .minimumDemand && self != .powerFactor }
}
