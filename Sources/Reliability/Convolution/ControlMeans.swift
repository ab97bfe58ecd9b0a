/// The exact means of the control variate: what failures leave unserved each year without stores,
/// standby sets and deferral, by convolution.
struct ControlMeans: Sendable {
  struct Mean: Sendable {
    var hours = 0.0
    var energy = 0.0
  }

  /// Shared outages whose combinations are gone through one by one.
  private static let mostShared = 8
  /// Merged states, over all tables, beyond which no control variate is worth its time.
  private static let mostWork = 5e7

  /// By weather year, then class.
  let means: [[Mean]]

  /// Nil where the means would take too long to find.
  init?(_ model: Model) {
    guard let outages = SeenOutages(model), outages.shared.count <= Self.mostShared else {
      return nil
    }
    var work = Self.mostWork
    var means: [[Mean]] = []
    for weather in model.weather {
      guard let found = Self.means(model, weather, outages, &work) else { return nil }
      means.append(found)
    }
    self.means = means
  }

  private static func means(
    _ model: Model, _ weather: Model.Weather, _ outages: SeenOutages, _ work: inout Double
  ) -> [Mean]? {
    var tables: [[Double]: CapacitySums] = [:]
    var means = model.classes.map { _ in Mean() }
    for step in 0..<model.count {
      let sizes = outages.units.map { weather.outputs[$0].value(at: step) }
      if tables[sizes] == nil {
        let states = outages.states(sizes)
        work -= Double(states.capacity.count * outages.units.count << outages.shared.count)
        guard work > 0 else { return nil }
        tables[sizes] = CapacitySums(states)
      }
      guard let table = tables[sizes] else { return nil }
      // What never fails is taken off the load.
      var tail = weather.load[step] - (weather.supply[step] - sizes.reduce(0, +))
      var short = table.expectedShortfall(tail)
      for index in means.indices {
        let load = weather.classLoads[index].value(at: step)
        if load > model.tolerance {
          let chance = table.probabilityBelow(tail, tolerance: model.tolerance)
          means[index].hours += chance * model.hours
        }
        tail -= load
        let next = table.expectedShortfall(tail)
        means[index].energy += (short - next) * model.hours
        short = next
      }
    }
    return means
  }
}

/// The outages that the control variate sees: those whose chance is the same at every moment.
private struct SeenOutages {
  /// Units that may be out.
  let units: [Int]
  /// Chance of an outage of its own, for each of the units.
  let own: [Double]
  /// Chance of each shared outage, and which of the units it takes.
  let shared: [(chance: Double, members: Set<Int>)]

  init?(_ model: Model) {
    var up: [Int: Double] = [:]
    var shared: [(chance: Double, members: Set<Int>)] = []
    for process in model.processes where process.isStationary && !process.units.isEmpty {
      if process.units.count == 1 {
        up[process.units[0], default: 1] *= 1 - process.unavailability
      } else {
        shared.append((process.unavailability, Set(process.units)))
        for unit in process.units { up[unit] = up[unit] ?? 1 }
      }
    }
    guard !up.isEmpty else { return nil }
    units = up.keys.sorted()
    own = units.map { 1 - (up[$0] ?? 1) }
    self.shared = shared
  }

  /// The distribution of the units' power, over all combinations of shared outages.
  func states(_ sizes: [Double]) -> CapacityStates {
    let cases = (0..<(1 << shared.count)).map { combination in
      var chance = 1.0
      var isOut: Set<Int> = []
      for (place, outage) in shared.enumerated() {
        let isDown = combination >> place & 1 == 1
        chance *= isDown ? outage.chance : 1 - outage.chance
        if isDown { isOut.formUnion(outage.members) }
      }
      var states = CapacityStates()
      for (place, unit) in units.enumerated() where !isOut.contains(unit) && sizes[place] > 0 {
        states.add(sizes[place], unavailability: own[place])
      }
      return (chance: chance, states: states)
    }
    return shared.isEmpty ? cases[0].states : .mixture(cases)
  }
}
