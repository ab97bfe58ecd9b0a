import Formulation
import LinearProgramming
import SiteModel
import Solving
import Units

/// Which sets are online in each hour: from the point of a program with counts fixed to whole sets.
///
/// Rounding up from a point of the program with its facets is near the best through a year. A short
/// horizon is solved in whole sets by branch and bound. Where neither runs, for a battery must carry what
/// whole sets cannot, windows of two days are solved one after the other, each with the rest held at the
/// point and what it hands on paid for at the multipliers (rolling horizon). None of these proves
/// anything: the bound does.
extension CountSearch {
  /// The best plan with whole sets online that is found from a leaf.
  mutating func committed(_ given: Node) throws(PlanningStop) -> Node? {
    guard let answer = given.answer else { return nil }
    var leaf = given
    let program = program(of: leaf)
    let tight = try tightened(&leaf, program, at: answer.x)
    let up = roundedUp(program, at: tight.x)
    let isShort = leaf.rows < Self.mostRowsAtOnce
    var best: Node?
    if isShort, let whole = try atOnce(program, tight) {
      best = try finished(leaf.limits, from: leaf, commitment: whole)
    }
    let isNear = best.map { gap(of: $0, above: leaf.bound) <= gapAim } ?? false
    guard best == nil || (isShort && !isNear) else { return best }
    best = better(best, try finished(leaf.limits, from: leaf, commitment: up))
    if best == nil, let mended = try mended(up, leaf) {
      best = try finished(leaf.limits, from: leaf, commitment: mended)
    }
    if let best { return try nearest(best, program, tight, above: leaf.bound) }
    // The relaxed program may have no use for a battery without which no whole set can run.
    var generous = answer.x
    for size in program.sizes where size.rounding == .continuous {
      for column in size.column.columns {
        generous[column] = program.program.columns[column].box.upperBound
      }
    }
    guard let rolled = try rolled(program, generous, answer.y) else { return nil }
    return try finished(leaf.limits, from: leaf, commitment: rolled)
  }

  /// With few sets each counts for much, and a grid may carry a part of one for less than a whole set:
  /// shares of a set below a threshold stay offline, where that runs and costs less.
  private mutating func nearest(
    _ plan: Node, _ program: SiteProgram, _ tight: Tightened, above bound: Double
  ) throws(PlanningStop) -> Node {
    let point = tight.x
    let sets = program.onlineSets.reduce(0) { $0 + $1.units.last.value(at: point).rounded() }
    var best = plan
    for threshold in Self.thresholds where sets <= Self.fewSets {
      guard gap(of: best, above: bound) > max(gapAim, Self.worthThresholds) else { break }
      var other = try solve(
        limits: plan.limits, commitment: roundedUp(program, at: point, above: threshold),
        stage: "whole sets online, above \(threshold) of one", aim: .plan, within: .attempts(1))
      guard other.isOptimal, other.cost < best.cost else { continue }
      other.priced = plan.priced
      best = other
    }
    return best
  }

  /// Sets up to which thresholds are tried, and what share of a set is left offline.
  private static let fewSets = 4.0
  private static let thresholds = [0.3, 0.5, 0.15, 0.7]
  /// Nearer to the bound than this a year's further programs gain next to nothing.
  private static let worthThresholds = 1e-3

  /// The whole of a short horizon by branch and bound, sizes free.
  private mutating func atOnce(
    _ program: SiteProgram, _ tight: Tightened
  ) throws(PlanningStop) -> Commitment? {
    let started = ContinuousClock.now
    let stage = "whole sets, branch and bound"
    let own = tight.program.inOwnUnit().boundedByAssumedBoxes()
    let point = try planner.strategy.wholePoint(
      of: own, nodes: Self.nodesAtOnce, monitor: planner.monitor.during(stage))
    note(stage, since: started)
    return point.map { inWholeSets(program, at: program.program.fromOwnUnit(x: $0)) }
  }

  /// As many sets as carry what the point gives, and hold what reserve it holds online.
  private func roundedUp(
    _ program: SiteProgram, at point: [Double], above share: Double = traceOfSet
  ) -> Commitment {
    var commitment = Commitment()
    for sets in program.onlineSets {
      commitment.online[sets.component] = (0..<program.horizon.count).map { t in
        min(
          sets.units[t].value(at: point).rounded(), setsNeeded(sets, at: t, point, above: share))
      }
    }
    return commitment
  }

  /// Shares of a set below this are the solver's trace.
  private static let traceOfSet = 1e-5

  private func setsNeeded(
    _ sets: OnlineSets, at t: Int, _ point: [Double], above share: Double = traceOfSet
  ) -> Double {
    let one = sets.unitPower(at: t)
    guard one > 0 else { return 0 }
    var needed = point[sets.powerColumn(at: t)] / one
    if site.uptime.holdsReserve || sets.holdsHeadroom {
      needed = max(needed, point[sets.onlineColumn(at: t)] / sets.unit.in(.megawatts))
    }
    guard needed > share else { return 0 }
    return (needed - share).rounded(.up) + sets.spares
  }

  /// More sets in steps that fall short, fewer in steps with a surplus; nil where that is not the cause.
  private mutating func mended(
    _ commitment: Commitment, _ leaf: Node
  ) throws(PlanningStop) -> Commitment? {
    let program = SiteProgram(
      site, over: horizon, sizeLimits: leaf.limits, commitment: commitment)
    let leastViolation = try planner.leastViolation(of: program, &stages)
    var mended = commitment
    for broken in leastViolation.broken {
      guard let step = program.program.rows[broken.row].step else { continue }
      for sets in program.onlineSets {
        let built = sets.units[step].value(at: leaf.answer?.x ?? []).rounded()
        guard var online = mended.online[sets.component] else { continue }
        let change = broken.direction == .belowLower ? 1.0 : -1
        let before = commitment.online[sets.component]?[step] ?? 0
        online[step] = min(built, max(0, before + change))
        mended.online[sets.component] = online
      }
    }
    return mended == commitment ? nil : mended
  }

  /// Hours of a window, and those of it that are kept before the next begins.
  private static let windowHours = 48.0
  private static let keptHours = 24.0
  /// Rows of a horizon that is short enough for branch and bound over all of it: a week.
  private static let mostRowsAtOnce = 3000
  /// Nodes of branch and bound in a window, and over a short horizon.
  private static let nodes = 50
  private static let nodesAtOnce = 5000

  private mutating func rolled(
    _ program: SiteProgram, _ x: [Double], _ y: [Double]
  ) throws(PlanningStop) -> Commitment? {
    let started = ContinuousClock.now
    let natural = program.program
    let own = natural.inOwnUnit()
    var windows = StepWindows(
      own, x: natural.toOwnUnit(x: x), y: natural.toOwnUnit(y: y))
    let step = program.horizon.step.in(.hours)
    let length = max(1, Int(Self.windowHours / step))
    let kept = max(1, Int(Self.keptHours / step))
    let monitor = planner.monitor.during("whole sets, day by day")
    var solved = 0
    for start in stride(from: 0, to: windows.count, by: kept) {
      let window = windows.window(start..<min(windows.count, start + length))
      let control = monitor.report(.init(iteration: start))
      if control == .stop { throw PlanningStop() }
      guard
        let point = try planner.strategy.wholePoint(
          of: window.program, nodes: Self.nodes, monitor: monitor)
      else { continue }
      windows.take(point, of: window, in: start..<min(windows.count, start + kept))
      solved += 1
    }
    note("whole sets, day by day", since: started)
    guard solved > 0 else { return nil }
    return inWholeSets(program, at: natural.fromOwnUnit(x: windows.x))
  }

  /// Whole sets where a window made them whole, else as many as carry the power.
  private func inWholeSets(_ program: SiteProgram, at point: [Double]) -> Commitment {
    var commitment = Commitment()
    for sets in program.onlineSets {
      commitment.online[sets.component] = (0..<program.horizon.count).map { t in
        let built = sets.units[t].value(at: point).rounded()
        let online = point[sets.onlineColumn(at: t)] / sets.unit.in(.megawatts)
        let whole = online.rounded()
        let isWhole = (online - whole).magnitude <= Self.traceOfSet
        let needed = setsNeeded(sets, at: t, point)
        return min(built, isWhole && sets.spares == 0 ? whole : needed)
      }
    }
    return commitment
  }

  /// Steps that no number of sets online can serve, each proven by itself; none where there is another
  /// cause.
  mutating func stepsWithoutCommitment(
    from root: Node
  ) throws(PlanningStop) -> [SitePlan.PolicyViolation] {
    let program = SiteProgram(site, over: horizon, sizeLimits: root.limits)
    guard !program.onlineSets.isEmpty else { return [] }
    let own = program.program.inOwnUnit()
    let empty = [Double](repeating: 0, count: own.columns.count)
    let windows = StepWindows(
      own, x: empty, y: [Double](repeating: 0, count: own.rows.count))
    let monitor = planner.monitor.during("steps without a commitment")
    var steps: [Int] = []
    var (greatest, total) = (0.0, 0.0)
    for step in 0..<windows.count {
      let alone = windows.alone(step)
      guard
        let point = try planner.strategy.wholePoint(
          of: alone.program, nodes: 1000, monitor: monitor)
      else { continue }
      let missing = alone.violation(at: point) * program.program.unit
      guard missing > 1e-5 * peakLoadMegawatts else { continue }
      steps.append(step)
      greatest = max(greatest, missing)
      total += missing * program.horizon.step.in(.hours)
    }
    guard !steps.isEmpty else { return [] }
    return [
      SitePlan.PolicyViolation(
        policy: "integer commitment",
        meaning: "load that no whole number of online gensets can meet: allow a load bank "
          + "(load_bank_mw), smaller sets, a lower minimum_load_fraction, a battery or a grid connection",
        unit: "MW", greatest: greatest, total: total, steps: steps)
    ]
  }
}
