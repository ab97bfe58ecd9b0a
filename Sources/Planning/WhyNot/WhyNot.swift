import Formulation
import LinearProgramming
package import SiteModel
package import Solving
import Units

/// Why a site has no plan, and its remedies: each limit moved by the least that helps, found
/// with the relaxed program and checked by planning the site with it.
///
/// Where no single limit is enough, sets of them are: all are moved as far as they go, as many as possible
/// are put back, and each of those that are left is then moved by the least.
package struct WhyNot {
  private let planner: Planner
  private let site: Site
  private let horizon: Horizon?
  private var stages: [Planner.Stage] = []

  /// Sets of limits that are told at most, where no single one is enough.
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
  private typealias Moves = [(adjustableLimit: AdjustableLimit, amount: Double)]

  /// The result with what binds and its remedies; one that is not infeasible as it is.
  package mutating func explained(_ result: Planner.Result) throws(PlanningStop) -> Planner.Result {
    guard result.plan.status == .infeasible else { return result }
    var result = result
    let program = SiteProgram(site, over: horizon)
    let leastViolation = try planner.leastViolation(of: program, &stages)
    result.plan.bindingLimits =
      leastViolation.multipliers.isEmpty
      ? [] : program.bindingLimits(multipliers: leastViolation.multipliers)
    // Relaxed counts may have a plan where whole ones have none: then no bound starts the search.
    if leastViolation.isImpossible {
      result.plan.remedies = try remedies(violation: leastViolation.violation)
    }
    result.stages += stages
    return result
  }

  private mutating func remedies(violation: Double) throws(PlanningStop) -> [SitePlan.Remedy] {
    let adjustableLimits = site.adjustableLimits
    var helping: [AdjustableLimit] = []
    for adjustableLimit in adjustableLimits {
      let moved = adjustableLimit.moved(by: adjustableLimit.farthest, in: site)
      if try leastViolation(of: moved).isPossible { helping.append(adjustableLimit) }
    }
    var found: [Moves] = []
    for adjustableLimit in helping {
      let search = AmountSearch(adjustableLimit: adjustableLimit, site: site, violation: violation)
      if let amount = try least(search) { found.append([(adjustableLimit, amount)]) }
    }
    if helping.isEmpty { found = try sets(of: adjustableLimits) }
    var remedies: [SitePlan.Remedy] = []
    for moves in found {
      if let remedy = try checked(moves) { remedies.append(remedy) }
    }
    return remedies
  }

  /// Sets of limits none of which is idle: those that come first are put back first, then the others.
  private mutating func sets(of adjustableLimits: [AdjustableLimit]) throws(PlanningStop) -> [Moves]
  {
    guard try leastViolation(of: moved(adjustableLimits.map { ($0, $0.farthest) })).isPossible
    else { return [] }
    var sets: [Moves] = []
    for order in [adjustableLimits, adjustableLimits.reversed()].prefix(Self.mostSets) {
      var kept = order
      for adjustableLimit in order {
        let fewer = kept.filter { $0.id != adjustableLimit.id }
        if try leastViolation(of: moved(fewer.map { ($0, $0.farthest) })).isPossible {
          kept = fewer
        }
      }
      let isKnown = sets.contains { Set($0.map(\.adjustableLimit.key)) == Set(kept.map(\.key)) }
      if !isKnown, let least = try leastMoves(kept) { sets.append(least) }
    }
    return sets
  }

  /// Each limit by the least, while those after it are moved as far as they go.
  private mutating func leastMoves(_ adjustableLimits: [AdjustableLimit]) throws(PlanningStop)
    -> Moves?
  {
    var moves: Moves = adjustableLimits.map { ($0, $0.farthest) }
    for place in moves.indices {
      var others = moves
      others.remove(at: place)
      let site = moved(others)
      let without = try leastViolation(of: site)
      guard without.isImpossible else { return nil }
      let search = AmountSearch(
        adjustableLimit: adjustableLimits[place], site: site, violation: without.violation)
      guard let amount = try least(search) else { return nil }
      moves[place].amount = amount
    }
    return moves
  }

  private func moved(_ moves: Moves) -> Site {
    moves.reduce(site) { $1.adjustableLimit.moved(by: $1.amount, in: $0) }
  }

  private mutating func leastViolation(of site: Site) throws(PlanningStop) -> LeastViolation {
    try planner.leastViolation(of: SiteProgram(site, over: horizon), &stages)
  }

  /// The least amount that makes the site possible; nil where neither could be shown on the way.
  private mutating func least(_ search: AmountSearch) throws(PlanningStop) -> Double? {
    var search = search
    while let amount = search.next {
      let leastViolation = try leastViolation(
        of: search.adjustableLimit.moved(by: amount, in: search.site))
      if leastViolation.isPossible {
        search.note(possible: amount)
      } else if leastViolation.isImpossible {
        search.note(impossible: amount, violation: leastViolation.violation)
      } else {
        return nil
      }
    }
    return search.least
  }

  /// The moves as a remedy, once the site has a plan with them.
  private mutating func checked(_ moves: Moves) throws(PlanningStop) -> SitePlan.Remedy? {
    var moves = moves
    for _ in 0...Self.furtherUnits {
      let result = try planner.plan(moved(moves), over: horizon, comparisons: false)
      stages += result.stages
      if result.plan.hasDispatch {
        return SitePlan.Remedy(
          changes: moves.map { $0.adjustableLimit.change(by: $0.amount) },
          objective: result.plan.objective)
      }
      guard let unit = moves.firstIndex(where: { $0.adjustableLimit.isCount }) else { return nil }
      moves[unit].amount += 1
      guard moves[unit].amount <= moves[unit].adjustableLimit.farthest else { return nil }
    }
    return nil
  }
}
