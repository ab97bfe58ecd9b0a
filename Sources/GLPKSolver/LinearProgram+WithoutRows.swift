internal import LinearProgramming
internal import Solving

extension LinearProgram {
  /// The answer when no row holds a free column, or nil.
  ///
  /// GLPK: `glp_interior` refuses a program without rows or columns, and one of fixed columns
  /// becomes that inside it.
  func answerWithoutRows() -> SolverAnswer? {
    let binds = rows.indices.contains { row in
      (rows[row].lower.isFinite || rows[row].upper.isFinite)
        && entries(of: row).contains {
          let column = columns[Int(columnIndex[$0])]
          return coefficient[$0] != 0 && column.lower != column.upper
        }
    }
    guard !binds else { return nil }
    let x = columns.map(\.cheapest)
    var verdict = SolverVerdict.optimal
    for column in columns
    where column.cost * (column.cost > 0 ? column.lower : column.upper) == -.infinity {
      verdict = .unbounded
    }
    for row in rows.indices {
      let (value, gross) = activity(of: row, at: x)
      let slack = 1e-9 * (1 + gross)
      if value < rows[row].lower - slack || value > rows[row].upper + slack {
        verdict = .infeasible
      }
    }
    return SolverAnswer(
      verdict: verdict, x: x, y: [Double](repeating: 0, count: rows.count), iterations: 0)
  }
}

extension LinearProgram.Column {
  /// The finite bound nearest to zero, or zero.
  var resting: Double { min(max(0, lower), upper) }

  /// The bound that costs least, as far as it is finite.
  fileprivate var cheapest: Double {
    if cost > 0, lower.isFinite { return lower }
    if cost < 0, upper.isFinite { return upper }
    return resting
  }
}
