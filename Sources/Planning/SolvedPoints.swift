import LinearProgramming
import Solving

/// What was solved of a site: points and multipliers that answer, bound or start like programs.
///
/// Nothing of it is believed. A certificate says what a point or multipliers are worth in another program,
/// whose prices, limits or counts may differ.
package struct SolvedPoints: Sendable {
  typealias Limits = [String: ClosedRange<Double>]

  private struct Known {
    var answer: SolveStrategy.Solution
    let limits: Limits
    let outline: RowOutline
  }

  /// Of programs with running relaxed, the newest last.
  private var known: [Known] = []
  /// Of the same programs of sites that differ in a limit or a price, and how much each counts in a start.
  private var neighbours: [(known: [Known], share: Double)] = []
  /// Components of which the first program built next to nothing; nil where none was solved.
  var idle: Set<String>?

  /// Older ones are rarely of use, and each takes as much memory as its program.
  private static let most = 8

  package init() {}

  /// What sites on either side have solved, for one between them.
  ///
  /// - Parameter shares: how near each is, in all 1.
  package init(between sites: [SolvedPoints], shares: [Double]) {
    neighbours = zip(sites, shares).map { ($0.known, $1) }
    let idle = sites.compactMap(\.idle)
    self.idle = idle.first.map { idle.dropFirst().reduce($0) { $0.intersection($1) } }
  }

  mutating func add(
    _ answer: SolveStrategy.Solution?, to program: LinearProgram, within limits: Limits
  ) {
    guard let answer else { return }
    known.append(Known(answer: answer, limits: limits, outline: RowOutline(program)))
    known.removeFirst(max(0, known.count - Self.most))
  }

  /// Where like programs may start.
  var start: StartPoint? {
    ([known] + neighbours.map(\.known)).lazy.compactMap { Self.start(in: $0) }.first
  }

  private static func start(in known: [Known]) -> StartPoint? {
    known.lazy.reversed().compactMap { known in
      known.answer.start.map { StartPoint($0, of: known.outline) }
    }.first
  }

  /// Where the neighbours' programs with the same limits on sizes and counts got to.
  ///
  /// Between two points that keep the rows of either side lies one that keeps those in the middle, where
  /// the sides differ by one bound.
  func start(
    ofNeighboursWithin limits: Limits, for program: LinearProgram
  ) -> SolverStart? {
    let outline = RowOutline(program)
    let starts = neighbours.compactMap { side -> (start: SolverStart, share: Double)? in
      Self.start(in: side.known.filter { $0.limits == limits })?
        .fitted(to: program, outline, after: .counts).map { ($0, side.share) }
    }
    guard var mean = starts.first?.start, starts.count > 1 else { return starts.first?.start }
    let whole = starts.reduce(0) { $0 + $1.share }
    mean.x = mean.x.indices.map { column in
      starts.reduce(0) { $0 + $1.share / whole * $1.start.x[column] }
    }
    mean.y = mean.y.indices.map { row in
      starts.reduce(0) { $0 + $1.share / whole * $1.start.y[row] }
    }
    mean.mean = starts.reduce(0) { $0 + $1.share / whole * $1.start.mean }
    return mean
  }

  /// The newest answer that solves a program as it is, or whose multipliers prove it to cost at least
  /// as much as the aim's cutoff.
  func answer(to program: LinearProgram, aim: SolveAim) -> SolveStrategy.Solution? {
    guard !known.isEmpty || !neighbours.isEmpty else { return nil }
    let outline = RowOutline(program)
    for known in (neighbours.flatMap(\.known) + known).reversed()
    where known.answer.x.count == program.columns.count {
      var answer = known.answer
      answer.y = known.outline.multipliers(answer.y, for: outline)
      answer.certificate = Certificate(of: program, x: answer.x, y: answer.y)
      guard aim.isReached(by: answer.certificate) else { continue }
      answer.start = answer.start.flatMap {
        StartPoint($0, of: known.outline).fitted(to: program, outline)
      }
      return answer
    }
    return nil
  }
}

/// A point to start from, and the rows that its multipliers belong to.
struct StartPoint: Sendable {
  private let point: SolverStart
  private let outline: RowOutline

  init(_ point: SolverStart, of outline: RowOutline) {
    (self.point, self.outline) = (point, outline)
  }

  /// The start for a program that differs in something; nil where it has other columns.
  func fitted(
    to program: LinearProgram, _ rows: RowOutline? = nil, after change: SolverStart.Change? = nil
  ) -> SolverStart? {
    guard point.x.count == program.columns.count else { return nil }
    var start = point
    start.y = outline.multipliers(point.y, for: rows ?? RowOutline(program))
    start.change = change ?? point.change
    return start
  }
}
