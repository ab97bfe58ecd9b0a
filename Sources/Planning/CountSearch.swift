import Formulation
import LinearProgramming
import SiteModel
import Solving
import Units

/// Finds whole units, and the blocks of falling prices that a plan's own use ends in: rounds, fixes,
/// solves again, and searches neighbours pruned by proven bounds.
struct CountSearch {
  let planner: Planner
  let site: Site
  let horizon: Horizon?
  var stages: [Planner.Stage] = []
  /// Limits that the caller asked for: what they ask to be built is never too small to be.
  let asked: Limits
  let peakLoadMegawatts: Double
  var mostPrograms = Self.mostPrograms
  /// Distance of a plan's cost from the bound, in relation to the cost, that is near enough.
  let gapAim: Double
  /// Plans by the counts and blocks that they hold: none is sought twice.
  var plans: [Limits: Node?] = [:]
  /// What rows that whole sets keep prove of counts, beyond the program's own bound (kUSD a year).
  var tightBounds: [Limits: Double] = [:]
  /// Programs and points with such rows.
  var tightest: [Limits: Tightened] = [:]
  /// Points of programs with running relaxed, whose multipliers may bound others.
  var solved: SolvedPoints
  /// Where programs with other counts may start, if the solver can.
  var start: StartPoint?
  /// The last programs written: the same are often asked for again.
  private var written: [Written] = []

  /// Programs solved at most; what is then left is told by the gap. Small ones take no time.
  static let mostPrograms = 24
  static let mostSmallPrograms = 400
  /// A count this near a whole number is that number.
  static let wholeness = 1e-6

  /// A size below this is next to nothing (MW, MWh).
  var negligible: Double { 1e-4 * peakLoadMegawatts }

  init(
    planner: Planner, site: Site, horizon: Horizon?, asked: Limits = [:],
    knowing solved: SolvedPoints = SolvedPoints()
  ) {
    self.planner = planner
    self.solved = solved
    start = solved.start
    self.asked = asked
    self.site = site
    self.horizon = horizon
    peakLoadMegawatts = site.peakLoad.in(.megawatts)
    gapAim = site.mipGapAim
  }

  typealias Limits = [String: ClosedRange<Double>]

  /// Counts limited in one way, and what solving that program gave.
  ///
  /// The program itself is not kept: it is large, and `program(of:)` writes it again.
  struct Node {
    var limits: Limits
    var sizes: [SizeTerm]
    var choices: [ChoiceTerm]
    /// Fleets and devices, whose columns are the same in all programs of the site.
    var onlineSets: [OnlineSets]
    var directions: [Directions]
    var rows: Int
    var answer: SolveStrategy.Solution?
    var aim: SolveAim
    /// What is decided of the hours.
    var commitment = Commitment()
    /// The program with running relaxed that a plan was made from, and its point: what limits are worth.
    var priced: (limits: Limits, x: [Double], y: [Double])?
    /// What is proven of a node with wider limits.
    var leastBound = -Double.infinity
    /// Proven to have no solution.
    var isImpossible = false

    init(_ program: SiteProgram, limits: Limits, aim: SolveAim) {
      self.limits = limits
      self.aim = aim
      (sizes, choices) = (program.sizes, program.choices)
      (onlineSets, directions) = (program.onlineSets, program.directions)
      rows = program.program.rows.count
    }

    /// No plan within the limits costs less; known only from a certificate.
    var bound: Double { max(leastBound, answer?.certificate.lowerBound ?? -.infinity) }
    /// Good enough for its aim; a plan may also be near optimal.
    var isSolved: Bool {
      guard let certificate = answer?.certificate else { return false }
      return certificate.verdict != .none || aim.isSolved(by: certificate)
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
  ///   - reach: how far to go with it.
  ///   - first: the same program after fewer attempts, which are not made again.
  ///   - idle: components that are likely not built.
  ///   - part: of the horizon, where not all of it.
  mutating func solve(
    limits: Limits, commitment: Commitment = Commitment(), stage: String, aim: SolveAim,
    within reach: SolveLimits = SolveLimits(), after first: Node? = nil, idle: Set<String> = [],
    over part: Horizon? = nil
  ) throws(PlanningStop) -> Node {
    let clock = ContinuousClock()
    let started = clock.now
    let program =
      part.map { SiteProgram(site, over: $0, sizeLimits: limits, commitment: commitment) }
      ?? write(limits, commitment)
    let built = clock.now
    let monitor = planner.monitor.during(stage)
    let answer = try planner.strategy.solve(
      program.program, aim: aim, within: reach, after: first?.answer, leavingOut: idle,
      from: part == nil ? start(for: program.program, limits, commitment) : nil,
      settle: { program.recomputeDependents(&$0) }, monitor: monitor)
    stages.append(
      Planner.Stage(
        name: monitor.stage,
        attempts: Array(
          (answer?.attempts ?? []).dropFirst(first?.answer?.attempts.count ?? 0)),
        secondsToBuild: (built - started).inSeconds,
        secondsToSolve: (clock.now - built).inSeconds))
    if part == nil, let next = answer?.start {
      start = StartPoint(next, of: RowOutline(program.program))
    }
    var node = Node(program, limits: limits, aim: aim)
    (node.answer, node.commitment) = (answer, commitment)
    return node
  }

  /// Where a program starts: between neighbours' with the same counts, else at the last one with others.
  private func start(
    for program: LinearProgram, _ limits: Limits, _ commitment: Commitment
  ) -> SolverStart? {
    let same =
      commitment == Commitment()
      ? solved.start(ofNeighboursWithin: limits, for: program) : nil
    return same ?? start?.fitted(to: program, after: .counts)
  }

  /// Tells of a program that was solved since an instant.
  mutating func note(
    _ stage: String, _ attempts: [SolveAttempt.Record] = [], since started: ContinuousClock.Instant
  ) {
    stages.append(
      Planner.Stage(
        name: planner.monitor.during(stage).stage, attempts: attempts, secondsToBuild: 0,
        secondsToSolve: (ContinuousClock.now - started).inSeconds))
  }

  /// Goes on with a program after its first attempt, unless that is good or the program has no solution.
  mutating func solveOrRefute(
    _ first: Node, stage: String, within reach: SolveLimits = SolveLimits()
  ) throws(PlanningStop) -> Node {
    guard !first.aim.isReached(by: first.answer?.certificate) else { return first }
    var refuted = first
    refuted.isImpossible = try isImpossible(first)
    if refuted.isImpossible { return refuted }
    return try solve(
      limits: first.limits, commitment: first.commitment, stage: stage, aim: first.aim,
      within: reach, after: first)
  }

  /// Whether a program is proven to have no solution: asked of one that no attempt has found a point for.
  mutating func isImpossible(_ node: Node) throws(PlanningStop) -> Bool {
    guard !node.isFeasible else { return false }
    if node.answer?.isRefuted ?? false { return true }
    return try infeasibility(of: node) != nil
  }

  private struct Written {
    let limits: Limits
    let commitment: Commitment
    let program: SiteProgram
  }

  /// Programs take a tenth of the time of their solution to write, and much memory to keep.
  private static let mostWritten = 3

  /// The program with limits, as it was written already or anew.
  mutating func write(_ limits: Limits, _ commitment: Commitment = Commitment()) -> SiteProgram {
    if let known = known(limits, commitment) { return known }
    let program = SiteProgram(site, over: horizon, sizeLimits: limits, commitment: commitment)
    written.append(Written(limits: limits, commitment: commitment, program: program))
    written.removeFirst(max(0, written.count - Self.mostWritten))
    return program
  }

  private func known(_ limits: Limits, _ commitment: Commitment) -> SiteProgram? {
    written.last { $0.limits == limits && $0.commitment == commitment }?.program
  }

  /// The program that gave a node's answer.
  func program(of node: Node) -> SiteProgram { program(node.limits, node.commitment) }

  func program(_ limits: Limits, _ commitment: Commitment = Commitment()) -> SiteProgram {
    known(limits, commitment)
      ?? SiteProgram(site, over: horizon, sizeLimits: limits, commitment: commitment)
  }

  /// Solves a program again with assumed boxes as bounds: without them it may have no optimum.
  mutating func solveWithinBoxes(_ node: inout Node) throws(PlanningStop) {
    let program = program(of: node).program
    guard program.hasAssumedBoxes else { return }
    let started = ContinuousClock.now
    let stage = "within assumed boxes"
    let answer = try planner.strategy.solve(
      program.boundedByAssumedBoxes(), monitor: planner.monitor.during(stage))
    note(stage, answer?.attempts ?? [], since: started)
    guard var answer, answer.certificate.verdict != .none else { return }
    answer.certificate = Certificate(of: program, x: answer.x, y: answer.y)
    node.answer = answer
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
    let leastViolation = try planner.leastViolation(of: program, &stages)
    guard leastViolation.isImpossible else { return nil }
    return program.violations(
      leastViolation.broken.map { ($0.row, $0.amount) }, above: 1e-5 * peakLoadMegawatts)
  }
}
