/// A set that rests until it is called.
struct StandbyState {
  enum Phase {
    case resting
    /// Called; carries load at the given hour.
    case starting(Double)
    /// Carries load; trips at the given hour.
    case running(Double)
    /// In repair until the given hour.
    case broken(Double)
  }

  var stream: RandomStream
  var phase = Phase.resting
  /// When its present repair began.
  var brokenSince = 0.0
  var tank: Double
  /// When the tank was last measured.
  var measured = -Double.infinity
  /// Power in the present segment.
  var power = 0.0

  init(stream: RandomStream, _ data: Model.StandbyData) {
    self.stream = stream
    tank = data.tank ?? .infinity
  }
}

extension YearRun {
  /// Moves on the sets whose hour has come.
  mutating func settleStandby() {
    for index in standby.indices {
      let data = model.standby[index]
      if case .starting(let ready) = standby[index].phase, ready <= now {
        standby[index].phase = .running(trip(index, data))
      }
      if case .running(let trip) = standby[index].phase, trip <= now {
        breakDown(index, data)
      }
      if case .broken(let back) = standby[index].phase, back <= now {
        standby[index].phase = .resting
      }
      standby[index].power = 0
    }
  }

  private mutating func breakDown(_ index: Int, _ data: Model.StandbyData) {
    standby[index].phase = .broken(mended(index, data))
    standby[index].brokenSince = now
  }

  mutating func trip(_ index: Int, _ data: Model.StandbyData) -> Double {
    guard data.meanUp.isFinite else { return .infinity }
    if model.stepwise { return stepped(now, mean: data.meanUp, &standby[index].stream) }
    return now + data.meanUp * standby[index].stream.exponential()
  }

  private mutating func mended(_ index: Int, _ data: Model.StandbyData) -> Double {
    guard let lasting = data.lasting else { return now }
    if model.stepwise { return stepped(now, mean: data.meanDown, &standby[index].stream) }
    return now + lasting.draw(&standby[index].stream)
  }

  /// Calls every set that rests, and returns the power of those that run.
  mutating func callStandby(upTo deficit: Double, _ position: Int) -> Double {
    var served = 0.0
    for index in standby.indices where model.standby[index].fleet == nil {
      let data = model.standby[index]
      if case .resting = standby[index].phase { call(index, data) }
      switch standby[index].phase {
      case .resting: break
      case .starting(let hour), .broken(let hour): length = min(length, hour - now)
      case .running(let trip):
        length = min(length, trip - now)
        served += serve(index, data, deficit - served, position)
      }
    }
    return served
  }

  /// Calls a set; one that the plan foresees was called early enough to carry load now.
  mutating func call(_ index: Int, _ data: Model.StandbyData, foreseen: Bool = false) {
    if now >= 0 { tally.supply.starts += 1 }
    let works = (1 - data.startFailure) * data.readiness
    if works < 1, standby[index].stream.uniform() >= works {
      if now >= 0 { tally.supply.failedStarts += 1 }
      breakDown(index, data)
      return
    }
    // Where steps are indivisible, so is the start.
    let wait =
      foreseen
      ? 0
      : model.stepwise ? (data.startTime / model.hours).rounded(.up) * model.hours : data.startTime
    standby[index].phase = wait > 0 ? .starting(now + wait) : .running(trip(index, data))
  }

  private mutating func serve(
    _ index: Int, _ data: Model.StandbyData, _ wanted: Double, _ position: Int
  ) -> Double {
    guard wanted > 0 else { return 0 }
    var power = min(wanted, weather.outputs[data.unit].value(at: position))
    if let full = data.tank {
      refill(index, full, data)
      let span = model.stepwise ? model.hours : 0
      if standby[index].tank <= 1e-9 * full { power = min(power, data.refill) }
      if span > 0 { power = min(power, standby[index].tank / span + data.refill) }
      let drain = power - data.refill
      if !model.stepwise, drain > 0 {
        length = min(length, standby[index].tank / drain)
      }
    }
    standby[index].power = power
    return power
  }

  /// Brings the tank's level up to now.
  private mutating func refill(_ index: Int, _ full: Double, _ data: Model.StandbyData) {
    let since = now - max(standby[index].measured, -1e9)
    standby[index].tank = min(full, standby[index].tank + data.refill * since)
    standby[index].measured = now
  }

  /// Draws on the tanks of the sets that gave power.
  mutating func runStandby(until end: Double) {
    for index in standby.indices where standby[index].power > 0 {
      let data = model.standby[index]
      guard let full = data.tank else { continue }
      let level = standby[index].tank + (data.refill - standby[index].power) * length
      standby[index].tank = level <= 1e-9 * full ? 0 : min(full, level)
      standby[index].measured = end
    }
  }

  /// Load is carried without them.
  mutating func stopStandby() {
    for index in standby.indices where model.standby[index].fleet == nil {
      switch standby[index].phase {
      case .starting, .running: standby[index].phase = .resting
      case .resting, .broken: break
      }
    }
  }
}
