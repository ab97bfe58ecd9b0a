/// What a segment leaves unserved.
extension YearRun {
  mutating func account(until end: Double) {
    finishWork()
    guard replica == nil else { return measureReplica() }
    guard spell != nil else { return }
    if shed.contains(where: { $0 > model.tolerance }) { spell?.isShed = true }
    if stores.contains(where: { $0.rate < 0 }) { spell?.drawsOnStores = true }
    let short = shed.reduce(0, +)
    if short > model.tolerance, now >= 0 {
      tally.shares.add(short: short / weather.load[model.position(step)], hours: length)
      tally.compute?.record(short, step: step, from: now, to: end)
    }
    let cause = spell?.cause ?? tally.nothingOut
    for index in shed.indices where shed[index] > model.tolerance {
      let power = shed[index]
      if let deadline = model.classes[index].deadline {
        postpone(index, power, deadline)
      } else {
        if splits(index) { tally.expect(meanShortage(index), of: index, at: now) }
        let step = model.monthOfStep.isEmpty ? 0 : model.monthOfStep[model.position(step)]
        tally.add(
          Shortfall(start: now, hours: length, energy: power * length, cause: cause, month: step),
          of: index)
      }
      if model.classes[index].gpus != nil {
        tally.interrupt(index, power, from: now, to: end, graceful: isForeseen(index))
      }
    }
  }

  /// Whether the class has the time to write a checkpoint before it goes down: the spell has lasted
  /// that long, or stores can still carry the class for so long.
  private func isForeseen(_ index: Int) -> Bool {
    let time = model.classes[index].checkpoint
    if let spell, now - spell.start >= time { return true }
    var (power, energy) = (0.0, 0.0)
    for (data, store) in zip(model.stores, stores) where store.energy > 0 {
      power += data.power * store.fraction
      energy += store.fraction > 0 ? store.energy * data.yield : 0
    }
    return power >= shed[index] && energy >= shed[index] * time
  }

  /// What runs carries the load again.
  mutating func endSpell() {
    defer { spell = nil }
    guard let spell, spell.start >= 0 else { return }
    tally.supply.interruptions += 1
    if spell.drawsOnStores, !spell.isShed { tally.supply.riddenThrough += 1 }
  }

  mutating func closeYear() {
    endSpell()
    // Work that still waits has not been finished within the year: counted as lost, with caution.
    for index in backlogs.indices {
      for parcel in backlogs[index].parcels { tally.lose(parcel, of: index) }
    }
    tally.closeYear()
  }
}
