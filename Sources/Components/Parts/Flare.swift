import SiteModel
import Units

/// The flare that burns what is not taken: its tier or its measured destruction, and how often it is out.
struct Flare: Sendable {
  /// What the flare is known by, for the accounts.
  let stated: FlareStatement

  static let destructionKey = Parameter<NumberDimension>(
    "flare_destruction_fraction", .fraction, 0.5...1, .optional,
    "measured share of the methane that the lit flare burns; instead of a tier")
  static let tierKey = "flare_tier"
  static let unlitKey = Parameter<NumberDimension>(
    "flare_unlit_fraction", .fraction, 0...1, .default(0),
    "share of the gas that passes while the flare is out; 0 where the destruction already holds it")

  static var parameters: [ParameterSpec] {
    [
      destructionKey.spec,
      ParameterSpec(
        key: tierKey, kind: .choice(FlareStatement.Tier.allCases.map(\.rawValue), default: nil),
        presence: .optional,
        meaning: "tier of 40 CFR 98.233(n); tier_1 if neither it nor a measured share is written"),
      unlitKey.spec,
    ]
  }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    guard values.optional(destructionKey) != nil, values.value(of: tierKey) != nil else {
      return []
    }
    return [
      ParameterProblem(
        key: tierKey, message: "the flare has a tier and a measured destruction",
        help: "leave one out; a technology's value goes with \(destructionKey.key): null")
    ]
  }

  init(values: ParameterValues) {
    var tier = FlareStatement.Tier.first
    if case .word(let word)? = values.value(of: Self.tierKey) {
      tier = FlareStatement.Tier(rawValue: word) ?? tier
    }
    stated = FlareStatement(
      measured: values.optional(Self.destructionKey)?.in(.fraction), tier: tier,
      unlit: values[Self.unlitKey].in(.fraction))
  }

  /// Shares of the methane destroyed and of the carbon burned by a lit flare; measured: η_C = η_D − 0.015.
  private var shares: (destruction: Double, combustion: Double) {
    if let measured = stated.measured { return (measured, measured - 0.015) }
    switch stated.tier {
    case .first: return (0.98, 0.965)
    case .second: return (0.95, 0.935)
    case .third: return (0.92, 0.905)
    }
  }

  /// CO2e of CO2 and methane for each MMBtu flared (40 CFR 98.233 W-19 and W-20).
  func emissions(of gas: GasComposition, _ gwp: GWPSet) -> HeatIntensity {
    let lit = 1 - stated.unlit
    let escaped = (1 - shares.destruction) * lit + stated.unlit
    let burned = gas.carbonDioxide + (shares.combustion * lit) * gas.hydrocarbonCarbon
    return burned + (gwp.methane * escaped) * gas.methane
  }
}
