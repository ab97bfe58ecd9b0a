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
  let coldStarts: ColdStarts?
  /// Change of output in an hour, of what stands; nil: any.
  let ramp: Double?
  /// Share of the headroom of online units that follows sub-second swings.
  let fastShare: Double
  /// Whether what is built always runs, between its least load and its rating.
  let isMustRun: Bool
  /// Loss of output a year, compounding.
  let decline: Double
  let stack: StackKeys
  /// Litres of water for each kWh.
  let water: Double
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

  /// Units on fuel, as their keys say.
  init(component: String, values: ParameterValues) {
    self.init(
      component: component, values: values, slope: values[Self.slopeKey],
      noLoad: values[Self.noLoadKey], minimumLoad: values[Self.minimumLoadKey].in(.fraction))
  }

  /// Units of any kind.
  init(
    component: String, values: ParameterValues, slope: HeatRate, noLoad: HeatRate,
    minimumLoad: Double, isMustRun: Bool = false, decline: Double = 0
  ) {
    self.component = component
    unit = values[Self.unitKey]
    leastUnits = values[Self.leastUnitsKey].in(.count).rounded(.up)
    mostUnits = values.optional(Self.mostUnitsKey)?.in(.count).rounded(.down)
    existingUnits = values.optional(Self.existingKey)?.in(.count).rounded(.down) ?? 0
    heatRateSlope = slope
    noLoadHeat = noLoad
    self.minimumLoad = minimumLoad
    self.isMustRun = isMustRun
    self.decline = decline
    mostRunHours = values.optional(Self.runHoursKey)?.in(.hours)
    commitment = CommitmentKeys(values: values)
    coldStarts = ColdStarts(values: values)
    ramp = values.optional(Self.rampKey)?.in(.fractionPerHour)
    fastShare = values.optional(Self.fastKey)?.in(.fraction) ?? 0
    water = values.optional(Self.waterKey)?.in(.litresPerKilowattHour) ?? 0
    let mttf = values[Self.mttfKey]
    ownAvailability = mttf / (mttf + values[Self.mttrKey])
    plannedOutage = values[Self.plannedOutageKey].in(.hours)
    failures = Self.failureKeys.read(values)
    commonFailures = CommonFailures(values: values, spread: failures?.spread)
    missingFailureKeys = Self.failureKeys.missing(values)
    starts = GensetStarts(values: values)
    derate = values[EngineSiteKeys.output]
    life = values.optional(Self.lifeKey)?.in(.years) ?? 1
    let stack = StackKeys(values: values, life: life)
    self.stack = stack
    heatFactor = values[EngineSiteKeys.heatRateFactor].map { stack.heatRise * $0 }
    nox = values[Self.noxKey]
    capital = values[Self.capitalKey]
    rental = values[Self.rentalKey]
    lease = LeaseKeys.lease(values)
    fixedOM = values[Self.fixedOMKey]
    variableOM = values[Self.variableOMKey]
    credit = values[Self.creditKey].in(.fraction)
    methaneSlip = MethaneSlip(
      values: values, fullLoadHeatRate: slope + noLoad)
  }

  struct Variables: Sendable {
    let units: Capacity<NumberDimension>
    /// What the sets generate.
    let power: Series<PowerDimension>
    /// Rating of the sets that are online, P̂·n(t).
    let running: Series<PowerDimension>
    /// Rating of the sets that start; nil where starts cost nothing.
    let started: Series<PowerDimension>?
    /// Those of them that are cold; nil where cold starts cost no more.
    let cold: Series<PowerDimension>?
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
    let stacks =
      stack.replacement > 0
      ? [Upkeep("stack_replacement", stack.replacement * (capital * unit).value)] : []
    return [
      CapacityRule(
        Self.unitsCapacity, .units, least: leastUnits,
        limit: mostUnits.map { .planner($0) } ?? .assumed(assumedUnits(context)),
        ageing: decline > 0
          ? CapacityAgeing(life: years) { [decline] in Annuity.power(1 - decline, $0) } : .none,
        investments: [
          Investment(
            "capital", (capital * unit).value, credit: credit, years: years, resale: resale)
        ] + more,
        upkeep: [Upkeep("fixed_om", (fixedOM * unit).value)] + stacks, rent: rent,
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
      started: countsStarts ? series("started", upTo: greatest) : nil,
      cold: coldStarts == nil ? nil : series("cold_started", upTo: greatest),
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
    guard let started = v.started else { return running }
    func rate(_ fuel: Quantity<Per<HeatDimension, PowerDimension>>) -> HeatRate {
      HeatRate(fuel.in(.mmbtuPerMegawatt) / context.step.in(.hours), .mmbtuPerMegawattHour)
    }
    var fuel = running
    if commitment.startFuel > .zero { fuel.add(started[t].times(rate(commitment.startFuel))) }
    if let coldStarts, let cold = v.cold, coldStarts.fuel > .zero {
      fuel.add(cold[t].times(rate(coldStarts.fuel)))
    }
    return fuel
  }

  /// Whether starts must be told apart from running.
  var countsStarts: Bool { commitment.countsStarts || coldStarts != nil }

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
    func add(_ line: String, _ starts: Series<PowerDimension>?, _ price: PowerPrice) {
      guard let starts, price > .zero else { return }
      var sum = Expression<PowerDimension>.zero
      for t in context.steps { sum.add(starts[t], times: context.weight) }
      terms.append(CostTerm(line: line, amount: sum.times(price)))
    }
    add("starts", v.started, commitment.startCost)
    if let coldStarts { add("cold_starts", v.cold, coldStarts.cost) }
    return terms
  }

  func firmUnits(
    _ v: Variables, source: String, at step: Int, _ context: FormulationContext
  ) -> FirmUnits {
    FirmUnits(
      source: source, capacity: standing(v, at: step), unit: oneUnit(v, at: step, context))
  }

  /// The rating of all units at the end of what they lose.
  func standing(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    let built = v.units.each(unit)
    return built.endOverUse(step) * built.inUse(step)
  }

  func read(
    _ v: Variables, kind: String, unitName: String = "gensets", at point: [Double],
    _ context: FormulationContext
  ) -> SitePlan.ComponentPlan {
    let units = v.units.last.value(at: point)
    let power = v.power.values(at: point, in: .megawatts)
    let energy = context.yearly(EnergyDimension.self) { v.power[$0] }.quantity(at: point)
    var plan = SitePlan.ComponentPlan(component: component, kind: kind)
    plan.units = units
    plan.unitName = unitName
    plan.power = units * unit
    plan.flows = [
      .init(.output, power), .init(.onlineCapacity, v.running.values(at: point, in: .megawatts)),
    ]
    plan.details = [
      .init(key: "availability_fraction", value: availability),
      .init(key: "nox_t_per_year", value: (nox * energy).in(.tonnes)),
    ]
    if water > 0 {
      // Litres for each kWh are m³ for each MWh.
      plan.details.append(
        .init(key: "water_m3_per_year", value: water * energy.in(.megawattHours)))
    }
    if decline > 0 {
      (plan.leftInUse, plan.leftAtEnd) = v.units.left(at: point)
      plan.details += [
        .init(key: "mid_life_output_fraction", value: plan.leftInUse),
        .init(key: "end_of_life_output_fraction", value: plan.leftAtEnd),
      ]
    }
    if let banked = v.banked {
      plan.flows.append(.init(.loadBank, banked.values(at: point, in: .megawatts)))
    }
    if let started = v.started {
      plan.flows.append(.init(.started, started.values(at: point, in: .megawatts)))
    }
    if let cold = v.cold {
      plan.flows.append(.init(.coldStarted, cold.values(at: point, in: .megawatts)))
    }
    return plan
  }
}
