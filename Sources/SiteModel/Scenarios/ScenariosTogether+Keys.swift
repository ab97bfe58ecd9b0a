package import Units

extension ScenariosTogether {
  /// Where scenarios come from that nobody lists.
  package enum Source: String, CaseIterable, Sendable {
    /// The site's weather and its `other_seeds`.
    case otherSeeds = "other_seeds"
    /// The site's weather and its `other_files`.
    case otherFiles = "other_files"
    /// The gas of its wells: P90, P50 and P10.
    case gasOutlook = "gas_outlook"
  }

  /// Weights of P90, P50 and P10 that give a distribution's mean and variance nearly: Swanson's rule
  /// (Hurst, Brown and Swanson, 2000).
  package static let swansonsWeights = [0.3, 0.4, 0.3]
  /// As many scenarios as one program is made for.
  package static let most = 50

  static let weightKey = Parameter<NumberDimension>(
    "risk_weight_fraction", .fraction, 0...1, .default(0),
    "weight of the mean cost of the worst outcomes (CVaR) in the objective; the rest is the expected cost"
  )
  /// The share of the worst outcomes.
  package static let tailKey = Parameter<NumberDimension>(
    "risk_tail_fraction", .fraction, 0.001...1, .default(0.1),
    "share of the worst outcomes whose mean cost is weighed, such as 0.1")
  static let capsKey = ChoiceParameter<Caps>(
    "caps", default: .eachYear,
    "whether caps on emissions hold in each scenario's year, or on the mean over the scenarios")
  /// When it is known which scenario has come.
  package static let knownKey = Parameter<NumberDimension>(
    "known_from_month", .count, 1...479, .optional,
    "month of the horizon in which it is known which scenario has come: builds before are common to all, "
      + "later ones each scenario's own; never, unless written")

  /// Keys beside the list itself.
  package static var parameters: [ParameterSpec] {
    [weightKey.spec, tailKey.spec, capsKey.spec, knownKey.spec]
  }

  /// Scenarios with checked values.
  package init(_ members: [Member], values: ParameterValues) {
    self.init(
      members, riskWeight: values[Self.weightKey].in(.fraction),
      riskTail: values[Self.tailKey].in(.fraction), caps: values[Self.capsKey],
      knownFromMonth: values.optional(Self.knownKey).map { Int($0.in(.count)) })
  }
}
