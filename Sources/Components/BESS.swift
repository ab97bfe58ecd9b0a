package import Formulation
package import LinearProgramming
public import SiteModel
package import Units

/// A new battery energy storage system, its power and its energy sized apart.
public struct BESS: Component {
  /// The word after `type:` in a site file.
  public static let kind = "bess"
  /// One sentence for `sitemix describe`.
  public static let summary = "A new battery, its power (MW) and energy (MWh) sized apart."

  /// The name that the site gave it.
  public let name: String
  /// What the site wrote for it, and what was filled in.
  public let values: ParameterValues
  let store: StoredEnergy
  let blocks: BlockFailures?
  /// Keys about its failures that nobody wrote.
  public let missingFailureKeys: [String]
  let mostPower: Double?
  let mostEnergy: Double?
  private let leastPower: Double
  private let leastEnergy: Double
  private let existingPower: Double
  private let existingEnergy: Double
  let leastDuration: Double
  let mostDuration: Double
  let powerCapital: PowerPrice
  let energyCapital: EnergyCapacityPrice
  let omFraction: Double
  let credit: Double
  let life: Double
  let ageing: Ageing
  let fade: Double
  let wear: EnergyPrice

  static let mostPowerKey = Parameter<PowerDimension>(
    "max_power_mw", .megawatts, 0...20_000, .optional, "greatest power")
  static let mostEnergyKey = Parameter<EnergyDimension>(
    "max_energy_mwh", .megawattHours, 0...200_000, .optional, "greatest energy")
  static let powerStanding = StandingKeys(
    least: "min_power_mw", existing: "existing_mw", .megawatts, 0...20_000, "power")
  static let energyStanding = StandingKeys(
    least: "min_energy_mwh", existing: "existing_mwh", .megawattHours, 0...200_000, "energy")
  static let leastDurationKey = Parameter<TimeDimension>(
    "min_duration_hours", .hours, 0...100, .default(0.25), "least energy for each MW")
  static let mostDurationKey = Parameter<TimeDimension>(
    "max_duration_hours", .hours, 0.1...1000, .default(24), "greatest energy for each MW")
  static let powerCapitalKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "capex_usd_per_kw", .usdPerKilowatt, 0...10_000, "installed price of power")
  static let energyCapitalKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "capex_usd_per_kwh", .usdPerKilowattHour, 0...5000, "installed price of energy")
  static let omKey = Parameter<NumberDimension>(
    "fixed_om_fraction_of_capex_per_year", .fractionPerYear, 0...0.2, "yearly upkeep")
  static let creditKey = Parameter<NumberDimension>(
    "investment_tax_credit_fraction", .fraction, 0...0.7, .default(0), "tax credit on capital")
  static let lifeKey = Parameter<YearsDimension>("life_years", .years, 1...40, "service life")

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [mostPowerKey.spec, mostEnergyKey.spec] + powerStanding.specs + energyStanding.specs
      + [leastDurationKey.spec, mostDurationKey.spec] + StoredEnergy.parameters
      + [powerCapitalKey.spec, energyCapitalKey.spec, omKey.spec, creditKey.spec, lifeKey.spec]
      + Ageing.parameters + BlockFailures.parameters + BuildKeys.parameters
  }

  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] { BuildKeys.horizonKeys }

  private static let sizeKeys = StoreSizeKeys(
    mostPower: mostPowerKey, mostEnergy: mostEnergyKey, power: powerStanding,
    energy: energyStanding, leastDuration: leastDurationKey, mostDuration: mostDurationKey)

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    StoredEnergy.problems(in: values) + Ageing.problems(in: values)
      + BlockFailures.problems(in: values)
      + sizeKeys.problems(in: values)
  }

  /// Limits that a planner may move.
  public static var adjustableLimits: [AdjustableLimitRule] {
    [
      AdjustableLimitRule(mostPowerKey.spec, .upPerMegawatt(5), worth: .init(limit: "max_power")),
      AdjustableLimitRule(
        mostEnergyKey.spec, .upPerMegawatt(200), worth: .init(limit: "max_energy")),
    ]
  }

  /// Prices of what is built.
  public static var buildingPrices: [ParameterSpec] { [energyCapitalKey.spec] }

  /// A component from checked values.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
    store = StoredEnergy(component: name, values: values)
    blocks = BlockFailures(values: values)
    missingFailureKeys = BlockFailures.missing(values)
    mostPower = values.optional(Self.mostPowerKey)?.in(.megawatts)
    mostEnergy = values.optional(Self.mostEnergyKey)?.in(.megawattHours)
    leastPower = Self.powerStanding.least(in: values)
    leastEnergy = Self.energyStanding.least(in: values)
    existingPower = Self.powerStanding.existing(in: values)
    existingEnergy = Self.energyStanding.existing(in: values)
    leastDuration = values[Self.leastDurationKey].in(.hours)
    mostDuration = values[Self.mostDurationKey].in(.hours)
    powerCapital = values[Self.powerCapitalKey]
    energyCapital = values[Self.energyCapitalKey]
    omFraction = values[Self.omKey].in(.fractionPerYear)
    credit = values[Self.creditKey].in(.fraction)
    life = values[Self.lifeKey].in(.years)
    ageing = values[Ageing.key]
    fade = values[Ageing.fadeKey].in(.fractionPerYear)
    wear = values[Ageing.wearKey]
  }

  /// Energy left at mid-life of each MWh bought.
  var midLifeFactor: Double { Annuity.power(1 - fade, life / 2) }
  /// Energy left at the end of life of each MWh bought.
  var endOfLifeFactor: Double { Annuity.power(1 - fade, life) }
}

extension BESS: Formulated {
  package struct Variables: Sendable {
    let power: Capacity<PowerDimension>
    let energy: Capacity<EnergyDimension>
    let store: StoredEnergy.Variables
  }

  /// Five times the peak load serves it while charging; reported if it ever binds.
  private func assumedPower(_ context: FormulationContext) -> Double {
    5 * context.peakLoad.in(.megawatts)
  }
  private func assumedEnergy(_ context: FormulationContext) -> Double {
    assumedPower(context) * min(mostDuration, 100)
  }

  static let powerCapacity = CapacityKey<PowerDimension>("power")
  static let energyCapacity = CapacityKey<EnergyDimension>("energy")

  package func sizing(_ context: FormulationContext) -> [CapacityRule] {
    let power = powerCapital.value
    let energy = energyCapital.value
    return [
      CapacityRule(
        Self.powerCapacity, least: leastPower,
        limit: mostPower.map { .planner($0) } ?? .assumed(assumedPower(context)),
        investments: [Investment("capital", power, credit: credit, years: life)],
        upkeep: [Upkeep("fixed_om", omFraction * power)],
        existing: Existing(existingPower, kept: "existing_mw_kept", of: .power)),
      CapacityRule(
        Self.energyCapacity, least: leastEnergy,
        limit: mostEnergy.map { .planner($0) } ?? .assumed(assumedEnergy(context)),
        ageing: CapacityAgeing(life: life) { [fade] in Annuity.power(1 - fade, $0) },
        investments: [Investment("capital", energy, credit: credit, years: life)],
        upkeep: [Upkeep("fixed_om", omFraction * energy)],
        existing: Existing(existingEnergy, kept: "existing_mwh_kept", of: .energy),
        // A store without power stores nothing. The rows say so too, but only at the limit of what they
        // allow, where an interior point method does not come to an end.
        within: { $0[Self.powerCapacity].greatest > 0 ? .infinity : 0 }),
    ]
  }

  package func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables {
    let power = capacities[Self.powerCapacity]
    let energy = capacities[Self.energyCapacity]
    return Variables(
      power: power, energy: energy,
      store: store.declare(
        in: &program, context, greatestPower: energy.greatest > 0 ? power.greatest : 0,
        greatestEnergy: energy.greatest))
  }

  package func constrain(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    store.constrain(v.store, power: v.power, energy: v.energy, in: &program, context)
    let duration = program.family(name, "duration")
    // h_min·D ≤ E ≤ h_max·D
    for (phase, step) in context.phases.firstSteps.enumerated() {
      let (power, energy) = (v.power[step], v.energy[step])
      program.require(
        duration, label: 2 * phase, energy .>= power.over(TimeSpan(leastDuration, .hours)))
      program.require(
        duration, label: 2 * phase + 1, energy .<= power.over(TimeSpan(mostDuration, .hours)))
    }
  }

  package func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    store.power(v.store, at: step)
  }

  package func costs(_ v: Variables, _ context: FormulationContext) -> [CostTerm] {
    let isCash = ageing == .throughputWear
    return [
      CostTerm(
        line: "wear", nature: isCash ? .cash : .nonCash,
        amount: store.wear(v.store, isCash ? wear : Ageing.tieBreak, context))
    ]
  }

  package func carbonFree(_ v: Variables, at step: Int) -> CarbonFreeTerm {
    v.store.carbonFree(at: step)
  }

  package func solarCharge(_ v: Variables, at step: Int) -> Expression<PowerDimension>? {
    store.solarCharge(v.store, at: step)
  }

  package func reserve(_ v: Variables, at step: Int, _ context: FormulationContext) -> ReserveTerm {
    ReserveTerm(
      bridging: v.store.reserve.map { $0[step] } ?? .zero,
      fast: v.power[step] - v.store.charge(at: step) - v.store.discharge(at: step))
  }

  package func ride(_ v: Variables, at step: Int, _ context: FormulationContext) -> RideTerm {
    store.ride(v.store, power: v.power, energy: v.energy, at: step, context)
  }

  package func directions(_ v: Variables) -> [Directions] { [v.store.directions(of: name)] }

  package func limits(_ v: Variables) -> [LimitTerm] {
    [
      LimitTerm(
        component: name, name: "max_power", unit: "MW", columns: v.power.columns),
      LimitTerm(
        component: name, name: "max_energy", unit: "MWh", columns: v.energy.columns),
    ]
  }

  package func read(_ v: Variables, at point: [Double], _ context: FormulationContext)
    -> SitePlan.ComponentPlan
  {
    let bought = v.energy.last.quantity(at: point)
    let left = v.energy.left(at: point)
    var plan = SitePlan.ComponentPlan(of: self)
    plan.power = v.power.last.quantity(at: point)
    plan.energy = bought
    (plan.leftInUse, plan.leftAtEnd) = left
    plan.flows = store.flows(v.store, energy: v.energy, at: point, context)
    plan.details = [
      .init(key: "mid_life_energy_mwh", value: (left.inUse * bought).in(.megawattHours)),
      .init(key: "end_of_life_energy_mwh", value: (left.atEnd * bought).in(.megawattHours)),
    ]
    return plan
  }
}
