import Units

/// Collects what is wrong, so that a caller sees everything at once.
private struct Checker {
  var problems: [PlantProblem] = []

  mutating func require(
    _ holds: Bool, _ subject: String, _ field: PlantProblem.Field,
    _ message: @autoclosure () -> String
  ) {
    guard !holds else { return }
    problems.append(PlantProblem(subject: subject, field: field, message: message()))
  }

  mutating func share(_ value: Double, _ subject: String, _ field: PlantProblem.Field) {
    require((0...1).contains(value), subject, field, "\(value) is not between 0 and 1")
  }

  mutating func spread(_ spread: Outages.Spread, _ subject: String) {
    guard case .logNormal(let variation) = spread else { return }
    require(
      variation.isFinite && variation > 0, subject, .spread,
      "a coefficient of variation of \(variation) is not a positive number")
  }

  mutating func outages(_ outages: Outages, _ subject: String, steps: Int) {
    let up = outages.meanTimeToFailure.in(.hours)
    let down = outages.meanTimeToRepair.in(.hours)
    require(
      up.isFinite && up > 0, subject, .meanTimeToFailure, "\(up) h is not a positive time")
    require(
      down.isFinite && down > 0, subject, .meanTimeToRepair, "\(down) h is not a positive time")
    spread(outages.spread, subject)
    let rate = outages.relativeRate
    guard !rate.isEmpty else { return }
    require(
      rate.count == steps, subject, .relativeRate, "\(rate.count) values for \(steps) steps")
    require(
      rate.allSatisfy { $0.isFinite && $0 >= 0 } && rate.contains { $0 > 0 }, subject,
      .relativeRate, "rates must be finite, none negative, and not all zero")
  }

  mutating func profile(
    _ profile: Profile, _ subject: String, _ field: PlantProblem.Field, plant: Plant
  ) {
    for length in Set(profile.lengths).sorted() where length != plant.count {
      require(false, subject, field, "\(length) values for \(plant.count) steps")
    }
    require(profile.weatherYears != 0, subject, .weatherYears, "no weather year is given")
    if let years = profile.weatherYears, years > 0 {
      require(
        years == plant.weatherYears, subject, .weatherYears,
        "\(years) weather years where others have \(plant.weatherYears)")
    }
    guard profile.weatherYears != 0 else { return }
    require(profile.isPower, subject, field, "a power is negative or not finite")
  }
}

extension Plant {
  /// What is wrong, in the order of the plant's parts.
  var problems: [PlantProblem] {
    var checker = Checker()
    let hours = step.in(.hours)
    checker.require(
      hours.isFinite && hours > 0 && count > 0, "", .step,
      "\(count) steps of \(hours) h are not a positive time")
    checker.require(
      months.isEmpty || (months.reduce(0, +) == count && months.allSatisfy { $0 > 0 }), "", .months,
      "the months have \(months.reduce(0, +)) steps, the year \(count)")
    checker.require(!classes.isEmpty, "", .load, "there is no class of load")
    names(&checker)
    for unit in units { check(unit, &checker) }
    checkFleets(&checker)
    for fuel in fuels { checker.outages(fuel.outages, fuel.name, steps: count) }
    for group in commonCauses {
      checker.share(group.beta, group.name, .beta)
      let repair = group.meanTimeToRepair.in(.hours)
      checker.require(
        repair.isFinite && repair > 0, group.name, .meanTimeToRepair,
        "\(repair) h is not a positive time")
      checker.spread(group.spread, group.name)
    }
    for taking in shared {
      checker.outages(taking.cause.outages, taking.cause.name, steps: count)
    }
    members(&checker)
    for store in stores { check(store, &checker) }
    for load in classes { check(load, &checker) }
    return checker.problems
  }

  private func names(_ checker: inout Checker) {
    var seen: Set<String> = []
    let all =
      units.map(\.name) + fleets.map(\.name) + fuels.map(\.name) + commonCauses.map(\.name)
      + stores.map(\.name)
    for name in all {
      checker.require(seen.insert(name).inserted, name, .name, "the name is used twice")
    }
    var loads: Set<String> = []
    for load in classes {
      checker.require(loads.insert(load.name).inserted, load.name, .name, "the name is used twice")
    }
  }

  private func checkFleets(_ checker: inout Checker) {
    let running = Dictionary(
      units.filter { $0.standby == nil }.map { ($0.name, $0) }, uniquingKeysWith: { one, _ in one })
    var taken: Set<String> = []
    for fleet in fleets {
      for name in fleet.units {
        checker.require(
          running[name] != nil, fleet.name, .members, "\(name) is not a unit that runs")
        checker.require(
          taken.insert(name).inserted, fleet.name, .members, "\(name) is in a fleet already")
        checker.require(
          fleet.startFailure == 0 || running[name]?.outages != nil, name, .meanTimeToRepair,
          "a set that may fail to start needs outages, which say how long repair takes")
      }
      checker.require(
        fleet.online.count == count || fleet.online.count == 1, fleet.name, .online,
        "\(fleet.online.count) values for \(count) steps")
      checker.require(
        fleet.online.allSatisfy { (0...fleet.units.count).contains($0) }, fleet.name, .online,
        "more sets are online than there are, or fewer than none")
      checker.share(fleet.startFailure, fleet.name, .startFailure)
      let delay = fleet.startTime.in(.hours)
      checker.require(
        delay.isFinite && delay >= 0, fleet.name, .startTime, "\(delay) h is not a time")
    }
  }

  private func members(_ checker: inout Checker) {
    let running = Set(units.filter { $0.standby == nil }.map(\.name))
    for fuel in fuels {
      for name in fuel.units {
        checker.require(
          running.contains(name), fuel.name, .members, "\(name) is not a unit that runs")
      }
    }
    let failing = Set(
      units.filter { $0.standby == nil && $0.outages != nil }.map(\.name)
        + stores.filter { $0.outages != nil }.map(\.name))
    var taken: Set<String> = []
    for group in commonCauses {
      checker.require(!group.members.isEmpty, group.name, .members, "the group has no members")
      for name in group.members {
        checker.require(
          failing.contains(name), group.name, .members,
          "\(name) is neither a unit that runs nor a store, or has no outages of its own")
        checker.require(
          taken.insert(name).inserted, group.name, .members, "\(name) is in a group already")
      }
    }
  }

  private func check(_ unit: SupplyUnit, _ checker: inout Checker) {
    checker.profile(unit.output, unit.name, .output, plant: self)
    if let outages = unit.outages { checker.outages(outages, unit.name, steps: count) }
    for window in unit.maintenance {
      checker.require(
        window.lowerBound >= 0 && window.upperBound <= count, unit.name, .maintenance,
        "steps \(window.lowerBound) to \(window.upperBound) are not within \(count) steps")
    }
    guard let standby = unit.standby else { return }
    checker.share(standby.startFailure, unit.name, .startFailure)
    checker.share(standby.readiness, unit.name, .readiness)
    let delay = standby.startTime.in(.hours)
    checker.require(
      delay.isFinite && delay >= 0, unit.name, .startTime, "\(delay) h is not a time")
    let refill = standby.refill.in(.megawatts)
    checker.require(
      refill.isFinite && refill >= 0, unit.name, .refill, "\(refill) MW is negative or not finite")
    if let tank = standby.tank?.in(.megawattHours) {
      checker.require(
        tank.isFinite && tank > 0, unit.name, .tank, "\(tank) MWh is not a positive energy")
    }
    checker.require(
      unit.outages != nil || (standby.startFailure == 0 && standby.readiness == 1), unit.name,
      .meanTimeToRepair,
      "a set that may fail to start needs outages, which say how long repair takes")
    checker.require(
      unit.outages?.relativeRate.isEmpty ?? true, unit.name, .relativeRate,
      "the failures of a standby set count while it runs, not by season")
  }

  private func check(_ store: Store, _ checker: inout Checker) {
    let (power, energy) = (store.power.in(.megawatts), store.energy.in(.megawattHours))
    let floor = store.floor.in(.megawattHours)
    checker.require(
      power.isFinite && power >= 0, store.name, .power, "\(power) MW is negative or not finite")
    if let charging = store.chargingPower?.in(.megawatts) {
      checker.require(
        charging.isFinite && charging >= 0, store.name, .power,
        "\(charging) MW to charge is negative or not finite")
    }
    checker.require(
      energy.isFinite && energy >= 0, store.name, .energy, "\(energy) MWh is negative or not finite"
    )
    checker.require(
      floor >= 0 && floor <= energy, store.name, .floor,
      "\(floor) MWh is not between 0 and \(energy) MWh")
    for efficiency in [store.chargeEfficiency, store.dischargeEfficiency] {
      checker.require(
        efficiency > 0 && efficiency <= 1, store.name, .efficiency,
        "\(efficiency) is not above 0 and at most 1")
    }
    checker.require(store.blocks >= 1, store.name, .blocks, "\(store.blocks) blocks, not 1 or more")
    for outages in [store.outages, store.inverter].compactMap({ $0 }) {
      checker.outages(outages, store.name, steps: count)
    }
    let slack = 1e-6 * energy
    func isWithin(_ stored: Double) -> Bool { stored >= floor - slack && stored <= energy + slack }
    if let initial = store.initial?.in(.megawattHours) {
      checker.require(
        isWithin(initial), store.name, .initial,
        "\(initial) MWh is not between \(floor) and \(energy) MWh")
    }
    if !store.plan.isEmpty { checkPlan(of: store, isWithin: isWithin, &checker) }
  }

  private func checkPlan(
    of store: Store, isWithin: (Double) -> Bool, _ checker: inout Checker
  ) {
    let plan = store.plan.map { $0.in(.megawattHours) }
    checker.require(
      plan.count == count, store.name, .plan, "\(plan.count) values for \(count) steps")
    if let step = plan.firstIndex(where: { !isWithin($0) }) {
      checker.require(
        false, store.name, .plan,
        "\(plan[step]) MWh at step \(step) is not between \(store.floor.in(.megawattHours)) and "
          + "\(store.energy.in(.megawattHours)) MWh")
    }
    let hours = step.in(.hours)
    for step in plan.indices {
      let rise = plan[step] - plan[(step + plan.count - 1) % plan.count]
      let moved = rise > 0 ? rise / store.chargeEfficiency : -rise * store.dischargeEfficiency
      let power = (rise > 0 ? store.chargingPower ?? store.power : store.power).in(.megawatts)
      if moved / hours > power * (1 + 1e-4) {
        checker.require(
          false, store.name, .plan,
          "\(moved / hours) MW at step \(step) is above its power of \(power) MW")
        return
      }
    }
  }

  private func check(_ load: LoadClass, _ checker: inout Checker) {
    checker.profile(load.load, load.name, .load, plant: self)
    checker.share(load.shedBeforeStores, load.name, .shedBeforeStores)
    if let target = load.target {
      checker.require(
        target >= 0 && target < 1, load.name, .target,
        "an availability of \(target) is not at least 0 and below 1")
    }
    if let deferral = load.deferral {
      let deadline = deferral.deadline.in(.hours)
      checker.require(
        deadline.isFinite && deadline > 0, load.name, .deadline,
        "\(deadline) h is not a positive time")
      let catchUp = deferral.catchUp.in(.megawatts)
      checker.require(
        catchUp.isFinite && catchUp >= 0, load.name, .catchUp,
        "\(catchUp) MW is negative or not finite")
    }
    if let gpus = load.gpus {
      let numbers = [
        gpus.perMegawatt, gpus.checkpoint.in(.hours), gpus.interval.in(.hours),
        gpus.restart.in(.hours),
      ]
      checker.require(
        numbers.allSatisfy { $0.isFinite && $0 >= 0 }, load.name, .gpus,
        "a number is negative or not finite")
    }
  }
}
