import SiteModel
import Tabular

extension RateDraft {
  private typealias Schedule = RateRecord.Schedule
  private typealias Tier = RateRecord.Tier

  /// Energy lines, riders on top of tiers, and what exports are paid.
  mutating func writeEnergy() {
    guard let energy = record.energy else { return }
    var plain: Set<Int> = []
    var tiered: [(periods: [Int], months: Set<Int>)] = []
    for month in 1...12 {
      let periods = classes(energy, in: [month])
      if periods.allSatisfy({ energy.periods[$0].count == 1 }) {
        plain.insert(month)
      } else if let index = tiered.firstIndex(where: { $0.periods == periods }) {
        tiered[index].months.insert(month)
      } else {
        tiered.append((periods, [month]))
      }
    }
    writePlain(energy, plain)
    for group in tiered { writeTiers(energy, group.periods, group.months) }
    writeExports(energy)
  }

  /// The first of the periods with the same prices.
  private func standIn(_ period: Int, _ energy: Schedule) -> Int {
    energy.periods.firstIndex {
      $0.map { [$0.price, $0.end ?? -1] }
        == energy.periods[period].map { [$0.price, $0.end ?? -1] }
        && $0[0].counts(as: energy.periods[period][0])
    } ?? period
  }

  /// Prices that occur in some months, each by the first of its periods.
  private func classes(_ energy: Schedule, in months: Set<Int>) -> [Int] {
    Set(energy.periods(in: months).map { standIn($0, energy) }).sorted()
  }

  private mutating func writePlain(_ energy: Schedule, _ months: Set<Int>) {
    for period in classes(energy, in: months) {
      let tier = energy.periods[period][0]
      check(tier, period)
      for window in energy.windows(months, where: { standIn($0, energy) == period }) {
        add(
          RateText.Row(
            line: energyName(energy, period, window), kind: "energy", window: window,
            rate: tier.price, unit: "USD/kWh", note: Self.note(tier)))
      }
    }
  }

  private func energyName(_ energy: Schedule, _ period: Int, _ window: TariffWindow.Part) -> String
  {
    let prices = classes(energy, in: window.months).map { energy.periods[$0][0].price }
    return Self.name(
      Self.season(window.months), window.days == .weekend ? "weekend" : nil,
      Self.level(energy.periods[period][0].price, among: prices), "energy")
  }

  /// None of the tariff's energy prices may be below zero.
  private func check(_ tier: Tier, _ period: Int) {
    guard tier.price < 0 else { return }
    fields.report(
      "energyratestructure[\(period)] comes to \(DecimalText.plain(tier.price)) USD/kWh",
      about: "energyratestructure",
      help: "an energy price must not be below zero: write the credit as a rider by hand")
  }

  /// Blocks count the energy of a month, not of a period: one line with blocks for the cheapest period,
  /// and riders for what the others cost more, if that is the same in every block.
  private mutating func writeTiers(_ energy: Schedule, _ periods: [Int], _ months: Set<Int>) {
    for period in periods { energy.periods[period].forEach { check($0, period) } }
    let base = periods.min { energy.periods[$0][0].price < energy.periods[$1][0].price } ?? 0
    let differences = periods.map { difference(energy.periods[$0], energy.periods[base]) }
    guard differences.allSatisfy({ $0 != nil }) else {
      for period in periods {
        let windows = energy.windows(months, where: { standIn($0, energy) == period })
        guard let first = windows.first else { continue }
        writeBlocks(energy.periods[period], windows, energyName(energy, period, first))
      }
      leaveOut(
        "energyratestructure",
        "blocks that differ between periods count each period's energy alone here, the whole month's in the record"
      )
      return
    }
    writeBlocks(
      energy.periods[base], [.init(months: months)],
      Self.name(Self.season(months), "energy"))
    for (period, difference) in zip(periods, differences) where period != base {
      for window in energy.windows(months, where: { standIn($0, energy) == period }) {
        add(
          RateText.Row(
            line: Self.name(Self.season(months), "on_top_energy"), kind: "rider", window: window,
            rate: difference, unit: "USD/kWh",
            note: "what period \(period) costs above period \(base) in every block"))
      }
    }
  }

  /// What one price's blocks all cost more than another's.
  private func difference(_ tiers: [Tier], _ base: [Tier]) -> Double? {
    guard tiers.map(\.end) == base.map(\.end), tiers[0].counts(as: base[0]) else { return nil }
    let apart = zip(tiers, base).map { RateText.rounded($0.price - $1.price) }
    return apart.allSatisfy { $0 == apart[0] } ? apart[0] : nil
  }

  private mutating func writeBlocks(
    _ tiers: [Tier], _ windows: [TariffWindow.Part], _ name: String
  ) {
    let unit = tiers[0].energyUnit
    nameEnd(tiers, "energyratestructure", unit.rawValue)
    let months = windows.reduce(into: Set<Int>()) { $0.formUnion($1.months) }
    let demands = tiers.count > 1 && unit.countsUse ? demandLines(months) : [("", months)]
    for (line, months) in demands {
      let rows = windows.filter { !$0.months.isDisjoint(with: months) }.flatMap { window in
        tiers.indices.map { index in
          RateText.Row(
            line: name, kind: "energy",
            window: .init(
              months: window.months.intersection(months), days: window.days,
              quarters: window.quarters),
            tierFrom: tiers.count == 1 ? nil : index == 0 ? 0 : tiers[index - 1].end,
            tierUnit: tiers.count == 1 ? "" : unit.rawValue, of: line, rate: tiers[index].price,
            unit: "USD/kWh", note: Self.note(tiers[index]))
        }
      }
      add(rows: rows)
    }
  }

  /// Demand lines whose kW count for hours' use, with their months.
  private mutating func demandLines(_ months: Set<Int>) -> [(line: String, months: Set<Int>)] {
    var rest = months
    var found: [(String, Set<Int>)] = []
    for row in text.rows where row.kind == "demand" && row.unit == "USD/kW-month" {
      guard row.window.quarters.count == 96,
        row.window.days.count == TariffWindow.DayKind.allCases.count
      else { continue }
      let shared = rest.intersection(row.window.months)
      if !shared.isEmpty { found.append((row.line, shared)) }
      rest.subtract(shared)
    }
    if !rest.isEmpty {
      add(
        RateText.Row(
          line: "billing_demand", kind: "demand", window: .init(months: rest), rate: 0,
          unit: "USD/kW-month", note: "free; its kW count for the blocks of energy"))
      found.append((text.rows[text.rows.count - 1].line, rest))
    }
    return found
  }

  /// What exports are paid, where the record says so.
  private mutating func writeExports(_ energy: Schedule) {
    let prices = energy.periods.map { $0[0].sell ?? 0 }
    for price in Set(prices).sorted() where price != 0 {
      for window in energy.windows(Set(1...12), where: { prices[$0] == price }) {
        add(
          RateText.Row(
            line: Self.name(Self.season(window.months), "exports"), kind: "export", window: window,
            rate: price, unit: "USD/kWh", note: "'sell' of the record"))
      }
    }
    if energy.periods.contains(where: { Set($0.map { $0.sell ?? 0 }).count > 1 }) {
      leaveOut("energyratestructure", "'sell' differs between blocks; the first counts")
    }
  }
}

extension RateRecord.Tier {
  /// Whether the blocks that this one begins count in the same unit; a price without blocks counts nothing.
  fileprivate func counts(as other: Self) -> Bool {
    energyUnit == other.energyUnit || end == nil && other.end == nil
  }
}
