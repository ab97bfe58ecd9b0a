import SiteModel

extension RateDraft {
  private typealias Tier = RateRecord.Tier

  /// Demand of all hours, demand by period, and what goes on counting of both.
  mutating func writeDemand() {
    let units = ["demandunits", "demandrateunit", "flatdemandunit"].compactMap { key in
      fields.text(key).flatMap { $0 == "kW" ? nil : (key: key, unit: $0) }
    }
    guard units.isEmpty || record.demand == nil && record.flatDemand == nil else {
      for (key, unit) in units {
        leaveOut(key, "'\(unit)'; demand is billed in kW here, so no demand charge is carried over")
      }
      return
    }
    writeFlatDemand()
    let flat = text.rows.filter { $0.kind == "demand" }.map(\.line)
    writeTimedDemand(hasFlat: !flat.isEmpty)
    let all = text.rows.filter { $0.kind == "demand" }.map(\.line)
    var lines: [String] = []
    for line in flat.isEmpty ? all : flat where !lines.contains(line) { lines.append(line) }
    writeRatchets(lines)
  }

  private mutating func writeFlatDemand() {
    guard let months = record.flatDemand else { return }
    var found: [(tiers: [Tier], months: Set<Int>)] = []
    for (index, tiers) in months.enumerated() where tiers.contains(where: { $0.price != 0 }) {
      if let known = found.firstIndex(where: { same($0.tiers, tiers) }) {
        found[known].months.insert(index + 1)
      } else {
        found.append((tiers, [index + 1]))
      }
    }
    for (tiers, months) in found {
      writeBlocks(
        tiers, TariffWindow(months: months), Self.name(Self.season(months), "maximum_demand"),
        "flatdemandstructure")
    }
  }

  private func same(_ left: [Tier], _ right: [Tier]) -> Bool {
    left.map { [$0.price, $0.end ?? -1] } == right.map { [$0.price, $0.end ?? -1] }
  }

  /// Each period's greatest import is billed by itself: periods of one price stay apart within a month,
  /// and months share a line where hours and prices are the same.
  private mutating func writeTimedDemand(hasFlat: Bool) {
    guard let demand = record.demand else { return }
    var found: [(period: Int, window: TariffWindow, months: Set<Int>)] = []
    var torn: Set<Int> = []
    for month in 1...12 {
      for period in demand.periods(in: [month])
      where demand.periods[period].contains(where: { $0.price != 0 }) {
        guard let (window, isWhole) = demand.window(of: period, in: month) else { continue }
        if !isWhole { torn.insert(period) }
        let known = found.firstIndex {
          same(demand.periods[$0.period], demand.periods[period]) && $0.window.days == window.days
            && $0.window.hours == window.hours && !$0.months.contains(month)
        }
        if let known {
          found[known].months.insert(month)
        } else {
          found.append((period, window, [month]))
        }
      }
    }
    for (period, window, months) in found {
      let prices = demand.periods(in: months).map { demand.periods[$0][0].price }
      let level = Self.level(demand.periods[period][0].price, among: prices)
      let name = Self.name(
        Self.season(months), window.days == [.weekend] ? "weekend" : nil,
        level.isEmpty && hasFlat ? "timed" : level, "demand")
      writeBlocks(
        demand.periods[period],
        TariffWindow(months: months, days: window.days, hours: window.hours), name,
        "demandratestructure")
    }
    for period in torn.sorted() {
      leaveOut(
        "demandratestructure[\(period)]",
        "its hours differ between weekdays and weekends, one peak over both cannot be written; the weekdays' hours count"
      )
    }
  }

  private mutating func writeBlocks(
    _ tiers: [Tier], _ window: TariffWindow, _ name: String, _ field: String
  ) {
    nameEnd(tiers, field, "kW")
    add(
      tiers: tiers.indices.map { index in
        RateText.Row(
          line: name, kind: "demand", window: window,
          tierFrom: tiers.count == 1 ? nil : index == 0 ? 0 : tiers[index - 1].end,
          rate: tiers[index].price, unit: "USD/kW-month", note: Self.note(tiers[index]))
      })
  }

  /// A last block with an end leaves use beyond it without a price.
  mutating func nameEnd(_ tiers: [RateRecord.Tier], _ field: String, _ unit: String) {
    guard let end = tiers.last?.end else { return }
    leaveOut(field, "the last block ends at \(DecimalText.plain(end)) \(unit); here it has no end")
  }

  private mutating func writeRatchets(_ lines: [String]) {
    let share = fields.number("lookbackPercent") ?? 0
    let months = fields.numbers("lookbackMonths", count: 12) ?? []
    let range = fields.number("lookbackRange") ?? 0
    let shares = fields.numbers("demandratchetpercentage", count: 12) ?? []
    let listed = Set(months.indices.filter { months[$0] != 0 }.map { $0 + 1 })
    if share > 0, range > 0, !listed.isEmpty {
      fields.report(
        "lookbackMonths and lookbackRange both say which peaks go on counting",
        about: "lookbackMonths",
        help: "keep one of them")
    }
    let lookback =
      range > 0
      ? "previous:\(DecimalText.plain(range))"
      : listed.isEmpty ? "" : RateText.list(listed, of: 1...12) { "\($0)" }
    if share > 0 { ratchet(share, lookback, lines, "lookbackPercent") }
    guard let first = shares.first, Set(shares) != [0] else { return }
    guard Set(shares).count == 1 else {
      leaveOut("demandratchetpercentage", "it differs between months")
      return
    }
    ratchet(first, "previous:11", lines, "demandratchetpercentage")
    leaveOut(
      "demandratchetpercentage", "the record does not say of which months; taken as the 11 before")
  }

  private mutating func ratchet(
    _ share: Double, _ lookback: String, _ lines: [String], _ field: String
  ) {
    guard share <= 1, !lookback.isEmpty, !lines.isEmpty else {
      fields.report(
        share > 1
          ? "\(field) is \(DecimalText.plain(share)), above 1"
          : "\(field) has no \(lines.isEmpty ? "demand charge" : "months") that it counts",
        about: field,
        help: "write a share of 1, with lookbackMonths or lookbackRange and a demand charge")
      return
    }
    add(
      RateText.Row(
        line: "ratchet", kind: "ratchet", percent: RateText.rounded(share * 100),
        lookback: lookback, of: lines.joined(separator: ";"), note: field))
  }
}
