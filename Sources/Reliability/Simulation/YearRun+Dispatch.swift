/// The dispatch rule that `Plant` states.
extension YearRun {
  /// One segment of constant powers, at most to the end of the step or the next event.
  mutating func segment(until event: Double) {
    let position = model.position(step)
    let stepEnd = Double(step + 1) * model.hours
    settleStandby()
    if wake <= now { settleFleets() }
    let limit = min(event, stepEnd, wake)
    length = limit - now
    expireBacklogs()
    for index in shed.indices { shed[index] = 0 }

    let supply =
      weather.steady[position] + committedPower(at: position) - lostPower(at: position)
    let load = weather.load[position]
    var planned = 0.0
    for index in stores.indices where hasPlanned(index, position) {
      let net = model.stores[index].net
      if !net.isEmpty { planned += stores[index].fraction * net[position] }
    }
    let followsPlan = supply + planned >= load - model.tolerance
    if followsPlan {
      follow(position)
      useSurplus(max(0, supply + planned - load), position)
    } else {
      for index in stores.indices {
        stores[index].isOnPlan = false
        stores[index].rate = 0
      }
      if supply >= load - model.tolerance {
        useSurplus(max(0, supply - load), position)
      } else {
        fill(load - supply, position)
      }
    }

    let end = now + length < limit ? now + length : limit
    account(until: end)
    for index in stores.indices where stores[index].fraction > 0 {
      if stores[index].isOnPlan {
        let planned = plannedEnergy(index, position, at: end)
        stores[index].energy = stores[index].fraction * planned
      } else {
        let energy = stores[index].energy + stores[index].rate * length
        stores[index].energy = energy <= slack(index) ? 0 : energy
      }
    }
    runStandby(until: end)
    now = end
    if now >= stepEnd { step += 1 }
    isQuiet =
      followsPlan && backlogs.allSatisfy(\.isEmpty)
      && stores.allSatisfy { $0.isOnPlan || $0.fraction == 0 }
  }

  /// Whether a store has at least the energy that is planned for now.
  private func hasPlanned(_ index: Int, _ position: Int) -> Bool {
    let store = stores[index]
    guard store.fraction > 0 else { return false }
    return store.isOnPlan
      || store.energy >= store.fraction * plannedEnergy(index, position, at: now) - slack(index)
  }

  private mutating func follow(_ position: Int) {
    for index in stores.indices {
      stores[index].rate = 0
      guard hasPlanned(index, position) else { continue }
      stores[index].isOnPlan = true
      stores[index].rate = stores[index].fraction * plannedRate(index, position)
    }
  }

  // MARK: Surplus

  /// Charges stores that are below their plan, then does waiting work; standby sets rest.
  private mutating func useSurplus(_ surplus: Double, _ position: Int) {
    endSpell()
    stopStandby()
    var surplus = surplus + powerToCharge(beside: surplus, position)
    rank(longestFirst: false)
    for index in ranked where !stores[index].isOnPlan && stores[index].fraction > 0 {
      guard surplus > 0 else { break }
      let power = min(surplus, chargeWanted(index, position))
      stores[index].rate = power * model.stores[index].intake
      surplus -= power
      if !model.stepwise { stopAtPlan(index, position) }
    }
    serveBacklogs(surplus)
  }

  /// MW of cold sets where stores are below their plan and next to nothing is left to charge them.
  private mutating func powerToCharge(beside surplus: Double, _ position: Int) -> Double {
    guard !model.fleets.isEmpty else { return 0 }
    var wanted = 0.0
    for index in stores.indices where !stores[index].isOnPlan && stores[index].fraction > 0 {
      wanted += chargeWanted(index, position)
    }
    guard wanted > model.tolerance, surplus < 0.1 * wanted else {
      stopCold()
      return 0
    }
    return callCold(upTo: wanted - surplus, position)
  }

  private func chargeWanted(_ index: Int, _ position: Int) -> Double {
    let (data, store) = (model.stores[index], stores[index])
    let most = data.chargingPower * store.fraction
    if model.stepwise {
      let planned = store.fraction * data.plan.value(at: position)
      return min(most, max(0, planned - store.energy) / (data.intake * model.hours))
    }
    let planned = store.fraction * plannedEnergy(index, position, at: now)
    if store.energy < planned - slack(index) { return most }
    guard store.energy <= planned + slack(index) else { return 0 }
    return min(most, max(0, store.fraction * plannedRate(index, position)) / data.intake)
  }

  /// Ends the segment when a charging store meets its plan.
  private mutating func stopAtPlan(_ index: Int, _ position: Int) {
    let store = stores[index]
    let gap = store.fraction * plannedEnergy(index, position, at: now) - store.energy
    let approach = store.rate - store.fraction * plannedRate(index, position)
    guard gap > slack(index), approach > 0 else { return }
    length = min(length, gap / approach)
  }

  // MARK: Deficit

  /// Standby, what may go first, stores, and what is left of the load: in this order.
  private mutating func fill(_ deficit: Double, _ position: Int) {
    if spell == nil { spell = Spell(cause: cause(at: position), start: now) }
    var deficit = deficit - callStandby(upTo: deficit, position)
    if !model.fleets.isEmpty, deficit > 0 { deficit -= callCold(upTo: deficit, position) }
    let loads = weather.classLoads
    for index in shed.indices {
      let most = model.classes[index].shedBeforeStores * loads[index].value(at: position)
      shed[index] = min(max(0, deficit), most)
      deficit -= shed[index]
    }
    rank(longestFirst: true)
    for index in ranked where deficit > 0 {
      let (data, store) = (model.stores[index], stores[index])
      guard store.energy > slack(index), store.fraction > 0 else { continue }
      var power = min(deficit, data.power * store.fraction)
      if model.stepwise { power = min(power, store.energy * data.yield / model.hours) }
      guard power > 0 else { continue }
      stores[index].rate = -power / data.yield
      deficit -= power
      if !model.stepwise {
        length = min(length, store.energy * data.yield / power)
      }
    }
    for index in shed.indices where deficit > 0 {
      let more = min(deficit, loads[index].value(at: position) - shed[index])
      shed[index] += more
      deficit -= more
    }
  }

  /// Stores by the time that they would last at full power.
  private mutating func rank(longestFirst: Bool) {
    guard ranked.count > 1 else { return }
    func hours(_ index: Int) -> Double {
      let (data, store) = (model.stores[index], stores[index])
      let power = data.power * store.fraction
      return power > 0 ? store.energy * data.yield / power : 0
    }
    for place in 1..<ranked.count {
      let index = ranked[place]
      var hole = place
      while hole > 0 {
        let other = ranked[hole - 1]
        let (mine, theirs) = (hours(index), hours(other))
        let comes = longestFirst ? mine > theirs : mine < theirs
        guard comes || (mine == theirs && index < other) else { break }
        ranked[hole] = other
        hole -= 1
      }
      ranked[hole] = index
    }
  }

  // MARK: Cause

  /// A set that the plan has online, that is not out, and that has not started: by its own failures.
  private var unitThatIsMissing: Int? {
    for fleet in fleets {
      for unit in fleet.absent {
        if let own = model.processes.firstIndex(where: { $0.units == [unit] }) { return own }
      }
    }
    return nil
  }

  /// What failed at this moment, or else what takes the most power away, or else nothing.
  private func cause(at position: Int) -> Int {
    if lastFailure.time == now { return lastFailure.process }
    var (worst, greatest) = (-1, 0.0)
    for index in isDown.indices where isDown[index] {
      let process = model.processes[index]
      var power = process.units.reduce(0) { $0 + weather.outputs[$1].value(at: position) }
      power += process.stores.reduce(0) { $0 + model.stores[$1].power }
      if let store = process.blockOf {
        power += model.stores[store].power / Double(model.stores[store].blocks)
      }
      if power > greatest { (worst, greatest) = (index, power) }
    }
    if worst >= 0 { return worst }
    if let starting = unitThatIsMissing { return starting }
    let isLow = stores.indices.contains {
      stores[$0].energy < stores[$0].fraction * plannedEnergy($0, position, at: now) - slack($0)
    }
    return isLow ? tally.storeEmpty : tally.nothingOut
  }
}
