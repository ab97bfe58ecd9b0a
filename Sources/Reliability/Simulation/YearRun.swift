/// One simulated year, from failure to repair to failure.
///
/// While every step until the next event can be carried as planned, the year is *quiet*: nothing
/// can fall short, stores stand on their plan, and time jumps to the event. Otherwise it goes from
/// segment to segment, in each of which all powers are constant.
struct YearRun {
  struct StoreState {
    var energy: Double
    /// In blocks that are out.
    var stranded = 0.0
    var blocksUp: Int
    /// Shared outages that hold it.
    var holds = 0
    var isOnPlan: Bool
    /// Change of stored energy in the present segment, MW.
    var rate = 0.0
    /// Part of it that works.
    var fraction = 1.0
  }

  /// Time in which power is short of the load unless standby sets, stores or shedding fill the gap.
  struct Spell {
    var cause: Int
    var start: Double
    /// Whether some class was short in it, and whether stores were drawn on.
    var isShed = false
    var drawsOnStores = false
  }

  let model: Model
  let seed: UInt64
  let year: Int
  let weather: Model.Weather
  var tally: Tally

  /// Hours since the year began; negative while warming up.
  var now: Double
  var step: Int
  var isQuiet = false

  var streams: [RandomStream]
  var isDown: [Bool]
  /// When what is down went down.
  var downSince: [Double]
  var next: [Double]
  var soonest = Double.infinity
  /// Down processes that hold each unit, and those of them that the control variate sees.
  var holds: [Int]
  var seenHolds: [Int]
  var lost: [Int] = []
  var seenLost: [Int] = []
  var lastFailure = (process: -1, time: -Double.infinity)

  var stores: [StoreState]
  var standby: [StandbyState]
  var fleets: [FleetState]
  /// When a fleet changes next: the plan's number, a set that carries load, or one that is mended.
  var wake = Double.infinity
  var spell: Spell?
  var backlogs: [Backlog]

  /// What this run measures where it is a replica of another from the beginning of a shortage.
  var replica: Replica?

  // Scratch of one segment.
  var shed: [Double]
  var ranked: [Int]
  var length = 0.0
  var served: [(index: Int, power: Double)] = []

  init(_ model: Model, year: Int, seed: UInt64, start: Simulation.Start, tally: Tally) {
    self.model = model
    self.seed = seed
    self.year = year
    weather = model.weather[year % model.weather.count]
    self.tally = tally
    let warmUp = start.warmUpSteps(of: model.hours)
    step = -warmUp
    now = Double(step) * model.hours
    streams = model.processes.map {
      RandomStream(seed: $0.seed ?? seed, year: year, identity: $0.identity)
    }
    isDown = model.processes.map { _ in false }
    downSince = model.processes.map { _ in 0 }
    next = model.processes.map { _ in .infinity }
    holds = Array(repeating: 0, count: model.unitCount)
    seenHolds = holds
    let before = model.position(-warmUp - 1)
    stores = model.stores.map {
      StoreState(
        energy: $0.initial ?? $0.plan.value(at: before), blocksUp: $0.blocks,
        isOnPlan: $0.initial == nil)
    }
    standby = model.standby.map {
      StandbyState(stream: RandomStream(seed: seed, year: year, identity: $0.identity), $0)
    }
    fleets = model.fleets.map { _ in FleetState() }
    backlogs = model.classes.map { _ in Backlog() }
    shed = model.classes.map { _ in 0 }
    ranked = Array(model.stores.indices)
    self.tally.compute?.beginYear()
    begin(start)
    beginFleets()
  }

  /// Lives the year, and hands back the tally with it.
  consuming func simulate() -> Tally {
    let horizon = model.horizon
    while now < horizon {
      let event = min(soonest, horizon)
      accrueControl(until: event)
      advance(until: event)
      if event < horizon { fire() }
    }
    closeYear()
    return tally
  }

  private mutating func advance(until event: Double) {
    while now < event {
      if wake <= now { settleFleets() }
      if isQuiet {
        let next = min(event, wake)
        guard let troubled = firstTroubledStep(before: next) else {
          now = next
          step = stepIndex(at: next)
          continue
        }
        if troubled > step {
          step = troubled
          now = Double(troubled) * model.hours
        }
        isQuiet = false
        realise()
      }
      segment(until: event)
    }
  }

  func stepIndex(at time: Double) -> Int {
    let steps = time / model.hours
    let whole = steps.rounded()
    return Int((steps - whole).magnitude < 1e-9 ? whole : steps.rounded(.down))
  }

  /// The first step, from the present one, in which the plan cannot be followed as things stand.
  private func firstTroubledStep(before event: Double) -> Int? {
    var most = 0.0
    for unit in lost { most += weather.greatestOutput[unit] }
    for fleet in fleets {
      for unit in fleet.absent { most += weather.greatestOutput[unit] }
    }
    let margin = weather.margin
    let isWhole = stores.allSatisfy { $0.fraction == 1 }
    let need = most - model.tolerance
    if isWhole, margin.least >= need { return nil }
    let end = stepIndex(at: event)
    let last = Double(end) * model.hours < event ? end : end - 1
    var step = step
    while step <= last {
      let position = model.position(step)
      let block = position / Model.blockLength
      if isWhole, margin.blockLeast[block] >= need {
        step += min((block + 1) * Model.blockLength, model.count) - position
        continue
      }
      if margin.values[position] - lostPower(at: position) - missingPower(at: position)
        - lostPlan(at: position)
        < -model.tolerance
      {
        return step
      }
      step += 1
    }
    return nil
  }

  func lostPower(at position: Int) -> Double {
    var power = 0.0
    for unit in lost { power += weather.outputs[unit].value(at: position) }
    return power
  }

  /// Planned discharge that stores cannot give because blocks are out.
  private func lostPlan(at position: Int) -> Double {
    var power = 0.0
    for index in stores.indices where stores[index].fraction < 1 {
      let net = model.stores[index].net
      if !net.isEmpty { power += max(0, net[position]) * (1 - stores[index].fraction) }
    }
    return power
  }

  /// Writes down the energy of stores on their plan, which quiet time does not track.
  mutating func realise() {
    let position = model.position(step)
    for index in stores.indices where stores[index].isOnPlan && stores[index].fraction > 0 {
      stores[index].energy = stores[index].fraction * plannedEnergy(index, position, at: now)
    }
  }

  /// Planned energy of the whole store at a moment of the present step.
  func plannedEnergy(_ index: Int, _ position: Int, at time: Double) -> Double {
    let plan = model.stores[index].plan
    guard plan.count > 1 else { return plan[0] }
    let before = plan[position == 0 ? model.count - 1 : position - 1]
    let part = (time - Double(step) * model.hours) / model.hours
    return before + (plan[position] - before) * part
  }

  /// Planned change of the whole store in a step, MW.
  func plannedRate(_ index: Int, _ position: Int) -> Double {
    let plan = model.stores[index].plan
    guard plan.count > 1 else { return 0 }
    return (plan[position] - plan[position == 0 ? model.count - 1 : position - 1]) / model.hours
  }
}
