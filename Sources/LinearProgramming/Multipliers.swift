/// Row multipliers with impossible signs removed, and the lower bound that they prove.
struct Multipliers {
  /// The multipliers that count.
  private(set) var y: [Double]
  /// cost − Aᵀy.
  private(set) var reducedCost: [Double]
  /// Size of the terms that a reduced cost is the sum of.
  private var gross: [Double]
  /// Σ y·bound of the row + Σ reduced cost·bound of the column, or end of its box, without the objective's constant.
  private(set) var bound = 0.0

  init(of program: LinearProgram, y given: [Double]) {
    y = given
    reducedCost = program.columns.map(\.cost)
    gross = reducedCost.map(\.magnitude)
    var sum = CompensatedSum()
    var compensation = [Double](repeating: 0, count: reducedCost.count)
    for (row, limits) in program.rows.enumerated() {
      let side = y[row] > 0 ? limits.lower : limits.upper
      guard y[row] != 0, side.isFinite else {
        y[row] = 0
        continue
      }
      sum.add(y[row] * side)
      for entry in program.entries(of: row) {
        let column = Int(program.columnIndex[entry])
        let term = -y[row] * program.coefficient[entry]
        let before = reducedCost[column]
        let after = before + term
        compensation[column] +=
          before.magnitude >= term.magnitude ? (before - after) + term : (term - after) + before
        reducedCost[column] = after
        gross[column] += term.magnitude
      }
    }
    for (column, limits) in program.columns.enumerated() {
      reducedCost[column] += compensation[column]
      let cost = reducedCost[column]
      if cost != 0 { sum.add(cost * (cost > 0 ? limits.least : limits.greatest)) }
    }
    bound = sum.value.isNaN ? -.infinity : sum.value
  }

  /// Largest reduced cost on a side where the column has no bound, in relation to its terms.
  func dualResidual(in program: LinearProgram) -> Double {
    var largest = 0.0
    for (column, limits) in program.columns.enumerated() {
      let unbounded = reducedCost[column] > 0 ? limits.lower : limits.upper
      // A box of one value pays nothing, whatever the sign.
      if unbounded.isInfinite, limits.box.lowerBound < limits.box.upperBound {
        let one = program.unit / program.unit(ofColumn: column)
        largest = max(largest, reducedCost[column].magnitude / (one + gross[column]))
      }
    }
    return largest
  }
}
