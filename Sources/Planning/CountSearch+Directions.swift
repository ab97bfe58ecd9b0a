import Formulation
import LinearProgramming
import SiteModel
import Solving
import Units

/// From a plan to one in which no device does two things at once: no store charges while it discharges,
/// and no meter imports while it exports.
extension CountSearch {
  /// Which flow of a device to hold at zero in steps with both.
  private enum Rule: CaseIterable {
    case lesser
    /// One and the other as often as their shares say: power passes through a store by turns, and where it
    /// is worth less than nothing both directions burn it.
    case byTurns
    /// What goes into the device: of a meter exports, where the site cannot serve its load alone.
    case into
    /// What comes out of it: of a meter imports, where exports pay for building whatever serves the load.
    case out
  }

  /// The plan of least cost in which steps with both directions have one held at zero, by whichever rule:
  /// meters first, for what stores do follows from them.
  mutating func withOneDirection(_ node: Node) throws(PlanningStop) -> Node {
    let meters = node.directions.filter { $0.decided != nil }
    var plan = try withOneDirection(node, of: meters, by: Rule.allCases)
    let stores = node.directions.filter { $0.decided == nil }
    for _ in 0..<2 {
      let next = try withOneDirection(plan, of: stores, by: [.lesser, .byTurns])
      if next.commitment == plan.commitment { break }
      plan = next
    }
    return plan
  }

  private mutating func withOneDirection(
    _ plan: Node, of devices: [Directions], by rules: [Rule]
  ) throws(PlanningStop) -> Node {
    guard let point = plan.answer?.x else { return plan }
    let idle = Set(rules.map { Set(flowsToHold(by: $0, of: devices, at: point)) })
      .filter { !$0.isEmpty }
    var best: Node?
    for columns in idle.sorted(by: { $0.sorted().lexicographicallyPrecedes($1.sorted()) }) {
      var commitment = plan.commitment
      commitment.idleColumns.formUnion(columns)
      let one = try solve(
        limits: plan.limits, commitment: commitment, stage: "one direction at a time", aim: .plan)
      if one.isSolved { best = better(best, one) }
    }
    best?.priced = plan.priced
    return best ?? plan
  }

  /// Columns to hold at zero in steps in which a point has both directions of a device; where both at once
  /// pays, in all such steps, for others would have them next.
  private func flowsToHold(
    by rule: Rule, of devices: [Directions], at point: [Double]
  ) -> [Int] {
    let trace = 1e-6 * peakLoadMegawatts
    var held: [Int] = []
    for device in devices {
      func flow(_ series: [Series<PowerDimension>], _ t: Int) -> Double {
        series.reduce(0) { $0 + $1[t].value(at: point) }
      }
      let steps = device.decided ?? Array(0..<(device.into.first?.count ?? 0))
      let both = steps.filter { min(flow(device.into, $0), flow(device.out, $0)) > trace }
      let lesser = both.map { min(flow(device.into, $0), flow(device.out, $0)) }
      // The solver's trace in a store is told with the plan, and not worth a program.
      let isMaterial =
        lesser.reduce(0, +) > 1e-5 * peakLoadMegawatts * Double(steps.count)
        || (lesser.max() ?? 0) > 1e-3 * peakLoadMegawatts
      guard !both.isEmpty, device.decided != nil || isMaterial else { continue }
      // How much of going in is due.
      var due = 0.0
      for t in device.decided ?? both {
        let (into, out) = (flow(device.into, t), flow(device.out, t))
        let isBoth = min(into, out) > trace
        if isBoth { due += into / (into + out) }
        let holdsInto =
          switch rule {
          case .lesser: into <= out
          case .byTurns: isBoth ? due < 0.75 : into <= out
          case .into: true
          case .out: false
          }
        if isBoth, !holdsInto { due -= 1 }
        held += (holdsInto ? device.into : device.out).flatMap { $0[t].columns }
      }
    }
    return held
  }
}
