extension Certificate {
  /// Whether row multipliers prove that no point lies within rows, bounds and boxes (Farkas 1902).
  ///
  /// Where the multipliers add up the rows, each at the limit that its sign asks for, no column value
  /// within its box may give so much. That has to be missed by more than a share of what was added up: a
  /// billionth, which no rounding explains, or more where points may miss rows by a tolerance.
  public static func provesInfeasible(
    _ program: LinearProgram, ray y: [Double], byMoreThan share: Double = 1e-9
  ) -> Bool {
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
    return multipliers.bound > share * gross
  }
}
