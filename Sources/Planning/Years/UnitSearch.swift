import Formulation
import LinearProgramming
import SiteModel
import Solving
import Units

/// Whole units of a joined program: branch and bound over how many stand from a date on.
///
/// A child is the joined program with at most, or at least, so many. A child's point is rounded date by date
/// and held; what that costs shuts off others, which are solved no further than to show it.
struct UnitSearch<Program: JoinedProgram> {
  let planner: Planner
  let peakLoad: Power
  /// Distance of a plan's cost from the bound, in relation to the cost, that is near enough.
  let gapAim: Double
  /// Answers of a run that was ended before; nil: nothing is kept.
  var store: (any AnswerStore)?
  var stages: [Planner.Stage] = []

  /// What is built, and what no plan in whole units can cost less than.
  struct WholeUnits {
    /// A point of the joined program, without traces.
    var point: [Double]
    /// kUSD a year, as the program's objective.
    var bound: Double
  }

  /// Part of the search: counts within ranges, by column, and what that program gave.
  private struct Box {
    var ranges: [Int: ClosedRange<Double>] = [:]
    var answer: SolveStrategy.Solution
    var bound: Double

    /// Where programs with other counts start.
    var start: SolverStart? {
      var start = answer.start
      start?.change = .counts
      return start
    }
  }

  private struct Search {
    var open: [Box]
    /// Least bound of what is not searched any further.
    var closed = Double.infinity
    var best: (cost: Double, point: [Double])?
    /// Counts that were held already.
    var tried: [[Double]] = []
    var programs = 0

    var bound: Double { open.reduce(closed) { min($0, $1.bound) } }

    mutating func takeLeast() -> Box? {
      guard let least = open.indices.min(by: { open[$0].bound < open[$1].bound }) else {
        return nil
      }
      return open.remove(at: least)
    }

    func isNear(_ aim: Double) -> Bool {
      best.map { $0.cost - bound <= aim * $0.cost.magnitude } ?? false
    }
  }

  /// Solves a program of the joined one's rows.
  mutating func solve(
    _ natural: LinearProgram, _ program: Program, _ stage: String,
    aim: SolveAim = .bound(), from start: SolverStart? = nil,
    since started: ContinuousClock.Instant = .now
  ) throws(PlanningStop) -> SolveStrategy.Solution? {
    let built = ContinuousClock.now
    let monitor = planner.monitor.during(stage)
    // The same run asks the same in the same order.
    let question = "\(stages.count) \(stage)"
    let answer: SolveStrategy.Solution?
    if let kept = store?.answer(to: question, of: natural) {
      answer = kept
    } else {
      answer = try planner.strategy.solve(
        natural, aim: aim,
        within: .attempts(natural.rows.count > JoinedLimits.mostRowsForAll ? 1 : 4), from: start,
        settle: { program.recomputeDependents(&$0) }, monitor: monitor)
      store?.keep(answer, to: question)
    }
    stages.append(
      Planner.Stage(
        name: monitor.stage, attempts: answer?.attempts ?? [],
        secondsToBuild: (built - started).inSeconds,
        secondsToSolve: (ContinuousClock.now - built).inSeconds))
    return answer
  }

  /// The cheapest point with whole counts that was found; nil where none was.
  mutating func whole(_ program: Program, _ root: SolveStrategy.Solution)
    throws(PlanningStop) -> WholeUnits?
  {
    let negligible = JoinedLimits.negligible * peakLoad.in(.megawatts)
    let bound = root.certificate.lowerBound
    guard program.buildColumns.contains(where: { $0.rounding != .continuous }) else {
      return WholeUnits(
        point: program.rounded(root.x, negligible: negligible, .nearest), bound: bound)
    }
    let units = program.standingUnits
    let most =
      program.program.rows.count > JoinedLimits.mostRowsSideBySide
      ? JoinedLimits.mostLargePrograms : JoinedLimits.mostPrograms
    var search = Search(open: [Box(answer: root, bound: bound)])
    if branch(of: search.open[0], units) == nil { try hold(search.open[0], program, &search) }
    while !search.isNear(gapAim), search.programs < most, let box = search.takeLeast() {
      guard let branch = branch(of: box, units) else {
        try hold(box, program, &search)
        search.closed = min(search.closed, box.bound)
        continue
      }
      // The nearer side first: what a plan of it costs mostly shuts off the other.
      for (place, side) in branch.sides.enumerated() {
        guard let child = try solved(side, branch.unit, of: box, program, &search) else { continue }
        search.open.append(child)
        if place == 0 || search.best == nil { try hold(child, program, &search) }
      }
    }
    if search.best == nil {
      try hold(Box(answer: root, bound: bound), program, &search, roundings: [.nearest, .up])
    }
    return search.best.map {
      WholeUnits(
        point: program.rounded($0.point, negligible: negligible, .nearest),
        bound: min($0.cost, max(bound, search.bound)))
    }
  }

  /// A box with a count on one side of a whole number; nil where nothing lies in it.
  private mutating func solved(
    _ side: ClosedRange<Double>, _ unit: StandingUnits, of box: Box, _ program: Program,
    _ search: inout Search
  ) throws(PlanningStop) -> Box? {
    var ranges = box.ranges
    ranges[unit.column] = side
    let name =
      side.lowerBound > 0 ? "at least \(Int(side.lowerBound))" : "at most \(Int(side.upperBound))"
    search.programs += 1
    let answer = try solve(
      program.keeping(ranges), program, "\(name) × \(unit.component) from month \(unit.month)",
      aim: .bound(cutoff: search.best?.cost ?? .infinity), from: box.start)
    guard let answer else {
      search.closed = min(search.closed, box.bound)
      return nil
    }
    if answer.isRefuted { return nil }
    let bound = max(box.bound, answer.certificate.lowerBound)
    let known = search.best?.cost ?? .infinity
    if bound >= known || answer.certificate.verdict == .none {
      search.closed = min(search.closed, min(bound, known))
      return nil
    }
    return Box(ranges: ranges, answer: answer, bound: bound)
  }

  /// The joined program with a box's counts rounded and held, if that was not done before.
  private mutating func hold(
    _ box: Box, _ program: Program, _ search: inout Search,
    roundings: [Builds.Rounding] = [.nearest]
  ) throws(PlanningStop) {
    let negligible = JoinedLimits.negligible * peakLoad.in(.megawatts)
    let counts = program.buildColumns.filter { $0.rounding != .continuous }
    for rounding in roundings {
      let point = program.rounded(box.answer.x, negligible: negligible, rounding)
      let numbers = counts.map { $0.column.value(at: point) }
      guard !search.tried.contains(numbers) else { continue }
      search.tried.append(numbers)
      search.programs += 1
      let answer = try solve(
        program.holding(counts, at: point), program, "whole units",
        aim: .bound(cutoff: search.best?.cost ?? .infinity), from: box.start)
      guard let answer, answer.certificate.verdict != .none,
        answer.certificate.objective < search.best?.cost ?? .infinity
      else { continue }
      search.best = (answer.certificate.objective, answer.x)
    }
  }

  /// The count that is furthest from whole for longest, and the whole numbers on both sides of it.
  private func branch(of box: Box, _ units: [StandingUnits])
    -> (unit: StandingUnits, sides: [ClosedRange<Double>])?
  {
    let values = units.map { box.answer.x[$0.column] }
    func weight(_ place: Int) -> Double {
      let distance = (values[place] - values[place].rounded()).magnitude
      guard distance > JoinedLimits.whole else { return 0 }
      var months = 0
      for next in units.indices[place...] {
        guard units[next].component == units[place].component,
          units[next].capacity == units[place].capacity,
          (values[next] - values[place]).magnitude < JoinedLimits.alike
        else { break }
        months += units[next].months
      }
      return distance * Double(months)
    }
    // The first of equals, so that the same input takes the same way.
    guard let place = units.indices.max(by: { weight($0) < weight($1) }), weight(place) > 0 else {
      return nil
    }
    let range = box.ranges[units[place].column] ?? 0...units[place].most
    let below = values[place].rounded(.down)
    let sides = [
      range.lowerBound...max(range.lowerBound, below),
      min(range.upperBound, below + 1)...range.upperBound,
    ]
    return (units[place], values[place] - below > 0.5 ? sides.reversed() : sides)
  }
}

/// Where the search for whole units ends, and how large joined programs are solved.
enum JoinedLimits {
  /// Joined programs solved at most; of many years, each of which takes minutes, fewer.
  static let mostPrograms = 12
  static let mostLargePrograms = 6
  /// A count this near a whole number is rounded, and no cause to search.
  static let whole = 1e-2
  /// Counts that differ by less stand alike.
  static let alike = 0.1
  /// Programs above this many rows are left to solvers that take them as they are.
  static let mostRowsForAll = 400_000
  /// Programs above this many rows are solved one at a time.
  static let mostRowsSideBySide = 800_000
  /// Less than this part of the peak load is not built.
  static let negligible = 1e-4
}
