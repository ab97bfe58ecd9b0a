import Tabular

/// The prices of one record of the Utility Rate Database, checked, in USD for each kWh, kW or kVA.
struct RateRecord {
  /// One block of a price.
  struct Tier: Equatable {
    /// Where the block ends; nil: never.
    var end: Double?
    /// USD a unit, without its adjustment.
    var rate: Double
    var adjustment: Double
    /// What is paid for exports.
    let sell: Double?
    /// The unit as written; blank where the record leaves it out.
    let unit: String
    let place: Place
    /// What a demand block bills.
    var demandUnit: RateDemandUnit?
    /// What the blocks of an energy price count.
    var energyUnit = RateEnergyUnit.energy

    static func == (left: Self, right: Self) -> Bool {
      left.price == right.price && left.end == right.end && left.sell == right.sell
        && left.demandUnit == right.demandUnit
        && (left.energyUnit == right.energyUnit || left.end == nil)
    }

    var price: Double { RateText.rounded(rate + adjustment) }
  }

  /// Prices by period, and which period holds when.
  struct Schedule {
    let periods: [[Tier]]
    /// Periods of weekdays and of weekends, by month and hour.
    let days: [[[Int]]]

    /// The period of a month (from 1), a kind of day (0 weekdays, 1 weekends) and an hour.
    func period(_ month: Int, _ day: Int, _ hour: Int) -> Int { days[day][month - 1][hour] }
  }

  let energy: Schedule?
  let demand: Schedule?
  /// Blocks of the demand of all hours, by month from 0.
  let flatDemand: [[Tier]]?

  init(_ fields: RateFields) {
    let general = fields.text("demandunits")
    energy = Self.schedule("energy", fields) { Self.counted($0, $1, fields) }
    let unit = fields.text("demandrateunit") ?? general ?? "kW"
    demand = Self.schedule("demand", fields) { Self.inKilowatts($0, $1, unit, fields) }
    let flatUnit = fields.text("flatdemandunit") ?? general ?? "kW"
    flatDemand = Self.flat(fields) { Self.inKilowatts($0, $1, flatUnit, fields) }
    if energy == nil, fields.findings.isEmpty {
      fields.report(
        "the record has no energyratestructure", about: "",
        help: "a tariff must price the energy of every hour; write 0 if it is free")
    }
  }

  /// Gives the blocks of a price their unit.
  private typealias Unit = (_ tiers: [Tier], _ what: String) -> [Tier]?

  private static func schedule(_ kind: String, _ fields: RateFields, _ unit: Unit) -> Schedule? {
    let name = "\(kind)ratestructure"
    guard let periods = structure(name, fields, unit), !periods.isEmpty else { return nil }
    let days = ["weekday", "weekend"].compactMap {
      fields.schedule("\(kind)\($0)schedule", of: name, periods: periods.count)
    }
    return days.count == 2 ? Schedule(periods: periods, days: days) : nil
  }

  private static func flat(_ fields: RateFields, _ unit: Unit) -> [[Tier]]? {
    let name = "flatdemandstructure"
    guard let periods = structure(name, fields, unit), !periods.isEmpty else { return nil }
    guard let node = fields.node("flatdemandmonths") else {
      if periods.count == 1 { return Array(repeating: periods[0], count: 12) }
      fields.report(
        "\(name) has no flatdemandmonths", about: name,
        help: "write 12 period numbers, counted from 0")
      return nil
    }
    let months = fields.list(node, "flatdemandmonths", count: 12)?.enumerated().compactMap {
      fields.period($1, "flatdemandmonths[\($0)]", name, periods.count)
    }
    guard let months, months.count == 12 else { return nil }
    return months.map { periods[$0] }
  }

  /// The blocks of each period.
  private static func structure(
    _ key: String, _ fields: RateFields, _ unit: Unit
  ) -> [[Tier]]? {
    guard let node = fields.node(key), let periods = fields.list(node, key) else { return nil }
    let read = periods.enumerated().compactMap { index, node -> [Tier]? in
      let what = "\(key)[\(index)]"
      guard let blocks = fields.list(node, what) else { return nil }
      let tiers = blocks.enumerated().compactMap { tier($1, "\(what)[\($0)]", fields) }
      guard tiers.count == blocks.count else { return nil }
      guard !tiers.isEmpty else {
        fields.report("\(what) is empty", at: node.place, help: "write at least one block")
        return nil
      }
      return unit(tiers, what).flatMap { rising($0, what, node, fields) }
    }
    return read.count == periods.count ? read : nil
  }

  private static func tier(_ node: YAMLNode, _ what: String, _ fields: RateFields) -> Tier? {
    guard let entries = node.entries else {
      fields.report(
        "\(what) is \(node.description), not a block", at: node.place, help: "write {\"rate\": …}")
      return nil
    }
    func number(_ key: String) -> Double? {
      guard let node = node.entry(key)?.node, !RateForm.isBlank(node) else { return nil }
      return fields.number(node, "\(what).\(key)")
    }
    let known = ["rate", "adj", "max", "sell", "unit"]
    for entry in entries where !known.contains(entry.key) {
      fields.report(
        "\(what) has an unknown '\(entry.key)'", at: entry.keyPlace,
        help: Suggestion.help(for: entry.key, in: known, known: "keys"))
    }
    var unit = ""
    if case .scalar(let text, _)? = node.entry("unit")?.node.value { unit = text }
    // The database leaves a rate of 0 out.
    return Tier(
      end: number("max"), rate: number("rate") ?? 0, adjustment: number("adj") ?? 0,
      sell: number("sell"), unit: unit, place: node.place)
  }

  private static func rising(
    _ tiers: [Tier], _ what: String, _ node: YAMLNode, _ fields: RateFields
  ) -> [Tier]? {
    var tiers = tiers
    // An end of the last block beyond any use is the database's way to say none.
    if let end = tiers[tiers.count - 1].end, end >= 1e9 { tiers[tiers.count - 1].end = nil }
    let ends = tiers.map { $0.end ?? .infinity }
    guard zip([0] + ends, ends).allSatisfy(<), tiers.dropLast().allSatisfy({ $0.end != nil }) else {
      fields.report(
        "the blocks of \(what) do not rise", at: node.place,
        help: "give each block but the last a greater 'max' than the one before")
      return nil
    }
    return tiers
  }
}
