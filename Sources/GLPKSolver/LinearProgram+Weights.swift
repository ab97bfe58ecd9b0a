package import LinearProgramming

extension LinearProgram {
  /// The same program with more weight on the columns of steps that are dear.
  ///
  /// On its way an interior-point method keeps value × reduced cost alike for all columns. A flow
  /// that costs fifty times what others do, such as import in an hour of scarcity or load that is
  /// shed, is held fifty times nearer to zero, while sizes still move: step after step then ends
  /// where one such hour is used up. With weight it keeps the distance that others keep.
  ///
  /// - Parameter dear: the weight is the cost of a unit in every step of the horizon (kUSD a year)
  ///   over this: 438 for a MW through a year at 50 USD/MWh, what most power costs.
  package func weighingDearColumns(dear: Double = 438) -> LinearProgram {
    let steps = (columns.lazy.compactMap(\.step).max() ?? 0) + 1
    let dearStep = dear / Double(steps)
    var alike: [Double: Int] = [:]
    for column in columns where column.step != nil { alike[column.cost, default: 0] += 1 }
    var weighed = self
    weighed.weigh { column in
      guard column.step != nil, column.lower.isFinite else { return column.weight }
      // A few hours may weigh much; what weighs in many costs memory.
      let isEverywhere = 4 * (alike[column.cost] ?? 0) > steps
      let weight = (column.cost.magnitude / dearStep).rounded()
      return Int32(min(isEverywhere ? 4.0 : 30.0, max(1, weight)))
    }
    return weighed
  }
}
