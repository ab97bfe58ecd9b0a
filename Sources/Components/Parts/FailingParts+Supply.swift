import SiteModel
import Units

extension GensetFleet {
  /// Statistics of a loss that takes gensets or their gas; nil where it takes neither.
  func failures(behind ride: UptimePolicy.Ride, _ interruptions: Failures?) -> Failures? {
    switch ride {
    case .unit: failures
    case .fuel, .fuelAndUnit: interruptions
    case .grid, .gridAndUnit: nil
    }
  }

  /// Each unit with what it can give; `gas` is what may be burned at a step, nil without a limit.
  ///
  /// The simulation knows no limit over several units. For a promise all units share the gas, so that one
  /// cannot make up for another where gas is short, which errs on the safe side; for what outages cost
  /// each can burn what others leave, for the plan never asks for more than the gas carries.
  func parts(
    of plan: SitePlan.ComponentPlan, over horizon: Horizon, gas: ((Int) -> HeatFlow)?
  ) -> FailingParts {
    let built = plan.units ?? 0
    let count = Int((built - 1e-6).rounded(.up))
    guard count > 0 else { return FailingParts() }
    let steps = gas == nil && derate.isConstant ? 1 : horizon.count
    func output(sharing sets: Double) -> [Double] {
      (0..<steps).map { t in
        let full = derate[t].in(.fraction) * unit.in(.megawatts)
        guard let gas else { return full }
        let rate = heatFactor[t].in(.factor) * fullLoadHeatRate.in(.mmbtuPerMegawattHour)
        return min(full, gas(t).in(.mmbtuPerHour) / (rate * sets))
      }
    }
    let shared = output(sharing: built)
    let alone = gas == nil ? nil : output(sharing: min(1, built))
    var parts = FailingParts()
    parts.units = (0..<count).map { index in
      FailingParts.Unit(
        name: "\(component) \(index + 1)", output: partial(shared, of: index, built: built),
        alone: alone.map { partial($0, of: index, built: built) }, failures: failures,
        maintenance: plannedOutage(of: index, among: count, over: horizon))
    }
    parts.common = count > 1 ? commonFailures : nil
    parts.starts = startingParts(of: plan, shared)
    parts.loweredOutput = loweredOutput(of: plan, gas: gas)
    return parts
  }

  /// What forced outages take by expectation, in steps in which the sets together give all that this
  /// leaves: no more than the gas would carry.
  private func loweredOutput(of plan: SitePlan.ComponentPlan, gas: ((Int) -> HeatFlow)?) -> [Double]
  {
    let built = (plan.units ?? 0) * unit.in(.megawatts)
    let running = plan.values(of: .onlineCapacity)
    return plan.values(of: .output).enumerated().map { t, power in
      let full = derate[t].in(.fraction) * built * unitsNotPlannedOut
      guard power > 0, power >= full * ownAvailability * (1 - 1e-6) else { return 0 }
      let lowered = full * (1 - ownAvailability)
      guard let gas else { return lowered }
      let heat = gas(t).in(.mmbtuPerHour) / heatFactor[t].in(.factor)
      let carried =
        (heat - noLoadHeat.in(.mmbtuPerMegawattHour) * running[t])
        / heatRateSlope.in(.mmbtuPerMegawattHour)
      return max(0, min(lowered, carried - power))
    }
  }

  /// Where counts are relaxed the last unit is a part of one.
  private func partial(_ output: [Double], of index: Int, built: Double) -> [Double] {
    let part = min(1, built - Double(index))
    return part > 1 - 1e-6 ? output : output.map { part * $0 }
  }

  /// One unit after the other, evenly through the year.
  private func plannedOutage(of index: Int, among count: Int, over horizon: Horizon) -> [Range<Int>]
  {
    let length = Int((plannedOutage / horizon.step.in(.hours)).rounded())
    guard length > 0 else { return [] }
    let year = max(horizon.count, horizon.stepsPerYear)
    let start = index * year / count
    let end = start + min(length, year)
    return end <= year ? [start..<end] : [0..<(end - year), start..<year]
  }
}
