import LinearProgramming
import SiteModel
import Units

/// The keys of one capacity that say what stands already, and what must stand in the end.
struct StandingKeys<D: Dimension>: Sendable {
  let least: Parameter<D>
  let existing: Parameter<D>

  /// - Parameters:
  ///   - least: the key of what must stand.
  ///   - existing: the key of what stands, which costs no capital and may be retired.
  init(
    least: String, existing: String, _ unit: Unit<D>, _ range: ClosedRange<Double>, _ what: String
  ) {
    self.least = Parameter(
      least, unit, range, .optional, "\(what) that must stand, what stands already included")
    self.existing = Parameter(
      existing, unit, range, .optional,
      "\(what) that stands already: costs upkeep but no capital, and may be retired")
  }

  var specs: [ParameterSpec] { [least.spec, existing.spec] }

  func problems(in values: ParameterValues, most: Parameter<D>) -> [ParameterProblem] {
    guard let limit = values.optional(most) else { return [] }
    return [least, existing].compactMap { key in
      guard let value = values.optional(key), value > limit else { return nil }
      return ParameterProblem(
        key: key.key, message: "\(key.key) is above \(most.key), which counts all that stands",
        help: "lower \(key.key), or raise \(most.key)")
    }
  }

  /// What must stand, in the canonical unit.
  func least(in values: ParameterValues) -> Double { values.optional(least)?.value ?? 0 }

  /// What stands, in the canonical unit.
  func existing(in values: ParameterValues) -> Double { values.optional(existing)?.value ?? 0 }
}
