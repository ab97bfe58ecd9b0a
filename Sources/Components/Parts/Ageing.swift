import Formulation
import SiteModel
import Units

/// How a battery's ageing is charged: once, in one of three ways.
enum Ageing: String, CaseIterable, Sendable {
  /// Yearly upkeep pays for holding the capacity.
  case augmentedByOM = "augmented_by_om"
  /// Capacity fades and is used as it is at mid-life.
  case fade
  /// Each MWh through the battery pays for its replacement.
  case throughputWear = "throughput_wear"

  /// Wear that only keeps the program well behaved, in USD/MWh; listed as non-cash.
  static let tieBreak = EnergyPrice(0.1, .usdPerMegawattHour)

  static let key = ChoiceParameter<Ageing>("ageing", "how ageing is charged, once")
  static let fadeKey = Parameter<NumberDimension>(
    "fade_fraction_per_year", .fractionPerYear, 0...0.3, .default(0),
    "loss of capacity in a year, compounding; only with ageing: fade")
  static let wearKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "wear_usd_per_mwh", .usdPerMegawattHour, 0...500, .default(0),
    "cost of each MWh in and out; only with ageing: throughput_wear")

  static var parameters: [ParameterSpec] { [key.spec, fadeKey.spec, wearKey.spec] }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    let ageing = values[key]
    var problems: [ParameterProblem] = []
    func check(_ written: Bool, _ wanted: Bool, _ name: String, _ goesWith: Ageing) {
      guard written != wanted else { return }
      problems.append(
        ParameterProblem(
          key: written ? name : key.key,
          message: written
            ? "\(name) is charged beside ageing: \(ageing.rawValue)"
            : "ageing is \(ageing.rawValue) but \(name) is missing or zero",
          help: "ageing is charged once: write \(name) exactly with ageing: \(goesWith.rawValue)"))
    }
    check(values[fadeKey] > .zero, ageing == .fade, fadeKey.key, .fade)
    check(values[wearKey] > .zero, ageing == .throughputWear, wearKey.key, .throughputWear)
    return problems
  }
}
