import SiteModel
import Units
import Tabular

extension TariffSheet {
  /// The page that `sitemix tariff show` prints, at most `width` columns wide.
  public func text(width: Int = 80) -> String {
    let blocks = [
      [name], headLines(width), PriceMap(self).lines, ["Charges"] + chargeLines(width),
    ]
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func headLines(_ width: Int) -> [String] {
    var entries: [(String, String)] = []
    func add(_ label: String, _ key: String, _ wording: (String) -> String = { $0 }) {
      for value in head where value.key == key { entries.append((label, wording(value.value))) }
    }
    add("source", "source")
    add("effective", "effective")
    add("dollars of", "dollar_year")
    entries.append(("for", eligibility))
    entries.append(
      ("demand over", "\(DecimalText.plain(rules.billingInterval.in(.minutes))) minutes"))
    add("holidays", "holidays")
    if rules.netting != .none { entries.append(("netting", rules.netting.rawValue)) }
    if rules.trueUpMonth != 12 {
      entries.append(("true-up", PriceMap.months[rules.trueUpMonth - 1]))
    }
    add("eligibility", "eligibility")
    add("note", "note")
    return entries.flatMap {
      FixedText.wrapped($0.1, behind: "  " + FixedText.left($0.0, 13), width: width)
    }
  }

  private var eligibility: String {
    let who = rules.eligibility
    let parts = [
      who.leastPower.map { "at least \(DecimalText.plain($0.in(.megawatts))) MW" },
      who.greatestPower.map { "at most \(DecimalText.plain($0.in(.megawatts))) MW" },
      who.leastKilovolts.map { "at least \(DecimalText.plain($0)) kV" },
      who.greatestKilovolts.map { "at most \(DecimalText.plain($0)) kV" },
      who.leastLoadFactor.map { "a load factor of at least \(DecimalText.plain($0))" },
    ].compactMap { $0 }
    return parts.isEmpty ? "all" : parts.joined(separator: ", ")
  }

  private func chargeLines(_ width: Int) -> [String] {
    let nameWidth = min(28, charges.map(\.row.name.count).max() ?? 0)
    let amountWidth = charges.map(\.amount.count).max() ?? 0
    return charges.flatMap { charge in
      let lead =
        "  " + FixedText.left(charge.row.name, nameWidth) + "  "
        + FixedText.left(charge.amount, amountWidth) + "  "
      let about = [Self.rule(charge.row), Self.when(charge.row.window), charge.note]
        .filter { !$0.isEmpty }.joined(separator: "; ")
      return FixedText.wrapped(about, behind: lead, width: width)
    }
  }

  /// What a row bills, beyond its rate.
  private static func rule(_ row: TariffRow) -> String {
    let percent = row.percent.map { "\(DecimalText.plain($0)) %" } ?? ""
    let others = row.of.joined(separator: " and ")
    let from = row.tierFrom.map { DecimalText.plain($0) } ?? ""
    switch row.kind {
    case .fixed: return "fixed"
    case .energy, .rider:
      let word = row.kind == .energy ? "energy" : "rider"
      guard row.tierFrom != nil else { return word }
      return "\(word) from \(from) \(row.tierUnit)" + (others.isEmpty ? "" : " of \(others)")
    case .demand:
      return (row.percent == nil ? "" : "\(percent) of ") + (row.isDaily ? "each day's " : "")
        + "demand" + (row.tierFrom == nil ? "" : " from \(from) kW")
    case .energyIndex: return "on the hourly index" + (row.percent == nil ? "" : " × \(percent)")
    case .exportIndex:
      return "paid on the hourly index" + (row.percent == nil ? "" : " × \(percent)")
    case .export: return "paid for exports"
    case .ratchet: return "at least \(percent) of the peak in \(lookBack(row)), in \(others)"
    case .minimumDemand:
      return row.percent == nil
        ? "at least this in \(others)"
        : "at least \(percent) of the contract capacity in \(others)"
    case .powerFactor: return "\(others) × \(percent) ÷ the power factor where that is lower"
    case .reactive: return "reactive demand above \(percent) of \(others)"
    case .contractDemand: return "contract capacity"
    case .coincidentPeak:
      return row.unit == "USD/kW-year" ? "mean of the coincident peaks" : "each coincident peak"
    case .loadFactorCredit:
      return row.tierUnit == "percent"
        ? "off each kWh above a load factor of \(from) % of \(others)"
        : "off each kWh above \(from) hours' use of \(others)"
    case .tax: return "of " + (others.isEmpty ? "the bill" : others)
    case .minimumBill:
      return "a \(row.unit == "USD/day" ? "day" : "month") costs at least this"
        + (others.isEmpty ? "" : ": \(others)")
    }
  }

  private static func lookBack(_ row: TariffRow) -> String {
    switch row.lookBack {
    case .months(let months)?:
      months.count == 12 ? "all months" : RateText.list(months, of: 1...12) { "\($0)" }
    case .previous(let count)?: "the \(count) months before"
    case nil: ""
    }
  }

  /// Months, days and hours where they are not all.
  private static func when(_ window: TariffWindow) -> String {
    window.parts.map(when).joined(separator: "; ")
  }

  private static func when(_ part: TariffWindow.Part) -> String {
    var texts: [String] = []
    if part.months.count < 12 || !part.daysOfMonth.isEmpty { texts.append(season(part)) }
    if part.days.count < TariffWindow.DayKind.allCases.count {
      texts.append(RateText.words(part.days).map { "\($0)s" }.joined(separator: " and "))
    }
    if part.quarters.count < 96 {
      let times = RateText.list(part.quarters, of: 0...95) { "\($0)-\($0 + 1)" }
      let ranges = times.split(separator: ";").map { range in
        range.split(separator: "-").compactMap { Int($0) }.map(time).joined(separator: "-")
      }
      texts.append(ranges.joined(separator: ", ") + " h")
    }
    return texts.joined(separator: ", ")
  }

  private static func time(_ quarter: Int) -> String {
    quarter.isMultiple(of: 4) ? "\(quarter / 4)" : TariffSlots.clock(quarter)
  }

  /// Months, with the days of those that a season cuts.
  private static func season(_ part: TariffWindow.Part) -> String {
    let whole = part.months.filter { part.daysOfMonth[$0] == nil }
    let ranges = RateText.list(whole, of: 1...12) { "\($0)" }.split(separator: ";").map { range in
      range.split(separator: "-").compactMap { Int($0) }.map { PriceMap.months[$0 - 1] }
        .joined(separator: "-")
    }
    let cut = part.daysOfMonth.sorted { $0.key < $1.key }.map { month, days in
      PriceMap.months[month - 1] + " "
        + RateText.list(days, of: 1...31) { "\($0)" }.replacing(";", with: " and ")
    }
    return (ranges + cut).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
