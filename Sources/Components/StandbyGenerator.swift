package import Formulation
package import LinearProgramming
public import SiteModel
public import Units

/// Standby generators on stored fuel: capacity behind the reserve, and a few planned hours a year.
public struct StandbyGenerator: Component {
  /// The word after `type:` in a site file.
  public static let kind = "standby_generator"
  /// One sentence for `sitemix describe`.
  public static let summary =
    "Diesel, propane or CNG sets behind a tank, for contingencies and few planned hours."

  /// The name that the site gave it.
  public let name: String
  /// What the site wrote for it, and what was filled in.
  public let values: ParameterValues
  let fuel: Fuel
  let unit: Power
  let mostUnits: Double?
  private let leastUnits: Double
  private let existingUnits: Double
  let tank: Energy
  let refill: Power
  /// Read by the reliability simulation; the program counts standby only after the bridge.
  let startTime: TimeSpan
  let failureToStart: Double
  let plannedHours: Double
  let failures: Failures?
  /// Share of calls at which a set is in service at all.
  let readiness: Double
  /// Keys about its failures that nobody wrote.
  public let missingFailureKeys: [String]
  let heatRate: HeatRate
  /// Nitrogen oxides of each MWh.
  public let nitrogenOxides: NitrogenOxidesIntensity
  let fuelPrice: HeatPrice
  let capital: PowerPrice
  let fixedOM: PowerPrice
  let variableOM: EnergyPrice
  let life: Double

  /// What is in the tank.
  public enum Fuel: String, CaseIterable, Sendable {
    case diesel, propane, cng

    /// CO2 of one MMBtu (HHV): 40 CFR 98 table C-1, distillate No. 2, propane, natural gas.
    var carbonDioxide: HeatIntensity {
      switch self {
      case .diesel: HeatIntensity(73.96, .kilogramsPerMMBtu)
      case .propane: HeatIntensity(62.87, .kilogramsPerMMBtu)
      case .cng: HeatIntensity(53.06, .kilogramsPerMMBtu)
      }
    }
    /// CH4 of one MMBtu: 40 CFR 98 table C-2, petroleum; an engine on natural gas may not use that
    /// table, and takes table W-7, four-stroke rich burn.
    var methane: HeatIntensity {
      self == .cng
        ? EngineClass.fourStrokeRich.methane : HeatIntensity(3e-3, .kilogramsPerMMBtu)
    }
    /// N2O of one MMBtu: 40 CFR 98 table C-2.
    var nitrousOxide: HeatIntensity {
      HeatIntensity(self == .cng ? 1e-4 : 6e-4, .kilogramsPerMMBtu)
    }
  }

  static let fuelKey = ChoiceParameter<Fuel>("fuel", "what is in the tank")
  static let unitKey = Parameter<PowerDimension>(
    "unit_mw", .megawatts, 0.01...100, "rated power of one unit")
  static let mostUnitsKey = Parameter<NumberDimension>(
    "max_units", .count, 0...1000, .optional, "units that may be built")
  static let standing = StandingKeys(
    least: "min_units", existing: "existing_units", .count, 0...1000, "units")
  static let tankKey = Parameter<EnergyDimension>(
    "tank_mwh_per_unit", .megawattHours, 0.01...100_000, "electricity in the full tank of one unit")
  static let refillKey = Parameter<PowerDimension>(
    "refill_mw_per_unit", .megawatts, 0...100,
    "electricity delivered to the tank of one unit each hour, as MWh/h")
  static let startKey = Parameter<TimeDimension>(
    "start_minutes", .minutes, 0...600, "time until a unit carries load")
  static let failureKey = Parameter<NumberDimension>(
    "failure_to_start_fraction", .fraction, 0...0.5, "share of starts that fail")
  static let readinessKey = Parameter<NumberDimension>(
    "readiness_fraction", .fraction, 0.5...1, .default(1),
    "share of calls at which a set is in service at all")
  static let mttrKey = Parameter<TimeDimension>(
    "mttr_hours", .hours, 0...1e5, .optional, "mean time to repair of one set")
  static let failureKeys = FailureKeys(
    rate: .meanTime(
      Parameter(
        "mttf_hours", .hours, 1...1e6, .optional, "mean running time to failure of one set")),
    duration: mttrKey, spread: "repair")
  static let plannedKey = Parameter<TimeDimension>(
    "planned_hours_per_year", .hours, 0...8784, .default(0),
    "greatest full-load hours a year outside emergencies, as the permit says")
  static let heatRateKey = Parameter<Per<HeatFlowDimension, PowerDimension>>(
    "heat_rate_mmbtu_per_mwh", .mmbtuPerMegawattHour, 5...30, "fuel (HHV) for each MWh")
  static let noxKey = Parameter<Per<NitrogenOxidesDimension, EnergyDimension>>(
    "nox_g_per_kwh", .gramsPerKilowattHour, 0...50, .default(0), "nitrogen oxides")
  static let priceKey = Parameter<Per<MoneyDimension, HeatDimension>>(
    "price_usd_per_mmbtu", .usdPerMMBtu, 0...200, "delivered fuel (HHV)")
  static let capitalKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "capex_usd_per_kw", .usdPerKilowatt, 0...20_000, "installed price with tank")
  static let fixedOMKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "fixed_om_usd_per_kw_year", .usdPerKilowattYear, 0...1000, "yearly upkeep and testing")
  static let variableOMKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "variable_om_usd_per_mwh", .usdPerMegawattHour, 0...500, .default(0), "upkeep for each MWh")
  static let lifeKey = Parameter<YearsDimension>("life_years", .years, 1...60, "service life")

  /// Every key, in the order of the documentation.
  public static var parameters: [ParameterSpec] {
    [
      fuelKey.spec, unitKey.spec, mostUnitsKey.spec,
    ] + standing.specs + [
      tankKey.spec, refillKey.spec, startKey.spec,
      failureKey.spec, readinessKey.spec,
    ] + failureKeys.specs + [
      plannedKey.spec, heatRateKey.spec, noxKey.spec, priceKey.spec, capitalKey.spec,
      fixedOMKey.spec, variableOMKey.spec, lifeKey.spec,
    ] + BuildKeys.parameters + [BuildKeys.fuelEscalation.spec]
  }

  /// Keys that say something only where a site has a horizon.
  public static var horizonKeys: [String] { BuildKeys.horizonKeys }

  /// What does not fit together across keys.
  public static func problems(in values: ParameterValues) -> [ParameterProblem] {
    failureKeys.problems(values) + standing.problems(in: values, most: mostUnitsKey)
      + BuildKeys.problems(in: values)
      + GensetStarts.neverRepaired(values, failure: failureKey, repair: mttrKey)
  }

  /// Limits that a planner may move.
  public static var adjustableLimits: [AdjustableLimitRule] {
    [AdjustableLimitRule(mostUnitsKey.spec, .upUnits(of: unitKey))]
  }

  /// Prices of what is built.
  public static var buildingPrices: [ParameterSpec] { [capitalKey.spec] }

  /// Prices of what it burns.
  public static var fuelPrices: [ParameterSpec] { [priceKey.spec] }

  /// A component from checked values.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
    fuel = values[Self.fuelKey]
    unit = values[Self.unitKey]
    mostUnits = values.optional(Self.mostUnitsKey)?.in(.count).rounded(.down)
    leastUnits = Self.standing.least(in: values).rounded(.up)
    existingUnits = Self.standing.existing(in: values).rounded(.down)
    tank = values[Self.tankKey]
    refill = values[Self.refillKey]
    startTime = values[Self.startKey]
    failureToStart = values[Self.failureKey].in(.fraction)
    plannedHours = values[Self.plannedKey].in(.hours)
    failures = Self.failureKeys.read(values)
    readiness = values[Self.readinessKey].in(.fraction)
    missingFailureKeys = Self.failureKeys.missing(values)
    heatRate = values[Self.heatRateKey]
    nitrogenOxides = values[Self.noxKey]
    fuelPrice = values[Self.priceKey]
    capital = values[Self.capitalKey]
    fixedOM = values[Self.fixedOMKey]
    variableOM = values[Self.variableOMKey]
    life = values[Self.lifeKey].in(.years)
  }
}

extension StandbyGenerator: Formulated {
  package struct Variables: Sendable {
    let units: Capacity<NumberDimension>
    /// Planned use; nil when the permit allows emergencies only.
    let planned: Planned?
  }

  struct Planned: Sendable {
    let power: Series<PowerDimension>
    /// Rating of the sets that run.
    let online: Series<PowerDimension>
    /// Electricity missing from the tanks at the end of a step.
    let drawn: Series<EnergyDimension>
  }

  private func assumedUnits(_ context: FormulationContext) -> Double {
    max(leastUnits, (2 * (context.peakLoad / unit)).rounded(.up) + 4) + existingUnits
  }

  static let unitsCapacity = CapacityKey<NumberDimension>("units")

  package func sizing(_ context: FormulationContext) -> [CapacityRule] {
    [
      CapacityRule(
        Self.unitsCapacity, .units, least: leastUnits,
        limit: mostUnits.map { .planner($0) } ?? .assumed(assumedUnits(context)),
        investments: [Investment("capital", (capital * unit).value, years: life)],
        upkeep: [Upkeep("fixed_om", (fixedOM * unit).value)],
        existing: Existing(existingUnits, kept: "existing_units_kept", of: .power))
    ]
  }

  package func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables {
    let units = capacities[Self.unitsCapacity]
    let most = units.greatest
    guard plannedHours > 0 else { return Variables(units: units, planned: nil) }
    let planned = Planned(
      power: program.series(name, "power", steps: context.horizon.count) { _ in
        .nonNegative(impliedUpTo: most * unit.in(.megawatts))
      },
      online: program.series(name, "online", steps: context.horizon.count) { _ in
        .nonNegative(impliedUpTo: most * unit.in(.megawatts))
      },
      drawn: program.series(name, "drawn", steps: context.horizon.count) { _ in
        .nonNegative(impliedUpTo: most * tank.in(.megawattHours))
      })
    return Variables(units: units, planned: planned)
  }

  package func constrain(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    guard let planned = v.planned else { return }
    let online = program.family(name, "running_limit")
    let output = program.family(name, "output_limit")
    let draw = program.family(name, "tank_balance")
    let tankLimit = program.family(name, "tank_limit")
    let hours = program.family(name, "planned_hours")
    for t in context.steps {
      let (built, tanks) = (v.units[t].each(unit), v.units[t].each(tank))
      let refilled = v.units[t].each(refill).over(context.step)
      // r(t) ≤ P̂·N
      program.require(online, at: t, planned.online[t] .<= built)
      // p(t) ≤ r(t)
      program.require(output, at: t, planned.power[t] .<= planned.online[t])
      // drawn(t) ≥ drawn(t−1) + p(t)·Δ − refill·N·Δ
      let before = planned.drawn[context.horizon.before(t)]
      let burned = planned.power[t].over(context.step)
      program.require(draw, at: t, planned.drawn[t] .>= before + burned - refilled)
      // drawn(t) ≤ tank·N
      program.require(tankLimit, at: t, planned.drawn[t] .<= tanks)
    }
    // Σ r(t)·Δ ≤ hours·P̂·N
    let used = context.yearly(EnergyDimension.self) { planned.online[$0] }
    program.require(
      hours, used .<= v.units.each(unit).mean.over(TimeSpan(plannedHours, .hours)))
  }

  package func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    v.planned?.power[step] ?? .zero
  }

  private func heat(_ v: Variables, _ context: FormulationContext) -> Expression<HeatDimension> {
    guard let planned = v.planned else { return .zero }
    return context.yearly(HeatDimension.self) { planned.power[$0].times(heatRate) }
  }

  package func costs(_ v: Variables, _ context: FormulationContext) -> [CostTerm] {
    guard let planned = v.planned else { return [] }
    let energy = context.yearly(EnergyDimension.self) { planned.power[$0] }
    return [
      CostTerm(line: "variable_om", amount: energy.times(variableOM)),
      CostTerm(line: "fuel", amount: heat(v, context).times(fuelPrice)),
    ]
  }

  package func emissions(_ v: Variables, _ context: FormulationContext) -> [EmissionTerm] {
    let heat = heat(v, context)
    return [
      EmissionTerm(source: "combustion_co2", scope: 1, amount: heat.times(fuel.carbonDioxide)),
      EmissionTerm(
        source: "methane_slip", scope: 1,
        amount: context.gwpSet.methane * heat.times(fuel.methane)),
      EmissionTerm(
        source: "n2o", scope: 1,
        amount: context.gwpSet.nitrousOxide * heat.times(fuel.nitrousOxide)),
    ]
  }

  package func carbonFree(_ v: Variables, at step: Int) -> CarbonFreeTerm {
    CarbonFreeTerm(fuel: power(v, at: step))
  }

  package func reserve(_ v: Variables, at step: Int, _ context: FormulationContext) -> ReserveTerm {
    // Started within the bridge, or too late to count.
    guard let bridge = context.reserveBridge, startTime <= bridge else { return ReserveTerm() }
    return ReserveTerm(lasting: v.units[step].each(unit) - power(v, at: step))
  }

  package func ride(_ v: Variables, at step: Int, _ context: FormulationContext) -> RideTerm {
    // Sets that do not start, or are out, leave the rest.
    let sure = readiness * (1 - failureToStart)
    let left = context.unitsLeft(of: v.units, at: step)
    return RideTerm(
      firm: sure * v.units[step].each(unit), firmLess: left.mapValues { sure * $0.each(unit) })
  }

  package func firmUnits(_ v: Variables, at step: Int, _ context: FormulationContext) -> FirmUnits?
  {
    FirmUnits(
      source: name, capacity: v.units[step].each(unit),
      unit: context.oneUnit(of: v.units, at: step, power: unit))
  }

  package func onlineSets(_ v: Variables, _ context: FormulationContext) -> [OnlineSets] {
    guard let planned = v.planned else { return [] }
    return [
      OnlineSets(
        component: name, units: v.units, unit: unit, power: planned.power, online: planned.online,
        output: .constant(Quantity(1, .fraction)), minimumLoad: 0, availability: 1,
        spares: 0)
    ]
  }

  package func read(_ v: Variables, at point: [Double], _ context: FormulationContext)
    -> SitePlan.ComponentPlan
  {
    let units = v.units.last.value(at: point)
    var plan = SitePlan.ComponentPlan(of: self)
    plan.units = units
    plan.unitName = "standby sets"
    plan.power = units * unit
    let output = context.steps.map { power(v, at: $0).quantity(at: point).in(.megawatts) }
    plan.flows = [.init(.output, output)]
    if let planned = v.planned {
      plan.flows.append(
        .init(.onlineCapacity, planned.online.values(at: point, in: .megawatts)))
    }
    plan.details = [.init(key: "tank_mwh", value: (units * tank).in(.megawattHours))]
    return plan
  }
}
