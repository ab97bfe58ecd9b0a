/// A shortage lived through again with other repairs, to know its mean size.
struct Replica {
  /// The class whose shortage it is.
  let index: Int
  var hours = 0.0
  var energy = 0.0
  var isOver = false
}

/// The mean size of a shortage, given all that happened until it began.
///
/// The length of one shortage says little of its mean where outages have a long tail. So the run is
/// copied when a shortage begins; what is down gets a new end, drawn from its law given its age, what
/// is up a new failure, and the copy runs until the shortage ends. The mean over the copies has the
/// same expectation as the shortage itself (the law of total expectation), and less scatter: splitting
/// at one level, Glasserman, Heidelberger, Shahabuddin, Zajic, Oper. Res. 47 (1999) 585.
extension YearRun {
  /// Shortages of a class and year that are copied; later ones count as they are.
  private static let mostSplit = 3

  /// Shares of what is left of an outage, one for each copy: eighths of the shorter three quarters, then
  /// ever the half of what remains, for the tail holds much of the mean.
  private static let strata: [(from: Double, to: Double)] = {
    let bounds = (0...6).map { Double($0) / 8 } + (3...11).map { 1 - 1 / Double(1 << $0) } + [1]
    return zip(bounds, bounds.dropFirst()).map { ($0, $1) }
  }()

  /// An odd number without pattern (2⁶⁴ ÷ golden ratio), which tells the copies' random numbers apart.
  private static let odd: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Whether the shortage of a class that begins now is to be copied.
  func splits(_ index: Int) -> Bool {
    model.splitsShortages && replica == nil && now >= 0
      && tally.present[index].splits < Self.mostSplit
      && !tally.isShort(index, at: now)
  }

  /// Hours and MWh of the shortage of a class that begins now, in the mean.
  func meanShortage(_ index: Int) -> (hours: Double, energy: Double) {
    let begun = UInt64(index) << 16 | UInt64(tally.present[index].splits) << 8
    let leading = leadingOutage
    var (hours, energy) = (0.0, 0.0)
    for (number, stratum) in Self.strata.enumerated() {
      var copy = self
      copy.tally = Tally(model, firstYear: year)
      copy.replica = Replica(index: index)
      copy.redraw(leading, stratum, salt: (begun | UInt64(number + 1)) &* Self.odd)
      copy.runReplica()
      let weight = stratum.to - stratum.from
      hours += weight * (copy.replica?.hours ?? 0)
      energy += weight * (copy.replica?.energy ?? 0)
    }
    return (hours, energy)
  }

  /// The outage whose end is drawn by strata: of those with a long tail, else of all, the latest.
  private var leadingOutage: Int? {
    let down = isDown.indices.filter { isDown[$0] }
    let long = down.filter { model.processes[$0].lasting.hasLongTail }
    return (long.isEmpty ? down : long).max { downSince[$0] < downSince[$1] }
  }

  /// New random numbers for all that has not happened yet.
  private mutating func redraw(
    _ leading: Int?, _ stratum: (from: Double, to: Double), salt: UInt64
  ) {
    for index in model.processes.indices {
      let process = model.processes[index]
      streams[index] = RandomStream(seed: seed, year: year, identity: process.identity ^ salt)
      if !isDown[index] {
        next[index] = failure(of: index, after: now)
      } else if model.stepwise {
        next[index] = stepped(now, mean: process.meanDown, &streams[index])
      } else {
        var share = streams[index].uniform()
        if index == leading { share = stratum.from + share * (stratum.to - stratum.from) }
        next[index] = now + process.lasting.rest(after: now - downSince[index], share: share)
      }
    }
    for index in standby.indices {
      let data = model.standby[index]
      standby[index].stream = RandomStream(seed: seed, year: year, identity: data.identity ^ salt)
      switch standby[index].phase {
      case .resting, .starting: break
      case .running where data.fleet == nil: standby[index].phase = .running(trip(index, data))
      case .running: break
      case .broken:
        guard let lasting = data.lasting else { break }
        let end =
          model.stepwise
          ? stepped(now, mean: data.meanDown, &standby[index].stream)
          : now
            + lasting.rest(
              after: now - standby[index].brokenSince, share: standby[index].stream.uniform())
        standby[index].phase = .broken(end)
      }
    }
    findSoonest()
    // The end of a repair has moved.
    if !model.fleets.isEmpty { settleFleets() }
  }

  private mutating func runReplica() {
    while replica?.isOver == false, now < model.horizon {
      let event = min(soonest, model.horizon)
      while replica?.isOver == false, now < event { segment(until: event) }
      if now >= event, event < model.horizon { fire() }
    }
  }

  /// Adds the present segment to the replica, or ends it.
  mutating func measureReplica() {
    guard let index = replica?.index else { return }
    guard shed[index] > model.tolerance else {
      replica?.isOver = true
      return
    }
    replica?.hours += length
    replica?.energy += shed[index] * length
  }
}
