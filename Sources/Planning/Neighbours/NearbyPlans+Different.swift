import Formulation
import SiteModel

extension NearbyPlans {
  /// Plans within a budget that differ from the cheapest and from one another: what is known is made
  /// small, and what nothing known built is made large. Fewer than asked where no further one differs.
  package mutating func different(within percent: Double, atMost count: Int) async throws -> [Known]
  {
    var known = [cheapest]
    for _ in 0..<count {
      guard let further = try await away(from: known, percent) else { break }
      known.append(further)
    }
    return Array(known.dropFirst())
  }

  private mutating func away(from known: [Known], _ percent: Double) async throws -> Known? {
    var weights: [String: Double] = [:]
    for size in sizes {
      let values = known.map { $0.sizes[size.key] ?? 0 }
      let greatest = values.max() ?? 0
      let mean = values.reduce(0, +) / Double(values.count)
      weights[size.key] =
        greatest > size.trace ? mean / (greatest * greatest) : -1 / size.scale
    }
    // Sizes are held as they are found, so that a little of the budget is left for rounding.
    let budget = cheapest.cost + 0.999 * (self.budget(percent) - cheapest.cost)
    func end(_ held: [String: Double]) -> FarEnd {
      FarEnd(weights: weights, budget: budget, held: held)
    }
    let relaxed = try await solveEnds([end([:])]).first.flatMap { $0 }
    var counts = [unitsOfCheapest()]
    if let relaxed {
      let whole = Dictionary(
        uniqueKeysWithValues: sizes.filter(\.isUnits).map {
          ($0.key, max(0, ((relaxed[$0.key] ?? 0) - 1e-3).rounded(.up)))
        })
      if whole != counts[0] { counts.insert(whole, at: 0) }
    }
    let found = try await solveEnds(counts.map(end))
    let holds = zip(counts, found).flatMap { count, found -> [[String: Double]] in
      guard let found else { return [] }
      return [held(found, count, sizes), held(found, count, furthest(found))]
    }
    let answers = try await take(holds).compactMap { $0 }
    return answers.first { answer in
      fits(answer, percent) && known.allSatisfy { differs(answer.sizes, $0.sizes) }
    }
  }

  /// Sizes as they were found, units as counted, other counts up to the next whole one.
  private func held(
    _ found: [String: Double], _ counts: [String: Double], _ sizes: [Site.PlannedSize]
  ) -> [String: Double] {
    var held = counts
    for size in sizes where held[size.key] == nil {
      let value = max(0, found[size.key] ?? 0)
      held[size.key] =
        size.isWhole ? (value - 1e-3).rounded(.up) : value < size.trace ? 0 : value
    }
    return held
  }

  /// The one size that lies furthest from the cheapest plan's.
  private func furthest(_ found: [String: Double]) -> [Site.PlannedSize] {
    let far = sizes.max { share(found, $0) < share(found, $1) }
    return far.map { [$0] } ?? []
  }

  private func share(_ found: [String: Double], _ size: Site.PlannedSize) -> Double {
    let own = cheapest.sizes[size.key] ?? 0
    let other = found[size.key] ?? 0
    return (other - own).magnitude / max(own, other, 1e-3 * size.scale)
  }

  /// Whether a planner would call two plans different: some size by a twentieth, and not by a trifle.
  private func differs(_ one: [String: Double], _ other: [String: Double]) -> Bool {
    sizes.contains { size in
      let (a, b) = (one[size.key] ?? 0, other[size.key] ?? 0)
      let trifle = size.isUnits ? 0.5 : 1e-3 * size.scale
      return (a - b).magnitude > max(trifle, 0.05 * max(a, b))
    }
  }
}
