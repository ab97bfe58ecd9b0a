/// Chances of how many units of each kind have failed and how full the storage is, carried forward.
struct StateWalk {
  private let plant: OutageSurvival
  /// Places of a kind's failures in a state: 1, 13, 169 …
  private let places: [Int]
  private let states: Int
  private let bins: Int
  private let binEnergy: Double
  /// Chance that so many more have failed after a step, by kind and by how many had.
  private let failures: [[[Double]]]

  init(_ plant: OutageSurvival) {
    self.plant = plant
    var size = 1
    places = plant.units.map { units in
      defer { size *= min(units.count, OutageSurvival.mostFailed) + 1 }
      return size
    }
    states = size
    let energy = plant.storage?.energy ?? 0
    bins = energy > 0 ? OutageSurvival.bins : 0
    binEnergy = energy > 0 ? energy / Double(OutageSurvival.bins) : 1
    failures = plant.units.map { units in
      let most = min(units.count, OutageSurvival.mostFailed)
      return (0...most).map { failed in
        (0...(most - failed)).map { more in
          Self.binomial(units.count - failed, more, chance: 1 - units.stays)
        }
      }
    }
  }

  /// Chance of k of n.
  static func binomial(_ n: Int, _ k: Int, chance: Double) -> Double {
    var value = 1.0
    for index in 0..<k {
      value *= Double(n - index) / Double(index + 1) * chance
    }
    for _ in 0..<(n - k) { value *= 1 - chance }
    return value
  }

  private func failed(_ state: Int, _ kind: Int) -> Int {
    let size = min(plant.units[kind].count, OutageSurvival.mostFailed) + 1
    return state / places[kind] % size
  }

  private func bin(_ stored: Double) -> Int {
    bins == 0 ? 0 : min(bins, Int(stored / binEnergy + 1e-6))
  }

  /// Chances of the states when an outage begins.
  private func initial(from start: Int) -> [Double] {
    var chances = [Double](repeating: 0, count: states)
    chances[0] = 1
    for (kind, units) in plant.units.enumerated() {
      let most = min(units.count, OutageSurvival.mostFailed)
      let online = min(units.count, max(0, units.online[start % units.online.count]))
      let cold = units.readiness * (1 - units.startFailure)
      let own = (0...most).map { failed in
        (0...failed).reduce(0) { sum, ofOnline in
          guard ofOnline <= online, failed - ofOnline <= units.count - online else { return sum }
          return sum + Self.binomial(online, ofOnline, chance: 1 - units.readiness)
            * Self.binomial(units.count - online, failed - ofOnline, chance: 1 - cold)
        }
      }
      chances = spread(chances, kind) { _ in own }
    }
    return chances
  }

  /// Each state's chance over the states with more failures of a kind.
  private func spread(_ chances: [Double], _ kind: Int, _ more: (Int) -> [Double]) -> [Double] {
    var next = [Double](repeating: 0, count: chances.count)
    let width = chances.count / states
    for (place, chance) in chances.enumerated() where chance > 0 {
      let failed = failed(place / width, kind)
      for (count, share) in more(failed).enumerated() where share * chance > 1e-15 {
        next[place + count * places[kind] * width] += share * chance
      }
    }
    return next
  }

  func chances(from start: Int, upTo length: Int) -> [Double] {
    let width = bins + 1
    var now = [Double](repeating: 0, count: states * width)
    let stored = plant.storage.map { $0.initial[start % $0.initial.count] } ?? 0
    for (state, chance) in initial(from: start).enumerated() {
      now[state * width + bin(stored)] = chance
    }
    var lengths: [Double] = []
    for elapsed in 0..<length {
      for kind in plant.units.indices {
        let own = failures[kind]
        now = spread(now, kind) { own[$0] }
      }
      let step = (start + elapsed) % plant.need.count
      now = carried(now, at: step, elapsed)
      lengths.append(now.reduce(0, +))
    }
    return lengths
  }

  /// What is carried through a step, with the energy that is left.
  private func carried(_ chances: [Double], at step: Int, _ elapsed: Int) -> [Double] {
    let width = bins + 1
    var next = [Double](repeating: 0, count: chances.count)
    for state in 0..<states {
      var short = plant.need[step]
      for (kind, units) in plant.units.enumerated() {
        let up = units.count - failed(state, kind)
        short -= Double(up) * plant.output(of: units, at: step, elapsed)
      }
      for bin in 0..<width {
        let chance = chances[state * width + bin]
        guard chance > 0, let left = plant.after(Double(bin) * binEnergy, short: short) else {
          continue
        }
        next[state * width + self.bin(left)] += chance
      }
    }
    return next
  }
}
