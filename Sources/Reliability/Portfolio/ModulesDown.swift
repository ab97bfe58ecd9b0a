/// How many modules of some sites are down at a random moment, and how often more of them go down.
struct ModulesDown: Sendable {
  /// Probability that so many are down, from none; what lies beyond is too little for a Double to tell.
  private(set) var probability: [Double]
  /// Failures that lead to so many down, less failures that lead away from it, per hour: the sum over
  /// what lies above a number is the frequency of going above it.
  private(set) var balance: [Double]

  /// Tails below this are left out: a millionth of a millionth of what a sum near 1 can tell.
  private static let negligible = 1e-28

  /// No module at all.
  static let none = ModulesDown(probability: [1], balance: [0])

  private init(probability: [Double], balance: [Double]) {
    self.probability = probability
    self.balance = balance
  }

  /// Takes in a site that is independent of those that are there.
  mutating func add(_ states: [SiteStates.State]) {
    guard let most = states.map(\.down).max() else { return }
    var chances = [Double](repeating: 0, count: probability.count + most)
    var flows = chances
    for state in states where state.probability > 0 || state.balance != 0 {
      let (down, chance, flow) = (state.down, state.probability, state.balance)
      for place in probability.indices {
        chances[place + down] += probability[place] * chance
        flows[place + down] += balance[place] * chance + probability[place] * flow
      }
    }
    self = Self(probability: chances, balance: flows)
    trim()
  }

  /// Takes in sites that are independent of those that are there.
  mutating func add(_ other: ModulesDown) {
    add(
      other.probability.indices.map {
        .init(down: $0, probability: other.probability[$0], balance: other.balance[$0])
      })
  }

  /// Adds a part of other states: one case of several, by its chance.
  mutating func mix(_ other: ModulesDown, chance: Double) {
    shift(other, probability: chance, balance: chance, flow: 0)
  }

  /// Adds what a cause brings that comes so many times an hour to these states and makes them others.
  mutating func addOnset(from before: ModulesDown, to after: ModulesDown, frequency: Double) {
    shift(before, probability: 0, balance: 0, flow: -frequency)
    shift(after, probability: 0, balance: 0, flow: frequency)
  }

  /// Nothing yet, to mix cases into.
  static let empty = ModulesDown(probability: [0], balance: [0])

  private mutating func shift(
    _ other: ModulesDown, probability chance: Double, balance share: Double, flow: Double
  ) {
    let missing = other.probability.count - probability.count
    if missing > 0 {
      probability += Array(repeating: 0, count: missing)
      balance += Array(repeating: 0, count: missing)
    }
    for place in other.probability.indices {
      probability[place] += chance * other.probability[place]
      balance[place] += share * other.balance[place] + flow * other.probability[place]
    }
  }

  private mutating func trim() {
    var last = probability.count
    while last > 1, probability[last - 1] < Self.negligible,
      balance[last - 1].magnitude < Self.negligible
    { last -= 1 }
    probability.removeLast(probability.count - last)
    balance.removeLast(balance.count - last)
  }
}
