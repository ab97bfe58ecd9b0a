import Formulation
import LinearProgramming
import SiteModel
import Solving
import Units

/// From a node to a plan: counts rounded and fixed, sets online in whole numbers, traces left out.
extension CountSearch {
  /// The plan with a node's counts rounded; nil where there is none.
  mutating func planned(_ node: Node) throws(PlanningStop) -> Node? {
    guard node.isSolved else { return nil }
    let counts = wholeLimits(of: node)
    if let plan = plans[counts] { return plan }
    let plan = try planned(with: counts, from: node)
    plans[counts] = plan
    return plan
  }

  private mutating func planned(with counts: Limits, from node: Node) throws(PlanningStop) -> Node?
  {
    let hasPacks = node.sizes.contains { $0.rounding == .packs }
    guard !node.onlineSets.isEmpty || hasPacks else { return try finished(counts, from: node) }
    guard let leaf = try leaf(counts, from: node) else { return nil }
    guard !node.onlineSets.isEmpty else { return try finished(counts, from: leaf) }
    let plan = try committed(leaf)
    if let plan { try prove(leaf, plan) }
    return plan
  }

  /// The program with counts fixed and running relaxed: what a commitment is sought from.
  mutating func leaf(_ counts: Limits, from node: Node) throws(PlanningStop) -> Node? {
    if counts == node.limits { return node }
    let stage = "whole units"
    var leaf = try relaxed(counts, stage, idle: idle(at: node))
    if !leaf.isSolved {
      leaf = try solveOrRefute(leaf, stage: stage, within: .attempts(2))
      solved.add(leaf.answer, to: program(of: leaf).program, within: counts)
    }
    return leaf.isSolved || leaf.isFeasible ? leaf : nil
  }

  /// The plan with everything decided, so that each block is the one that the plan's own use ends in.
  /// Fixing others can only cost less: a block's line never lies below the bill.
  mutating func finished(
    _ counts: Limits, from node: Node, commitment: Commitment = Commitment()
  ) throws(PlanningStop) -> Node? {
    var best: Node?
    for packs in packLimits(of: node) {
      let limits = counts.merging(packs) { $1 }
      best = better(best, try withoutTraces(limits, from: node, commitment))
    }
    guard var plan = best else { return nil }
    while let own = plan.limitsOfOwnBlocks, stages.count < mostPrograms {
      let next = try solve(
        limits: own, commitment: plan.commitment, stage: "blocks that the plan ends in", aim: .plan)
      guard next.isSolved, next.cost < plan.cost else { break }
      plan = next
    }
    if commitment != Commitment(), let answer = node.answer {
      plan.priced = (node.limits, answer.x, answer.y)
    }
    return plan
  }

  /// Whole packs for a node: rounded up, and down where a pack is more than a hundredth of them.
  private func packLimits(of node: Node) -> [Limits] {
    var (up, down): (Limits, Limits) = ([:], [:])
    for size in node.sizes where size.rounding == .packs {
      let range = node.limits[size.key] ?? size.least...max(size.least, size.limit)
      let whole = (node.value(of: size) - 1e-3).rounded(.up)
      let above = max(range.lowerBound.rounded(.up), min(whole, range.upperBound.rounded(.down)))
      let below = max(range.lowerBound.rounded(.up), above < 100 ? above - 1 : above)
      up[size.key] = above...above
      down[size.key] = below...below
    }
    return up == down ? [up] : [up, down]
  }

  /// The program with counts fixed and negligible sizes left out.
  private mutating func withoutTraces(
    _ counts: Limits, from node: Node, _ commitment: Commitment
  ) throws(PlanningStop) -> Node? {
    let name = commitment == Commitment() ? "whole units" : "whole sets online"
    let limits = counts.merging(sizes(of: node, below: negligible)) { $1 }
    if let plan = asItIs(node, limits, commitment) { return try cleaned(plan, counts) }
    let first = try solve(
      limits: limits, commitment: commitment, stage: name, aim: .plan, within: .attempts(1))
    if first.isOptimal { return try cleaned(first, counts) }
    if try !isImpossible(first) {
      // An interior point method hardly comes to an end beside a small store. Without it
      // the program is quickly solved; where that costs no more, nothing is lost.
      let guide = first.answer == nil ? node : first
      let lean = limits.merging(sizes(of: guide, below: 5e-2 * peakLoadMegawatts)) { $1 }
      if lean != limits {
        let leaner = try solve(
          limits: lean, commitment: commitment, stage: "\(name), small sizes left out", aim: .plan,
          within: .attempts(2))
        if leaner.isOptimal, leaner.cost <= first.cost * (1 + gapAim) { return leaner }
      }
      let fixed = try solve(
        limits: limits, commitment: commitment, stage: name, aim: .plan, after: first)
      if fixed.isSolved { return fixed }
    }
    guard limits != counts else { return nil }
    return try withTraces(counts, commitment, name)
  }

  /// A node's point where it is the plan's already, but for traces: nothing is built of what is left out, and
  /// no set is online.
  private mutating func asItIs(
    _ node: Node, _ limits: Limits, _ commitment: Commitment
  ) -> Node? {
    guard commitment != Commitment(), var answer = node.answer else { return nil }
    let program = write(limits, commitment)
    // Blocks that are decided have other columns.
    guard answer.x.count == program.program.columns.count else { return nil }
    answer.x = program.program.printable(answer.x)
    program.recomputeDependents(&answer.x)
    answer.certificate = Certificate(of: program.program, x: answer.x, y: answer.y)
    guard answer.certificate.passed else { return nil }
    var plan = Node(program, limits: limits, aim: .plan)
    (plan.answer, plan.commitment) = (answer, commitment)
    return plan
  }

  /// A size may be small and yet needed.
  private mutating func withTraces(
    _ counts: Limits, _ commitment: Commitment, _ name: String
  ) throws(PlanningStop) -> Node? {
    let stage = "\(name), small sizes kept"
    let once = try solve(
      limits: counts, commitment: commitment, stage: stage, aim: .plan, within: .attempts(1))
    let kept = try solveOrRefute(once, stage: stage)
    return kept.isSolved ? kept : nil
  }

  /// A plan without sizes that became negligible only with whole units, where that costs no more than
  /// the gap allows; the plan itself if that fails.
  private mutating func cleaned(_ node: Node, _ counts: Limits) throws(PlanningStop) -> Node {
    let traces = sizes(of: node, below: negligible).filter { node.limits[$0.key] != $0.value }
    let isBuilt = node.sizes.contains {
      traces[$0.key] != nil && node.value(of: $0) > 1e-9 * peakLoadMegawatts
    }
    guard isBuilt else { return node }
    let clean = try solve(
      limits: node.limits.merging(traces) { $1 }, commitment: node.commitment,
      stage: "whole units, traces left out", aim: .plan, within: .attempts(1))
    return clean.isOptimal && clean.cost <= node.cost * (1 + gapAim / 10) ? clean : node
  }

  /// Counts of units rounded up, and the blocks that the node's own use ends in.
  func wholeLimits(of node: Node) -> Limits {
    var counts = node.limits
    for size in node.sizes where size.rounding == .units {
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
}
