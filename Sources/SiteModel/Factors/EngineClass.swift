public import Units

/// Classes of gas-fired engines for which 40 CFR 98 subpart W states what passes unburned.
public enum EngineClass: String, CaseIterable, Sendable {
  case twoStrokeLean = "two_stroke_lean"
  case fourStrokeLean = "four_stroke_lean"
  case fourStrokeRich = "four_stroke_rich"
  case turbine

  /// Share of field gas that is oxidised, η (equation W-39).
  public var oxidation: Double {
    switch self {
    case .twoStrokeLean: 0.953
    case .fourStrokeLean: 0.962
    case .fourStrokeRich: 0.997
    case .turbine: 0.999
    }
  }

  /// Methane for each MMBtu of pipeline gas (table W-7).
  public var methane: HeatIntensity {
    let kilograms =
      switch self {
      case .twoStrokeLean: 0.658
      case .fourStrokeLean: 0.522
      case .fourStrokeRich: 0.045
      case .turbine: 0.004
      }
    return HeatIntensity(kilograms, .kilogramsPerMMBtu)
  }

  static let key = "engine_class"
  package static var spec: ParameterSpec {
    ParameterSpec(
      key: key, kind: .choice(allCases.map(\.rawValue), default: nil), presence: .optional,
      meaning: "class of engine whose default slip of 40 CFR 98 subpart W holds; "
        + "one of four ways to say it")
  }

  package static func read(_ values: ParameterValues) -> EngineClass? {
    guard case .word(let word)? = values.value(of: key) else { return nil }
    return EngineClass(rawValue: word)
  }
}
