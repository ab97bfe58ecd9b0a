/// Failures and repairs of what runs.
extension YearRun {
  mutating func begin(_ start: Simulation.Start) {
    for index in model.processes.indices {
      let process = model.processes[index]
      switch start {
      case .allUp:
        next[index] = failure(of: index, after: now)
      case .stationary:
        if streams[index].uniform() < process.unavailability {
          mark(index, down: true)
          next[index] = restOfRepair(of: index)
        } else {
          next[index] = failure(of: index, after: now)
        }
      }
    }
    lastFailure = (-1, -.infinity)
    findSoonest()
  }

  /// Everything that happens now.
  mutating func fire() {
    for index in next.indices where next[index] <= now {
      let isDown = !self.isDown[index]
      mark(index, down: isDown)
      next[index] = isDown ? repair(of: index, after: now) : failure(of: index, after: now)
      if isDown {
        lastFailure = (index, now)
        downSince[index] = now
      }
    }
    findSoonest()
  }

  mutating func findSoonest() {
    soonest = .infinity
    for time in next where time < soonest { soonest = time }
  }

  private mutating func mark(_ index: Int, down: Bool) {
    isDown[index] = down
    let process = model.processes[index]
    let change = down ? 1 : -1
    if let place = process.sharedPlace { tally.compute?.turn(place, on: down, at: now) }
    for unit in process.units {
      holds[unit] += change
      if process.isStationary { seenHolds[unit] += change }
      if model.isInFleet[unit] {
        wake = -.infinity
      } else {
        Self.update(&lost, unit, isOut: holds[unit] > 0)
      }
      Self.update(&seenLost, unit, isOut: seenHolds[unit] > 0)
    }
    guard process.blockOf != nil || !process.stores.isEmpty else { return }
    realise()
    if let store = process.blockOf { moveBlock(of: store, down: down) }
    for store in process.stores {
      stores[store].holds += change
      settle(store)
    }
  }

  /// A block takes its share of the energy out with it, and brings it back.
  private mutating func moveBlock(of store: Int, down: Bool) {
    let blocks = model.stores[store].blocks
    if down {
      let share = stores[store].energy / Double(stores[store].blocksUp)
      stores[store].energy -= share
      stores[store].stranded += share
      stores[store].blocksUp -= 1
    } else {
      let share = stores[store].stranded / Double(blocks - stores[store].blocksUp)
      stores[store].stranded -= share
      stores[store].energy += share
      stores[store].blocksUp += 1
    }
    settle(store)
  }

  /// What works of a store, and whether it still has the energy that it should.
  private mutating func settle(_ index: Int) {
    let data = model.stores[index]
    stores[index].fraction =
      stores[index].holds > 0 ? 0 : Double(stores[index].blocksUp) / Double(data.blocks)
    let planned = plannedEnergy(index, model.position(step), at: now)
    stores[index].isOnPlan =
      stores[index].fraction > 0
      && stores[index].energy >= stores[index].fraction * planned - slack(index)
    if stores[index].fraction > 0, !stores[index].isOnPlan { isQuiet = false }
  }

  /// Energy too little to matter, MWh.
  func slack(_ store: Int) -> Double { 1e-9 * model.stores[store].energy + 1e-12 }

  private static func update(_ list: inout [Int], _ unit: Int, isOut: Bool) {
    let place = list.firstIndex(of: unit)
    if isOut, place == nil {
      list.append(unit)
    } else if !isOut, let place {
      list.remove(at: place)
    }
  }

  // MARK: Times

  mutating func failure(of index: Int, after time: Double) -> Double {
    let process = model.processes[index]
    if model.stepwise { return stepped(time, mean: process.meanUp, &streams[index]) }
    guard !process.isStationary else {
      return time + process.meanUp * streams[index].exponential()
    }
    // Thinning (Lewis and Shedler 1979): failures at the greatest rate, kept with the share that
    // the rate of their step has of it.
    var time = time
    while time < model.horizon {
      time += process.meanUp / process.greatestRate * streams[index].exponential()
      let share = process.relativeRate[model.position(stepIndex(at: time))]
      if streams[index].uniform() < share { return time }
    }
    return .infinity
  }

  private mutating func repair(of index: Int, after time: Double) -> Double {
    let process = model.processes[index]
    if model.stepwise { return stepped(time, mean: process.meanDown, &streams[index]) }
    return time + process.lasting.draw(&streams[index])
  }

  /// The end of an outage that the year finds when it begins.
  private mutating func restOfRepair(of index: Int) -> Double {
    let process = model.processes[index]
    if model.stepwise { return stepped(now, mean: process.meanDown, &streams[index]) }
    let rest = process.lasting.drawRest(&streams[index])
    downSince[index] = now - rest.age
    return now + rest.left
  }

  /// The end of a whole number of steps with the given mean: geometric, for a chance of one step ÷
  /// mean at the end of each step is what published hourly chains use.
  func stepped(_ time: Double, mean: Double, _ stream: inout RandomStream) -> Double {
    let chance = model.hours / mean
    let first = (time / model.hours).rounded()
    guard chance < 1 else { return (first + 1) * model.hours }
    let steps = (stream.exponential() / -Curve.logarithm(onePlus: -chance)).rounded(.up)
    return (first + max(1, steps)) * model.hours
  }
}
