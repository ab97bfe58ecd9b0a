package import LinearProgramming

/// A program in which each column stands as often as it weighs, with the same solutions.
///
/// A column that stands k times counts k times in the barrier of an interior-point method. It costs
/// columns alone: the rows, and what is factorised, stay as they are.
package struct Repetition: Sendable {
  private let naturalColumns: Int
  private let naturalRows: Int
  /// The natural column of each one that was added.
  private let owners: [Int32]

  /// The program to solve, and how to read its answer.
  package static func repeating(_ program: LinearProgram) -> (LinearProgram, Repetition) {
    let repetition = Repetition(program)
    return (repetition.owners.isEmpty ? program : repetition.applied(to: program), repetition)
  }

  private init(_ program: LinearProgram) {
    naturalColumns = program.columns.count
    naturalRows = program.rows.count
    owners = program.columns.indices.flatMap { column in
      [Int32](repeating: Int32(column), count: Int(program.columns[column].weight) - 1)
    }
  }

  private func applied(to program: LinearProgram) -> LinearProgram {
    var result = LinearProgram(like: program)
    for column in program.columns { result.appendColumn(Self.share(of: column)) }
    for owner in owners { result.appendColumn(result.columns[Int(owner)]) }
    let added = Lists(owners, into: naturalColumns)
    func copies(of column: Int) -> Range<Int32> {
      Int32(
        naturalColumns + added[column].lowerBound)..<Int32(
          naturalColumns + added[column].upperBound)
    }
    for row in program.rows.indices {
      let entries = program.entries(of: row)
      for entry in entries {
        result.appendEntry(program.columnIndex[entry], program.coefficient[entry])
      }
      for entry in entries {
        for column in copies(of: Int(program.columnIndex[entry])) {
          result.appendEntry(column, program.coefficient[entry])
        }
      }
      result.closeRow(program.rows[row])
    }
    // One row for the upper bound of all: a solver would pay a row for each.
    let limits = result.family("repetition", "limit")
    for (number, column) in program.columns.enumerated()
    where column.weight > 1 && column.upper.isFinite {
      result.appendEntry(Int32(number), 1)
      for column in copies(of: number) { result.appendEntry(column, 1) }
      result.closeRow(
        .init(
          lower: -.infinity, upper: column.upper, step: column.step, family: limits, label: number))
    }
    return result
  }

  /// The point and the multipliers of the natural program.
  package func natural(x: [Double], y: [Double]) -> (x: [Double], y: [Double]) {
    var sums = Array(x.prefix(naturalColumns))
    for (place, owner) in owners.enumerated() { sums[Int(owner)] += x[naturalColumns + place] }
    return (sums, Array(y.prefix(naturalRows)))
  }

  /// Equal shares of the bounds; the upper one goes to a row.
  private static func share(of column: LinearProgram.Column) -> LinearProgram.Column {
    guard column.weight > 1 else { return column }
    let weight = Double(column.weight)
    var share = column
    share.weight = 1
    share.lower /= weight
    share.upper = .infinity
    share.box = share.box.lowerBound / weight...share.box.upperBound / weight
    return share
  }
}
