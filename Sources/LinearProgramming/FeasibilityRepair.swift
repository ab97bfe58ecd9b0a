/// Which way each column of a program may move without harm, and what follows from it.
///
/// Copies of a column agree up to the solver's tolerance only, and the links of a dense row add up
/// their residuals. Both are mended by columns that may move one way: a size may always grow a
/// little, if nothing but its cost speaks against it.
struct FeasibilityRepair: Sendable {
  private enum Harmless { case neither, rising, falling }

  private let program: LinearProgram
  private let denseRows: [Int]
  private let harmless: [Harmless]

  init(_ program: LinearProgram, denseRows: [Bool]) {
    self.program = program
    self.denseRows = denseRows.indices.filter { denseRows[$0] }
    // Weighs the coefficients in the rows that could break if a column rose, or fell.
    var rising = [Double](repeating: 0, count: program.columns.count)
    var falling = rising
    for (row, limits) in program.rows.enumerated() {
      for entry in program.entries(of: row) {
        let column = Int(program.columnIndex[entry])
        let factor = program.coefficient[entry]
        let above = factor > 0 ? limits.upper : limits.lower
        let below = factor > 0 ? limits.lower : limits.upper
        if above.isFinite { rising[column] += factor.magnitude }
        if below.isFinite { falling[column] += factor.magnitude }
      }
    }
    harmless = zip(rising, falling).map { rising, falling in
      // A small coefficient does no harm: losses of a store in proportion to its size.
      if rising < 1e-3 * falling { return .rising }
      return falling < 1e-3 * rising ? .falling : .neither
    }
  }

  /// The copy that breaks no row where there is one, else the mean of all.
  func value(of column: Int, copies: some Sequence<Double>) -> Double {
    switch harmless[column] {
    case .rising: return copies.max() ?? 0
    case .falling: return copies.min() ?? 0
    case .neither:
      var sum = CompensatedSum()
      var count = 0.0
      for value in copies {
        sum.add(value)
        count += 1
      }
      return sum.value / count
    }
  }

  /// Moves one column for each dense row that is still broken, if one may move.
  func mend(_ x: inout [Double]) {
    for row in denseRows {
      let limits = program.rows[row]
      let value = program.activity(of: row, at: x).value
      let missing = value < limits.lower ? limits.lower - value : min(0, limits.upper - value)
      guard missing != 0, missing.magnitude < 1e-3 else { continue }
      let movable = program.entries(of: row).filter { entry in
        let move = missing / program.coefficient[entry]
        let column = Int(program.columnIndex[entry])
        let bounds = program.columns[column]
        guard x[column] + move <= bounds.greatest, x[column] + move >= bounds.least else {
          return false
        }
        return harmless[column] == (move > 0 ? .rising : .falling)
      }
      let best = movable.max {
        program.coefficient[$0].magnitude < program.coefficient[$1].magnitude
      }
      if let best { x[Int(program.columnIndex[best])] += missing / program.coefficient[best] }
    }
  }
}
