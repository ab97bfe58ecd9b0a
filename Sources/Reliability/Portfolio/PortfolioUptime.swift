/// How many modules of a portfolio are up, by exact convolution of its sites' own states.
///
/// Sites are independent but for the causes that they share, and but for the period: an hour of the day in a
/// month, in which each has its own states. For each period F = Σ over the 2^K cases of the causes
/// Π q^on (1 − q)^off × (f₁ * f₂ * … * f_N given the case); the answer is the mean over the periods, by their
/// hours. Sites that no chain of shared causes ties together are convolved apart, so that K is the number of
/// causes of one such chain. Billinton and Allan, *Reliability Evaluation of Power Systems* (2nd ed. 1996),
/// chapters 2, 3 and 8.
public struct PortfolioUptime: Sendable {
  /// Causes that are tied together by sites, beyond which 2^K is too many.
  public static let mostTied = 10

  /// Modules in all.
  public let modules: Int
  /// Expected modules that are up.
  public let expectedUp: Double
  private let probability: [Double]
  private let balance: [Double]

  /// The states of all sites; `hours` are those of each period. Nil where too many causes are tied together.
  public init?(_ sites: [SiteStates], causes: [SharedCause], hours: [Double]) {
    let groups = Self.groups(sites, causes.count)
    guard groups.allSatisfy({ $0.causes.count <= Self.mostTied }) else { return nil }
    modules = sites.reduce(0) { $0 + $1.modules }
    let all = hours.reduce(0, +)
    var mean = ModulesDown.empty
    let isConstant = sites.allSatisfy { $0.given.allSatisfy { $0.count == 1 } }
    for period in isConstant ? 0..<1 : hours.indices {
      var states = ModulesDown.none
      for group in groups {
        let members = group.sites.map { sites[$0] }
        if group.causes.isEmpty {
          for site in members { states.add(site.states(0, period)) }
        } else {
          states.add(Self.tied(members, group.causes, causes, period))
        }
      }
      mean.mix(states, chance: isConstant ? 1 : hours[period] / all)
    }
    probability = mean.probability
    balance = mean.balance
    let down = probability.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    expectedUp = Double(modules) - down
  }

  /// The same sites as if each shared nothing, and had all of its outages for itself.
  public static func apart(
    _ sites: [SiteStates], causes: [SharedCause], hours: [Double]
  ) -> PortfolioUptime? {
    PortfolioUptime(sites.map { $0.alone(causes) }, causes: [], hours: hours)
  }

  private static func tied(
    _ sites: [SiteStates], _ tied: [Int], _ causes: [SharedCause], _ period: Int
  ) -> ModulesDown {
    SharedCause.mixture(of: tied.map { causes[$0] }) { combination in
      var states = ModulesDown.none
      for site in sites {
        var own = 0
        for (place, cause) in site.causes.enumerated() {
          guard let bit = tied.firstIndex(of: cause) else { continue }
          own |= (combination >> bit & 1) << place
        }
        states.add(site.states(own, period))
      }
      return states
    }
  }

  /// Sites that share causes, directly or by way of others; last those that share none.
  private static func groups(_ sites: [SiteStates], _ count: Int)
    -> [(causes: [Int], sites: [Int])]
  {
    var head = Array(0..<count)
    func root(_ cause: Int) -> Int {
      var cause = cause
      while head[cause] != cause { cause = head[cause] }
      return cause
    }
    for site in sites {
      for cause in site.causes.dropFirst() { head[root(cause)] = root(site.causes[0]) }
    }
    var groups: [(causes: [Int], sites: [Int])] = []
    for start in 0..<count where root(start) == start {
      let members = sites.indices.filter { sites[$0].causes.first.map(root) == start }
      guard !members.isEmpty else { continue }
      groups.append(((0..<count).filter { root($0) == start }, members))
    }
    groups.append(([], sites.indices.filter { sites[$0].causes.isEmpty }))
    return groups
  }

  /// Modules that may be down while a share of them is up; what is within rounding is up.
  public static func mayBeDown(_ share: Double, of modules: Int) -> Int {
    Int(((1 - share) * Double(modules) + 1e-9).rounded(.down))
  }

  /// Probability that at least this share of the modules is up.
  public func probability(up share: Double) -> Double {
    probability.prefix(Self.mayBeDown(share, of: modules) + 1).reduce(0, +)
  }

  /// Hours of 8,760 in which less than this share is up; summed from the small end, so that it keeps its figures.
  public func hoursBelow(_ share: Double) -> Double {
    8760 * probability.dropFirst(Self.mayBeDown(share, of: modules) + 1).reversed().reduce(0, +)
  }

  /// Times in 8,760 hours that a failure takes the share up below this.
  public func eventsPerYear(_ share: Double) -> Double {
    max(0, 8760 * balance.dropFirst(Self.mayBeDown(share, of: modules) + 1).reversed().reduce(0, +))
  }
}
