import Formulation
import LinearProgramming
import SiteModel
import Units

/// Identical gas engines in whole units: the machine behind flared and pipeline gas.
///
/// What is online is continuous between none and all sets while bounds are sought, and whole sets in a
/// plan. Sets that are out by force lower what all give together, as an energy expectation.
struct GensetFleet: Sendable {
  let component: String
  let unit: Power
  let leastUnits: Double
  let mostUnits: Double?
  let existingUnits: Double
  let heatRateSlope: HeatRate
  let noLoadHeat: HeatRate
  let minimumLoad: Double
  let mostRunHours: Double?
  let commitment: CommitmentKeys
  /// Share of the time in service, of a unit that is not on planned outage.
  let ownAvailability: Double
  let plannedOutage: Double
  let failures: Failures?
  let commonFailures: CommonFailures?
  let missingFailureKeys: [String]
  let starts: GensetStarts
  let derate: StepSeries<NumberDimension>
  /// Fuel against the rating.
  let heatFactor: StepSeries<NumberDimension>
  let methaneSlip: MethaneSlip
  let nox: NitrogenOxidesIntensity
  let capital: PowerPrice
  let rental: PowerPrice
  let lease: LeaseKeys.Terms?
  let fixedOM: PowerPrice
  let variableOM: EnergyPrice
  let life: Double
  let credit: Double

  static let unitKey = Parameter<PowerDimension>(
    "unit_mw", .megawatts, 0.01...500, "rated power of one unit at site conditions")
  static let leastUnitsKey = Parameter<NumberDimension>(
    "min_units", .count, 0...1000, .default(0), "units that must be built")
  static let mostUnitsKey = Parameter<NumberDimension>(
    "max_units", .count, 0...1000, .optional, "units that may be built")
  static let existingKey = Parameter<NumberDimension>(
    "existing_units", .count, 0...1000, .optional,
    "units that stand already: cost upkeep but no capital, and may be retired")
  static let slopeKey = Parameter<Per<HeatFlowDimension, PowerDimension>>(
    "incremental_heat_rate_mmbtu_per_mwh", .mmbtuPerMegawattHour, 3...30,
    "fuel (HHV) for each further MWh")
  static let noLoadKey = Parameter<Per<HeatFlowDimension, PowerDimension>>(
    "no_load_mmbtu_per_h_per_mw", .mmbtuPerHourPerMegawatt, 0...10,
    "fuel (HHV) for each MW of running capacity, whatever its load")
  static let minimumLoadKey = Parameter<NumberDimension>(
    "minimum_load_fraction", .fraction, 0...1, "least load of a running unit")
  static let runHoursKey = Parameter<TimeDimension>(
    "max_run_hours_per_unit", .hours, 0...8784, .optional,
    "hours in a year that a permit lets each unit run, on the mean of the fleet")
  static let mttfKey = Parameter<TimeDimension>(
    "mttf_hours", .hours, 1...1e6, "mean time to failure of one unit")
  static let mttrKey = Parameter<TimeDimension>(
    "mttr_hours", .hours, 0...1e5, "mean time to repair of one unit")
  static let failureKeys = FailureKeys(
    rate: .meanTime(mttfKey), duration: mttrKey, spread: "repair")
  static let plannedOutageKey = Parameter<TimeDimension>(
    "planned_outage_hours_per_unit", .hours, 0...8000, .default(0),
    "hours in a year that each unit is out by plan, one after the other; beside the output derate")
  static let noxKey = Parameter<Per<NitrogenOxidesDimension, EnergyDimension>>(
    "nox_g_per_kwh", .gramsPerKilowattHour, 0...50, .default(0), "nitrogen oxides")
  static let capitalKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "capex_usd_per_kw", .usdPerKilowatt, 0...50_000, .default(0), "installed price")
  static let rentalKey = BuildKeys.rent
  static let fixedOMKey = Parameter<Per<MoneyDimension, PowerDimension>>(
    "fixed_om_usd_per_kw_year", .usdPerKilowattYear, 0...5000, .default(0), "yearly upkeep")
  static let variableOMKey = Parameter<Per<MoneyDimension, EnergyDimension>>(
    "variable_om_usd_per_mwh", .usdPerMegawattHour, 0...500, "upkeep and oil for each MWh")
  static let lifeKey = Parameter<YearsDimension>("life_years", .years, 1...60, "service life")
  static let creditKey = Parameter<NumberDimension>(
    "investment_tax_credit_fraction", .fraction, 0...0.7, .default(0), "tax credit on capital")

  static var parameters: [ParameterSpec] {
    [
      unitKey.spec, leastUnitsKey.spec, mostUnitsKey.spec, existingKey.spec, slopeKey.spec,
      noLoadKey.spec,
      minimumLoadKey.spec, runHoursKey.spec,
    ] + CommitmentKeys.parameters + failureKeys.specs + CommonFailures.parameters
      + GensetStarts.parameters + [
        plannedOutageKey.spec, EngineSiteKeys.output.spec, EngineSiteKeys.heatRateFactor.spec,
      ] + EngineSiteKeys.parameters + MethaneSlip.parameters + [
        noxKey.spec, capitalKey.spec, rentalKey.spec,
      ] + LeaseKeys.parameters + [
        fixedOMKey.spec, variableOMKey.spec, lifeKey.spec, creditKey.spec,
      ]
  }

  /// Limits that a planner may move.
  static var adjustableLimits: [AdjustableLimitRule] {
    [
      AdjustableLimitRule(mostUnitsKey.spec, .upUnits(of: unitKey)),
      AdjustableLimitRule(runHoursKey.spec, .up(by: 8784)),
    ]
  }

  static var buildingPrices: [ParameterSpec] { [capitalKey.spec, rentalKey.spec] }

  static func problems(in values: ParameterValues) -> [ParameterProblem] {
    var problems = MethaneSlip.problems(in: values)
    problems += EngineSiteKeys.problems(in: values)
    problems += failureKeys.problems(values) + CommonFailures.problems(in: values)
    problems += GensetStarts.problems(in: values, repair: mttrKey)
    problems += BuildKeys.problems(in: values) + LeaseKeys.problems(in: values, rent: rentalKey)
    let least = values[leastUnitsKey].in(.count).rounded(.up)
    if let most = values.optional(mostUnitsKey)?.in(.count).rounded(.down), most < least {
      problems.append(
        ParameterProblem(
          key: mostUnitsKey.key, message: "max_units, in whole units, is below min_units",
          help: "raise max_units or lower min_units"))
    }
    if let most = values.optional(mostUnitsKey), let stand = values.optional(existingKey),
      stand > most
    {
      problems.append(
        ParameterProblem(
          key: existingKey.key,
          message: "existing_units is above max_units, which counts all that stands",
          help: "lower existing_units, or raise max_units"))
    }
    if values[capitalKey] == .zero, values[rentalKey] == .zero {
      problems.append(
        ParameterProblem(
          key: capitalKey.key, message: "the gensets cost neither capital nor rent",
          help: "write capex_usd_per_kw or rental_usd_per_kw_month"))
    }
    return problems
  }

  init(component: String, values: ParameterValues) {
    self.component = component
    unit = values[Self.unitKey]
    leastUnits = values[Self.leastUnitsKey].in(.count).rounded(.up)
    mostUnits = values.optional(Self.mostUnitsKey)?.in(.count).rounded(.down)
    existingUnits = values.optional(Self.existingKey)?.in(.count).rounded(.down) ?? 0
    heatRateSlope = values[Self.slopeKey]
    noLoadHeat = values[Self.noLoadKey]
    minimumLoad = values[Self.minimumLoadKey].in(.fraction)
    mostRunHours = values.optional(Self.runHoursKey)?.in(.hours)
    commitment = CommitmentKeys(values: values)
    let mttf = values[Self.mttfKey]
    ownAvailability = mttf / (mttf + values[Self.mttrKey])
    plannedOutage = values[Self.plannedOutageKey].in(.hours)
    failures = Self.failureKeys.read(values)
    commonFailures = CommonFailures(values: values, spread: failures?.spread)
    missingFailureKeys = Self.failureKeys.missing(values)
    starts = GensetStarts(values: values)
    derate = values[EngineSiteKeys.output]
    heatFactor = values[EngineSiteKeys.heatRateFactor]
    nox = values[Self.noxKey]
    capital = values[Self.capitalKey]
    rental = values[Self.rentalKey]
    lease = LeaseKeys.lease(values)
    fixedOM = values[Self.fixedOMKey]
    variableOM = values[Self.variableOMKey]
    life = values[Self.lifeKey].in(.years)
    credit = values[Self.creditKey].in(.fraction)
    methaneSlip = MethaneSlip(
      values: values, fullLoadHeatRate: values[Self.slopeKey] + values[Self.noLoadKey])
  }

  struct Variables: Sendable {
    let units: Capacity<NumberDimension>
    /// What the sets generate.
    let power: Series<PowerDimension>
    /// Rating of the sets that are online, P̂·n(t).
    let running: Series<PowerDimension>
    /// Rating of the sets that start; nil where starts cost nothing.
    let started: Series<PowerDimension>?
    /// What the load bank takes; nil without one.
    let banked: Series<PowerDimension>?
  }

  /// Units that are surely enough: twice the peak load, twice over, plus spares.
  private func assumedUnits(_ context: FormulationContext) -> Double {
    max(leastUnits, (4 * (context.peakLoad / unit)).rounded(.up) + 4) + existingUnits
  }

  static let unitsCapacity = CapacityKey<NumberDimension>("units")

  /// Capital over `years`, less what is recovered, rent and upkeep, for each unit.
  func sizing(
    _ context: FormulationContext, years: Double, resale: Double = 0, more: [Investment] = []
  ) -> [CapacityRule] {
    let rent = rental > .zero ? [Upkeep("rental", 12 * (rental * unit).value)] : []
    return [
      CapacityRule(
        Self.unitsCapacity, .units, least: leastUnits,
        limit: mostUnits.map { .planner($0) } ?? .assumed(assumedUnits(context)),
        investments: [
          Investment(
            "capital", (capital * unit).value, credit: credit, years: years, resale: resale)
        ] + more,
        upkeep: [Upkeep("fixed_om", (fixedOM * unit).value)], rent: rent,
        lease: capital == .zero ? lease.map { $0.each(unit) } : nil,
        existing: Existing(existingUnits, kept: "existing_units_kept", of: .power))
    ]
  }

  /// Share of what all units could give that is there in the year: those on planned outage are left
  /// out, and those out by force as an expectation, MTTF ÷ (MTTF + MTTR).
  var availability: Double { ownAvailability * unitsNotPlannedOut }

  /// Share of the units that are not on planned outage: forced outages lower no reserve.
  var unitsNotPlannedOut: Double { 1 - plannedOutage / 8760 }

  func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables {
    let units = capacities[Self.unitsCapacity]
    let greatest = units.each(unit).greatest
    func series(_ name: String, upTo greatest: Double) -> Series<PowerDimension> {
      program.series(component, name, steps: context.horizon.count) { _ in
        .nonNegative(impliedUpTo: greatest)
      }
    }
    return Variables(
      units: units, power: series("power", upTo: greatest),
      running: series("running", upTo: greatest),
      started: commitment.countsStarts ? series("started", upTo: greatest) : nil,
      banked: commitment.loadBank > .zero
        ? series("load_bank", upTo: min(greatest, commitment.loadBank.in(.megawatts))) : nil)
  }

  /// Fuel flow (HHV): h(t)·(slope·p(t) + no-load·r(t)) + σ·v(t)/Δ.
  func fuel(_ v: Variables, at t: Int, _ context: FormulationContext) -> Expression<
    HeatFlowDimension
  > {
    let factor = heatFactor[t].in(.factor)
    let running =
      v.power[t].times(factor * heatRateSlope) + v.running[t].times(factor * noLoadHeat)
    guard let started = v.started, commitment.startFuel > .zero else { return running }
    let perStart = commitment.startFuel.in(.mmbtuPerMegawatt) / context.step.in(.hours)
    return running + started[t].times(HeatRate(perStart, .mmbtuPerMegawattHour))
  }

  /// What reaches the bus: what is generated less what the load bank takes.
  func delivered(_ v: Variables, at t: Int) -> Expression<PowerDimension> {
    guard let banked = v.banked else { return v.power[t] }
    return v.power[t] - banked[t]
  }

  /// Methane from the crankcases of running engines; none where it is not counted.
  func crankcase(_ v: Variables, _ context: FormulationContext) -> [EmissionTerm] {
    guard methaneSlip.crankcase > 0 else { return [] }
    let tonnesPerMegawattHour = methaneSlip.crankcase / 1000 / unit.in(.megawatts)
    return [
      EmissionTerm(
        source: "crankcase", scope: 1,
        amount: context.yearly(
          CarbonDimension.self, { v.running[$0] },
          per: { _ in context.gwpSet.methane * tonnesPerMegawattHour }))
    ]
  }

  /// Fuel for each MWh at full load.
  var fullLoadHeatRate: HeatRate { heatRateSlope + noLoadHeat }

  /// Fuel flow that the greatest fleet could burn.
  func greatestFuel(of units: Capacity<NumberDimension>) -> HeatFlow {
    units.greatest * heatFactor.maximum.in(.factor) * (fullLoadHeatRate * unit)
  }

  /// Running costs beside fuel.
  func costs(_ v: Variables, _ context: FormulationContext) -> [CostTerm] {
    var terms = [
      CostTerm(
        line: "variable_om",
        amount: context.yearly(EnergyDimension.self) { v.power[$0] }.times(variableOM))
    ]
    if let started = v.started, commitment.startCost > .zero {
      var starts = Expression<PowerDimension>.zero
      for t in context.steps { starts.add(started[t], times: context.weight) }
      terms.append(CostTerm(line: "starts", amount: starts.times(commitment.startCost)))
    }
    return terms
  }

  func firmUnits(
    _ v: Variables, source: String, at step: Int, _ context: FormulationContext
  ) -> FirmUnits {
    FirmUnits(
      source: source, capacity: v.units[step].each(unit), unit: oneUnit(v, at: step, context))
  }

  func read(_ v: Variables, kind: String, at point: [Double], _ context: FormulationContext)
    -> SitePlan.ComponentPlan
  {
    let units = v.units.last.value(at: point)
    let power = v.power.values(at: point, in: .megawatts)
    let energy = context.yearly(EnergyDimension.self) { v.power[$0] }.quantity(at: point)
    var plan = SitePlan.ComponentPlan(component: component, kind: kind)
    plan.units = units
    plan.unitName = "gensets"
    plan.power = units * unit
    plan.flows = [
      .init(.output, power), .init(.onlineCapacity, v.running.values(at: point, in: .megawatts)),
    ]
    plan.details = [
      .init(key: "availability_fraction", value: availability),
      .init(key: "nox_t_per_year", value: (nox * energy).in(.tonnes)),
    ]
    if let banked = v.banked {
      plan.flows.append(.init(.loadBank, banked.values(at: point, in: .megawatts)))
    }
    if let started = v.started {
      plan.flows.append(.init(.started, started.values(at: point, in: .megawatts)))
    }
    return plan
  }
}
