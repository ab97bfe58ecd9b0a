import Formulation
import LinearProgramming
import SiteModel
import Units

/// What limits the fuel of a fleet at each step; nil without a limit.
typealias FuelLimit = (Int) -> HeatFlow

extension GensetFleet {
  /// Columns for reserve and firm power that fuel limits; only where something asks for them.
  struct FuelledVariables: Sendable {
    /// Reserve at each step, at once and after the bridge.
    let bridging: Series<PowerDimension>?
    let lasting: Series<PowerDimension>?
    /// Firm power in each block of hours, of all units and with the most that may be out.
    let firm: Series<PowerDimension>?
    let firmLess: Series<PowerDimension>?
  }

  func declareFuelled(
    _ units: Capacity<NumberDimension>, in program: inout LinearProgram,
    _ context: FormulationContext
  ) -> FuelledVariables {
    let greatest = units.each(unit).greatest
    func series(_ name: String, _ count: Int, _ steps: @escaping (Int) -> Int)
      -> Series<PowerDimension>
    {
      program.series(component, name, count: count, steps: steps) { _ in
        .nonNegative(impliedUpTo: greatest)
      }
    }
    let blocks = context.blocks
    let hasReserve = context.reservesByFuel
    return FuelledVariables(
      bridging: hasReserve ? series("fuelled_bridging", context.horizon.count) { $0 } : nil,
      lasting: hasReserve ? series("fuelled_lasting", context.horizon.count) { $0 } : nil,
      firm: context.rides.isEmpty
        ? nil : series("fuelled_firm", blocks.count) { blocks[$0].lowerBound },
      firmLess: context.losesUnitForLong
        ? series("fuelled_firm_less", blocks.count) { blocks[$0].lowerBound } : nil)
  }

  func constrainFuelled(
    _ fuelled: FuelledVariables, _ v: Variables, limit: FuelLimit, burning: FuelFlow,
    in program: inout LinearProgram, _ context: FormulationContext
  ) {
    if let bridging = fuelled.bridging, let lasting = fuelled.lasting {
      let now = program.family(component, "fuelled_bridging")
      let later = program.family(component, "fuelled_lasting")
      for t in context.steps {
        let derated = derate[t].in(.fraction)
        let left = Expression(limit(t)) - burning(t)
        // reserve(t) ≤ a(t)·r(t) − p(t);  reserve(t)·slope ≤ gas(t) − fuel(t)
        program.require(now, at: t, bridging[t] .<= derated * v.running[t] - v.power[t])
        program.require(
          now, at: t, bridging[t].times(heatFactor[t].in(.factor) * heatRateSlope) .<= left)
        // reserve(t) ≤ a(t)·P̂·N − p(t);  reserve(t)·full-load rate ≤ gas(t) − fuel(t): idle units must start
        let available = (derated * unitsNotPlannedOut) * standing(v, at: t)
        program.require(later, at: t, lasting[t] .<= available - v.power[t])
        program.require(
          later, at: t, lasting[t].times(heatFactor[t].in(.factor) * fullLoadHeatRate) .<= left)
      }
    }
    for (series, out) in [(fuelled.firm, 0.0), (fuelled.firmLess, 1)] {
      guard let series else { continue }
      let family = program.family(component, out > 0 ? "fuelled_firm_less" : "fuelled_firm")
      for (block, steps) in context.blocks.enumerated() {
        let least = steps.reduce(1.0) { min($0, derate[$1].in(.fraction)) }
        let gas = steps.reduce(Double.infinity) { min($0, limit($1).in(.mmbtuPerHour)) }
        let most = steps.reduce(0.0) { max($0, heatFactor[$1].in(.factor)) }
        let first = steps.lowerBound
        let left =
          out == 0
          ? v.units[first]
          : context.unitsLeft(of: v.units, at: first, out: context.mostUnitsOut)
        let units = left.each(least * unit)
        // firm(b) ≤ a·P̂·(N − out);  firm(b)·full-load rate ≤ least gas of the block
        program.require(family, at: steps.lowerBound, series[block] .<= units)
        program.require(
          family, at: steps.lowerBound,
          series[block].times(most * fullLoadHeatRate) .<= Expression(HeatFlow(gas, .mmbtuPerHour)))
      }
    }
  }

  func reserve(
    _ v: Variables, _ fuelled: FuelledVariables?, at t: Int, _ context: FormulationContext
  ) -> ReserveTerm {
    let derated = derate[t].in(.fraction)
    let running = derated * v.running[t]
    let available = (derated * unitsNotPlannedOut) * standing(v, at: t)
    // The site loses what the unit can give at the step, not what its plate says. The gas of a lost
    // unit goes to those that stand in for it, so only losses elsewhere are short of gas.
    return ReserveTerm(
      bridging: running - v.power[t], lasting: available - v.power[t],
      bridgingElsewhere: fuelled?.bridging?[t], lastingElsewhere: fuelled?.lasting?[t],
      lostWithUnit: oneUnit(v, at: t, context).map { derated * $0 }, lostWithFuel: v.power[t],
      fast: fastShare > 0 ? fastShare * (running - v.power[t]) : .zero)
  }

  func ride(
    _ v: Variables, _ fuelled: FuelledVariables?, losesFuel: Bool, at t: Int,
    _ context: FormulationContext
  ) -> RideTerm {
    let block = context.block(of: t)
    let derated = derate[t].in(.fraction)
    let all = derated * standing(v, at: t)
    let left = context.unitsLeft(of: v.units, at: t)
    return RideTerm(
      firm: fuelled?.firm?[block] ?? all,
      firmLess: left.mapValues { fuelled?.firmLess?[block] ?? derated * $0.each(unit) },
      runs: true, losesFuel: losesFuel)
  }

  func oneUnit(_ v: Variables, at t: Int, _ context: FormulationContext)
    -> Expression<PowerDimension>?
  {
    context.oneUnit(of: v.units, at: t, power: unit)
  }
}

/// Fuel that a fleet burns at a step.
typealias FuelFlow = (Int) -> Expression<HeatFlowDimension>
