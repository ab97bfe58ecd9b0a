import LinearProgramming
import SiteModel

/// Finds whole units: rounds, fixes, solves again, and searches neighbours pruned by proven bounds.
struct CountSearch {
  let planner: Planner
  let site: Site
  let horizon: Horizon?
  var stages: [Planner.Stage] = []

  /// A proven gap of this much between whole and relaxed counts is good enough.
  static let goodGap = 0.005
  /// Programs solved at most; what is then left is told as `count_gap`.
  static let mostPrograms = 24

  init(planner: Planner, site: Site, horizon: Horizon?) {
    self.planner = planner
    self.site = site
    self.horizon = horizon
  }

  typealias Limits = [String: ClosedRange<Double>]

  /// A program with some counts limited, and what solving it gave.
  struct Node {
    var program: SiteProgram
    var limits: Limits
    var answer: Ladder.Answer?

    /// No plan within the limits costs less; known only from a certificate.
    var bound: Double { answer?.certificate.lowerBound ?? -.infinity }
    var isSolved: Bool { answer.map { $0.certificate.verdict != .none } ?? false }
    var cost: Double { answer?.certificate.objective ?? .infinity }

    /// A size at the node's point.
    func value(of size: SizeTerm) -> Double {
      answer.map { size.column.value(at: $0.x) } ?? 0
    }
  }

  mutating func solve(limits: Limits, stage: String) throws(PlanningStop) -> Node {
    let clock = ContinuousClock()
    let started = clock.now
    let program = SiteProgram(site, over: horizon, sizeLimits: limits)
    let built = clock.now
    let answer = try planner.ladder.solve(program.program, watch: planner.watch.during(stage))
    stages.append(
      Planner.Stage(
        name: stage, tries: answer?.tries ?? [], secondsToBuild: (built - started).inSeconds,
        secondsToSolve: (clock.now - built).inSeconds))
    return Node(program: program, limits: limits, answer: answer)
  }

  /// The best plan with whole counts, and its gap to the relaxed bound.
  mutating func wholeCounts(from root: Node) throws(PlanningStop) -> (node: Node, gap: Double?)? {
    let units = root.program.sizes.filter { $0.rounding == .units }
    var best = try rounded(root)
    var open = [root]
    while let node = takeLeast(from: &open), stages.count < Self.mostPrograms {
      let bound = min(node.bound, open.map(\.bound).min() ?? .infinity)
      if let best, gap(best, above: bound) <= Self.goodGap { break }
      if let best, node.bound >= best.cost { continue }
      guard let size = mostFractional(units, in: node) else {
        best = better(best, try rounded(node))
        continue
      }
      for child in try children(of: node, at: size) where child.isSolved { open.append(child) }
    }
    guard let best else { return nil }
    let floor = min(best.cost, open.map(\.bound).min() ?? best.cost)
    return (best, units.isEmpty ? nil : gap(best, above: max(root.bound, floor)))
  }

  private func takeLeast(from open: inout [Node]) -> Node? {
    guard let least = open.indices.min(by: { open[$0].bound < open[$1].bound }) else { return nil }
    return open.remove(at: least)
  }

  private func better(_ old: Node?, _ new: Node?) -> Node? {
    guard let old else { return new }
    guard let new else { return old }
    return new.cost < old.cost ? new : old
  }

  private func gap(_ node: Node, above bound: Double) -> Double {
    max(0, node.cost - bound) / max(1, node.cost.magnitude)
  }

  private func mostFractional(_ units: [SizeTerm], in node: Node) -> SizeTerm? {
    func distance(_ size: SizeTerm) -> Double {
      let value = node.value(of: size)
      return (value - value.rounded()).magnitude
    }
    // The first of equals, so that the same input takes the same way.
    guard let most = units.max(by: { distance($0) < distance($1) }), distance(most) > 1e-6 else {
      return nil
    }
    return most
  }

  private mutating func children(of node: Node, at size: SizeTerm) throws(PlanningStop) -> [Node] {
    let value = node.value(of: size)
    let known = node.limits[size.key] ?? size.least...size.limit
    var below = node.limits
    var above = node.limits
    let most = max(known.lowerBound, value.rounded(.down))
    let least = value.rounded(.up)
    below[size.key] = known.lowerBound...most
    var children = [
      try solve(limits: below, stage: "at most \(Int(most)) × \(size.component)")
    ]
    if least <= known.upperBound {
      above[size.key] = least...known.upperBound
      children.append(
        try solve(limits: above, stage: "at least \(Int(least)) × \(size.component)"))
    }
    return children
  }

  /// The node with counts rounded and fixed and negligible sizes left out.
  private mutating func rounded(_ node: Node) throws(PlanningStop) -> Node? {
    guard node.isSolved else { return nil }
    var limits = node.limits
    for size in node.program.sizes {
      let value = node.value(of: size)
      switch size.rounding {
      case .units, .packs:
        // What is a thousandth above a whole number is that number.
        let whole = min((value - 1e-3).rounded(.up), size.limit.rounded(.down))
        limits[size.key] = max(size.least, whole)...max(size.least, whole)
      case .continuous:
        let negligible = max(1e-3, 1e-4 * node.program.peakLoadMegawatts)
        if value < negligible { limits[size.key] = 0...0 }
      }
    }
    let fixed = try solve(limits: limits, stage: "whole units")
    return fixed.isSolved ? fixed : nil
  }

  /// What is broken at least, if it is proven that something must be.
  mutating func infeasibility(of node: Node) throws(PlanningStop) -> [SitePlan.PolicyViolation]? {
    let clock = ContinuousClock()
    let started = clock.now
    let elastic = ElasticProgram(node.program.program)
    let built = clock.now
    let answer = try planner.ladder.solve(
      elastic.program, watch: planner.watch.during("why not: least violation"))
    stages.append(
      Planner.Stage(
        name: "least violation", tries: answer?.tries ?? [],
        secondsToBuild: (built - started).inSeconds, secondsToSolve: (clock.now - built).inSeconds))
    let tolerance = 1e-4 * max(1, node.program.peakLoadMegawatts)
    guard let answer, answer.certificate.lowerBound > tolerance else { return nil }
    return node.program.violations(
      elastic.violations(at: answer.x).map { ($0.row, $0.amount) },
      above: 1e-5 * max(1, node.program.peakLoadMegawatts))
  }
}
