import Units

extension GensetFleet {
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
    let running = plan.values(of: "running_mw")
    return plan.values(of: "output_mw").enumerated().map { t, power in
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

extension FlaredGas: Fallible {
  func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    var parts = fleet.parts(of: plan, over: horizon, gas: fuelLimit)
    // Where there is a back-up, the units burn it while the flared gas fails to come.
    parts.fuel = backup == nil ? interruptions : nil
    return parts
  }
}

extension PipelineGas: Fallible {
  func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    var parts = fleet.parts(
      of: plan, over: horizon, gas: supply.limit.map { limit in { limit[$0] } })
    parts.fuel = interruptions
    return parts
  }
}

extension StandbyGenerator: Fallible {
  func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    let built = plan.units ?? 0
    let count = Int((built - 1e-6).rounded(.up))
    guard count > 0 else { return FailingParts() }
    var parts = FailingParts()
    parts.units = (0..<count).map { index in
      // Where counts are relaxed the last set is a part of one.
      let part = built - Double(index) > 1 - 1e-6 ? 1 : built - Double(index)
      return FailingParts.Unit(
        name: "\(name) \(index + 1)", output: [part * unit.in(.megawatts)], failures: failures,
        standby: .init(
          startFailure: failureToStart, startHours: startTime.in(.hours), readiness: readiness,
          tank: part * tank.in(.megawattHours), refill: part * refill.in(.megawatts)))
    }
    return parts
  }
}

extension Solar: Fallible {
  func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    guard let built = plan.power?.in(.megawatts), built > 0 else { return FailingParts() }
    var parts = FailingParts()
    parts.units = [
      FailingParts.Unit(
        name: name,
        output: (0..<horizon.count).map { profile[$0].in(.fraction) * endOfLifeFactor * built })
    ]
    return parts
  }
}

extension Grid: Fallible {
  func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    let chosen = plan.details.first { $0.key == "contract_capacity_mw" }?.value ?? .infinity
    let steps = importLimit.isConstant ? 1 : horizon.count
    var parts = FailingParts()
    parts.units = [
      FailingParts.Unit(
        name: name, isGrid: true,
        output: (0..<steps).map { min(limit(at: $0).in(.megawatts), chosen) }, failures: failures)
    ]
    return parts
  }
}

extension GPULoad: Fallible {
  func parts(of plan: SitePlan.ComponentPlan, over horizon: Horizon) -> FailingParts {
    var parts = FailingParts()
    parts.classes = classes.map { loadClass in
      // A solver's trace may lie below zero.
      let served = plan.values(of: "\(loadClass.name)_served_mw").map { max(0, $0) }
      let full = (0..<horizon.count).reduce(0) { $0 + loadClass.full[$1].in(.megawatts) }
      let catchUp = max(0, full - served.reduce(0, +)) / Double(horizon.count)
      return FailingParts.Class(
        name: loadClass.name, kind: loadClass.kind, served: served,
        unserved: plan.values(of: "\(loadClass.name)_unserved_mw").map { max(0, $0) },
        value: loadClass.valueOfLostEnergy, target: loadClass.target,
        deadlineHours: loadClass.deadline.in(.hours), catchUp: catchUp, work: work[loadClass.name])
    }
    return parts
  }
}
