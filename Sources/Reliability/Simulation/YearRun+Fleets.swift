/// What of a fleet is online against the plan.
struct FleetState {
  /// Sets that the plan had online when the fleet was last settled.
  var planned = 0
  /// Units online for the plan.
  var committed: [Int] = []
  /// Units that the plan has online and that are not, and those in their place.
  var absent: [Int] = []
  var instead: [Int] = []
}

/// Fleets follow the plan's commitment; what is missing has to start.
extension YearRun {
  /// Every fleet as the plan has it when the year begins, as far as its sets work.
  mutating func beginFleets() {
    let position = model.position(step)
    for (place, fleet) in model.fleets.enumerated() {
      let online = fleet.online(at: position)
      for index in fleet.sets.filter({ isFree($0, position) }).prefix(online) {
        standby[index].phase = .running(.infinity)
      }
      fleets[place].planned = online
    }
    settleFleets()
  }

  private func isFree(_ index: Int, _ position: Int) -> Bool {
    let unit = model.standby[index].unit
    return holds[unit] == 0 && !model.isAway(unit, at: position)
  }

  /// Brings fleets to the plan's number, as far as sets can start, and finds the next time at which
  /// something changes.
  mutating func settleFleets() {
    guard !model.fleets.isEmpty else { return }
    settleStandby()
    let position = model.position(step)
    wake = .infinity
    for place in model.fleets.indices {
      commit(place, position)
      fleets[place].planned = model.fleets[place].online(at: position)
      compare(place, position)
      findWake(place, position)
    }
    // Nothing is short and stores stand on their plan: what is online beyond the plan is not needed.
    if isQuiet { stopCold() }
  }

  /// A set that is held, or away by plan, is not online. Away: the next takes its place early enough.
  private mutating func takeAway(_ place: Int, _ position: Int) -> Int {
    var handedOver = 0
    for index in model.fleets[place].sets where !isFree(index, position) {
      switch standby[index].phase {
      case .running, .starting:
        standby[index].phase = .resting
        if holds[model.standby[index].unit] == 0 { handedOver += 1 }
      case .resting, .broken: break
      }
    }
    return handedOver
  }

  private mutating func commit(_ place: Int, _ position: Int) {
    let fleet = model.fleets[place]
    let online = fleet.online(at: position)
    // Foreseen by the plan: these starts have begun early enough.
    var foreseen = takeAway(place, position) + max(0, online - fleets[place].planned)
    var count = fleet.sets.count { isComing($0) }
    for index in fleet.sets where count < online {
      guard case .resting = standby[index].phase, isFree(index, position) else { continue }
      call(index, model.standby[index], foreseen: foreseen > 0)
      guard isComing(index) else { continue }
      count += 1
      foreseen -= 1
    }
  }

  private func isComing(_ index: Int) -> Bool {
    switch standby[index].phase {
    case .running, .starting: true
    case .resting, .broken: false
    }
  }

  private mutating func compare(_ place: Int, _ position: Int) {
    let fleet = model.fleets[place]
    let online = fleet.online(at: position)
    let running = fleet.sets.filter { index in
      if case .running = standby[index].phase { true } else { false }
    }
    let committed = running.prefix(online).map { model.standby[$0].unit }
    let planned = fleet.sets.map { model.standby[$0].unit }
      .filter { !model.isAway($0, at: position) }.prefix(online)
    fleets[place].committed = committed
    fleets[place].absent = planned.filter { !committed.contains($0) }
    fleets[place].instead = committed.filter { !planned.contains($0) }
  }

  private mutating func findWake(_ place: Int, _ position: Int) {
    let fleet = model.fleets[place]
    if !fleet.untilChange.isEmpty {
      wake = min(wake, Double(step + fleet.untilChange[position]) * model.hours)
    }
    for index in fleet.sets {
      switch standby[index].phase {
      case .starting(let time), .broken(let time): wake = min(wake, time)
      case .resting, .running: break
      }
    }
  }

  /// MW of sets that are online for the plan.
  func committedPower(at position: Int) -> Double {
    fleets.reduce(0) { sum, fleet in
      sum + fleet.committed.reduce(0) { $0 + weather.outputs[$1].value(at: position) }
    }
  }

  /// MW that the plan has online and that are not.
  func missingPower(at position: Int) -> Double {
    fleets.reduce(0) { sum, fleet in
      sum + fleet.absent.reduce(0) { $0 + weather.outputs[$1].value(at: position) }
        - fleet.instead.reduce(0) { $0 + weather.outputs[$1].value(at: position) }
    }
  }

  /// Whether a set is online for the plan, so that its power is counted already.
  func isCommitted(_ index: Int) -> Bool {
    guard let fleet = model.standby[index].fleet else { return false }
    return fleets[fleet].committed.contains(model.standby[index].unit)
  }

  /// Calls cold sets until those that run beyond the plan, or will, can give a power; what those that
  /// run can give.
  mutating func callCold(upTo wanted: Double, _ position: Int) -> Double {
    var (running, coming) = (0.0, 0.0)
    for turn in 0..<2 {
      for index in standby.indices where model.standby[index].fleet != nil && !isCommitted(index) {
        let power = weather.outputs[model.standby[index].unit].value(at: position)
        if turn == 1 {
          guard running + coming < wanted - model.tolerance, power > 0,
            case .resting = standby[index].phase, isFree(index, position)
          else { continue }
          call(index, model.standby[index])
        }
        switch standby[index].phase {
        case .running where turn == 0 || standby[index].power == 0: running += power
        case .starting(let ready):
          coming += power
          length = min(length, ready - now)
          wake = min(wake, ready)
        case .broken(let back):
          length = min(length, back - now)
          wake = min(wake, back)
        case .resting, .running: break
        }
      }
    }
    return min(wanted, running)
  }

  /// Sets beyond the plan's number stop.
  mutating func stopCold() {
    for index in standby.indices where model.standby[index].fleet != nil && !isCommitted(index) {
      guard isComing(index), !isAwaited(index) else { continue }
      standby[index].phase = .resting
    }
  }

  /// Whether the plan needs a set that is starting.
  private func isAwaited(_ index: Int) -> Bool {
    guard let fleet = model.standby[index].fleet, case .starting = standby[index].phase else {
      return false
    }
    let before = model.fleets[fleet].sets.prefix { $0 != index }.count { place in
      if case .starting = standby[place].phase { true } else { false }
    }
    return fleets[fleet].committed.count + before < fleets[fleet].planned
  }
}
