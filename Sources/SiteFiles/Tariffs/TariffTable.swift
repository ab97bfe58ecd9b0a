import SiteModel
import Units

/// The language of `data/tariffs/<name>.csv`: the kinds of charge lines and what each may say.
///
/// Comment lines `# key: value` come first; `# dollar_year: 2026` is required, `# source:` and
/// `# effective:` are recommended, `# note:` is carried to the plan. Then the columns `line`, `kind`,
/// `months`, `days`, `hours`, `rate`, `unit` and optionally `note`, one row a charge line.
enum TariffTable {
  static let columns = ["line", "kind", "months", "days", "hours", "rate", "unit"]
  static let optionalColumns = ["note"]
  static let comments = ["dollar_year", "source", "effective", "note"]

  /// One kind of charge line.
  struct Kind: Sendable {
    let word: String
    /// Units and the greatest plausible rate in each.
    let units: [(name: String, greatest: Double)]
    /// Whether months, days and hours may be narrower than `all`.
    let hasWindow: Bool
    let mayBeNegative: Bool
    let charge: @Sendable (TariffWindow, Double, String) -> Tariff.Charge
  }

  static let kinds: [Kind] = [
    Kind(
      word: "fixed", units: [("USD/month", 1e7)], hasWindow: false, mayBeNegative: false,
      charge: { _, rate, _ in .fixed(Money(rate, .usd), each: .month) }),
    Kind(
      word: "energy", units: energyUnits, hasWindow: true, mayBeNegative: false,
      charge: { .energy($0, .init(price($1, $2))) }),
    Kind(
      word: "energy_index", units: [("USD/MWh", 5000)], hasWindow: false, mayBeNegative: true,
      charge: { _, rate, unit in .indexedEnergy(factor: 1, adder: price(rate, unit)) }),
    Kind(
      word: "rider", units: energyUnits, hasWindow: false, mayBeNegative: true,
      charge: { .rider($0, .init(price($1, $2))) }),
    Kind(
      word: "demand", units: [("USD/kW-month", 1000)], hasWindow: true, mayBeNegative: false,
      charge: { window, rate, _ in
        .demand(.init(PowerPrice(rate, .usdPerKilowattMonth), window: window))
      }),
  ]

  private static let energyUnits: [(name: String, greatest: Double)] = [
    ("USD/kWh", 5), ("USD/MWh", 5000),
  ]

  private static func price(_ rate: Double, _ unit: String) -> EnergyPrice {
    EnergyPrice(rate, unit == "USD/kWh" ? .usdPerKilowattHour : .usdPerMegawattHour)
  }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
