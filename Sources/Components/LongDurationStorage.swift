package import Formulation
package import LinearProgramming
public import SiteModel
package import Units

/// Storage of days, whose charging and discharging converters are sized apart.
public struct LongDurationStorage: Component {
  /// The word after `type:` in a site file.
  public static let kind = "long_duration_storage"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "Storage of 50 to 100 hours, such as iron-air, with converters of their own to charge and to discharge."

  /// The name that the site gave it.
  public let name: String
  /// What the site wrote for it, and what was filled in.
  public let values: ParameterValues
  let store: StoredEnergy
  let blocks: BlockFailures?
  /// Keys about its failures that nobody wrote.
  public let missingFailureKeys: [String]
  private let mostPower: Double?
  private let mostEnergy: Double?
  private let leastPower: Double
  private let leastEnergy: Double
  private let existingPower: Double
  private let existingEnergy: Double
  private let ratio: Double?
  private let leastDuration: Double
  private let mostDuration: Double
  private let powerCapital: PowerPrice
  private let chargingCapital: PowerPrice
  private let energyCapital: EnergyCapacityPrice
  private let fixedOM: PowerPrice
  private let credit: Double
  private let life: Double
  private let fade: Double

  static let mostPowerKey = Parameter<PowerDimension>(
    "max_power_mw", .megawatts, 0...20_000, .optional, "greatest discharging power")
  static let mostEnergyKey = Parameter<EnergyDimension>(
    "max_energy_mwh", .megawattHours, 0...2_000_000, .optional, "greatest energy in store")
  static let powerStanding = StandingKeys(
    least: "min_power_mw", existing: "existing_mw", .megawatts, 0...20_000, "discharging power")
  static let energyStanding = StandingKeys(
    least: "min_energy_mwh", existing: "existing_mwh", .megawattHours, 0...2_000_000,
    "energy in store")
  static let ratioKey = Parameter<NumberDimension>(
    "charging_to_discharging_factor", .factor, 0.05...20, .optional,
    "charging power for each MW of discharging power; absent: sized at its own price")
  static let leastDurationKey = Parameter<TimeDimension>(
    "min_duration_hours", .hours, 0...1000, .default(50),
    "least hours that a full store gives full power")
  static let mostDurationKey = Parameter<TimeDimension>(
    "max_duration_hours", .hours, 0.1...1000, .default(100),
    "most hours that a full store gives full power")
  static let powerCapitalKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "capex_usd_per_kw", .usdPerKilowatt, 0...20_000, "installed price of discharging power")
  static let chargingCapitalKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "charging_capex_usd_per_kw", .usdPerKilowatt, 0...20_000, .default(0),
    "installed price of charging power")
  static let energyCapitalKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "capex_usd_per_kwh", .usdPerKilowattHour, 0...2000, .default(0),
    "installed price of energy in store")
  static let fixedOMKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "fixed_om_usd_per_kw_year", .usdPerKilowattYear, 0...1000,
    "yearly upkeep of discharging power and all behind it")
  static let creditKey = Parameter<NumberDimension>(
    "investment_tax_credit_fraction", .fraction, 0...0.7, .default(0), "tax credit on capital")
  static let lifeKey = Parameter<YearsDimension>("life_years", .years, 1...60, "service life")
  static let fadeKey = Parameter<NumberDimension>(
    "fade_fraction_per_year", .fractionPerYear, 0...0.3, .default(0),
    "loss of energy in a year, compounding")

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [mostPowerKey.spec, mostEnergyKey.spec] + powerStanding.specs + energyStanding.specs
      + [ratioKey.spec, leastDurationKey.spec, mostDurationKey.spec] + StoredEnergy.parameters
      + [
        powerCapitalKey.spec, chargingCapitalKey.spec, energyCapitalKey.spec, fixedOMKey.spec,
        creditKey.spec, lifeKey.spec, fadeKey.spec,
      ] + BlockFailures.parameters + BuildKeys.parameters
  }

  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] { BuildKeys.horizonKeys }

  private static let sizeKeys = StoreSizeKeys(
    mostPower: mostPowerKey, mostEnergy: mostEnergyKey, power: powerStanding,
    energy: energyStanding, leastDuration: leastDurationKey, mostDuration: mostDurationKey)

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    StoredEnergy.problems(in: values) + BlockFailures.problems(in: values)
      + sizeKeys.problems(in: values)
  }

  /// Limits that a planner may move.
  public static var adjustableLimits: [AdjustableLimitRule] {
    [
      AdjustableLimitRule(mostPowerKey.spec, .upPerMegawatt(5), worth: .init(limit: "max_power")),
      AdjustableLimitRule(
        mostEnergyKey.spec, .upPerMegawatt(500), worth: .init(limit: "max_energy")),
    ]
  }

  /// Prices of what is built.
  public static var buildingPrices: [ParameterSpec] {
    [powerCapitalKey.spec, energyCapitalKey.spec]
  }

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
    ratio = values.optional(Self.ratioKey)?.in(.factor)
    leastDuration = values[Self.leastDurationKey].in(.hours)
    mostDuration = values[Self.mostDurationKey].in(.hours)
    powerCapital = values[Self.powerCapitalKey]
    chargingCapital = values[Self.chargingCapitalKey]
    energyCapital = values[Self.energyCapitalKey]
    fixedOM = values[Self.fixedOMKey]
    credit = values[Self.creditKey].in(.fraction)
    life = values[Self.lifeKey].in(.years)
    fade = values[Self.fadeKey].in(.fractionPerYear)
  }
}

extension LongDurationStorage: Formulated {
  package struct Variables: Sendable {
    let power: Capacity<PowerDimension>
    let charging: Capacity<PowerDimension>
    let energy: Capacity<EnergyDimension>
    let store: StoredEnergy.Variables
  }

  /// Five times the peak load serves it while charging; reported if it ever binds.
  private func assumedPower(_ context: FormulationContext) -> Double {
    5 * context.peakLoad.in(.megawatts)
  }
  private func assumedEnergy(_ context: FormulationContext) -> Double {
    assumedPower(context) * mostDuration / (store.dischargeEfficiency * window)
  }
  private var window: Double { store.highest - store.lowest }

  static let powerCapacity = CapacityKey<PowerDimension>("power")
  static let chargingCapacity = CapacityKey<PowerDimension>("charging")
  static let energyCapacity = CapacityKey<EnergyDimension>("energy")
  static let chargingPowerDetail = "charging_power_mw"

  package func sizing(_ context: FormulationContext) -> [CapacityRule] {
    // A store without power stores nothing. The rows say so too, but only at the limit of what they allow,
    // where an interior point method does not come to an end.
    let within: @Sendable (Capacities) -> Double = {
      $0[Self.powerCapacity].greatest > 0 ? .infinity : 0
    }
    return [
      CapacityRule(
        Self.powerCapacity, least: leastPower,
        limit: mostPower.map { .planner($0) } ?? .assumed(assumedPower(context)),
        investments: [Investment("capital", powerCapital.value, credit: credit, years: life)],
        upkeep: [Upkeep("fixed_om", fixedOM.value)],
        existing: Existing(existingPower, kept: "existing_mw_kept", of: .power)),
      CapacityRule(
        Self.chargingCapacity,
        limit: ratio.map { .implied($0 * (mostPower ?? assumedPower(context))) }
          ?? .assumed(assumedPower(context)),
        investments: [Investment("capital", chargingCapital.value, credit: credit, years: life)],
        within: within),
      CapacityRule(
        Self.energyCapacity, least: leastEnergy,
        limit: mostEnergy.map { .planner($0) } ?? .assumed(assumedEnergy(context)),
        ageing: CapacityAgeing(life: life) { [fade] in Annuity.power(1 - fade, $0) },
        investments: [Investment("capital", energyCapital.value, credit: credit, years: life)],
        existing: Existing(existingEnergy, kept: "existing_mwh_kept", of: .energy), within: within),
    ]
  }

  package func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables {
    let power = capacities[Self.powerCapacity]
    let charging = capacities[Self.chargingCapacity]
    let energy = capacities[Self.energyCapacity]
    let isBuilt = energy.greatest > 0
    return Variables(
      power: power, charging: charging, energy: energy,
      store: store.declare(
        in: &program, context, greatestPower: isBuilt ? power.greatest : 0,
        greatestCharge: isBuilt ? charging.greatest : 0, greatestEnergy: energy.greatest))
  }

  package func constrain(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    store.constrain(
      v.store, power: v.power, charging: v.charging, energy: v.energy, in: &program, context)
    let duration = program.family(name, "full_duration")
    let both = program.family(name, "charge_ratio")
    // MWh given for each MWh in store as built.
    let given = store.dischargeEfficiency * window
    for (phase, step) in context.phases.firstSteps.enumerated() {
      let (power, energy) = (v.power[step], given * v.energy[step])
      let (least, most) = (TimeSpan(leastDuration, .hours), TimeSpan(mostDuration, .hours))
      // h_min·D ≤ η_d·(ceiling − floor)·E ≤ h_max·D
      program.require(duration, label: 2 * phase, energy .>= power.over(least))
      program.require(duration, label: 2 * phase + 1, energy .<= power.over(most))
      if let ratio {
        // charging power = ratio·D
        program.require(both, label: phase, v.charging[step] .== ratio * power)
      }
    }
  }

  package func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    store.power(v.store, at: step)
  }

  package func costs(_ v: Variables, _ context: FormulationContext) -> [CostTerm] {
    [
      CostTerm(
        line: "wear", nature: .nonCash, amount: store.wear(v.store, Ageing.tieBreak, context))
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
      fast: v.power[step] - v.store.discharge(at: step))
  }

  package func ride(_ v: Variables, at step: Int, _ context: FormulationContext) -> RideTerm {
    store.ride(v.store, power: v.power, energy: v.energy, at: step, context)
  }

  package func directions(_ v: Variables) -> [Directions] { [v.store.directions(of: name)] }

  package func limits(_ v: Variables) -> [LimitTerm] {
    [
      LimitTerm(component: name, name: "max_power", unit: "MW", columns: v.power.columns),
      LimitTerm(component: name, name: "max_energy", unit: "MWh", columns: v.energy.columns),
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
    let given = store.dischargeEfficiency * window * left.inUse
    plan.details = [
      .init(
        key: Self.chargingPowerDetail, value: v.charging.last.quantity(at: point).in(.megawatts)),
      .init(key: "mid_life_energy_mwh", value: (left.inUse * bought).in(.megawattHours)),
      .init(key: "end_of_life_energy_mwh", value: (left.atEnd * bought).in(.megawattHours)),
      .init(key: "deliverable_energy_mwh", value: (given * bought).in(.megawattHours)),
    ]
    return plan
  }
}
