import LinearProgramming
import SiteModel
import Units

/// Finds whole units, and the blocks of falling prices that a plan's own use ends in: rounds, fixes,
/// solves again, and searches neighbours pruned by proven bounds.
struct CountSearch {
  let planner: Planner
  let site: Site
  let horizon: Horizon?
  var stages: [Planner.Stage] = []
  /// Limits that the caller asked for: what they ask to be built is never too small to be.
  private let asked: Limits
  private let peakLoadMegawatts: Double
  private var mostPrograms = Self.mostPrograms

  /// A proven gap of this much between whole and relaxed counts is good enough.
  static let goodGap = 0.005
  /// Programs solved at most; what is then left is told as `count_gap`. Small ones take no time.
  static let mostPrograms = 24
  static let mostSmallPrograms = 400
  /// A count this near a whole number is that number.
  static let wholeness = 1e-6

  /// A size below this is next to nothing (MW, MWh, units).
  var negligible: Double { max(1e-3, 1e-4 * peakLoadMegawatts) }

  init(planner: Planner, site: Site, horizon: Horizon?, asked: Limits = [:]) {
    self.planner = planner
    self.asked = asked
    self.site = site
    self.horizon = horizon
    peakLoadMegawatts = site.peakLoad.in(.megawatts)
  }

  typealias Limits = [String: ClosedRange<Double>]

  /// Counts limited in one way, and what solving that program gave.
  ///
  /// The program itself is not kept: it is large, and `program(of:)` writes it again.
  struct Node {
    var limits: Limits
    var sizes: [SizeTerm]
    var choices: [ChoiceTerm]
    var rows: Int
    var answer: Ladder.Answer?
    var aim = Ladder.Aim.plan
    /// What is proven of a node with wider limits.
    var leastBound = -Double.infinity
    /// More than negligible sizes are left out, so that the plan may cost more than it must.
    var leavesOutSmallSizes = false
    /// Proven to have no solution.
    var isImpossible = false

    /// No plan within the limits costs less; known only from a certificate.
    var bound: Double { max(leastBound, answer?.certificate.lowerBound ?? -.infinity) }
    /// Good enough for its aim; a plan may also be near optimal.
    var isSolved: Bool {
      guard let certificate = answer?.certificate else { return false }
      return certificate.verdict != .none || aim.isReached(by: certificate)
    }
    var isOptimal: Bool { answer?.certificate.passed ?? false }
    /// Whether some point all but keeps the limits.
    var isFeasible: Bool {
      (answer?.certificate.primalResidual ?? .infinity) <= Certificate.nearGapLimit
    }
    var cost: Double { answer?.certificate.objective ?? .infinity }

    /// A size at the node's point.
    func value(of size: SizeTerm) -> Double {
      answer.map { size.column.value(at: $0.x) } ?? 0
    }
  }

  /// - Parameters:
  ///   - first: the same program after fewer tries, which are not made again.
  ///   - idle: components that are likely not built.
  ///   - part: of the horizon, where not all of it.
  mutating func solve(
    limits: Limits, running: [String: [Double]] = [:], stage: String, aim: Ladder.Aim,
    tries: Int = 4, after first: Node? = nil, idle: Set<String> = [], over part: Horizon? = nil
  ) throws(PlanningStop) -> Node {
    let clock = ContinuousClock()
    let started = clock.now
    let program = SiteProgram(
      site, over: part ?? horizon, sizeLimits: limits, running: running)
    let built = clock.now
    let answer = try planner.ladder.solve(
      program.program, aim: aim, tries: tries, after: first?.answer, leavingOut: idle,
      settle: { program.settle(&$0) },
      watch: planner.watch.during(stage))
    stages.append(
      Planner.Stage(
        name: stage, tries: Array((answer?.tries ?? []).dropFirst(first?.answer?.tries.count ?? 0)),
        secondsToBuild: (built - started).inSeconds,
        secondsToSolve: (clock.now - built).inSeconds))
    return Node(
      limits: limits, sizes: program.sizes, choices: program.choices,
      rows: program.program.rows.count, answer: answer, aim: aim)
  }

  /// Goes on with a program after its first try, unless that is good or the program has no solution.
  mutating func solveOrRefute(_ first: Node, stage: String) throws(PlanningStop) -> Node {
    guard !first.aim.isReached(by: first.answer?.certificate) else { return first }
    var refuted = first
    refuted.isImpossible = try isImpossible(first)
    if refuted.isImpossible { return refuted }
    return try solve(limits: first.limits, stage: stage, aim: first.aim, after: first)
  }

  /// Whether a program is proven to have no solution: asked of one that no try has found a point for.
  private mutating func isImpossible(_ node: Node) throws(PlanningStop) -> Bool {
    guard !node.isFeasible else { return false }
    return try infeasibility(of: node) != nil
  }

  /// The program that gave a node's answer.
  func program(of node: Node) -> SiteProgram {
    SiteProgram(site, over: horizon, sizeLimits: node.limits)
  }

  /// Solves a program again with assumed boxes as bounds: without them it may have no optimum.
  mutating func solveWithinBoxes(_ node: inout Node) throws(PlanningStop) {
    let program = program(of: node).program
    guard program.hasAssumedBoxes else { return }
    let clock = ContinuousClock()
    let started = clock.now
    let stage = "within assumed boxes"
    let answer = try planner.ladder.solve(
      program.boundedByAssumedBoxes(), watch: planner.watch.during(stage))
    stages.append(
      Planner.Stage(
        name: stage, tries: answer?.tries ?? [], secondsToBuild: 0,
        secondsToSolve: (clock.now - started).inSeconds))
    guard var answer, answer.certificate.verdict != .none else { return }
    answer.certificate = Certificate(of: program, x: answer.x, y: answer.y)
    node.answer = answer
  }

  /// The best plan with whole counts, and its gap to the relaxed bound.
  mutating func wholeCounts(from root: Node) throws(PlanningStop) -> (node: Node, gap: Double?)? {
    let units = root.sizes.filter { $0.rounding == .units }
    mostPrograms = root.rows < Ladder.simplexRows ? Self.mostSmallPrograms : Self.mostPrograms
    var best = try rounded(root)
    var open = [root]
    // Least bound of what was left without a proof; it limits what the gap may claim.
    var leftOpen = Double.infinity
    while let node = takeLeast(from: &open) {
      if let best {
        let isGoodEnough = gap(best, above: min(node.bound, leftOpen)) <= Self.goodGap
        if isGoodEnough || node.bound >= best.cost || stages.count >= mostPrograms {
          leftOpen = min(leftOpen, node.bound)
          break
        }
      } else if stages.count >= mostPrograms {
        break
      }
      var branch = mostFractional(units, in: node)
      if branch == nil {
        // Whole by itself, but fixing the counts may still cost more: a lost unit counts in full.
        let fixed = node.limits.isEmpty ? best : try rounded(node)
        best = better(best, fixed)
        if let fixed, gap(fixed, above: node.bound) <= Self.goodGap {
          leftOpen = min(leftOpen, node.bound)
          continue
        }
        branch =
          mostUnderstated(in: node) ?? units.map { Branch($0, in: node) }.first(where: \.isOpen)
      }
      guard let branch else {
        leftOpen = min(leftOpen, node.bound)
        continue
      }
      let cutoff = best?.cost ?? .infinity
      for child in try children(of: node, at: branch, below: cutoff) {
        if child.isSolved {
          open.append(child)
        } else if child.bound < cutoff, !child.isImpossible {
          leftOpen = min(leftOpen, child.bound)
        }
      }
    }
    guard let best else { return nil }
    let floor = min(best.cost, leftOpen)
    let isExact =
      units.isEmpty && root.choices.isEmpty && !best.leavesOutSmallSizes
    return (best, isExact ? nil : gap(best, above: max(root.bound, floor)))
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

  /// The node with counts and blocks fixed, so that each block is the one that the plan's own use ends
  /// in. Fixing others can only cost less: a block's line never lies below the bill.
  private mutating func rounded(_ node: Node) throws(PlanningStop) -> Node? {
    guard var plan = try wholeUnits(node) else { return nil }
    while let own = plan.limitsOfOwnBlocks, stages.count < mostPrograms {
      var next = try solve(limits: own, stage: "blocks that the plan ends in", aim: .plan)
      guard next.isSolved, next.cost < plan.cost else { break }
      next.leavesOutSmallSizes = plan.leavesOutSmallSizes
      plan = next
    }
    return plan
  }

  /// The node with counts rounded and fixed and negligible sizes left out.
  private mutating func wholeUnits(_ node: Node) throws(PlanningStop) -> Node? {
    guard node.isSolved else { return nil }
    let counts = wholeLimits(of: node)
    let limits = counts.merging(sizes(of: node, below: negligible)) { $1 }
    let first = try solve(limits: limits, stage: "whole units", aim: .plan, tries: 1)
    if first.isOptimal { return try withoutTraces(first, below: negligible) }

    if try !isImpossible(first) {
      // An interior point method hardly comes to an end beside a small store. Without it
      // the program is quickly solved; where that costs no more, nothing is lost.
      let guide = first.answer == nil ? node : first
      let small = max(1e-3, 5e-2 * peakLoadMegawatts)
      let lean = limits.merging(sizes(of: guide, below: small)) { $1 }
      if lean != limits {
        var leaner = try solve(
          limits: lean, stage: "whole units, small sizes left out", aim: .plan, tries: 2)
        leaner.leavesOutSmallSizes = true
        if leaner.isOptimal, leaner.cost <= first.cost { return leaner }
      }
      let fixed = try solve(limits: limits, stage: "whole units", aim: .plan, after: first)
      if fixed.isSolved { return fixed }
    }
    guard limits != counts else { return nil }
    // A size may be small and yet needed.
    let stage = "whole units, small sizes kept"
    let once = try solve(limits: counts, stage: stage, aim: .plan, tries: 1)
    let kept = try solveOrRefute(once, stage: stage)
    return kept.isSolved ? kept : nil
  }

  /// A plan without sizes that became negligible only with whole units; the plan itself if that fails.
  private mutating func withoutTraces(
    _ node: Node, below threshold: Double
  ) throws(PlanningStop) -> Node {
    let traces = sizes(of: node, below: threshold).filter { node.limits[$0.key] != $0.value }
    let isBuilt = node.sizes.contains { traces[$0.key] != nil && node.value(of: $0) > 1e-9 }
    guard isBuilt else { return node }
    let clean = try solve(
      limits: node.limits.merging(traces) { $1 }, stage: "whole units, traces left out",
      aim: .plan, tries: 1)
    return clean.isOptimal ? clean : node
  }

  /// Counts rounded up, and the blocks that the node's own use ends in.
  private func wholeLimits(of node: Node) -> Limits {
    var counts = node.limits
    for size in node.sizes where size.rounding != .continuous {
      // What is a thousandth above a whole number is that number.
      let whole = min((node.value(of: size) - 1e-3).rounded(.up), size.limit.rounded(.down))
      counts[size.key] = max(size.least, whole)...max(size.least, whole)
    }
    for choice in node.choices {
      let block = Branch(choice, in: node).value
      counts[choice.key] = block...block
    }
    return counts
  }

  /// Sizes of components to leave out, because one of their continuous sizes is below a threshold.
  ///
  /// A component goes as a whole: packs without converters could not even make up their losses.
  private func sizes(of node: Node, below threshold: Double) -> Limits {
    let kept = Set(
      node.sizes.filter { (asked[$0.key]?.lowerBound ?? 0) > 0 }.map(\.component))
    var dropped: Limits = [:]
    for size in node.sizes where !kept.contains(size.component) {
      let goes = node.sizes.contains {
        $0.component == size.component && $0.rounding == .continuous
          && node.value(of: $0) < threshold
      }
      if goes { dropped[size.key] = 0...0 }
    }
    return dropped
  }

  /// All sizes as they are at a node.
  func sizesFixed(at node: Node) -> Limits {
    var limits = node.limits
    for size in node.sizes {
      let value = max(0, node.value(of: size))
      limits[size.key] = value...value
    }
    return limits
  }

  /// What is broken at least, if it is proven that something must be.
  mutating func infeasibility(of node: Node) throws(PlanningStop) -> [SitePlan.PolicyViolation]? {
    let program = program(of: node)
    let nearness = try planner.nearness(of: program, &stages)
    guard nearness.isImpossible else { return nil }
    return program.violations(
      nearness.broken.map { ($0.row, $0.amount) }, above: 1e-5 * max(1, peakLoadMegawatts))
  }
}
