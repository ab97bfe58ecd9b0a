package import Solving

/// Rounds of prices over sites that are asked what they would do at them, until the cost of the best mixture of what
/// they said is near what is proven.
package struct PriceRounds: Sendable {
  /// One limit.
  package struct Limit: Sendable {
    package var amount: Double
    /// All of it is used: modules to place.
    package var isExact: Bool

    package init(_ amount: Double, isExact: Bool = false) {
      (self.amount, self.isExact) = (amount, isExact)
    }
  }

  /// What a site answered.
  package struct Answer: Sendable {
    /// USD a year without prices.
    package let cost: Double
    /// No plan costs less at the prices, prices among it; USD a year.
    package let bound: Double
    /// One number a limit.
    package let uses: [Double]

    package init(cost: Double, bound: Double, uses: [Double]) {
      (self.cost, self.bound, self.uses) = (cost, bound, uses)
    }
  }

  /// One round.
  package struct Round: Sendable {
    package let name: String
    /// USD a year for a unit.
    package let prices: [Double]
    /// Proven by this round alone, USD a year.
    package let bound: Double
    /// The best bound so far, and the cost of the best mixture.
    package let lower: Double
    package let cost: Double
    package let used: [Double]

    package var gap: Double { max(0, cost - lower) / max(1, cost.magnitude) }
  }

  /// What the rounds came to.
  package struct Outcome: Sendable {
    /// Each site by itself, without limits.
    package let alone: [Answer]
    package let rounds: [Round]
    /// Cost of each site's part of the best mixture, and what it uses.
    package let costs: [Double]
    package let uses: [[Double]]
    /// USD a year for a unit: the multipliers of the best mixture.
    package let prices: [Double]
    /// What there is not enough of at any price asked about.
    package let missing: [Double]
    /// Answers that sites mix beyond one each.
    package let split: Int
    /// The round that proves the bound.
    package let proof: Round

    package var last: Round { rounds[rounds.count - 1] }
  }

  private let limits: [Limit]
  private let gapAim: Double
  private let solver: any LinearSolver

  /// Rounds at most; a gap that is left is told.
  private static let mostRounds = 40
  /// Gap at which what is still missing is taken to be worth more than the greatest price.
  private static let nearlyConverged = 0.02

  /// - Parameter solver: of small programs, by simplex and by interior point.
  package init(_ limits: [Limit], gap: Double, solver: any LinearSolver) {
    (self.limits, gapAim, self.solver) = (limits, gap, solver)
  }

  /// The name of what each site does by itself.
  package static let alone = "alone"

  /// Asks until the gap is as small as was asked for.
  ///
  /// - Parameters:
  ///   - alone: each site by itself; without modules to place also the first round, at no price.
  ///   - ask: what all sites do at prices, in their order.
  package func run(
    alone: [Answer], _ ask: (_ name: String, _ prices: [Double]) async throws -> [Answer]
  ) async throws -> Outcome {
    var master = master(alone)
    let none = [Double](repeating: 0, count: limits.count)
    let total = alone.reduce(0) { $0 + $1.cost }
    let places = limits.contains(where: \.isExact)
    // A module is worth about what it costs on the mean: a start like any other.
    var prices = limits.map { $0.isExact && $0.amount > 0 ? -total / $0.amount : 0 }
    var rounds: [Round] = []
    var (lower, proof, idle, radius) = (-Double.infinity, 0, 0, 0.25)
    var mixture = try master.mixture()
    while rounds.count < Self.mostRounds {
      let name = places || !rounds.isEmpty ? "\(rounds.count + 1)" : Self.alone
      let answers = name == Self.alone ? alone : try await ask(name, prices)
      for (site, answer) in answers.enumerated() {
        master.add(.init(site: site, cost: answer.cost, uses: answer.uses))
      }
      let bound = bound(answers, at: prices)
      idle = bound > lower ? 0 : idle + 1
      if bound > lower { (lower, proof) = (bound, rounds.count) }
      mixture = try master.mixture()
      let round = Round(
        name: name, prices: prices, bound: bound, lower: lower, cost: mixture.cost,
        used: used(mixture, master).reduce(none) { zip($0, $1).map(+) })
      rounds.append(round)
      let short = limits.indices.filter { isMissing(mixture.missing[$0], of: $0) }
      if round.gap <= gapAim, short.allSatisfy({ !master.canRaise($0) }) { break }
      if round.gap <= max(gapAim, Self.nearlyConverged) {
        for limit in short where master.canRaise(limit) { master.raise(limit) }
        mixture = try master.mixture()
      }
      if idle >= 2 {
        radius /= 2
        prices = try master.bestPrices(near: rounds[proof].prices, radius: radius)
      } else {
        prices =
          master.pricesInside(level: mixture.cost - 0.5 * (mixture.cost - lower))
          ?? mixture.prices
      }
    }
    var costs = [Double](repeating: 0, count: alone.count)
    for (weight, answer) in zip(mixture.weights, master.answers) {
      costs[answer.site] += weight * answer.cost
    }
    let parts = zip(mixture.weights, master.answers).filter { $0.0 > 1e-6 }.map { $0.1.site }
    return Outcome(
      alone: alone, rounds: rounds, costs: costs, uses: used(mixture, master),
      prices: mixture.prices, missing: mixture.missing, split: parts.count - Set(parts).count,
      proof: rounds[proof])
  }

  /// L(π) = Σ least cost at π − π·B: proven by what each site proves, whatever the prices (of what has no price
  /// below nothing).
  package func bound(_ answers: [Answer], at prices: [Double]) -> Double {
    answers.reduce(0) { $0 + $1.bound }
      - zip(prices, limits).reduce(0) { $0 + $1.0 * $1.1.amount }
  }

  /// Whether an amount that the best mixture lacks is more than the solver's trace.
  package func isMissing(_ amount: Double, of limit: Int) -> Bool {
    amount > 1e-6 * max(1, limits[limit].amount.magnitude)
  }

  private func master(_ alone: [Answer]) -> PriceMaster {
    var master = PriceMaster(
      sites: alone.count,
      limits.enumerated().map { index, limit in
        PriceMaster.Resource(
          limit: limit.amount, isExact: limit.isExact,
          scale: max(limit.amount.magnitude, alone.reduce(0) { $0 + $1.uses[index].magnitude }))
      }, cost: alone.reduce(0) { $0 + $1.cost.magnitude }, solver: solver)
    for (site, answer) in alone.enumerated() {
      master.add(.init(site: site, cost: answer.cost, uses: answer.uses))
    }
    return master
  }

  /// What each site uses in a mixture.
  private func used(_ mixture: PriceMaster.Mixture, _ master: PriceMaster) -> [[Double]] {
    var used = [[Double]](
      repeating: [Double](repeating: 0, count: limits.count), count: master.sites)
    for (weight, answer) in zip(mixture.weights, master.answers) where weight > 0 {
      for (place, use) in answer.uses.enumerated() { used[answer.site][place] += weight * use }
    }
    return used
  }
}
