/// The language of `data/tariffs/<name>.csv`: what each kind of row may say. The page for people is
/// `data/tariffs/README.md`.
package enum TariffTable {
  package static let columns = ["line", "kind", "months", "days", "hours", "rate", "unit"]
  package static let optionalColumns = [
    "tier_from", "tier_unit", "percent", "lookback", "of", "note",
  ]

  /// Words of `days`.
  package static let days = ["all", "weekday", "weekend", "saturday", "sunday", "holiday"]
}

/// The kinds of rows.
package enum TariffKind: String, CaseIterable {
  case fixed, energy
  case energyIndex = "energy_index"
  case rider, demand, ratchet
  case minimumDemand = "minimum_demand"
  case powerFactor = "power_factor"
  case reactive
  case contractDemand = "contract_demand"
  case coincidentPeak = "coincident_peak"
  case loadFactorCredit = "load_factor_credit"
  case minimumBill = "minimum_bill"
  case tax, export
  case exportIndex = "export_index"

  /// A unit and the greatest plausible number in it.
  package typealias RateUnit = (name: String, greatest: Double)

  /// Units of the rate; none where the rate is blank.
  package var units: [RateUnit] {
    switch self {
    case .fixed: [("USD/month", 1e7), ("USD/day", 1e6)]
    case .energy, .rider, .export: [("USD/kWh", 5), ("USD/MWh", 5000)]
    case .energyIndex, .exportIndex: [("USD/MWh", 5000)]
    case .demand: [("USD/kW-month", 1000), ("USD/kW-day", 100)]
    case .contractDemand: [("USD/kW-month", 1000)]
    case .ratchet, .powerFactor: []
    case .minimumDemand: [("kW", 2e7)]
    case .reactive: [("USD/kVAr-month", 100)]
    case .coincidentPeak: [("USD/kW-year", 5000), ("USD/kW", 5000)]
    case .loadFactorCredit: [("USD/kWh", 5)]
    case .minimumBill: [("USD/month", 1e8), ("USD/day", 1e7)]
    case .tax: [("percent", 99)]
    }
  }

  /// Whether the rate may be left blank beside a percentage.
  var mayLackRate: Bool { units.isEmpty || self == .minimumDemand }

  /// Whether months, days and hours may be narrower than `all`.
  package var hasWindow: Bool {
    switch self {
    case .energy, .rider, .demand, .loadFactorCredit, .export: true
    default: false
    }
  }

  package var mayBeNegative: Bool {
    switch self {
    case .energyIndex, .rider, .demand, .tax, .export, .exportIndex: true
    default: false
    }
  }

  /// What `percent` may be; nil where it must be blank.
  var percents: ClosedRange<Double>? {
    switch self {
    case .energyIndex, .exportIndex: 1...200
    case .demand, .ratchet, .minimumDemand: 0...100
    case .powerFactor: 50...100
    case .reactive: 0...200
    default: nil
    }
  }

  /// Words of `tier_unit`; none where the kind has no tiers.
  var tierUnits: [String] {
    switch self {
    case .energy, .rider: ["kWh", "MWh", "kWh/day"] + Self.unitsOfUse
    case .demand: ["kW"]
    case .loadFactorCredit: Self.unitsOfUse
    default: []
    }
  }

  /// Units of tiers whose limits are multiplied by the billed demand that `of` names: hours' use, of the
  /// month or of each day, and percent of the month's hours.
  static let unitsOfUse = ["kWh/kW", "kWh/kW-day", "percent"]

  /// Whether its tiers may count the use of a demand line.
  var mayCountUse: Bool { tierUnits.contains("percent") }

  /// Whether rows of one name are the tiers of one line.
  var hasTiers: Bool { tierUnits.count > 0 && self != .loadFactorCredit }

  /// Cells beside the rate that must be written.
  package var required: [String] {
    switch self {
    case .ratchet: ["percent", "lookback", "of"]
    case .minimumDemand: ["of"]
    case .powerFactor, .reactive: ["percent", "of"]
    case .loadFactorCredit: ["tier_from", "of"]
    default: []
    }
  }

  /// Cells beside the rate that may be written.
  package var allowed: [String] {
    switch self {
    case .energy, .rider: ["tier_from", "tier_unit", "of"]
    case .demand: ["tier_from", "tier_unit", "percent"]
    case .energyIndex, .exportIndex: ["percent"]
    case .minimumDemand: required + ["percent"]
    case .loadFactorCredit: required + ["tier_unit"]
    case .minimumBill, .tax: ["of"]
    default: required
    }
  }
}
