package import Formulation
package import LinearProgramming
public import SiteModel
package import Units

/// A solar field; what is not used is curtailed free of charge.
public struct Solar: Component {
  /// The word after `type:` in a site file.
  public static let kind = "solar"
  /// One sentence for `sitemix describe`.
  public static let summary = "A solar field sized in kWdc, with free curtailment."

  /// The name that the site gave it.
  public let name: String
  /// What the site wrote for it, and what was filled in.
  public let values: ParameterValues
  let profile: StepSeries<NumberDimension>
  let landLimit: Power
  private let least: Double
  private let existing: Double
  /// Price of inverters that are sized apart; nil: the output is that of the field with its own.
  private let inverter: PowerPrice?
  let degradation: Double
  let capital: PowerPrice
  let fixedOM: PowerPrice
  let life: Double
  let credit: Double
  /// The agreement by which its output is bought; nil: the site owns it.
  let purchase: PowerPurchase?

  package static let profileKey = SeriesParameter<NumberDimension>(
    "output_kw_per_kwdc", .kilowattPerKilowatt, 0...1.2, .optional,
    "AC output for each kW of DC nameplate; derived from the site's weather where it is left out")
  static let landKey = Parameter<PowerDimension>(
    "land_limit_mwdc", .megawatts, 0...20_000, "greatest nameplate that the land holds")
  static let standing = StandingKeys(
    least: "min_mwdc", existing: "existing_mwdc", .megawatts, 0...20_000, "nameplate")
  static let degradationKey = Parameter<NumberDimension>(
    "degradation_fraction_per_year", .fractionPerYear, 0...0.05, "loss of output, compounding")
  static let capitalKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "capex_usd_per_kwdc", .usdPerKilowatt, 0...20_000, "installed price for each kW of DC nameplate"
  )
  static let fixedOMKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "fixed_om_usd_per_kwdc_year", .usdPerKilowattYear, 0...1000, "yearly upkeep")
  static let lifeKey = Parameter<YearsDimension>("life_years", .years, 1...60, "service life")
  static let creditKey = Parameter<NumberDimension>(
    "investment_tax_credit_fraction", .fraction, 0...0.7, .default(0),
    "tax credit on capital; 0.30 only if in service by the end of 2027")

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [
      profileKey.spec, landKey.spec,
    ] + standing.specs + [
      degradationKey.spec, capitalKey.spec, SolarArrayKeys.inverterPrice.spec, fixedOMKey.spec,
      lifeKey.spec, creditKey.spec,
    ] + PowerPurchase.parameters + [OutputCertificates.key.optionalSpec] + SolarArrayKeys.parameters
      + BuildKeys.parameters
  }

  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] { BuildKeys.horizonKeys }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    let standing =
      standing.problems(in: values, most: landKey) + BuildKeys.problems(in: values)
      + SolarArrayKeys.problems(in: values) + PowerPurchase.problems(in: values)
    guard values.optional(profileKey) == nil else { return standing }
    return standing + [
      ParameterProblem(
        key: profileKey.key, message: "the field's output is not known",
        help: "write \(profileKey.key), or 'weather:' at the top of the site file")
    ]
  }

  /// Limits that a planner may move.
  public static var adjustableLimits: [AdjustableLimitRule] {
    [AdjustableLimitRule(landKey.spec, .upPerMegawatt(30), worth: .init(limit: "land_limit"))]
  }

  /// Prices of what is built.
  public static var buildingPrices: [ParameterSpec] { [capitalKey.spec] }

  /// A component from checked values.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
    profile = values[Self.profileKey]
    landLimit = values[Self.landKey]
    least = Self.standing.least(in: values)
    existing = Self.standing.existing(in: values)
    degradation = values[Self.degradationKey].in(.fractionPerYear)
    capital = values[Self.capitalKey]
    inverter = values.optional(SolarArrayKeys.inverterPrice)
    fixedOM = values[Self.fixedOMKey]
    life = values[Self.lifeKey].in(.years)
    credit = values[Self.creditKey].in(.fraction)
    purchase = PowerPurchase(values, years: life)
  }

  var field: ProfiledOutput { ProfiledOutput(component: name, profile: profile, values: values) }
}

extension Solar: Formulated {
  static let nameplateCapacity = CapacityKey<PowerDimension>("nameplate")

  static let inverterCapacity = CapacityKey<PowerDimension>("inverters")

  package func sizing(_ context: FormulationContext) -> [CapacityRule] {
    let inverters = inverter.map { price in
      CapacityRule(
        Self.inverterCapacity, limit: .implied(profile.maximum.in(.fraction) * mostNameplate),
        investments: isOwned
          ? [Investment("inverters", price.value, credit: credit, years: life)] : [])
    }
    return [
      CapacityRule(
        Self.nameplateCapacity, least: least, limit: .planner(landLimit.in(.megawatts)),
        ageing: CapacityAgeing(life: life) { [degradation] in Annuity.power(1 - degradation, $0) },
        investments: isOwned
          ? [Investment("capital", capital.value, credit: credit, years: life)] : [],
        upkeep: isOwned ? [Upkeep("fixed_om", fixedOM.value)] : [],
        existing: Existing(existing, kept: "existing_mwdc_kept", of: .power))
    ] + [inverters].compactMap(\.self)
  }

  private var isOwned: Bool { purchase == nil }
  private var mostNameplate: Double { landLimit.in(.megawatts) }

  package struct Variables: Sendable {
    let field: ProfiledOutput.Variables
    /// Inverters that are sized apart; nil: part of the field.
    let inverters: Capacity<PowerDimension>?
  }

  package func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables {
    Variables(
      field: field.declare(capacities[Self.nameplateCapacity], in: &program, context),
      inverters: inverter.map { _ in capacities[Self.inverterCapacity] })
  }

  package func constrain(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    field.constrain(v.field, in: &program)
    guard let inverters = v.inverters else { return }
    let family = program.family(name, "inverter_limit")
    for t in v.field.steps {
      // s(t) ≤ inverters
      program.require(family, at: t, field.power(v.field, at: t) .<= inverters[t])
    }
  }

  package func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    field.power(v.field, at: step)
  }

  package func costs(_ v: Variables, _ context: FormulationContext) -> [CostTerm] {
    purchase.map { [$0.cost(of: field, v.field, context)] } ?? []
  }

  package func carbonFree(_ v: Variables, at step: Int) -> CarbonFreeTerm {
    field.carbonFree(v.field, at: step)
  }

  package func reserve(_ v: Variables, at step: Int, _ context: FormulationContext) -> ReserveTerm {
    ReserveTerm(solar: field.power(v.field, at: step))
  }

  package func ride(_ v: Variables, at step: Int, _ context: FormulationContext) -> RideTerm {
    field.ride(v.field, at: step)
  }

  package func limits(_ v: Variables) -> [LimitTerm] {
    [
      LimitTerm(
        component: name, name: "land_limit", unit: "MWdc", columns: v.field.nameplate.columns)
    ]
  }

  package func read(_ v: Variables, at point: [Double], _ context: FormulationContext)
    -> SitePlan.ComponentPlan
  {
    var plan = SitePlan.ComponentPlan(of: self)
    field.read(v.field, into: &plan, at: point, context)
    if let purchase { plan.details.append(purchase.detail) }
    if let inverters = v.inverters {
      let power = inverters.last.quantity(at: point)
      plan.details.append(.init(key: "inverter_power_mw", value: power.in(.megawatts)))
      if let built = plan.power, power > .zero {
        plan.details.append(.init(key: "dc_to_ac_factor", value: built / power))
      }
    }
    return plan
  }
}
