import LinearProgramming
package import Solving

/// The small program that mixes what sites have answered at different prices (Dantzig–Wolfe, one cut for each
/// answer of each site), and finds the prices to ask about next.
///
/// With cost c and uses u of answer k of site i, limits B and prices π,
///
///     max Σ θ_i − π·B   such that   θ_i − π·u_i^k ≤ c_i^k,   0 ≤ π ≤ greatest
///
/// whose dual mixes the answers: a cost that some plan of fractions has. Source: Dantzig & Wolfe, "Decomposition
/// Principle for Linear Programs", Operations Research 8 (1960); the next prices lie inside the level set as in
/// Pecci & Jenkins, IEEE Transactions on Power Systems (2025), arXiv 2403.02559.
package struct PriceMaster: Sendable {
  /// One thing that is shared.
  package struct Resource: Sendable {
    /// How much of it there is.
    package var limit: Double
    /// All of it is used, no more and no less: its price may be negative.
    package var isExact: Bool
    /// A measure of what is much of it.
    package var scale: Double
    /// Greatest price that is asked about, in costs of the portfolio for its scale.
    package var greatest = 4.0

    package init(limit: Double, isExact: Bool = false, scale: Double) {
      (self.limit, self.isExact, self.scale) = (limit, isExact, scale)
    }
  }

  /// What a site would do: its cost without prices, and what it uses.
  package struct Answer: Sendable, Equatable {
    package var site: Int
    /// USD a year.
    package var cost: Double
    /// One number a resource.
    package var uses: [Double]

    package init(site: Int, cost: Double, uses: [Double]) {
      (self.site, self.cost, self.uses) = (site, cost, uses)
    }
  }

  /// The best mixture of what is known.
  package struct Mixture: Sendable {
    /// USD a year, with what is missing at the greatest price: no less can be had of the answers known.
    package var cost: Double
    /// The share of each answer in its site's plan.
    package var weights: [Double]
    /// USD a year for a unit of each resource.
    package var prices: [Double]
    /// How much of each resource is missing; of an exact one also what is too much.
    package var missing: [Double]
  }

  package let sites: Int
  package private(set) var resources: [Resource]
  package private(set) var answers: [Answer] = []
  /// USD a year that the program counts as one.
  private let unit: Double
  private let solver: any LinearSolver

  /// - Parameter cost: of all sites together, as a measure, USD a year.
  package init(
    sites: Int, _ resources: [Resource], cost: Double, solver: any LinearSolver
  ) {
    self.sites = sites
    self.resources = resources.map { resource in
      var own = resource
      own.scale = resource.scale > 0 ? resource.scale : 1
      return own
    }
    unit = max(1, cost.magnitude)
    self.solver = solver
  }

  package mutating func add(_ answer: Answer) {
    if !answers.contains(answer) { answers.append(answer) }
  }

  /// Asks about higher prices of a resource from now on.
  package mutating func raise(_ resource: Int) { resources[resource].greatest *= 8 }

  /// Whether prices of a resource may still be raised.
  package func canRaise(_ resource: Int) -> Bool { resources[resource].greatest < 1e4 }

  /// The greatest price of a resource, USD a year for a unit.
  package func greatest(of resource: Int) -> Double {
    resources[resource].greatest * unit / resources[resource].scale
  }

  /// What the answers known say that no plan costs less than at prices, USD a year.
  package func value(at prices: [Double]) -> Double {
    var least = [Double](repeating: .infinity, count: sites)
    for answer in answers {
      least[answer.site] = min(least[answer.site], answer.cost + Self.dot(prices, answer.uses))
    }
    return least.reduce(0, +) - Self.dot(prices, resources.map(\.limit))
  }

  /// The best mixture, by simplex: at a vertex no more sites are split than limits bind.
  package func mixture() throws(SolverFault) -> Mixture {
    var program = LinearProgram()
    let shares = answers.indices.map { index in
      program.column("answer", "share_\(index)", .nonNegative(impliedUpTo: 1), of: Void.self)
    }
    let one = program.family("portfolio", "one_plan_a_site")
    for site in 0..<sites {
      var sum = Expression<Void>.zero
      for (index, answer) in answers.enumerated() where answer.site == site {
        sum.add(shares[index])
      }
      // Σ shares of a site's answers = 1
      program.require(one, label: site, sum .== .constant(1))
    }
    for (index, answer) in answers.enumerated() {
      program.minimise((answer.cost / unit) * shares[index])
    }
    let limits = program.family("portfolio", "shared_limits")
    var missing: [Expression<Void>] = []
    for (place, resource) in resources.enumerated() {
      var used = Expression<Void>.zero
      for (index, answer) in answers.enumerated() where answer.uses[place] != 0 {
        used.add(shares[index], times: answer.uses[place] / resource.scale)
      }
      let lack = program.column(
        "missing", "\(place)", .nonNegative(impliedUpTo: 1e9), of: Void.self)
      program.minimise(resource.greatest * lack)
      missing.append(lack)
      let limit = Expression<Void>.constant(resource.limit / resource.scale)
      if resource.isExact {
        let excess = program.column(
          "excess", "\(place)", .nonNegative(impliedUpTo: 1e9), of: Void.self)
        program.minimise(resource.greatest * excess)
        // Σ used + missing − too much = all of it
        program.require(limits, label: place, used + lack - excess .== limit)
        missing[place] = lack + excess
      } else {
        // Σ used − missing ≤ limit
        program.require(limits, label: place, used - lack .<= limit)
      }
    }
    let answer = try solver.solve(program, method: .simplex, progress: nil)
    guard answer.verdict == .optimal else {
      throw SolverFault("the shared program has no optimum: \(answer.verdict.rawValue)")
    }
    let duals = answer.y.suffix(resources.count)
    return Mixture(
      cost: unit * zip(program.columns, answer.x).reduce(0) { $0 + $1.0.cost * $1.1 },
      weights: shares.map { max(0, $0.value(at: answer.x)) },
      prices: zip(duals, resources).map { dual, resource in
        let price = -dual * unit / resource.scale
        return resource.isExact ? price : max(0, price)
      },
      missing: zip(missing, resources).map { max(0, $0.value(at: answer.x)) * $1.scale })
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

// MARK: - The next prices

extension PriceMaster {
  /// Prices inside the set at which the answers known promise at least a level: an interior point of it. Nil
  /// where the solver finds none.
  package func pricesInside(level: Double) -> [Double]? {
    let prices = try? self.prices(method: .interiorPoint(), level: level, within: nil)
    guard let prices, value(at: prices) >= level - 1e-6 * unit else { return nil }
    return prices
  }

  /// The prices of the greatest promise near others (box step).
  ///
  /// - Parameter radius: in costs of the portfolio for a resource's scale.
  package func bestPrices(near center: [Double], radius: Double) throws(SolverFault) -> [Double] {
    try prices(method: .simplex, level: nil, within: (center, radius))
  }

  /// The program in slacks below each site's last answer, so that no column is free:
  /// θ_i = c_i^0 + π·u_i^0 − s_i.
  private func prices(
    method: SolveMethod, level: Double?, within box: (center: [Double], radius: Double)?
  ) throws(SolverFault) -> [Double] {
    var program = LinearProgram()
    var last = [Int](repeating: 0, count: sites)
    for (index, answer) in answers.enumerated() { last[answer.site] = index }
    let slacks = (0..<sites).map {
      program.column("slack", "\($0)", .nonNegative(impliedUpTo: 1e9), of: Void.self)
    }
    // A price above its least one, in costs of the portfolio for the resource's scale.
    var least: [Double] = []
    let above = resources.enumerated().map { place, resource in
      var range = (resource.isExact ? -resource.greatest : 0)...resource.greatest
      if let box {
        let center = min(
          max(box.center[place] * resource.scale / unit, range.lowerBound), range.upperBound)
        range =
          max(range.lowerBound, center - box.radius)...min(range.upperBound, center + box.radius)
      }
      least.append(range.lowerBound)
      return program.column(
        "price", "\(place)", .limits(0, range.upperBound - range.lowerBound), of: Void.self)
    }
    func charge(_ uses: [Double]) -> Expression<Void> {
      var sum = Expression<Void>.zero
      for (place, resource) in resources.enumerated() where uses[place] != 0 {
        sum.add(above[place] + .constant(least[place]), times: uses[place] / resource.scale)
      }
      return sum
    }
    let cuts = program.family("portfolio", "cuts")
    for (index, answer) in answers.enumerated() where index != last[answer.site] {
      let newest = answers[last[answer.site]]
      let less = zip(newest.uses, answer.uses).map { $0 - $1 }
      let gained = Expression<Void>.constant((newest.cost - answer.cost) / unit) + charge(less)
      // s_i ≥ c_i^0 − c_i^k + π·(u_i^0 − u_i^k)
      program.require(cuts, label: index, slacks[answer.site] .>= gained)
    }
    var promise = charge(resources.map { -$0.limit })
    for site in 0..<sites {
      let newest = answers[last[site]]
      promise.add(.constant(newest.cost / unit) + charge(newest.uses))
      promise.add(slacks[site], times: -1)
    }
    if let level {
      let floor = program.family("portfolio", "level")
      // Σ θ_i − π·B ≥ level
      program.require(floor, promise .>= .constant(level / unit))
    } else {
      program.minimise(-1 * promise)
    }
    let answer = try solver.solve(program, method: method, progress: nil)
    guard answer.verdict == .optimal else {
      throw SolverFault("no prices were found: \(answer.verdict.rawValue)")
    }
    return resources.enumerated().map { place, resource in
      let scaled = least[place] + above[place].value(at: answer.x)
      let price = resource.isExact ? scaled : max(0, scaled)
      return min(max(price, -resource.greatest), resource.greatest) * unit / resource.scale
    }
  }
}
