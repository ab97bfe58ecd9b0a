public import Units

/// A limit on the site's greenhouse gases, and a price for them.
public struct EmissionsPolicy: Sendable {
  /// Greatest emissions of a year.
  public let capPerYear: Carbon?
  /// Greatest emissions for each MWh served.
  public let capPerServedEnergy: EnergyIntensity?
  /// Price of each tonne counted, in the objective.
  public let price: CarbonPrice
  /// Global warming potentials behind every CO2e figure.
  public let gwpSet: GWPSet
  /// Which emissions the caps and the price act on.
  public let view: View

  /// Which scopes the caps and the price act on.
  public enum View: String, CaseIterable, Sendable {
    case scope1
    case scope1And2Location = "scope1+2-location"

    /// Whether emissions of a scope count.
    public func counts(scope: Int?) -> Bool {
      switch self {
      case .scope1: scope == 1
      case .scope1And2Location: scope == 1 || scope == 2
      }
    }
  }

  static let cap = Parameter<CarbonDimension>(
    "cap_t_co2e_per_year", .tonnes, 0...1e9, .optional, "greatest emissions of a year")
  static let rateCap = Parameter<Per<CarbonDimension, EnergyDimension>>(
    "cap_kg_co2e_per_mwh_served", .kilogramsPerMegawattHour, 0...1e5, .optional,
    "greatest emissions for each MWh of load served")
  static let priceKey = Parameter<Per<MoneyDimension, CarbonDimension>>(
    "price_usd_per_t", .usdPerTonne, 0...1e5, .default(0), "price in the objective")
  static let gwpSetKey = ChoiceParameter<GWPSet>(
    "gwp_set", default: .ar6Hundred, "global warming potentials behind every CO2e figure")
  static let viewKey = ChoiceParameter<View>(
    "view", default: .scope1And2Location, "which emissions the caps and the price act on")

  /// Every key of `emissions:` in a site file.
  public static var parameters: [ParameterSpec] {
    [cap.spec, rateCap.spec, priceKey.spec, gwpSetKey.spec, viewKey.spec]
  }

  /// A policy from checked values; without any, emissions are only counted.
  public init(values: ParameterValues = ParameterValues()) {
    capPerYear = values.optional(Self.cap)
    capPerServedEnergy = values.optional(Self.rateCap)
    price = values[Self.priceKey]
    gwpSet = values[Self.gwpSetKey]
    view = values[Self.viewKey]
  }
}

/// A named set of global warming potentials.
public enum GWPSet: String, CaseIterable, Sendable {
  case ar5Hundred = "AR5-100"
  case ar6Hundred = "AR6-100"
  case ar6Twenty = "AR6-20"

  /// Tonnes of CO2e for each tonne of fossil methane.
  ///
  /// AR5: 28 (IPCC AR5 WG1 table 8.7, without oxidation; as 40 CFR 98 table A-1 from 2025).
  /// AR6: 29.8 and 82.5 (IPCC AR6 WG1 table 7.15, fossil).
  public var methane: Double {
    switch self {
    case .ar5Hundred: 28
    case .ar6Hundred: 29.8
    case .ar6Twenty: 82.5
    }
  }

  /// Tonnes of CO2e for each tonne of nitrous oxide (same tables).
  public var nitrousOxide: Double {
    switch self {
    case .ar5Hundred: 265
    case .ar6Hundred, .ar6Twenty: 273
    }
  }
}
