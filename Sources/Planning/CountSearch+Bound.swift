import Formulation
import LinearProgramming
import SiteModel
import Solving

/// Which plan costs least, and what none can cost less than.
extension CountSearch {
  /// A plan, and the bound of the program before anything was fixed.
  struct Best {
    var plan: Node
    /// No plan within the site's limits costs less (kUSD a year).
    var bound: Double
  }

  /// Branch and bound over counts and blocks, the least bound first. Boxes of counts are bounded with
  /// running relaxed, so that what whole sets cost more is part of the gap; which sets are online is
  /// sought for counts only once no other box may cost less.
  mutating func bestPlan(from root: Node) throws(PlanningStop) -> Best? {
    mostPrograms =
      planner.strategy.isSmall(rows: root.rows) ? Self.mostSmallPrograms : Self.mostPrograms
    var best = root.onlineSets.isEmpty ? try planned(root) : nil
    let leaf = best == nil ? try likelyLeaf(of: root) : nil
    // A year's whole sets take one more program, and what the plan costs excludes others.
    if let leaf, !planner.strategy.isSmall(rows: root.rows) { best = try planned(leaf) }
    var likely = leaf.map { Self.withWholeSets($0.cost) } ?? .infinity
    var open = [root]
    // Least bound of what is not searched any further.
    var closed = Double.infinity
    while let node = takeLeast(from: &open) {
      let floor = min(node.bound, closed)
      if best == nil, 2 * stages.count >= mostPrograms { best = try planned(root) }
      let isNear = best.map { gap(of: $0, above: floor) <= gapAim } ?? false
      if isNear || stages.count >= mostPrograms {
        closed = floor
        break
      }
      if let best, node.bound >= best.cost - gapAim * scale(of: best) {
        closed = floor
        continue
      }
      guard node.isSolved else {
        let box = try solvedBox(node.limits, "put off before", above: node.bound, below: .infinity)
        if box.isSolved {
          open.append(box)
        } else if !box.isImpossible {
          closed = min(closed, box.bound)
        }
        continue
      }
      guard let branch = branch(of: node) else {
        best = better(best, try planned(node))
        closed = min(closed, max(node.bound, tightBounds[wholeLimits(of: node)] ?? -.infinity))
        continue
      }
      // A whole point may be a plan.
      if node.onlineSets.isEmpty, !branch.isFractional { best = better(best, try planned(node)) }
      let cutoff = best.map { $0.cost - gapAim * scale(of: $0) }
      let children = try children(
        of: node, at: branch, below: cutoff ?? likely, reaching: best?.cost)
      for child in children where !child.isImpossible {
        if child.isSolved, isWhole(child) { likely = min(likely, Self.withWholeSets(child.cost)) }
        if cutoff == nil || (child.isSolved && child.bound < cutoff ?? .infinity) {
          open.append(child)
        } else {
          closed = min(closed, child.bound)
        }
      }
    }
    if best == nil { best = try planned(root) }
    guard var best else { return nil }
    best = try withOneDirection(best)
    let bound = open.reduce(closed) { min($0, $1.bound) }
    return Best(plan: best, bound: min(best.cost, max(root.bound, bound)))
  }

  /// The program with the counts fixed that a plan will most likely have. What it costs says which boxes
  /// to put off before whole sets are sought.
  private mutating func likelyLeaf(of root: Node) throws(PlanningStop) -> Node? {
    var counts = wholeLimits(of: root)
    for size in root.sizes where size.rounding == .units {
      let branch = Branch(size, in: root)
      let whole = min(max(branch.value.rounded(), branch.range.lowerBound), branch.range.upperBound)
      counts[size.key] = whole...whole
    }
    return try leaf(counts, from: root)
  }

  /// Whole sets cost about a thousandth more; no claim rests on it.
  private static func withWholeSets(_ cost: Double) -> Double { cost + 1e-3 * cost.magnitude }

  private func isWhole(_ node: Node) -> Bool { branch(of: node) == nil }

  /// What to split a node by; nil where all counts and blocks are fixed.
  private func branch(of node: Node) -> Branch? {
    let units = node.sizes.filter { $0.rounding == .units }
    // Whole by itself, fixing the counts may still cost more: a lost unit counts in full.
    return mostFractional(units, in: node) ?? mostUnderstated(in: node)
      ?? units.map { Branch($0, in: node) }.first(where: \.isOpen)
  }

  private func takeLeast(from open: inout [Node]) -> Node? {
    guard let least = open.indices.min(by: { open[$0].bound < open[$1].bound }) else { return nil }
    return open.remove(at: least)
  }

  func better(_ old: Node?, _ new: Node?) -> Node? {
    guard let old else { return new }
    guard let new else { return old }
    return new.cost < old.cost ? new : old
  }

  /// What a gap is in relation to: the cost, or a thousandth of its gross lines where they cancel out.
  func scale(of node: Node) -> Double {
    max(node.cost.magnitude, 1e-3 * (node.answer?.certificate.grossCost ?? .infinity))
  }

  func gap(of node: Node, above bound: Double) -> Double {
    max(0, node.cost - bound) / scale(of: node)
  }

  /// A program with running relaxed: as a known point answers it, for which less may do, or solved.
  mutating func relaxed(
    _ limits: Limits, _ stage: String, aim: SolveAim = .bound(), known less: SolveAim? = nil,
    idle: Set<String>
  ) throws(PlanningStop) -> Node {
    let program = write(limits)
    if let answer = solved.answer(to: program.program, aim: less ?? aim) {
      var node = Node(program, limits: limits, aim: aim)
      if aim.isSolved(by: answer.certificate) { node.answer = answer }
      node.leastBound = answer.certificate.lowerBound
      return node
    }
    let node = try solve(limits: limits, stage: stage, aim: aim, within: .attempts(1), idle: idle)
    solved.add(node.answer, to: program.program, within: limits)
    return node
  }
}
