import LinearProgramming
import Solving

/// What was solved of a site: points and multipliers that answer, bound or start like programs.
///
/// Nothing of it is believed. A certificate says what a point or multipliers are worth in another program,
/// whose prices, limits or counts may differ.
package struct SolvedPoints: Sendable {
  private struct Known {
    var answer: SolveStrategy.Solution
    let outline: RowOutline
  }

  /// Of programs with running relaxed, the newest last.
  private var known: [Known] = []
  /// Components of which the first program built next to nothing; nil where none was solved.
  var idle: Set<String>?

  /// Older ones are rarely of use, and each takes as much memory as its program.
  private static let most = 8

  package init() {}

  mutating func add(_ answer: SolveStrategy.Solution?, to program: LinearProgram) {
    guard var answer else { return }
    answer.attempts = []
    known.append(Known(answer: answer, outline: RowOutline(program)))
    known.removeFirst(max(0, known.count - Self.most))
  }

  /// Where like programs may start.
  var start: StartPoint? {
    known.lazy.reversed().compactMap { known in
      known.answer.start.map { StartPoint($0, of: known.outline) }
    }.first
  }

  /// The newest answer that solves a program as it is, or whose multipliers prove it to cost at least
  /// as much as the aim's cutoff.
  func answer(to program: LinearProgram, aim: SolveAim) -> SolveStrategy.Solution? {
    guard !known.isEmpty else { return nil }
    let outline = RowOutline(program)
    for known in known.reversed() {
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
