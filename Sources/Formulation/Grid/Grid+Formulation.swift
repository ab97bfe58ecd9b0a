package import LinearProgramming
package import SiteModel
package import Units

extension Grid: Formulated {
  package struct Variables: Sendable {
    let imports: Series<PowerDimension>
    let exports: Series<PowerDimension>?
    /// Steps in which importing and exporting at once would pay.
    let crossedSteps: [Int]
    let trips: TripReserve?
    let contract: Contract?
    let billing: GridBilling
  }

  /// The contract capacity, where the plan chooses it.
  struct Contract: Sendable {
    let power: Expression<PowerDimension>
    /// Import that is firm at every step.
    let firm: Expression<PowerDimension>
  }

  package func declare(
    given capacities: Capacities, in program: inout LinearProgram, _ context: FormulationContext
  ) -> Variables {
    let months = BilledMonths(context.horizon, tariff.rules, after: monthsBefore)
    let tripSteps = stepsWithTrips(months, context)
    let meterCarries = tripSteps.isEmpty && tariff.rules.billingInterval <= context.step
    let carried = Set(
      meterCarries && importLimit.isConstant ? DemandBilling.stepsOfWholeMonths(self, months) : []
    ).union(importLimit.isConstant && choosesContractCapacity ? Array(context.steps) : tripSteps)
    let imports: Series<PowerDimension> = program.series(
      name, "import", steps: context.horizon.count
    ) { t in
      let limit = limit(at: t).in(.megawatts)
      return carried.contains(t) ? .nonNegative(impliedUpTo: limit) : .limits(0, limit)
    }
    var exports: Series<PowerDimension>?
    if exportLimit.maximum > .zero {
      exports = program.series(name, "export", steps: context.horizon.count) { t in
        .limits(0, exportLimit[t].in(.megawatts))
      }
    }
    let trips =
      tripSteps.isEmpty
      ? nil
      : TripReserve(
        name, over: tripSteps, limit: { limit(at: $0).in(.megawatts) }, in: &program, context)
    let contract = choosesContractCapacity ? declareContract(in: &program) : nil
    let meter = DemandMeter(
      imports: imports, trips: trips, tripProbability: unitTripProbability,
      billingInterval: tariff.rules.billingInterval, peakFactor: intraHourPeakFactor,
      step: context.step)
    let billing = GridBilling(
      self, meter, exports: exports, months,
      contract: contract?.power ?? contractCapacity.map { Expression($0) }, in: &program, context)
    return Variables(
      imports: imports, exports: exports,
      crossedSteps: dearExports(over: context.horizon)?.steps ?? [], trips: trips,
      contract: contract, billing: billing)
  }

  /// Steps in which reserve behind the connection is billed, or limited by a decision.
  private func stepsWithTrips(_ months: BilledMonths, _ context: FormulationContext) -> [Int] {
    guard context.cover.contains(.largestUnit) else { return [] }
    if choosesContractCapacity { return Array(context.steps) }
    return unitTripProbability > 0 ? DemandBilling.meteredSteps(self, months) : []
  }

  private func declareContract(in program: inout LinearProgram) -> Contract {
    let power: Expression<PowerDimension> = program.column(
      name, "contract_capacity", .limits(0, importLimit.maximum.in(.megawatts)))
    if importLimit.isConstant { return Contract(power: power, firm: power) }
    return Contract(
      power: power,
      firm: program.column(
        name, "firm_import", .limits(0, importLimit.minimum.in(.megawatts))))
  }

  package func constrain(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    v.billing.constrain(in: &program)
    if let trips = v.trips {
      let family = program.family(name, "trip_import")
      for t in context.steps {
        guard let trip = trips[t], v.contract == nil || !importLimit.isConstant else { continue }
        // g(t) + trip(t) ≤ import limit(t)
        program.require(family, at: t, v.imports[t] + trip .<= Expression(limit(at: t)))
      }
    }
    if let contract = v.contract { constrain(contract, v, in: &program, context) }
  }

  private func constrain(
    _ contract: Contract, _ v: Variables, in program: inout LinearProgram,
    _ context: FormulationContext
  ) {
    let family = program.family(name, "contract_capacity")
    let carrying = v.billing.demand.peaksOfWholeMonths(v.billing.months)
    let carried = Set(carrying.flatMap(\.steps))
    for t in context.steps where !carried.contains(t) {
      // g(t) + trip(t) ≤ C
      program.require(
        family, at: t, v.imports[t] + (v.trips?[t] ?? .zero) .<= contract.power)
    }
    for peak in carrying {
      // B(m) ≤ f·C carries it for every step of a month
      program.require(
        family, label: context.horizon.count + peak.month,
        peak.power .<= v.billing.demand.meter.peakFactor * contract.power)
    }
    if !importLimit.isConstant {
      let firm = program.family(name, "firm_import")
      // firm ≤ C
      program.require(firm, contract.firm .<= contract.power)
    }
  }

  package func power(_ v: Variables, at step: Int) -> Expression<PowerDimension> {
    guard let exports = v.exports else { return v.imports[step] }
    return v.imports[step] - exports[step]
  }

  package func costs(_ v: Variables, _ context: FormulationContext) -> [CostTerm] {
    var terms = tariff.lines.indices.map {
      CostTerm(line: tariff.lines[$0].name, amount: v.billing.yearly($0, context))
    }
    if let exports = v.exports, let revenue = v.billing.revenue(exports, context) {
      terms.append(CostTerm(line: "export_revenue", amount: revenue))
    }
    return terms
  }

  package func reserve(_ v: Variables, at step: Int, _ context: FormulationContext) -> ReserveTerm {
    // What the utility may curtail is no reserve.
    guard isFirm(step) else { return ReserveTerm(lostWithGrid: v.imports[step]) }
    let headroom = v.trips?[step] ?? Expression(limit(at: step)) - v.imports[step]
    return ReserveTerm(bridging: headroom, lasting: headroom, lostWithGrid: v.imports[step])
  }

  package func ride(_ v: Variables, at step: Int, _ context: FormulationContext) -> RideTerm {
    guard isFirm(step) else { return RideTerm(isGrid: true) }
    let limit = Expression(limit(at: step))
    guard let contract = v.contract else { return RideTerm(firm: limit, isGrid: true) }
    return RideTerm(firm: importLimit.isConstant ? contract.power : contract.firm, isGrid: true)
  }

  package func firmUnits(_ v: Variables, at step: Int, _ context: FormulationContext) -> FirmUnits?
  {
    guard isFirm(step) else { return FirmUnits(source: name, capacity: .zero) }
    return FirmUnits(source: name, capacity: v.contract?.firm ?? Expression(firmImport(at: step)))
  }

  package func choices(_ v: Variables) -> [ChoiceTerm] { v.billing.choices }

  package func directions(_ v: Variables) -> [Directions] {
    guard let exports = v.exports, !v.crossedSteps.isEmpty else { return [] }
    return [
      Directions(component: name, into: [exports], out: [v.imports], decided: v.crossedSteps)
    ]
  }

  package func netting(_ v: Variables) -> NettingTerm? {
    guard let exports = v.exports, !v.crossedSteps.isEmpty else { return nil }
    return NettingTerm(
      component: name, imports: v.imports, exports: exports, steps: v.crossedSteps,
      importLimit: { limit(at: $0) }, exportLimit: { exportLimit[$0] })
  }

  package func limits(_ v: Variables) -> [LimitTerm] {
    var columns = (0..<v.imports.count).map { v.imports[$0] } + v.billing.demand.peakColumns
    if let contract = v.contract { columns.append(contract.power) }
    return [
      LimitTerm(
        component: name, name: "import_limit", unit: "MW",
        columns: columns.map { $0.converted(by: 1) }, families: ["trip_import"])
    ]
  }

  package func recomputeDependents(_ v: Variables, at point: inout [Double]) {
    v.billing.settle(&point)
  }

  package func read(_ v: Variables, at point: [Double], _ context: FormulationContext)
    -> SitePlan.ComponentPlan
  {
    var plan = SitePlan.ComponentPlan(of: self)
    let imports = v.imports.values(at: point, in: .megawatts)
    plan.power = Power(imports.max() ?? 0, .megawatts)
    plan.flows = [.init(.gridImport, imports)]
    if let exports = v.exports {
      plan.flows.append(.init(.gridExport, exports.values(at: point, in: .megawatts)))
    }
    if let trips = v.trips {
      let values = context.steps.map { trips[$0]?.quantity(at: point).in(.megawatts) ?? 0 }
      plan.flows.append(.init(.tripImport, values))
    }
    if let contract = v.contract {
      let chosen = contract.power.quantity(at: point).in(.megawatts)
      plan.details.append(.init(key: "contract_capacity_mw", value: chosen))
    }
    return plan
  }
}
