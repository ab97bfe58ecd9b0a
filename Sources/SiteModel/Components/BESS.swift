package import LinearProgramming
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
    [mostPowerKey.spec, mostEnergyKey.spec, leastDurationKey.spec, mostDurationKey.spec]
      + StoredEnergy.parameters
      + [powerCapitalKey.spec, energyCapitalKey.spec, omKey.spec, creditKey.spec, lifeKey.spec]
      + Ageing.parameters + BlockFailures.parameters
  }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    var problems = StoredEnergy.problems(in: values) + Ageing.problems(in: values)
    problems += BlockFailures.problems(in: values)
    if values[leastDurationKey] > values[mostDurationKey] {
      problems.append(
        ParameterProblem(
          key: leastDurationKey.key, message: "the least duration is above the greatest",
          help: "write \(leastDurationKey.key) at or below \(mostDurationKey.key)"))
    }
    return problems
  }

  /// Limits that a planner may move.
  public static var levers: [LeverRule] {
    [
      LeverRule(mostPowerKey.spec, .upPerMegawatt(5), worth: .init(limit: "max_power")),
      LeverRule(mostEnergyKey.spec, .upPerMegawatt(200), worth: .init(limit: "max_energy")),
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
    let power: Expression<PowerDimension>
    let energy: Expression<EnergyDimension>
    let store: StoredEnergy.Variables
  }

  /// Five times the peak load serves it while charging; reported if it ever binds.
  private func assumedPower(_ setting: Setting) -> Double { 5 * setting.peakLoad.in(.megawatts) }
  private func assumedEnergy(_ setting: Setting) -> Double {
    assumedPower(setting) * min(mostDuration, 100)
  }

  package func declare(in program: inout LinearProgram, _ setting: Setting) -> Variables {
    let power = assumedPower(setting)
    let energy = assumedEnergy(setting)
    // A store without power or without energy stores nothing. The rows say so too, but only at the
    // limit of what they allow, where an interior point method does not come to an end.
    let mostPower = setting.greatest(name, "power", limit: mostPower, assumed: power)
    let hasPower = mostPower > 0
    let mostEnergy =
      hasPower ? setting.greatest(name, "energy", limit: mostEnergy, assumed: energy) : 0
    return Variables(
      power: program.column(
        name, "power", setting.bounds(name, "power", limit: self.mostPower, assumed: power)),
      energy: program.column(
        name, "energy",
        hasPower
          ? setting.bounds(name, "energy", limit: self.mostEnergy, assumed: energy) : .limits(0, 0)),
      store: store.declare(
        in: &program, setting, greatestPower: mostEnergy > 0 ? mostPower : 0,
        greatestEnergy: mostEnergy))
  }

  package func constrain(_ v: Variables, in program: inout LinearProgram, _ setting: Setting) {
    store.constrain(
      v.store, power: v.power, energy: midLifeFactor * v.energy,
      endOfLife: endOfLifeFactor / midLifeFactor, in: &program, setting)
    let duration = program.family(name, "duration")
    // h_min·D ≤ E ≤ h_max·D
    program.require(
      duration, label: 0, v.energy .>= v.power.over(TimeSpan(leastDuration, .hours)))
    program.require(
      duration, label: 1, v.energy .<= v.power.over(TimeSpan(mostDuration, .hours)))
  }

  package func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    store.power(v.store, at: step)
  }

  package func costs(_ v: Variables, _ setting: Setting) -> [CostTerm] {
    let capital = v.power.times(powerCapital) + v.energy.times(energyCapital)
    let recovery = Annuity.factor(rate: setting.discountRate, years: life)
    let isCash = ageing == .throughputWear
    return [
      CostTerm(line: "capital", amount: ((1 - credit) * recovery) * capital),
      CostTerm(line: "fixed_om", amount: omFraction * capital),
      CostTerm(
        line: "wear", nature: isCash ? .cash : .nonCash,
        amount: store.wear(v.store, isCash ? wear : Ageing.tieBreak, setting)),
    ]
  }

  package func carbonFree(_ v: Variables, at step: Int) -> CarbonFreeTerm {
    v.store.carbonFree(at: step)
  }

  package func reserve(_ v: Variables, at step: Int, _ setting: Setting) -> ReserveTerm {
    ReserveTerm(
      bridging: v.store.reserve.map { $0[step] } ?? .zero,
      fast: v.power - v.store.charge(at: step) - v.store.discharge(at: step))
  }

  package func ride(_ v: Variables, at step: Int, _ setting: Setting) -> RideTerm {
    let greatest = setting.greatest(
      name, "energy", limit: mostEnergy, assumed: assumedEnergy(setting))
    return store.ride(
      v.store, power: v.power, endOfLife: endOfLifeFactor / midLifeFactor,
      greatestEnergy: midLifeFactor * greatest, at: step, setting)
  }

  package func directions(_ v: Variables) -> [Directions] { [v.store.directions(of: name)] }

  package func sizes(_ v: Variables) -> [SizeTerm] {
    [
      SizeTerm(
        component: name, size: "power", column: v.power.converted(by: 1), rounding: .continuous,
        limit: mostPower ?? .infinity),
      SizeTerm(
        component: name, size: "energy", column: v.energy.converted(by: 1), rounding: .continuous,
        limit: mostEnergy ?? .infinity),
    ]
  }

  package func limits(_ v: Variables) -> [LimitTerm] {
    [
      LimitTerm(
        component: name, name: "max_power", unit: "MW", columns: [v.power.converted(by: 1)]),
      LimitTerm(
        component: name, name: "max_energy", unit: "MWh", columns: [v.energy.converted(by: 1)]),
    ]
  }

  package func read(_ v: Variables, at point: [Double], _ setting: Setting)
    -> SitePlan.ComponentPlan
  {
    let bought = v.energy.quantity(at: point)
    let midLife = midLifeFactor * bought
    var plan = SitePlan.ComponentPlan(of: self)
    plan.power = v.power.quantity(at: point)
    plan.energy = bought
    plan.capital = .init(
      powerCapital * v.power.quantity(at: point) + energyCapital * bought, creditFraction: credit)
    plan.flows = store.flows(v.store, energy: midLife, at: point, setting)
    plan.details = [
      .init(key: "mid_life_energy_mwh", value: midLife.in(.megawattHours)),
      .init(key: "end_of_life_energy_mwh", value: (endOfLifeFactor * bought).in(.megawattHours)),
    ]
    return plan
  }
}
