import Formulation
import LinearProgramming
import SiteModel
import Units

/// How a store begins and ends each modelled year, and what may charge it.
struct StoreYear: Sendable {
  /// What a year ends with.
  enum End: String, CaseIterable, Sendable {
    /// With what it began with.
    case cyclic
    /// With any state of charge.
    case free
  }

  /// What may charge it.
  enum Charging: String, CaseIterable, Sendable {
    /// Whatever the bus has.
    case any
    /// No more than the site's solar fields give in the same step.
    case solarOnly = "solar_only"
  }

  static let chargingKey = ChoiceParameter<Charging>(
    "charging", default: .any,
    "what charges it: any power at the bus, or no more than solar fields give in the step")
  static let initialKey = Parameter<NumberDimension>(
    "initial_soc_fraction", .fraction, 0...1, .optional,
    "state of charge before the first step of a modelled year; chosen unless written")
  static let finalKey = ChoiceParameter<End>(
    "final_soc", default: .cyclic,
    "state of charge after the last step: as before the first (cyclic), or any (free)")

  static var parameters: [ParameterSpec] {
    [chargingKey.optionalSpec, initialKey.spec, finalKey.optionalSpec]
  }

  /// State of charge before the first step; nil where it is chosen.
  let initial: Double?
  let end: End
  let charging: Charging

  init(_ values: ParameterValues) {
    initial = values.optional(Self.initialKey)?.in(.fraction)
    end = values[Self.finalKey]
    charging = values[Self.chargingKey]
  }

  /// State of charge before the first step where it is not that after the last.
  var begins: Double? { end == .free ? initial : nil }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    let year = StoreYear(values)
    guard let initial = year.initial else {
      guard year.end == .free else { return [] }
      return [
        ParameterProblem(
          key: finalKey.key, message: "the year may end empty, and nothing says how it begins",
          help: "write \(initialKey.key) too, such as 0.5")
      ]
    }
    let window =
      values[StoredEnergy.lowestKey].in(
        .fraction)...max(
        values[StoredEnergy.lowestKey].in(.fraction), values[StoredEnergy.highestKey].in(.fraction))
    guard !window.contains(initial) else { return [] }
    return [
      ParameterProblem(
        key: initialKey.key, message: "it begins outside the usable window",
        help: "write it between \(StoredEnergy.lowestKey.key) and \(StoredEnergy.highestKey.key)")
    ]
  }
}
