extension Certificate {
  /// Whether row multipliers prove that no point lies within rows, bounds and boxes (Farkas 1902).
  ///
  /// Where the multipliers add up the rows, each at the limit that its sign asks for, no column value
  /// within its box may give so much. That has to be missed by more than a billionth of what was added
  /// up, which no rounding explains.
  public static func provesInfeasible(_ program: LinearProgram, ray y: [Double]) -> Bool {
    guard y.count == program.rows.count, y.allSatisfy(\.isFinite) else { return false }
    var costless = program
    for column in costless.columns.indices { costless.columns[column].cost = 0 }
    let multipliers = Multipliers(of: costless, y: y)
    var gross = 0.0
    for (row, limits) in program.rows.enumerated() where multipliers.y[row] != 0 {
      let side = multipliers.y[row] > 0 ? limits.lower : limits.upper
      gross += (multipliers.y[row] * side).magnitude
    }
    for (column, limits) in program.columns.enumerated() where multipliers.reducedCost[column] != 0
    {
      let end = multipliers.reducedCost[column] > 0 ? limits.least : limits.greatest
      gross += (multipliers.reducedCost[column] * end).magnitude
    }
    return multipliers.bound > 1e-9 * gross
  }
}
