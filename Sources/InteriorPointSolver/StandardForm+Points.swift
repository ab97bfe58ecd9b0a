internal import LinearProgramming
internal import Solving

extension StandardForm {
  /// Values of the natural columns that are not decided, and multipliers of the rows that are kept.
  func natural(x: [Double], y: [Double], _ presolve: Presolve) -> (x: [Double], y: [Double]) {
    var values = presolve.fixed.map { $0 ?? 0 }
    for (column, origin) in origins.enumerated() where origin.owner >= 0 {
      let owner = Int(origin.owner)
      let value = origin.base + origin.sign * columnScale[column] * x[column]
      values[owner] = min(max(value, presolve.lower[owner]), presolve.upper[owner])
    }
    return (values, multipliers(y, count: presolve.isRowOut.count))
  }

  /// Multipliers of the natural rows, with none for those that are out.
  func multipliers(_ y: [Double], count: Int) -> [Double] {
    var multipliers = [Double](repeating: 0, count: count)
    for (place, row) in rows.enumerated() { multipliers[Int(row)] = y[place] * rowScale[place] }
    return multipliers
  }

  /// A point of a like program in this form; nil when it is of another length.
  func standard(_ start: SolverStart, _ presolve: Presolve) -> (x: [Double], y: [Double])? {
    let program = presolve.program
    guard start.x.count == program.columns.count, start.y.count == program.rows.count,
      start.x.allSatisfy(\.isFinite), start.y.allSatisfy(\.isFinite), start.mean > 0
    else { return nil }
    let x = origins.indices.map { column in
      let origin = origins[column]
      guard origin.owner < 0 else {
        return (start.x[Int(origin.owner)] - origin.base) * origin.sign / columnScale[column]
      }
      let natural = Int(-1 - origin.owner)
      let limits = program.rows[natural]
      let activity = program.activity(of: natural, at: start.x).value
      let slack = limits.lower.isFinite ? activity - limits.lower : limits.upper - activity
      return slack / columnScale[column]
    }
    let y = rows.indices.map { start.y[Int(rows[$0])] / rowScale[$0] }
    return (x, y)
  }
}

extension Double {
  /// The power of two that is nearest in proportion.
  var nearestPowerOfTwo: Double {
    Double(sign: .plus, exponent: (self * 2.0.squareRoot()).exponent, significand: 1)
  }
}
