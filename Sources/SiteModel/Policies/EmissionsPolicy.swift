public import Units

/// A limit on the site's greenhouse gases, a price for them, and a promise of carbon-free power.
public struct EmissionsPolicy: Sendable {
  let values: ParameterValues
  /// Greatest emissions of a year.
  public let capPerYear: Carbon?
  /// Greatest emissions of all years of the horizon together.
  public let capOverHorizon: Carbon?
  /// Greatest emissions for each MWh served.
  public let capPerServedEnergy: EnergyIntensity?
  /// Greatest nitrogen oxides of a year.
  public let nitrogenOxidesPerYear: NitrogenOxides?
  /// Price of each tonne counted, in the objective.
  public let price: CarbonPrice
  /// Global warming potentials behind every CO2e figure.
  public let gwpSet: GWPSet
  /// Which emissions the caps and the price act on.
  public let view: View
  /// Least share of the served energy that is carbon-free in the hour in which it is used.
  public let hourlyCarbonFree: Double?
  /// What imports carry that no certificate speaks of; nil: the location-based factors.
  public let residualMix: GridIntensity?
  /// Claims on power, in the order of the site file.
  public let certificates: [PowerCertificate]
  /// Emissions of making equipment; nil: not counted.
  public let embodied: FactorSet?
  /// How the making of second-life packs is shared.
  public let secondLifeAllocation: SecondLifeAllocation
  /// Uncertainty of activity and of factor in the tables, in percent; empty where none is stated.
  public let uncertainties: [Double]
  /// How the inventory is consolidated; a label.
  public let boundary: Boundary

  /// Which emissions the caps and the price act on.
  public enum View: String, CaseIterable, Sendable {
    case scope1
    case scope1And2Location = "scope1+2-location"
    case scope1And2Market = "scope1+2-market"
    case scope1And2MarketHourly = "scope1+2-market-hourly"
    case marginal

    /// Whether emissions of a scope, counted on a basis, belong to the view.
    public func counts(scope: Int?, basis: SitePlan.EmissionLine.Basis) -> Bool {
      if scope == 1 { return true }
      switch self {
      case .scope1: return false
      case .scope1And2Location: return basis == .location
      case .scope1And2Market: return basis == .market
      case .scope1And2MarketHourly: return basis == .marketHourly
      case .marginal: return basis == .marginal
      }
    }

    /// Whether certificates change what is counted.
    package var isMarket: Bool { self == .scope1And2Market || self == .scope1And2MarketHourly }
  }

  /// How the making of a pack is shared between its first and its second life.
  public enum SecondLifeAllocation: String, CaseIterable, Sendable {
    /// The first life carries the making; the second its refurbishment and transport.
    case cutOff = "cut_off"
    /// The second life also carries the making of the energy that is left at purchase.
    case remainingLife = "remaining_life"
  }

  /// How the inventory is consolidated.
  public enum Boundary: String, CaseIterable, Sendable {
    case operational, financial
  }

  /// Limits that a planner may move.
  static var adjustableLimits: [AdjustableLimitRule] {
    [
      AdjustableLimitRule(cap.spec, .upPerMegawatt(50_000), worth: .init(limit: "emissions_cap")),
      AdjustableLimitRule(
        rateCap.spec, .up(by: 5000),
        worth: .init(limit: "emissions_cap", isPerServedEnergy: true)),
      AdjustableLimitRule(carbonFreeKey.spec, .down(to: 0)),
    ]
  }

  /// A policy from checked values; without any, emissions are only counted.
  public init(values: ParameterValues = ParameterValues()) {
    self.values = values
    capPerYear = values.optional(Self.cap)
    capOverHorizon = values.optional(Self.capOverHorizon)
    capPerServedEnergy = values.optional(Self.rateCap)
    nitrogenOxidesPerYear = values.optional(Self.nitrogenOxidesCap)
    price = values[Self.priceKey]
    view = values[Self.viewKey]
    hourlyCarbonFree = values.optional(Self.carbonFreeKey)?.in(.fraction)
    embodied = values.factors(Self.embodiedKey)
    secondLifeAllocation = values[Self.allocationKey]
    boundary = values[Self.boundaryKey]
    uncertainties = [Self.activityUncertaintyKey, Self.factorUncertaintyKey].compactMap {
      values.optional($0).map { 100 * $0.in(.fraction) }
    }
    residualMix =
      values.factors(Self.residualKey).map { GridIntensity($0) }
      ?? values.optional(Self.residualNumberKey).map { GridIntensity(carbonDioxide: $0) }
    var records: [NamedValues] = []
    if case .records(let known)? = values.value(of: Self.certificatesKey) { records = known }
    certificates = records.map { PowerCertificate(name: $0.name, values: $0.values) }
    switch values[Self.gwpSetKey] {
    case .ar5Hundred: gwpSet = .ar5Hundred
    case .ar6Hundred: gwpSet = .ar6Hundred
    case .ar6Twenty: gwpSet = .ar6Twenty
    case .own:
      gwpSet = GWPSet(
        name: "own", methane: values.optional(Self.ownMethaneKey)?.in(.tonnesPerTonne) ?? 0,
        nitrousOxide: values.optional(Self.ownNitrousOxideKey)?.in(.tonnesPerTonne) ?? 0)
    }
  }
}

/// What a MWh of grid power carries, by gas.
public struct GridIntensity: Sendable, Equatable {
  /// CO2.
  public let carbonDioxide: EnergyIntensity
  /// Methane.
  public let methane: EnergyIntensity
  /// Nitrous oxide.
  public let nitrousOxide: EnergyIntensity
  /// The set of factors that the numbers were taken from; nil: given by the user.
  public let factors: FactorSet?

  init(carbonDioxide: EnergyIntensity) {
    self.carbonDioxide = carbonDioxide
    methane = .zero
    nitrousOxide = .zero
    factors = nil
  }

  init(_ set: FactorSet) {
    func intensity(_ gas: String) -> EnergyIntensity {
      EnergyIntensity(set.row(gas)?.kilograms ?? 0, .kilogramsPerMegawattHour)
    }
    carbonDioxide = intensity("co2")
    methane = intensity("ch4")
    nitrousOxide = intensity("n2o")
    factors = set
  }

  /// t CO2e for each MWh.
  public func equivalent(_ set: GWPSet) -> EnergyIntensity {
    carbonDioxide + set.methane * methane + set.nitrousOxide * nitrousOxide
  }
}

/// A claim on power that somebody else generated: certified energy, with or without its hours.
public struct PowerCertificate: Sendable, Equatable {
  /// Name of the record.
  public let name: String
  /// What the registry of certificates knows it by; it can be used once.
  public let serial: String
  /// Certified energy of a year.
  public let energyPerYear: Energy?
  /// Certified power at each step; only such certificates count hour by hour.
  public let hourly: StepSeries<PowerDimension>?
  /// CO2 of a certified MWh.
  public let carbonDioxide: EnergyIntensity

  static let serialKey = "serial"
  static let energyKey = Parameter<EnergyDimension>(
    "certified_mwh_per_year", .megawattHours, 0...1e9, .optional,
    "certified energy of a year, without hours")
  static let hourlyKey = SeriesParameter<PowerDimension>(
    "certified_mw", .megawatts, 0...1e5, .optional,
    "certified power at each step; instead of the energy of a year")
  static let carbonDioxideKey = Parameter<Per<CarbonDimension, EnergyDimension>>(
    "co2_kg_per_mwh", .kilogramsPerMegawattHour, 0...3000, .default(0), "CO2 of a certified MWh")

  static var parameters: [ParameterSpec] {
    [
      ParameterSpec(
        key: serialKey, kind: .text, presence: .required,
        meaning: "serial range in the certificates' own registry; each is used once"),
      energyKey.spec, hourlyKey.spec, carbonDioxideKey.spec,
    ]
  }

  init(name: String, values: ParameterValues) {
    self.name = name
    if case .word(let word)? = values.value(of: Self.serialKey) {
      serial = word
    } else {
      serial = ""
    }
    energyPerYear = values.optional(Self.energyKey)
    hourly = values.optional(Self.hourlyKey)
    carbonDioxide = values[Self.carbonDioxideKey]
  }
}
