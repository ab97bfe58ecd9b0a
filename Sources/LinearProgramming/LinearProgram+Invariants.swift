extension LinearProgram {
  /// What is wrong with the program as a value, in words; empty when it may go to a solver.
  public func checkInvariants() -> [String] {
    var problems: [String] = []
    if rowStart.count != rows.count + 1 || rowStart.last != columnIndex.count
      || columnIndex.count != coefficient.count
    {
      return ["the rows do not cover the entries"]
    }
    for column in columns.indices { check(column: column, &problems) }
    for row in rows.indices { check(row: row, &problems) }
    if !objectiveConstant.isFinite { problems.append("the objective's constant is not finite") }
    return problems
  }

  private func check(column number: Int, _ problems: inout [String]) {
    let column = columns[number]
    func report(_ problem: String) { problems.append("column \(columnName(number)): \(problem)") }
    if !column.cost.isFinite { report("cost \(column.cost) is not finite") }
    if !column.box.lowerBound.isFinite || !column.box.upperBound.isFinite {
      report("its box is not finite")
    }
    if !Self.areBounds(column.lower, column.upper) {
      report("bounds \(column.lower) ... \(column.upper) leave nothing between them")
    }
    let outside =
      (column.lower.isFinite && column.lower < column.box.lowerBound)
      || (column.upper.isFinite && column.upper > column.box.upperBound)
    if outside { report("its box does not contain its bounds") }
    if let step = column.step, step < 0 { report("step \(step) is negative") }
    if column.weight < 1 { report("weight \(column.weight) is less than 1") }
    if column.weight > 1, column.lower == -.infinity {
      report("a weight needs a lower bound")
    }
  }

  private func check(row number: Int, _ problems: inout [String]) {
    let row = rows[number]
    guard families.indices.contains(row.family) else {
      problems.append("row \(number): unknown family \(row.family)")
      return
    }
    func report(_ problem: String) { problems.append("row \(rowName(number)): \(problem)") }
    if !Self.areBounds(row.lower, row.upper) {
      report("bounds \(row.lower) ... \(row.upper) leave nothing between them")
    }
    if let step = row.step, step < 0 { report("step \(step) is negative") }
    guard rowStart[number] <= rowStart[number + 1] else {
      report("its entries end before they start")
      return
    }
    var previous: Int32 = -1
    for entry in entries(of: number) {
      let column = columnIndex[entry]
      if !coefficient[entry].isFinite { report("coefficient \(coefficient[entry]) is not finite") }
      if column < 0 || Int(column) >= columns.count {
        report("there is no column \(column)")
      } else if column == previous {
        report("column \(columnName(Int(column))) appears twice")
      } else if column < previous {
        report("its columns are not sorted")
      }
      previous = column
    }
  }

  /// Not NaN, in order, and infinite only outwards.
  private static func areBounds(_ lower: Double, _ upper: Double) -> Bool {
    lower <= upper && lower < .infinity && upper > -.infinity
  }
}
