package import Formulation
package import SiteModel

/// Finds plans that cost nearly the least: the least and the most of each size within budgets, and
/// plans that differ.
///
/// How far ends and plans are solved is given, so that independent ones run side by side. What is told
/// comes from one pool of certified plans, the cheapest among them: a range always contains the
/// cheapest plan, and a wider budget never gives a narrower range.
package struct NearbyPlans<Plan: Sendable> {
  /// A certified plan, its cost in USD a year, and its sizes by `component.size`.
  package struct Known: Sendable {
    package let plan: Plan
    package let cost: Double
    package let sizes: [String: Double]

    package init(plan: Plan, cost: Double, sizes: [String: Double]) {
      self.plan = plan
      self.cost = cost
      self.sizes = sizes
    }
  }

  /// Asks for the least of weighted sizes at no more than a budget (USD a year), other counts relaxed.
  package struct FarEnd: Sendable {
    package var weights: [String: Double]
    package var budget: Double
    package var held: [String: Double]
  }

  /// The least or the most of a size within a budget.
  package struct End: Sendable {
    package let percent: Double
    package let size: Site.PlannedSize
    package let isMost: Bool
    package let value: Double
    package let known: Known
  }

  /// Solves for far ends: the sizes there; nil where none was certified.
  package typealias SolveEnds = ([FarEnd]) async throws -> [[String: Double]?]
  /// Plans with these sizes held; nil where there is no certified plan.
  package typealias SolvePlans = ([[String: Double]]) async throws -> [Known?]

  let cheapest: Known
  let sizes: [Site.PlannedSize]
  let solveEnds: SolveEnds
  let solvePlans: SolvePlans
  private var pool: [Known]

  package init(
    cheapest: Known, sizes: [Site.PlannedSize], ends: @escaping SolveEnds,
    plans: @escaping SolvePlans
  ) {
    self.cheapest = cheapest
    self.sizes = sizes
    solveEnds = ends
    solvePlans = plans
    pool = [cheapest]
  }

  /// Rounds of search between a size that fits a budget and one that does not.
  private static var mostRounds: Int { 4 }
  /// What is left of the way to a far end, so that it costs less than its budget by what solvers round.
  private static var inward: Double { 5e-4 }

  func budget(_ percent: Double) -> Double {
    cheapest.cost + percent / 100 * cheapest.cost.magnitude
  }

  func fits(_ known: Known, _ percent: Double) -> Bool {
    known.cost <= budget(percent) + 1e-9 * cheapest.cost.magnitude
  }

  /// Counts of units as the cheapest plan has them.
  func unitsOfCheapest(but key: String? = nil) -> [String: Double] {
    var held: [String: Double] = [:]
    for size in sizes where size.isUnits && size.key != key {
      held[size.key] = cheapest.sizes[size.key] ?? 0
    }
    return held
  }

  /// One end that is looked for.
  private struct Search {
    let percent: Double
    let size: Site.PlannedSize
    let isMost: Bool
    /// The nearest value that is known not to fit.
    var beyond: Double?
    var tried: Double?
    /// Counts of units at the furthest end, which the search from there keeps.
    var counts: [String: Double] = [:]
  }

  /// The least and the most of each size within each budget (percent above the least cost).
  package mutating func ends(within percents: [Double]) async throws -> [End] {
    var searches = percents.flatMap { percent in
      sizes.flatMap { size in
        [false, true].map { Search(percent: percent, size: size, isMost: $0) }
      }
    }
    try await startAtFarEnds(&searches)
    for _ in 0..<Self.mostRounds {
      let open = searches.indices.filter { next(searches[$0]) != nil }
      if open.isEmpty { break }
      for place in open { searches[place].tried = next(searches[place]) }
      let asked = open.map { place in
        searches[place].counts.merging([searches[place].size.key: searches[place].tried ?? 0]) {
          $1
        }
      }
      try await take(asked)
      for place in open { close(&searches[place]) }
    }
    return searches.map { search in
      let (value, known) = best(search)
      return End(
        percent: search.percent, size: search.size, isMost: search.isMost, value: value,
        known: known)
    }
  }

  /// Far ends with counts relaxed, then with units as the cheapest plan has them and as the relaxed end
  /// has them, rounded down and up: the first may lie further out, the latter leave a plan.
  private mutating func startAtFarEnds(_ searches: inout [Search]) async throws {
    let open = searches
    let relaxed = try await solveEnds(open.map { farEnd($0, held: [:]) })
    let holds = zip(open, relaxed).map { search, end in
      unitCounts(near: end, but: search.size.key)
    }
    let asked = zip(open, holds).flatMap { search, holds in holds.map { farEnd(search, held: $0) } }
    var found = try await solveEnds(asked)[...]
    var plans: [[String: Double]] = []
    for (place, search) in open.enumerated() {
      let ends = [([:], relaxed[place])] + holds[place].map { ($0, found.removeFirst()) }
      for (held, end) in ends {
        guard let end = end?[search.size.key], let value = target(end, search) else { continue }
        plans.append(held.merging([search.size.key: value]) { $1 })
        // The furthest that may have a plan; of those with counts free only where there is no other.
        guard !held.isEmpty || holds[place].isEmpty else { continue }
        if let tried = searches[place].tried, !isFurther(value, than: tried, search) { continue }
        (searches[place].tried, searches[place].counts) = (value, held)
      }
    }
    try await take(plans)
    for place in searches.indices { close(&searches[place]) }
  }

  private func farEnd(_ search: Search, held: [String: Double]) -> FarEnd {
    FarEnd(
      weights: [search.size.key: search.isMost ? -1 : 1], budget: budget(search.percent),
      held: held)
  }

  /// Whole counts of units that an end may have, each once; none where there are no others.
  private func unitCounts(near end: [String: Double]?, but key: String) -> [[String: Double]] {
    let own = unitsOfCheapest(but: key)
    guard !own.isEmpty else { return [] }
    var counts = [own]
    for rule in [FloatingPointRoundingRule.down, .up] {
      guard let end else { break }
      let nudge = rule == .down ? 1e-3 : -1e-3
      let rounded = own.keys.map { ($0, max(0, ((end[$0] ?? 0) + nudge).rounded(rule))) }
      let whole = Dictionary(uniqueKeysWithValues: rounded)
      if !counts.contains(whole) { counts.append(whole) }
    }
    return counts
  }

  /// A little inward of a far end; nil where the cheapest plan already lies there or beyond.
  private func target(_ end: Double, _ search: Search) -> Double? {
    let own = cheapest.sizes[search.size.key] ?? 0
    var value = max(0, own + (end - own) * (1 - Self.inward))
    if search.size.isWhole {
      value = search.isMost ? (end + 1e-3).rounded(.down) : max(0, (end - 1e-3).rounded(.up))
    }
    if value < search.size.trace { value = 0 }
    guard isFurther(value, than: own, search) else { return nil }
    return value
  }

  private func isFurther(_ value: Double, than other: Double, _ search: Search) -> Bool {
    let least = search.size.isWhole ? 0.5 : 1e-6 * search.size.scale
    return (search.isMost ? value - other : other - value) > least
  }

  /// Half of what lies between the furthest plan that fits and what does not; nil where that is little.
  private func next(_ search: Search) -> Double? {
    guard let beyond = search.beyond else { return nil }
    let inside = best(search).value
    let distance = (beyond - inside).magnitude
    if search.size.isWhole {
      guard distance > 1.5 else { return nil }
      let middle = (beyond + inside) / 2
      return search.isMost ? middle.rounded(.down) : middle.rounded(.up)
    }
    return distance > 0.01 * max(beyond, inside) ? (beyond + inside) / 2 : nil
  }

  /// Notes a size that was tried and does not fit.
  private func close(_ search: inout Search) {
    guard let tried = search.tried else { return }
    if isFurther(tried, than: best(search).value, search) { search.beyond = tried }
    search.tried = nil
  }

  /// The plan of the pool that lies furthest within the budget; of equals the cheapest.
  private func best(_ search: Search) -> (value: Double, known: Known) {
    let key = search.size.key
    var best = (value: cheapest.sizes[key] ?? 0, known: cheapest)
    for known in pool where fits(known, search.percent) {
      let value = known.sizes[key] ?? 0
      let isEqual = (value - best.value).magnitude <= 1e-9 * max(search.size.scale, value.magnitude)
      let isBetter = search.isMost ? value > best.value : value < best.value
      if isEqual ? known.cost < best.known.cost : isBetter { best = (value, known) }
    }
    return best
  }

  /// Plans with sizes held, the same only once, and keeps what has a plan.
  @discardableResult
  mutating func take(_ holds: [[String: Double]]) async throws -> [Known?] {
    let answers = try await solvePlans(holds)
    pool += answers.compactMap { $0 }
    return answers
  }
}
