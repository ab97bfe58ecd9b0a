/// Work of a deferrable class that waits, oldest first.
struct Backlog {
  struct Parcel {
    var start: Double
    /// How long it was shed.
    var hours: Double
    var energy: Double
    var deadline: Double
    var cause: Int
    var step: Int
  }

  var parcels: [Parcel] = []
  var isEmpty: Bool { parcels.isEmpty }

  /// Takes finished work off.
  mutating func serve(_ energy: Double) {
    var energy = energy
    while let first = parcels.first {
      // What rounding leaves of a parcel is finished with it.
      if first.energy <= energy * (1 + 1e-9) + 1e-12 {
        energy -= first.energy
        parcels.removeFirst()
      } else {
        parcels[0].energy -= energy
        return
      }
    }
  }
}

extension YearRun {
  /// Work whose time is over counts as unserved.
  mutating func expireBacklogs() {
    for index in backlogs.indices {
      while let first = backlogs[index].parcels.first, first.deadline <= now {
        tally.lose(first, of: index)
        backlogs[index].parcels.removeFirst()
      }
      if let first = backlogs[index].parcels.first {
        length = min(length, first.deadline - now)
      }
    }
  }

  /// Puts shed work of a deferrable class off.
  mutating func postpone(_ index: Int, _ power: Double, _ deadline: Double) {
    let cause = spell?.cause ?? tally.nothingOut
    if let last = backlogs[index].parcels.indices.last,
      backlogs[index].parcels[last].step == step, backlogs[index].parcels[last].cause == cause
    {
      backlogs[index].parcels[last].hours += length
      backlogs[index].parcels[last].energy += power * length
    } else {
      backlogs[index].parcels.append(
        Backlog.Parcel(
          start: now, hours: length, energy: power * length, deadline: now + deadline,
          cause: cause, step: step))
    }
  }

  /// Does waiting work with what is left of the power, the class shed last first.
  mutating func serveBacklogs(_ surplus: Double) {
    var surplus = surplus
    for index in backlogs.indices.reversed() where !backlogs[index].isEmpty {
      let waiting = backlogs[index].parcels.reduce(0) { $0 + $1.energy }
      var power = min(surplus, model.classes[index].catchUp)
      if model.stepwise { power = min(power, waiting / model.hours) }
      guard power > 0 else { continue }
      surplus -= power
      if !model.stepwise { length = min(length, waiting / power) }
      served.append((index, power))
    }
  }

  /// Takes off the work done in the segment.
  mutating func finishWork() {
    for (index, power) in served { backlogs[index].serve(power * length) }
    served.removeAll(keepingCapacity: true)
  }
}
