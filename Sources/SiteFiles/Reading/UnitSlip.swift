import SiteModel
import Tabular

/// A number that is of its key's kind in another unit: what it probably is, and what to type.
enum UnitSlip {
  /// Units that people write a thousand times too large a number in, by what the key is in.
  private static let thousands = [
    ("USD/kWh", "USD/MWh"), ("USD/kWdc", "USD/MWdc"), ("USD/kWp", "USD/MWp"), ("USD/kW", "USD/MW"),
    ("MWdc", "kWdc"), ("MWh", "kWh"), ("MW", "kW"), ("GWh", "MWh"),
  ]

  /// Help for a number outside its range.
  static func help(
    _ number: Double, _ range: ClosedRange<Double>, _ unit: UnitDescription
  ) -> String? {
    let symbol = unit.symbol
    if unit.suffix.hasPrefix("fraction"), number > 1, range.contains(number / 100) {
      return "a fraction of 1, not percent: \(DecimalText.perCent(number))"
    }
    guard number > range.upperBound, range.contains(number / 1000),
      let (own, other) = thousands.first(where: { symbol.hasPrefix($0.0) })
    else { return nil }
    let written = symbol.replacing(own, with: other, maxReplacements: 1)
    return "is this in \(written)? \(DecimalText.plain(number)) \(written) are "
      + "\(DecimalText.plain(number / 1000)) \(symbol)"
  }

  /// Equipment at less than 2 USD for a kW or kWh is none: USD/W or USD/Wh, most likely.
  static func isGiftedEquipment(_ key: String, _ number: Double, _ unit: UnitDescription) -> Bool {
    (key.hasPrefix("capex_") || key.hasPrefix("pack_price_")) && number > 0 && number < 2
      && unit.symbol.hasPrefix("USD/kW")
  }
}
