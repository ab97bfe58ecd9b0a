/// The distribution of the power that independent two-state units can give together.
struct CapacityStates: Sendable {
  /// MW, rising.
  private(set) var capacity: [Double] = [0]
  private(set) var probability: [Double] = [1]
  /// Probability × (rate of going up − rate of going down), per hour: its sum over the states below
  /// a level is the frequency of falling below that level, for what falls must rise again.
  private(set) var balance: [Double] = [0]

  /// Capacities that differ by less are one state: sums of the same sizes in another order.
  private static let sameness = 1e-9

  /// Adds a unit. Rates are per hour.
  mutating func add(_ size: Double, failureRate: Double, repairRate: Double) {
    let down = failureRate / (failureRate + repairRate)
    add(size, unavailability: down, failureRate: failureRate, repairRate: repairRate)
  }

  /// Adds a unit without its rates, where frequencies do not matter.
  mutating func add(_ size: Double, unavailability: Double) {
    add(size, unavailability: unavailability, failureRate: 0, repairRate: 0)
  }

  private mutating func add(
    _ size: Double, unavailability down: Double, failureRate: Double, repairRate: Double
  ) {
    let up = 1 - down
    var merged = Self.empty(reserving: 2 * capacity.count)
    var (low, high) = (0, 0)
    while low < capacity.count || high < capacity.count {
      if low < capacity.count, capacity[low] <= capacity[high] + size {
        merged.append(
          capacity[low], down * probability[low],
          down * (balance[low] + repairRate * probability[low]))
        low += 1
      } else {
        merged.append(
          capacity[high] + size, up * probability[high],
          up * (balance[high] - failureRate * probability[high]))
        high += 1
      }
    }
    self = merged
  }

  /// Spreads each state over the two nearest multiples of a grid, keeping its mean.
  mutating func snap(to grid: Double) {
    var snapped = Self.empty(reserving: capacity.count + 1)
    var pending: [(Double, Double, Double)] = []
    for index in capacity.indices {
      let floor = (capacity[index] / grid).rounded(.down)
      let part = capacity[index] / grid - floor
      let shares: [(Double, Double)] = [(floor * grid, 1 - part), ((floor + 1) * grid, part)]
      for (level, share) in shares where share > 0 {
        pending.append((level, share * probability[index], share * balance[index]))
      }
    }
    pending.sort { $0.0 < $1.0 }
    for (level, probability, balance) in pending { snapped.append(level, probability, balance) }
    self = snapped
  }

  /// The states of one of several cases, by the chance of each.
  static func mixture(_ cases: [(chance: Double, states: CapacityStates)]) -> CapacityStates {
    var all: [(Double, Double, Double)] = []
    for (chance, states) in cases {
      for index in states.capacity.indices {
        all.append(
          (
            states.capacity[index], chance * states.probability[index],
            chance * states.balance[index]
          ))
      }
    }
    all.sort { $0.0 < $1.0 }
    var mixed = empty(reserving: all.count)
    for (level, probability, balance) in all { mixed.append(level, probability, balance) }
    return mixed
  }

  private static func empty(reserving count: Int) -> CapacityStates {
    var states = CapacityStates()
    states.capacity = []
    states.probability = []
    states.balance = []
    states.capacity.reserveCapacity(count)
    states.probability.reserveCapacity(count)
    states.balance.reserveCapacity(count)
    return states
  }

  private mutating func append(_ level: Double, _ probability: Double, _ balance: Double) {
    if let last = capacity.last, level - last <= Self.sameness * max(1, level) {
      self.probability[capacity.count - 1] += probability
      self.balance[capacity.count - 1] += balance
    } else {
      capacity.append(level)
      self.probability.append(probability)
      self.balance.append(balance)
    }
  }
}

/// Running sums over capacity states, to answer for many loads.
struct CapacitySums: Sendable {
  private let capacity: [Double]
  private let probability: [Double]
  private let energy: [Double]
  private let balance: [Double]

  init(_ states: CapacityStates) {
    capacity = states.capacity
    func sums(_ values: some Sequence<Double>) -> [Double] {
      values.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    }
    probability = sums(states.probability)
    energy = sums(zip(states.capacity, states.probability).lazy.map { $0 * $1 })
    balance = sums(states.balance)
  }

  /// States below a load; a capacity within rounding of the load carries it.
  private func below(_ load: Double, by tolerance: Double) -> Int {
    let level = load - max(tolerance, 1e-9 * load.magnitude)
    var (low, high) = (0, capacity.count)
    while low < high {
      let middle = (low + high) / 2
      if capacity[middle] < level { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func probabilityBelow(_ load: Double, tolerance: Double = 0) -> Double {
    probability[below(load, by: tolerance)]
  }

  /// Expected MW short of a load.
  func expectedShortfall(_ load: Double) -> Double {
    let count = below(load, by: 0)
    return max(0, load * probability[count] - energy[count])
  }

  /// Falls below a load in an hour.
  func frequency(_ load: Double) -> Double { balance[below(load, by: 0)] }
}
