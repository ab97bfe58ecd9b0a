import Formulation
import LinearProgramming
package import SiteModel
import Units

/// Why a site has no plan, and its remedies: each limit moved by the least that helps, found
/// with the relaxed program and checked by planning the site with it.
///
/// Where no single limit cures, sets of them do: all are moved as far as they go, as many as possible
/// are put back, and each of those that are left is then moved by the least.
package struct WhyNot {
  private let planner: Planner
  private let site: Site
  private let horizon: Horizon?
  private var stages: [Planner.Stage] = []

  /// Sets of limits that are told at most, where no single one cures.
  private static let mostSets = 2
  /// Further units tried where the relaxed program was content with fewer than whole ones are.
  private static let furtherUnits = 3

  /// A site that was proven to have no plan.
  package init(planner: Planner, site: Site, horizon: Horizon? = nil) {
    self.planner = planner.during("why not")
    self.site = site
    self.horizon = horizon
  }

  /// Limits moved together, in the order in which they are moved.
  private typealias Moves = [(lever: Lever, amount: Double)]

  /// The result with what binds and what cures; one that is not infeasible as it is.
  package mutating func explained(_ result: Planner.Result) throws(PlanningStop) -> Planner.Result {
    guard result.plan.status == .infeasible else { return result }
    var result = result
    let program = SiteProgram(site, over: horizon)
    let nearness = try planner.nearness(of: program, &stages)
    result.plan.bindingLimits =
      nearness.multipliers.isEmpty
      ? [] : program.bindingLimits(multipliers: nearness.multipliers)
    // Relaxed counts may have a plan where whole ones have none: then no bound starts the search.
    if nearness.isImpossible {
      result.plan.cures = try cures(violation: nearness.violation)
    }
    result.stages += stages
    return result
  }

  private mutating func cures(violation: Double) throws(PlanningStop) -> [SitePlan.Cure] {
    let levers = site.levers
    var helping: [Lever] = []
    for lever in levers {
      let moved = lever.moved(by: lever.farthest, in: site)
      if try nearness(of: moved).isPossible { helping.append(lever) }
    }
    var found: [Moves] = []
    for lever in helping {
      let search = AmountSearch(lever: lever, site: site, violation: violation)
      if let amount = try least(search) { found.append([(lever, amount)]) }
    }
    if helping.isEmpty { found = try sets(of: levers) }
    var cures: [SitePlan.Cure] = []
    for moves in found {
      if let cure = try checked(moves) { cures.append(cure) }
    }
    return cures
  }

  /// Sets of limits none of which is idle: those that come first are put back first, then the others.
  private mutating func sets(of levers: [Lever]) throws(PlanningStop) -> [Moves] {
    guard try nearness(of: moved(levers.map { ($0, $0.farthest) })).isPossible else { return [] }
    var sets: [Moves] = []
    for order in [levers, levers.reversed()].prefix(Self.mostSets) {
      var kept = order
      for lever in order {
        let fewer = kept.filter { $0.id != lever.id }
        if try nearness(of: moved(fewer.map { ($0, $0.farthest) })).isPossible { kept = fewer }
      }
      let isKnown = sets.contains { Set($0.map(\.lever.key)) == Set(kept.map(\.key)) }
      if !isKnown, let least = try leastMoves(kept) { sets.append(least) }
    }
    return sets
  }

  /// Each limit by the least, while those after it are moved as far as they go.
  private mutating func leastMoves(_ levers: [Lever]) throws(PlanningStop) -> Moves? {
    var moves: Moves = levers.map { ($0, $0.farthest) }
    for place in moves.indices {
      var others = moves
      others.remove(at: place)
      let site = moved(others)
      let without = try nearness(of: site)
      guard without.isImpossible else { return nil }
      let search = AmountSearch(
        lever: levers[place], site: site, violation: without.violation)
      guard let amount = try least(search) else { return nil }
      moves[place].amount = amount
    }
    return moves
  }

  private func moved(_ moves: Moves) -> Site {
    moves.reduce(site) { $1.lever.moved(by: $1.amount, in: $0) }
  }

  private mutating func nearness(of site: Site) throws(PlanningStop) -> Nearness {
    try planner.nearness(of: SiteProgram(site, over: horizon), &stages)
  }

  /// The least amount that makes the site possible; nil where neither could be shown on the way.
  private mutating func least(_ search: AmountSearch) throws(PlanningStop) -> Double? {
    var search = search
    while let amount = search.next {
      let nearness = try nearness(of: search.lever.moved(by: amount, in: search.site))
      if nearness.isPossible {
        search.note(possible: amount)
      } else if nearness.isImpossible {
        search.note(impossible: amount, violation: nearness.violation)
      } else {
        return nil
      }
    }
    return search.least
  }

  /// The moves as a cure, once the site has a plan with them.
  private mutating func checked(_ moves: Moves) throws(PlanningStop) -> SitePlan.Cure? {
    var moves = moves
    for _ in 0...Self.furtherUnits {
      let result = try planner.plan(moved(moves), over: horizon, comparisons: false)
      stages += result.stages
      if result.plan.hasDispatch {
        return SitePlan.Cure(
          changes: moves.map { $0.lever.change(by: $0.amount) }, objective: result.plan.objective)
      }
      guard let unit = moves.firstIndex(where: { $0.lever.isCount }) else { return nil }
      moves[unit].amount += 1
      guard moves[unit].amount <= moves[unit].lever.farthest else { return nil }
    }
    return nil
  }
}
