import Formulation
import SiteModel
import Solving
import Units

/// Guesses at what will not be built, so that a year can be solved without it first. A wrong guess
/// costs time and nothing else: what is left out is priced, and comes back where it earns.
extension CountSearch {
  /// Hours that the first guess is made from; a horizon much longer is worth one.
  private static let guessHours = 672.0
  private static let worthGuessing = 4

  /// Components of which a node builds next to nothing.
  func idle(at node: Node) -> Set<String> {
    guard node.answer != nil else { return [] }
    return idle(among: node.sizes, limits: node.limits) { node.value(of: $0) < negligible }
  }

  /// Stores of which the first weeks would build next to nothing, if they were all.
  ///
  /// What a store is worth mostly shows within days. Weeks of one season say less of other components,
  /// and those, which tie no hours together, are the lesser part of the work.
  ///
  /// Where the site was solved before, what was idle then is the better guess.
  mutating func likelyIdle(limits: Limits) throws(PlanningStop) -> Set<String> {
    if let known = solved.idle { return known }
    let whole = horizon ?? site.horizon
    let steps = Int(Self.guessHours * 60) / whole.stepMinutes
    guard whole.count >= Self.worthGuessing * steps else { return [] }
    let weeks = Horizon(calendar: whole.calendar, stepMinutes: whole.stepMinutes, steps: steps)
    let stores = Set(site.components.filter { $0 is any Storing }.map(\.name))
    let open = SiteProgram(site, over: weeks, sizeLimits: limits).sizes
    guard !stores.isDisjoint(with: idle(among: open, limits: limits) { _ in true }) else {
      return []
    }
    let node = try solve(
      limits: limits, stage: "first weeks", aim: .guide, within: .attempts(1), over: weeks)
    return node.isSolved ? idle(at: node).intersection(stores) : []
  }

  /// Components that may or may not be built, all of whose sizes are idle.
  private func idle(
    among sizes: [SizeTerm], limits: Limits, where isIdle: (SizeTerm) -> Bool
  ) -> Set<String> {
    let kept = sizes.filter { size in
      let range = limits[size.key] ?? size.least...max(size.least, size.limit)
      return range.lowerBound > 0 || range.upperBound <= 0 || !isIdle(size)
    }
    return Set(sizes.map(\.component)).subtracting(kept.map(\.component))
  }
}
