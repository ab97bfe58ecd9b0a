import SiteModel

/// What a key measures, by the unit that its name ends in: help never names a key of another quantity.
struct KeyQuantity: Equatable {
  /// Powers of the dimensions in the unit, such as money 1 and power −1 of USD/kW; none is 0.
  private let powers: [Dimension: Int]

  private enum Dimension { case money, power, energy, mass, volume, time, number }

  /// Whether a name that somebody wrote may be that of a key: both measure the same, or one does not say
  /// what it measures.
  static func agree(_ name: String, _ spec: ParameterSpec) -> Bool {
    guard let written = KeyQuantity(endingOf: name),
      let own = KeyQuantity(endingOf: spec.key)
        ?? KeyTable.unit(of: spec).flatMap({ KeyQuantity(endingOf: $0.suffix) })
    else { return true }
    return own == written
  }

  /// The unit that a name ends in: `usd_per_kw` of `capex_usd_per_kw`; nil if it ends in none.
  init?(endingOf name: String) {
    var words: [Substring] = []
    for word in name.split(separator: "_").reversed() {
      guard word == "per" || Self.dimensions[word] != nil || Self.substances.contains(word) else {
        break
      }
      words.insert(word, at: 0)
    }
    var powers: [Dimension: Int] = [:]
    var sign = 1
    for word in words {
      if word == "per" { sign = -1 }
      if let dimension = Self.dimensions[word] { powers[dimension, default: 0] += sign }
    }
    guard !powers.isEmpty else { return nil }
    // Fractions, counts and hours per hour say of nothing how much it is.
    powers[.number] = nil
    self.powers = powers.filter { $0.value != 0 }
  }

  /// What an amount may be of, which changes nothing about its unit.
  private static let substances: Set<Substring> = ["co2e", "co2", "ch4", "n2o", "nox", "served"]

  private static let dimensions: [Substring: Dimension] = {
    let words: [(Dimension, [Substring])] = [
      (.money, ["usd", "kusd", "musd", "cents"]),
      (.power, ["w", "kw", "mw", "gw", "kwdc", "mwdc", "kwac", "mwac", "kva", "mva", "hp"]),
      (.energy, ["wh", "kwh", "mwh", "gwh", "btu", "mmbtu", "therm", "therms", "dth", "gj", "mj"]),
      (.mass, ["g", "kg", "t", "lb", "lbs", "tonnes", "tons"]),
      (.volume, ["mcf", "mmcf", "mcfd", "scf", "m3", "l", "gal"]),
      (
        .time,
        [
          "minute", "minutes", "hour", "hours", "h", "day", "days", "month", "months", "year",
          "years",
        ]
      ),
      (.number, ["fraction", "percent", "pct", "count"]),
    ]
    var found: [Substring: Dimension] = [:]
    for (dimension, names) in words { for name in names { found[name] = dimension } }
    return found
  }()
}
