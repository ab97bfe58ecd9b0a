import LinearProgramming
package import Solving

/// Where the answers of a run's joined programs are kept, so that a run that was ended goes on where it was.
///
/// Whoever keeps them sees to it that they are of the same inputs and the same build.
package protocol AnswerStore: Sendable {
  /// What was kept of a question; nil where nothing was, or it cannot be read.
  func answer(to question: String) -> KeptAnswer?
  /// Keeps an answer; where that cannot be done, the question is solved again next time.
  func keep(_ answer: KeptAnswer, to question: String)
}

/// A point and its multipliers. Nothing of them is believed: the program certifies them again.
package struct KeptAnswer: Sendable, Equatable {
  /// One value a column.
  package var x: [Double]
  /// One multiplier a row.
  package var y: [Double]
  /// Where like programs start.
  package var start: SolverStart?
  /// The attempts that led to it, for `run.json`.
  package var attempts: [SolveAttempt.Record]

  /// An answer as it was kept.
  package init(
    x: [Double], y: [Double], start: SolverStart?, attempts: [SolveAttempt.Record]
  ) {
    (self.x, self.y, self.start, self.attempts) = (x, y, start, attempts)
  }
}

extension AnswerStore {
  /// A kept answer as the program itself judges it; nil where it is no answer to this program.
  func answer(to question: String, of program: LinearProgram) -> SolveStrategy.Solution? {
    guard let kept = answer(to: question), kept.x.count == program.columns.count,
      kept.y.count == program.rows.count
    else { return nil }
    let certificate = Certificate(of: program, x: kept.x, y: kept.y)
    guard certificate.verdict != .none else { return nil }
    return SolveStrategy.Solution(
      x: kept.x, y: kept.y, certificate: certificate, attempts: kept.attempts, start: kept.start)
  }

  /// Keeps what solves a program; refutations and what led to nothing are found again.
  func keep(_ answer: SolveStrategy.Solution?, to question: String) {
    guard let answer, !answer.isRefuted, answer.certificate.verdict != .none else { return }
    keep(
      KeptAnswer(x: answer.x, y: answer.y, start: answer.start, attempts: answer.attempts),
      to: question)
  }
}
