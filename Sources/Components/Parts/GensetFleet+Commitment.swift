import Formulation
import LinearProgramming
import SiteModel
import Units

extension GensetFleet {
  func constrain(_ v: Variables, in program: inout LinearProgram, _ context: FormulationContext) {
    let runningLimit = program.family(component, "running_limit")
    let outputLimit = program.family(component, "output_limit")
    let minimum = program.family(component, "minimum_load")
    let built = v.units.each(unit)
    let carrying = starts.isSpinning ? max(0, 1 - 1 / max(1, v.units.greatest)) : 1
    for t in context.steps {
      let output = derate[t].in(.fraction)
      let most = built.inUse(t)
      // r(t) ≤ P̂·N
      program.require(
        runningLimit, at: t, isMustRun ? v.running[t] .== most : v.running[t] .<= most)
      // p(t) ≤ a(t)·r(t), where a spare spins the share of the others in the greatest fleet
      program.require(outputLimit, at: t, v.power[t] .<= (output * carrying) * v.running[t])
      // p(t) ≥ μ·a(t)·r(t)
      if minimumLoad > 0 {
        program.require(minimum, at: t, v.power[t] .>= (minimumLoad * output) * v.running[t])
      }
    }
    if availability < 1 { limitTogether(v, in: &program, context) }
    constrainStarts(v, in: &program, context)
    constrainRamp(v, in: &program, context)
    bankLeastLoad(v, in: &program, context)
    if let mostRunHours {
      let family = program.family(component, "run_hours")
      // Σ r(t)·Δ ≤ H·P̂·N
      let hours = TimeSpan(mostRunHours, .hours)
      program.require(
        family,
        context.yearly(EnergyDimension.self) { v.running[$0] } .<= built.mean.over(hours))
    }
  }

  /// p(t) ≤ a(t)·A·P̂·N: outages lower what all sets give together, not what fewer give.
  ///
  /// Once the count is fixed, the same for whole sets: with k the greatest whole number below A·N,
  /// p(t) ≤ a(t)·(P̂·k + (A·N − k)·(r(t) − P̂·k)), which at r = P̂·N is the row above where k = N − 1.
  private func limitTogether(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    let together = program.family(component, "availability_limit")
    for t in context.steps {
      let output = derate[t].in(.fraction)
      let range = v.units.range(at: t)
      let count = range.upperBound
      guard range.lowerBound == count, count >= 1, availability * count > count - 1, decline == 0
      else {
        // p(t) ≤ a(t)·A·P̂·N
        program.require(
          together, at: t, v.power[t] .<= output * v.units.inUse(t).each(availability * unit))
        continue
      }
      let full = (count - 1) * unit
      let share = availability * count - (count - 1)
      let last = share * (v.running[t] - Expression(full))
      program.require(together, at: t, v.power[t] .<= output * (Expression(full) + last))
    }
  }

  /// v(t) ≥ r(t) − r(t−1); what has started stays for its least time, and so does what has stopped:
  /// Σ v over the last hours up ≤ r(t), Σ v over the last hours down ≤ P̂·N − r(t)
  /// (Rajan and Takriti, IBM Research Report RC23628, 2005).
  private func constrainStarts(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    guard let started = v.started else { return }
    let startRows = program.family(component, "starts")
    for t in context.steps {
      let before = v.running[context.horizon.before(t)]
      program.require(startRows, at: t, started[t] .>= v.running[t] - before)
    }
    constrainColdStarts(v, in: &program, context)
    let up = program.family(component, "least_up_time")
    let down = program.family(component, "least_down_time")
    for t in context.steps {
      // Σ v over the last hours up ≤ r(t), Σ v over the last hours down ≤ P̂·N − r(t)
      if let recent = recentStarts(started, within: commitment.leastUp, of: t, context) {
        program.require(up, at: t, recent .<= v.running[t])
      }
      if let recent = recentStarts(started, within: commitment.leastDown, of: t, context) {
        program.require(down, at: t, recent .<= v.units[t].each(unit) - v.running[t])
      }
    }
  }

  /// p(t) − p(t−1) and p(t−1) − p(t), each within what an hour may change.
  private func constrainRamp(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    guard let ramp, ramp * context.step.in(.hours) < 1 else { return }
    let family = program.family(component, "ramp")
    let built = v.units.each(ramp * context.step.in(.hours) * unit)
    for t in context.steps {
      let before = v.power[context.horizon.before(t)]
      // p(t) − p(t−1) ≤ ramp·Δ·P̂·N;  p(t−1) − p(t) ≤ ramp·Δ·P̂·N
      program.require(family, at: t, v.power[t] - before .<= built[t])
      program.require(family, at: t, before - v.power[t] .<= built[t])
    }
  }

  /// What started in the hours up to a step; nil where they are one step, which asks for nothing.
  private func recentStarts(
    _ started: Series<PowerDimension>, within hours: Double, of t: Int,
    _ context: FormulationContext
  ) -> Expression<PowerDimension>? {
    let steps = min(context.horizon.count, Int((hours / context.step.in(.hours)).rounded(.up)))
    guard steps > 1 else { return nil }
    var recent = Expression<PowerDimension>.zero
    var step = t
    for _ in 0..<steps {
      recent.add(started[step])
      step = context.horizon.before(step)
    }
    return recent
  }

  /// b(t) ≤ the bank, and no more than the least load of what is online, μ·a(t)·r(t).
  private func bankLeastLoad(
    _ v: Variables, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    guard let banked = v.banked else { return }
    let bank = program.family(component, "load_bank")
    for t in context.steps {
      // b(t) ≤ the bank, and no more than the least load of what is online, μ·a(t)·r(t)
      program.require(bank, at: t, banked[t] .<= Expression(commitment.loadBank))
      let least = (minimumLoad * derate[t].in(.fraction)) * v.running[t]
      program.require(bank, at: t, banked[t] .<= least)
    }
  }

  /// The facet that whole sets and the gas of an hour have beside the rows of either.
  ///
  /// With G the gas and r̂ = G ÷ (h·(slope·a + no-load)) what it lets run at full load, between the
  /// whole numbers j = ⌊r̂/P̂⌋ and j + 1 no more than the line from (P̂·j, a·P̂·j) to (P̂·(j+1), p₁),
  /// p₁ = (G/h − no-load·P̂·(j+1)) ÷ slope; none beyond j where p₁ is below the least load.
  func constrainWholeSets(
    _ v: Variables, limit: FuelLimit, in program: inout LinearProgram, _ context: FormulationContext
  ) {
    let family = program.family(component, "whole_sets_by_fuel", tightens: true)
    let size = unit.in(.megawatts)
    let slope = heatRateSlope.in(.mmbtuPerMegawattHour)
    let idle = noLoadHeat.in(.mmbtuPerMegawattHour)
    for t in context.steps {
      let most = v.units.range(at: t).upperBound
      let output = derate[t].in(.fraction)
      let heat = limit(t).in(.mmbtuPerHour) / heatFactor[t].in(.factor)
      guard output > 0, heat >= 0 else { continue }
      let sets = heat / (slope * output + idle) / size
      let whole = sets.rounded(.down)
      guard sets - whole > 1e-6, sets < most else { continue }
      let below = Power(whole * size, .megawatts)
      let atNext = (heat - idle * (whole + 1) * size) / slope
      if atNext < minimumLoad * output * (whole + 1) * size {
        // r(t) ≤ P̂·j
        program.require(family, at: t, v.running[t] .<= Expression(below))
      } else {
        // p(t) ≤ a·P̂·j + (p₁ − a·P̂·j)/P̂·(r(t) − P̂·j)
        let rise = atNext / size - output * whole
        let line = Expression(output * below) + rise * (v.running[t] - Expression(below))
        program.require(family, at: t, v.power[t] .<= line)
      }
    }
  }

  func onlineSets(_ v: Variables) -> OnlineSets {
    OnlineSets(
      component: component, units: v.units, unit: unit, power: v.power, online: v.running,
      output: derate, minimumLoad: minimumLoad, availability: availability,
      spares: starts.isSpinning ? 1 : 0, holdsHeadroom: fastShare > 0)
  }
}
