import Units

/// What simulated years showed.
public struct Outcome: Sendable {
  /// The seed of the random numbers.
  public let seed: UInt64
  var tally: Tally
  private let simulation: Simulation

  init(_ simulation: Simulation, seed: UInt64) {
    self.seed = seed
    tally = Tally(simulation.model, firstYear: 0)
    self.simulation = simulation
  }

  /// Years simulated.
  public var years: Int { tally.yearCount }

  /// The same simulation over more years; with no more than there are, this outcome.
  public func extended(to years: Int) async throws(CancellationError) -> Outcome {
    try await simulation.extend(self, to: years)
  }

  /// Every class, in the order in which they are shed.
  public var classes: [ClassOutcome] {
    tally.model.classes.indices.map(outcome)
  }

  /// MWh that a class was short of in each simulated year, by its place among `classes`.
  public func unservedByYear(ofClass index: Int) -> [Double] {
    (0..<years).map { tally.years[$0 * tally.model.classes.count + index].unserved }
  }

  /// Times a year at which what runs cannot carry the load, whatever fills the gap.
  public var interruptionsPerYear: Double { perYear(tally.supply.interruptions) }
  /// Those of them that stores carry through without any class being short.
  public var riddenThroughPerYear: Double { perYear(tally.supply.riddenThrough) }
  /// Sets called in a year, standby sets and gensets that were not online.
  public var startsPerYear: Double { perYear(tally.supply.starts) }
  /// Those of them that failed to start.
  public var failedStartsPerYear: Double { perYear(tally.supply.failedStarts) }
  /// Whether sets start at all.
  public var hasStarts: Bool { !tally.model.standby.isEmpty }

  private func perYear(_ count: Int) -> Double {
    years > 0 ? Double(count) / Double(years) : 0
  }

  private func outcome(_ index: Int) -> ClassOutcome {
    let model = tally.model
    let classCount = model.classes.count
    let figures = (0..<years).map { tally.years[$0 * classCount + index] }
    let means = simulation.controlMeans?.means
    let weatherCount = model.weather.count
    let hours: [Double]? = means.map { means in
      figures.indices.map { figures[$0].controlHours - means[$0 % weatherCount][index].hours }
    }
    let energy: [Double]? = means.map { means in
      figures.indices.map { figures[$0].controlEnergy - means[$0 % weatherCount][index].energy }
    }
    let eventYears = figures.count { $0.shortHours > 0 }
    let sums = tally.sums[index]
    let greatest =
      eventYears < Estimate.fewEventYears ? GreatestShortage(model).meanHours(of: index) : 0
    let loads = model.weather.map(\.classLoads[index])
    let peak = loads.flatMap { $0 }.max() ?? 0
    let hasLongTail = model.processes.contains { $0.lasting.hasLongTail }
    let starts = figures.map { Double($0.events) }
    let started = starts.reduce(0, +)
    return ClassOutcome(
      name: model.classes[index].name, target: model.classes[index].target,
      isDeferrable: model.classes[index].deadline != nil, years: years, yearsShort: eventYears,
      loadHours: model.horizon, loadMWh: loadEnergy(index),
      shortHours: Estimate(
        figures.map(\.shortHours), means: figures.map(\.meanHours), control: hours,
        eventYears: eventYears, hasLongTail: hasLongTail,
        sizes: .init(sum: sums.hours, squares: sums.hoursSquared, greatest: greatest)),
      unservedMWh: Estimate(
        figures.map(\.unserved), means: figures.map(\.meanEnergy), control: energy,
        eventYears: eventYears, hasLongTail: hasLongTail,
        sizes: .init(sum: sums.energy, squares: sums.energySquared, greatest: greatest * peak)),
      events: Estimate(
        starts, means: starts, control: nil, eventYears: eventYears, hasLongTail: false,
        sizes: .init(sum: started, squares: started, greatest: 1)),
      durations: tally.durations[index].sorted(),
      monthMissProbability: monthMisses(index), causes: causes(index), worst: worst(index),
      gpuHours: gpuHours(index))
  }

  /// MWh in the mean of the weather years that were simulated.
  private func loadEnergy(_ index: Int) -> Double {
    let model = tally.model
    let energies = model.weather.map { weather in
      let load = weather.classLoads[index]
      let sum = load.count == 1 ? load[0] * Double(model.count) : load.reduce(0, +)
      return sum * model.hours
    }
    let count = max(1, years)
    return (0..<count).reduce(0) { $0 + energies[$1 % energies.count] } / Double(count)
  }

  private func monthMisses(_ index: Int) -> Double? {
    let model = tally.model
    guard model.classes[index].target != nil, model.classes[index].deadline == nil,
      !model.monthHours.isEmpty, years > 0
    else { return nil }
    return Double(tally.missedMonths[index]) / Double(years * model.monthHours.count)
  }

  private func cause(_ index: Int) -> (name: String, kind: CauseKind) {
    let processes = tally.model.processes
    guard index < processes.count else {
      return ("", index == tally.storeEmpty ? .storeEmpty : .nothingOut)
    }
    return (processes[index].label, processes[index].kind)
  }

  /// Blocks of one store together; most energy first.
  private func causes(_ index: Int) -> [CauseShare] {
    let energies = tally.unservedByCause[index]
    let all = energies.reduce(0, +)
    guard all > 0, years > 0 else { return [] }
    var list: [CauseShare] = []
    for (position, energy) in energies.enumerated() where energy > 0 {
      let cause = cause(position)
      let yearly = energy / Double(years)
      if let last = list.last, last.kind == cause.kind, last.name == cause.name {
        list[list.count - 1].unservedMWh += yearly
        list[list.count - 1].share += energy / all
      } else {
        list.append(
          CauseShare(name: cause.name, kind: cause.kind, unservedMWh: yearly, share: energy / all))
      }
    }
    return list.enumerated()
      .sorted { ($1.element.unservedMWh, $0.offset) < ($0.element.unservedMWh, $1.offset) }
      .map(\.element)
  }

  private func worst(_ index: Int) -> [ClassOutcome.Event] {
    tally.worst[index].map { event in
      let cause = cause(event.cause)
      return ClassOutcome.Event(
        year: event.year, startHour: event.startHour, hours: event.hours,
        unservedMWh: event.unservedMWh, cause: cause.name, kind: cause.kind)
    }
  }

  private func gpuHours(_ index: Int) -> ClassOutcome.GPUHours? {
    guard tally.model.classes[index].gpus != nil, years > 0 else { return nil }
    let (losses, years) = (tally.losses[index], Double(years))
    return ClassOutcome.GPUHours(
      idle: losses.idle / years, graceful: losses.graceful / years, abrupt: losses.abrupt / years)
  }
}
