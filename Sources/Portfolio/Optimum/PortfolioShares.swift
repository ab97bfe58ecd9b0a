import SiteModel

/// What each site gets of what is shared, once the prices are known: whole units by largest remainder, and what has
/// no units by its price, held to a limit only where prices alone leave too much used.
package struct PortfolioShares: Sendable {
  let shared: SharedPortfolio
  /// Most that a site may use, by site and resource; nil: no limit of its own.
  package private(set) var most: [[Double?]]
  /// Modules of each site; nil where none are placed.
  package private(set) var modules: [Double]?
  /// What whole units of a resource no site has got.
  package private(set) var spare: [Double]
  /// Prices that the sites are planned at: of what is not limited at each site.
  package private(set) var prices: [Double]

  /// A trace of the solver is no unit.
  private static let trace = 1e-6

  /// Shares of a mixture.
  ///
  /// - Parameters:
  ///   - uses: of each site in the mixture, by resource.
  ///   - prices: USD a year for a unit.
  ///   - cost: of the mixture, USD a year, beside which a price is none.
  package init(_ shared: SharedPortfolio, uses: [[Double]], prices: [Double], cost: Double) {
    self.shared = shared
    let count = shared.resources.count
    most = uses.map { _ in [Double?](repeating: nil, count: count) }
    spare = [Double](repeating: 0, count: count)
    self.prices = [Double](repeating: 0, count: count)
    for (place, resource) in shared.resources.enumerated() {
      if resource.measure == .modules { continue }
      let worth = (prices[place] * resource.limit).magnitude
      guard worth > 1e-7 * max(1, cost.magnitude) || resource.limit <= 0 else { continue }
      if resource.measure.isWhole {
        limitWhole(place, uses.map { $0[place] })
      } else {
        self.prices[place] = prices[place]
      }
    }
    if let all = shared.index(of: "modules") { place(all, uses) }
  }

  /// Whether sites are planned just as alone.
  package var changesNothing: Bool {
    modules == nil && prices.allSatisfy { $0 == 0 }
      && most.allSatisfy { $0.allSatisfy { $0 == nil } }
  }

  /// Terms of a site.
  func terms(of site: Int) -> SharedTerms {
    shared.terms(
      of: site, at: prices, most: most[site], modules: modules?[site] ?? shared.sites[site].modules)
  }

  // MARK: - Whole units

  /// Gives whole units by largest remainder: the floor of each, then one more where the most is missing.
  private mutating func limitWhole(_ resource: Int, _ wanted: [Double]) {
    let floors = wanted.map { max(0, ($0 + Self.trace).rounded(.down)) }
    let there = (shared.resources[resource].limit + Self.trace).rounded(.down)
    var left = max(0, there - floors.reduce(0, +))
    var shares = floors
    for site in Self.byRemainder(wanted, floors) where left >= 1 {
      shares[site] += 1
      left -= 1
    }
    for (site, share) in shares.enumerated() { most[site][resource] = share }
    spare[resource] = left
  }

  private static func byRemainder(_ wanted: [Double], _ floors: [Double]) -> [Int] {
    let rest = zip(wanted, floors).map { $0 - $1 }
    return rest.indices.filter { rest[$0] > trace }.sorted { (-rest[$0], $0) < (-rest[$1], $1) }
  }

  /// Places all modules, each group within its limit.
  private mutating func place(_ all: Int, _ uses: [[Double]]) {
    let wanted = uses.map { $0[all] }
    var placed = wanted.map { ($0 + Self.trace).rounded(.down) }
    var left = Int((shared.resources[all].limit - placed.reduce(0, +)).rounded())
    for site in Self.byRemainder(wanted, placed) where left > 0 && hasRoom(site, placed) {
      placed[site] += 1
      left -= 1
    }
    // Where a group has no room for its remainders, whoever has.
    while left > 0, let site = placed.indices.first(where: { hasRoom($0, placed) }) {
      placed[site] += 1
      left -= 1
    }
    modules = placed
  }

  private func hasRoom(_ site: Int, _ placed: [Double]) -> Bool {
    guard placed[site] + 1 <= shared.sites[site].range.upperBound + Self.trace else { return false }
    return shared.resources.allSatisfy { resource in
      guard let members = resource.members, members.contains(site) else { return true }
      return members.reduce(0) { $0 + placed[$1] } + 1 <= resource.limit + Self.trace
    }
  }

  // MARK: - After a pass

  /// Limits each site where all of them use more of something than there is. Returns whether that was so.
  ///
  /// - Parameter uses: of the sites as they were planned.
  package mutating func cutBack(_ uses: [[Double]], to mixed: [[Double]]) -> Bool {
    var cut = false
    for (place, resource) in shared.resources.enumerated() where resource.measure != .modules {
      let own = uses.map { $0[place] }
      let excess = own.reduce(0, +) - resource.limit
      guard excess > 1e-6 * max(1, resource.limit.magnitude) else { continue }
      cut = true
      if resource.measure.isWhole {
        limitWhole(place, mixed.map { $0[place] })
        continue
      }
      // Whoever uses more than its part of the mixture gives back in proportion.
      let above = zip(own, mixed).map { max(0, $0 - $1[place]) }
      let all = above.reduce(0, +)
      for site in own.indices where above[site] > 0 {
        most[site][place] = own[site] - min(1, excess / all) * above[site]
      }
    }
    return cut
  }

  /// A site that could not be planned with its shares gets one unit more of what it lacks: of what nobody has, else
  /// from whoever loses least by it. Returns whether there was anything to give.
  ///
  /// - Parameters:
  ///   - lacking: resources that its least violation breaks; empty: any.
  ///   - used: what the others' plans use, and what a unit is worth to them; nil where there is no plan.
  package mutating func give(
    to site: Int, lacking: [Int], used: [(uses: [Double], worth: [Double])?]
  ) -> Bool {
    let limited = shared.resources.indices.filter { most[site][$0] != nil }
    let wanted = lacking.filter(limited.contains)
    var gave = false
    for resource in wanted.isEmpty ? limited : wanted {
      guard let own = most[site][resource] else { continue }
      let unit = shared.resources[resource].measure.isWhole ? 1 : max(1e-3 * own.magnitude, 1e-9)
      if spare[resource] >= unit {
        spare[resource] -= unit
        most[site][resource] = own + unit
        gave = true
        continue
      }
      let donors = used.indices.compactMap { donor -> (donor: Int, loss: Double)? in
        guard donor != site, let plan = used[donor], let share = most[donor][resource],
          share >= unit || !shared.resources[resource].measure.isWhole
        else { return nil }
        let isUnused = plan.uses[resource] <= share - unit + Self.trace
        return (donor, isUnused ? 0 : plan.worth[resource])
      }
      guard let giver = donors.min(by: { ($0.loss, $0.donor) < ($1.loss, $1.donor) }),
        let share = most[giver.donor][resource]
      else { continue }
      most[giver.donor][resource] = share - unit
      most[site][resource] = own + unit
      gave = true
    }
    return gave
  }
}
