import Formulation
import LinearProgramming
import SiteModel

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
    mostPrograms = root.rows < Ladder.simplexRows ? Self.mostSmallPrograms : Self.mostPrograms
    known.append(root)
    var best = root.onlineSets.isEmpty ? try planned(root) : nil
    var likely = best == nil ? try likelyCost(of: root) : .infinity
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
      for child in try children(of: node, at: branch, below: cutoff ?? likely)
      where !child.isImpossible {
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

  /// What a plan with a node's counts rounded will about cost, before its whole sets are sought: boxes
  /// above it are put off.
  private mutating func likelyCost(of root: Node) throws(PlanningStop) -> Double {
    var counts = wholeLimits(of: root)
    for size in root.sizes where size.rounding == .units {
      let branch = Branch(size, in: root)
      let whole = min(max(branch.value.rounded(), branch.range.lowerBound), branch.range.upperBound)
      counts[size.key] = whole...whole
    }
    guard let leaf = try leaf(counts, from: root) else { return .infinity }
    known.append(leaf)
    return Self.withWholeSets(leaf.cost)
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

  /// A node that a known point solves, or whose bound at known multipliers is beyond a cutoff.
  func bounded(_ limits: Limits, aim: Ladder.Aim, below cutoff: Double) -> Node? {
    let program = SiteProgram(site, over: horizon, sizeLimits: limits)
    for known in known.reversed() {
      guard let answer = known.answer, known.commitment == Commitment() else { continue }
      let certificate = Certificate(of: program.program, x: answer.x, y: answer.y)
      let isEnough = aim.isReached(by: certificate)
      guard isEnough || certificate.lowerBound >= cutoff else { continue }
      var node = Node(program, limits: limits, aim: aim)
      if isEnough {
        var answer = answer
        (answer.certificate, answer.tries) = (certificate, [])
        node.answer = answer
      }
      node.leastBound = certificate.lowerBound
      return node
    }
    return nil
  }
}
