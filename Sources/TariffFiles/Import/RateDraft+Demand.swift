import SiteModel
import Tabular

extension RateDraft {
  private typealias Tier = RateRecord.Tier

  /// Demand of all hours, demand by period, and what goes on counting of both.
  mutating func writeDemand() {
    writeFlatDemand()
    let flat = monthlyDemands
    writeTimedDemand(hasFlat: !flat.isEmpty)
    writeRatchets(flat.isEmpty ? monthlyDemands : flat)
    writePowerFactors()
  }

  /// Names of the lines that bill a month's demand.
  private var monthlyDemands: [String] {
    var lines: [String] = []
    for row in text.rows where row.kind == "demand" && row.unit == "USD/kW-month" {
      if !lines.contains(row.line) { lines.append(row.line) }
    }
    return lines
  }

  private mutating func writeFlatDemand() {
    guard let months = record.flatDemand else { return }
    var found: [(tiers: [Tier], months: Set<Int>)] = []
    for (index, tiers) in months.enumerated() where tiers.contains(where: { $0.price != 0 }) {
      if let known = found.firstIndex(where: { $0.tiers == tiers }) {
        found[known].months.insert(index + 1)
      } else {
        found.append((tiers, [index + 1]))
      }
    }
    for (tiers, months) in found {
      writeBlocks(
        tiers, [.init(months: months)], Self.name(Self.season(months), "maximum_demand"),
        "flatdemandstructure")
    }
  }

  /// Each period's peak import is billed by itself, over all hours of weekdays and weekends that it
  /// holds: periods of one price stay apart within a month, and months share a line where hours and prices
  /// are the same.
  private mutating func writeTimedDemand(hasFlat: Bool) {
    guard let demand = record.demand else { return }
    var found: [(period: Int, hours: [Set<Int>], months: Set<Int>)] = []
    for month in 1...12 {
      for period in demand.periods(in: [month])
      where demand.periods[period].contains(where: { $0.price != 0 }) {
        let hours = (0...1).map { day in
          Set((0..<24).filter { demand.period(month, day, $0) == period })
        }
        let known = found.firstIndex {
          demand.periods[$0.period] == demand.periods[period] && $0.hours == hours
            && !$0.months.contains(month)
        }
        if let known {
          found[known].months.insert(month)
        } else {
          found.append((period, hours, [month]))
        }
      }
    }
    for (period, hours, months) in found {
      let prices = demand.periods(in: months).map { demand.periods[$0][0].price }
      let level = Self.level(demand.periods[period][0].price, among: prices)
      let name = Self.name(
        Self.season(months), hours[0].isEmpty ? "weekend" : nil,
        level.isEmpty && hasFlat ? "timed" : level, "demand")
      writeBlocks(
        demand.periods[period], Self.windows(months, weekdays: hours[0], weekends: hours[1]), name,
        "demandratestructure")
    }
  }

  /// The hours of weekdays and of weekends as few windows.
  private static func windows(
    _ months: Set<Int>, weekdays: Set<Int>, weekends: Set<Int>
  ) -> [TariffWindow.Part] {
    if weekdays == weekends { return [.init(months: months, hours: weekdays)] }
    return [
      .init(months: months, days: [.weekday], hours: weekdays),
      .init(months: months, days: .weekend, hours: weekends),
    ].filter { !$0.quarters.isEmpty }
  }

  private mutating func writeBlocks(
    _ tiers: [Tier], _ windows: [TariffWindow.Part], _ name: String, _ field: String
  ) {
    let unit = tiers[0].demandUnit
    nameEnd(tiers, field, unit?.isApparent == true ? "kVA" : "kW")
    let rows = windows.flatMap { window in
      tiers.indices.map { index in
        RateText.Row(
          line: name, kind: "demand", window: window,
          tierFrom: tiers.count == 1
            ? nil : index == 0 ? 0 : tiers[index - 1].end.map(RateText.rounded),
          rate: tiers[index].price, unit: unit?.isDaily == true ? "USD/kW-day" : "USD/kW-month",
          note: Self.note(tiers[index]))
      }
    }
    add(rows: rows)
    if unit?.isApparent == true, let line = text.rows.last?.line { apparent.append(line) }
  }

  /// Prices for each kVA are prices for kW at a power factor of 1, which a lower one makes more of.
  private mutating func writePowerFactors() {
    guard !apparent.isEmpty else { return }
    add(
      RateText.Row(
        line: "kva", kind: "power_factor", percent: 100, of: apparent.joined(separator: ";"),
        note: "billed in kVA: kW / power factor"))
    leaveOut(
      "demandrateunit", "kVA; the grid's power_factor of the site says how many kVA a kW is")
  }

  /// A last block with an end leaves use beyond it without a price.
  mutating func nameEnd(_ tiers: [RateRecord.Tier], _ field: String, _ unit: String) {
    guard let end = tiers.last?.end else { return }
    leaveOut(field, "the last block ends at \(DecimalText.plain(end)) \(unit); here it has no end")
  }

  private mutating func writeRatchets(_ lines: [String]) {
    let share = fields.number("lookbackpercent") ?? 0
    let months = fields.numbers("lookbackmonths", count: 12) ?? []
    let range = fields.number("lookbackrange") ?? 0
    let shares = fields.numbers("demandratchetpercentage", count: 12) ?? []
    let listed = Set(months.indices.filter { months[$0] != 0 }.map { $0 + 1 })
    if share > 0, range > 0, !listed.isEmpty {
      fields.report(
        "lookbackmonths and lookbackrange both say which peaks go on counting",
        about: "lookbackmonths",
        help: "keep one of them")
    }
    let lookback =
      range > 0
      ? "previous:\(DecimalText.plain(range))"
      : listed.isEmpty ? "" : RateText.list(listed, of: 1...12) { "\($0)" }
    if share > 0 { ratchet(share, lookback, lines, "lookbackpercent") }
    if Set(shares).count == 1, let first = shares.first, first != 0 {
      ratchet(first, "previous:11", lines, "demandratchetpercentage")
      leaveOut(
        "demandratchetpercentage",
        "the record does not say of which months; taken as the 11 before")
      return
    }
    let differing = Set(shares).subtracting([0]).sorted()
    for share in differing {
      let own = Set(shares.indices.filter { shares[$0] == share }.map { $0 + 1 })
      ratchet(share, RateText.list(own, of: 1...12) { "\($0)" }, lines, "demandratchetpercentage")
    }
    if !differing.isEmpty {
      leaveOut(
        "demandratchetpercentage",
        "it differs between months; each month's peak is taken to go on counting by its share")
    }
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
        help: share > 1 && share <= 100
          ? "write \(DecimalText.plain(share / 100)), a fraction of 1"
          : "write a share of 1, with lookbackmonths or lookbackrange and a demand charge")
      return
    }
    add(
      RateText.Row(
        line: "ratchet", kind: "ratchet", percent: RateText.rounded(share * 100),
        lookback: lookback, of: lines.joined(separator: ";"), note: field))
  }
}
