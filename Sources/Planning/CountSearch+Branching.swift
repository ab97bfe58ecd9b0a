import Formulation
import LinearProgramming
import SiteModel
import Solving

extension CountSearch {
  /// A count or a block whose range can be split, and its value at a node.
  struct Branch {
    let key: String
    /// For people: what there may be at most or at least so many of.
    let name: String
    let range: ClosedRange<Double>
    let value: Double

    var isOpen: Bool { range.lowerBound < range.upperBound }
    var isFractional: Bool {
      (value - value.rounded()).magnitude > CountSearch.wholeness
    }

    init(_ size: SizeTerm, in node: Node) {
      key = size.key
      name = "× \(size.component)"
      range = node.limits[size.key] ?? size.least...size.limit
      value = node.value(of: size)
    }

    init(_ choice: ChoiceTerm, in node: Node) {
      key = choice.key
      name = "as block of \(choice.key)"
      range = node.limits[choice.key] ?? 0...Double(choice.count - 1)
      let own = node.answer.map { Double(choice.block(at: $0.x)) } ?? 0
      value = min(max(own, range.lowerBound), range.upperBound)
    }
  }

  /// The count furthest from a whole number.
  func mostFractional(_ units: [SizeTerm], in node: Node) -> Branch? {
    func distance(_ branch: Branch) -> Double { (branch.value - branch.value.rounded()).magnitude }
    // The first of equals, so that the same input takes the same way.
    guard
      let most = units.map({ Branch($0, in: node) }).max(by: { distance($0) < distance($1) }),
      distance(most) > Self.wholeness
    else { return nil }
    return most
  }

  /// The block for which the program charges least in relation to the bill.
  func mostUnderstated(in node: Node) -> Branch? {
    guard let point = node.answer?.x else { return nil }
    let open = node.choices.filter { Branch($0, in: node).isOpen }
    guard let most = open.max(by: { $0.shortfall(at: point) < $1.shortfall(at: point) }),
      most.shortfall(at: point) > Node.sameBill * max(1, node.cost.magnitude)
    else { return nil }
    return Branch(most, in: node)
  }

  /// At most and at least the neighbouring whole numbers; of a whole number also itself. Those that
  /// cost no less than a known plan are not solved to the end. Each starts from what was known before.
  mutating func children(
    of node: Node, at branch: Branch, below cutoff: Double, reaching cost: Double?
  ) throws(PlanningStop) -> [Node] {
    // The nearest number, which mostly costs least; its program is mostly known by now.
    let whole = min(branch.range.upperBound, max(branch.range.lowerBound, branch.value.rounded()))
    let (most, least) = (whole - 1, whole + 1)
    var ranges: [(ClosedRange<Double>, String)] = []
    if branch.range.contains(whole) {
      ranges.append((whole...whole, "exactly \(Int(whole))"))
    }
    if most >= branch.range.lowerBound {
      ranges.append((branch.range.lowerBound...most, "at most \(Int(most))"))
    }
    if least <= branch.range.upperBound {
      ranges.append((least...branch.range.upperBound, "at least \(Int(least))"))
    }
    let search = self
    let known = stages.count
    let boxes = try sideBySide(ranges, cores: planner.cores) { piece throws(PlanningStop) in
      var search = search
      var limits = node.limits
      limits[branch.key] = piece.0
      let child = try search.solvedBox(
        limits, "\(piece.1) \(branch.name)", above: node.bound, below: cutoff,
        reaching: cost, idle: search.idle(at: node))
      return (child, Array(search.stages.dropFirst(known)))
    }
    for (child, own) in boxes where !own.isEmpty {
      stages += own
      solved.add(child.answer, to: write(child.limits).program, within: child.limits)
    }
    return boxes.map(\.0)
  }

  /// A box of counts solved, or bounded beyond a cutoff: by multipliers at hand, or by solving until they
  /// reach what a plan costs.
  mutating func solvedBox(
    _ limits: Limits, _ stage: String, above least: Double, below cutoff: Double,
    reaching cost: Double? = nil, idle: Set<String> = []
  ) throws(PlanningStop) -> Node {
    let least = max(least, tightBounds[limits] ?? -.infinity)
    var box = try relaxed(
      limits, stage, aim: .bound(cutoff: cost ?? cutoff), known: .bound(cutoff: cutoff), idle: idle)
    if max(box.bound, least) < cutoff, !box.isSolved {
      box = try solveOrRefute(box, stage: stage, within: .attempts(2))
      solved.add(box.answer, to: program(of: box).program, within: limits)
    }
    box.leastBound = max(box.leastBound, least)
    return box
  }
}

extension CountSearch.Node {
  /// A bill this near what the program charges is the same, in relation to the cost.
  static let sameBill = 1e-9

  /// The node's limits with each block replaced by the one that its use ends in; nil if none differs.
  var limitsOfOwnBlocks: CountSearch.Limits? {
    guard let point = answer?.x else { return nil }
    var own = limits
    for choice in choices
    where choice.shortfall(at: point).magnitude > Self.sameBill * max(1, cost.magnitude) {
      let block = Double(choice.block(at: point))
      own[choice.key] = block...block
    }
    return own == limits ? nil : own
  }
}
