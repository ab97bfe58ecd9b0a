package import Formulation
package import LinearProgramming
public import SiteModel
package import Units

/// A wind farm; what is not used is curtailed free of charge.
public struct Wind: Component {
  /// The word after `type:` in a site file.
  public static let kind = "wind"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "A wind farm sized in MW, from capacity factors or the weather's wind, with free curtailment."

  /// The name that the site gave it.
  public let name: String
  /// What the site wrote for it, and what was filled in.
  public let values: ParameterValues
  let farm: ProfiledOutput
  private let most: Double?
  private let least: Double
  private let existing: Double
  private let degradation: Double
  private let capital: PowerPrice
  private let fixedOM: PowerPrice
  private let life: Double
  private let credit: Double
  /// The agreement by which its output is bought; nil: the site owns it.
  let purchase: PowerPurchase?

  package static let profileKey = SeriesParameter<NumberDimension>(
    "capacity_factor_fraction", .fraction, 0...1, .optional,
    "output of each MW, net of losses; derived from the weather's wind where it is left out")
  static let mostKey = Parameter<PowerDimension>(
    "max_mw", .megawatts, 0...20_000, .optional, "greatest rating that land and permits allow")
  static let standing = StandingKeys(
    least: "min_mw", existing: "existing_mw", .megawatts, 0...20_000, "rating")
  static let degradationKey = Parameter<NumberDimension>(
    "degradation_fraction_per_year", .fractionPerYear, 0...0.05, .default(0),
    "loss of output, compounding")
  static let capitalKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "capex_usd_per_kw", .usdPerKilowatt, 0...20_000, "installed price")
  static let fixedOMKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "fixed_om_usd_per_kw_year", .usdPerKilowattYear, 0...1000, "yearly upkeep")
  static let lifeKey = Parameter<YearsDimension>("life_years", .years, 1...60, "service life")
  static let creditKey = Parameter<NumberDimension>(
    "investment_tax_credit_fraction", .fraction, 0...0.7, .default(0), "tax credit on capital")

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [profileKey.spec, mostKey.spec] + standing.specs + [
      degradationKey.spec, capitalKey.spec, fixedOMKey.spec, lifeKey.spec, creditKey.spec,
    ] + PowerPurchase.parameters + [OutputCertificates.key.optionalSpec]
      + WindTurbineKeys.parameters
      + BuildKeys.parameters
  }

  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] { BuildKeys.horizonKeys }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    let problems =
      standing.problems(in: values, most: mostKey) + WindTurbineKeys.problems(in: values)
      + BuildKeys.problems(in: values) + PowerPurchase.problems(in: values)
    guard problems.isEmpty, values.optional(profileKey) == nil else { return problems }
    return [
      ParameterProblem(
        key: profileKey.key, message: "the farm's output is not known",
        help: "write \(profileKey.key), or 'weather:' at the top of the site file")
    ]
  }

  /// Limits that a planner may move.
  public static var adjustableLimits: [AdjustableLimitRule] {
    [AdjustableLimitRule(mostKey.spec, .upPerMegawatt(20), worth: .init(limit: "max_power"))]
  }

  /// Prices of what is built.
  public static var buildingPrices: [ParameterSpec] { [capitalKey.spec] }

  /// A component from checked values.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
    farm = ProfiledOutput(component: name, profile: values[Self.profileKey], values: values)
    most = values.optional(Self.mostKey)?.in(.megawatts)
    least = Self.standing.least(in: values)
    existing = Self.standing.existing(in: values)
    degradation = values[Self.degradationKey].in(.fractionPerYear)
    capital = values[Self.capitalKey]
    fixedOM = values[Self.fixedOMKey]
    life = values[Self.lifeKey].in(.years)
    credit = values[Self.creditKey].in(.fraction)
    purchase = PowerPurchase(values, years: life)
  }
}

extension Wind: Formulated {
  package struct Variables: Sendable { let farm: ProfiledOutput.Variables }

  static let ratingCapacity = CapacityKey<PowerDimension>("rating")

  private var isOwned: Bool { purchase == nil }

  /// Ten times the peak load carries it at a capacity factor of a tenth; reported if it ever binds.
  private func assumed(_ context: FormulationContext) -> Double {
    10 * context.peakLoad.in(.megawatts) + existing
  }

  package func sizing(_ context: FormulationContext) -> [CapacityRule] {
    [
      CapacityRule(
        Self.ratingCapacity, least: least,
        limit: most.map { .planner($0) } ?? .assumed(max(least, assumed(context))),
        ageing: CapacityAgeing(life: life) { [degradation] in Annuity.power(1 - degradation, $0) },
        investments: isOwned
          ? [Investment("capital", capital.value, credit: credit, years: life)] : [],
        upkeep: isOwned ? [Upkeep("fixed_om", fixedOM.value)] : [],
        existing: Existing(existing, kept: "existing_mw_kept", of: .power))
    ]
  }

  package func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables {
    Variables(farm: farm.declare(capacities[Self.ratingCapacity], in: &program, context))
  }

  package func constrain(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    farm.constrain(v.farm, in: &program)
  }

  package func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    farm.power(v.farm, at: step)
  }

  package func costs(_ v: Variables, _ context: FormulationContext) -> [CostTerm] {
    purchase.map { [$0.cost(of: farm, v.farm, context)] } ?? []
  }

  package func carbonFree(_ v: Variables, at step: Int) -> CarbonFreeTerm {
    farm.carbonFree(v.farm, at: step)
  }

  package func reserve(_ v: Variables, at step: Int, _ context: FormulationContext) -> ReserveTerm {
    ReserveTerm(wind: farm.power(v.farm, at: step))
  }

  package func ride(_ v: Variables, at step: Int, _ context: FormulationContext) -> RideTerm {
    farm.ride(v.farm, at: step)
  }

  package func limits(_ v: Variables) -> [LimitTerm] {
    [
      LimitTerm(
        component: name, name: "max_power", unit: "MW", columns: v.farm.nameplate.columns)
    ]
  }

  package func read(_ v: Variables, at point: [Double], _ context: FormulationContext)
    -> SitePlan.ComponentPlan
  {
    var plan = SitePlan.ComponentPlan(of: self)
    farm.read(v.farm, into: &plan, at: point, context)
    if let purchase { plan.details.append(purchase.detail) }
    return plan
  }
}
