internal import LinearProgramming

/// A presolved program as the engine wants it: equal rows, columns from zero, in powers of two that
/// make its entries alike.
struct StandardForm {
  private(set) var start: [Int32] = [0]
  private(set) var row: [Int32] = []
  private(set) var value: [Double] = []
  private(set) var right: [Double] = []
  private(set) var cost: [Double] = []
  /// Upper bounds of the first columns.
  private(set) var upper: [Double] = []
  private(set) var box: [Double] = []
  /// Columns at the end without bounds.
  private(set) var free = 0
  private(set) var constant = 0.0
  /// Where a column comes from: value = base + sign · scale · standard value.
  struct Origin {
    /// Natural column, or −1 − natural row of a slack.
    var owner: Int32
    var base: Double
    var sign: Double
  }
  private(set) var origins: [Origin] = []
  private(set) var columnScale: [Double] = []
  /// Natural rows that are kept, in order.
  private(set) var rows: [Int32] = []
  private(set) var rowScale: [Double] = []

  init(_ presolve: Presolve) {
    var place = [Int32](repeating: -1, count: presolve.isRowOut.count)
    for natural in place.indices where !presolve.isRowOut[natural] {
      place[natural] = Int32(rows.count)
      rows.append(Int32(natural))
      let limits = presolve.program.rows[natural]
      right.append(
        (limits.lower.isFinite ? limits.lower : limits.upper) - presolve.decided[natural])
    }
    constant = presolve.fixed.indices.reduce(0) { sum, column in
      sum + (presolve.fixed[column] ?? 0) * presolve.program.columns[column].cost
    }
    for kind in Kind.allCases {
      appendColumns(of: kind, presolve, place)
      appendSlacks(of: kind, presolve)
    }
    scale()
  }

  /// The three parts of the columns, in order.
  private enum Kind: CaseIterable {
    case bounded, oneSided, free

    init(_ lower: Double, _ upper: Double) {
      switch (lower.isFinite, upper.isFinite) {
      case (true, true): self = .bounded
      case (false, false): self = .free
      default: self = .oneSided
      }
    }
  }

  private mutating func appendColumns(of kind: Kind, _ presolve: Presolve, _ place: [Int32]) {
    for (number, column) in presolve.program.columns.enumerated()
    where presolve.fixed[number] == nil {
      let (lower, upper) = (presolve.lower[number], presolve.upper[number])
      guard Kind(lower, upper) == kind else { continue }
      var origin = Origin(owner: Int32(number), base: 0, sign: 1)
      switch kind {
      case .bounded:
        origin.base = lower
        self.upper.append(upper - lower)
        box.append(upper - lower)
      case .oneSided:
        if !lower.isFinite { origin.sign = -1 }
        origin.base = lower.isFinite ? lower : upper
        box.append(max(0, lower.isFinite ? column.greatest - lower : upper - column.least))
      case .free:
        box.append(max(column.least.magnitude, column.greatest.magnitude))
        free += 1
      }
      for entry in presolve.entries[number] {
        let kept = place[Int(presolve.entries.row[entry])]
        guard kept >= 0 else { continue }
        row.append(kept)
        value.append(origin.sign * presolve.entries.value[entry])
        right[Int(kept)] -= presolve.entries.value[entry] * origin.base
      }
      constant += column.cost * origin.base
      close(origin, cost: origin.sign * column.cost)
    }
  }

  /// Rows that are not equal get a column of their own: what they are from their limit.
  private mutating func appendSlacks(of kind: Kind, _ presolve: Presolve) {
    for (place, natural) in rows.enumerated() {
      let limits = presolve.program.rows[Int(natural)]
      guard limits.lower < limits.upper, Kind(limits.lower, limits.upper) == kind else { continue }
      let reach = presolve.program.reach(of: Int(natural))
      switch kind {
      case .bounded:
        upper.append(limits.upper - limits.lower)
        box.append(limits.upper - limits.lower)
      case .oneSided, .free:
        box.append(
          max(0, limits.lower.isFinite ? reach.greatest - limits.lower : limits.upper - reach.least)
        )
      }
      row.append(Int32(place))
      value.append(limits.lower.isFinite ? -1 : 1)
      close(Origin(owner: -1 - natural, base: 0, sign: 1), cost: 0)
    }
  }

  private mutating func close(_ origin: Origin, cost: Double) {
    origins.append(origin)
    self.cost.append(cost)
    start.append(Int32(row.count))
  }

  /// Divides rows and columns by the roots of their largest entries, three times over.
  private mutating func scale() {
    rowScale = Array(repeating: 1, count: rows.count)
    columnScale = Array(repeating: 1, count: cost.count)
    for _ in 0..<3 {
      var greatest = [Double](repeating: 0, count: rows.count)
      for column in cost.indices {
        var most = 0.0
        for entry in Int(start[column])..<Int(start[column + 1]) {
          most = max(most, value[entry].magnitude * rowScale[Int(row[entry])])
        }
        columnScale[column] /= (most * columnScale[column]).squareRoot()
        for entry in Int(start[column])..<Int(start[column + 1]) {
          let size = value[entry].magnitude * columnScale[column] * rowScale[Int(row[entry])]
          greatest[Int(row[entry])] = max(greatest[Int(row[entry])], size)
        }
      }
      for row in rows.indices where greatest[row] > 0 {
        rowScale[row] /= greatest[row].squareRoot()
      }
    }
    for row in rows.indices { rowScale[row] = rowScale[row].nearestPowerOfTwo }
    for column in cost.indices { columnScale[column] = columnScale[column].nearestPowerOfTwo }
    for column in cost.indices {
      let scale = columnScale[column]
      for entry in Int(start[column])..<Int(start[column + 1]) {
        value[entry] *= scale * rowScale[Int(row[entry])]
      }
      cost[column] *= scale
      box[column] /= scale
      if column < upper.count { upper[column] /= scale }
    }
    for place in rows.indices { right[place] *= rowScale[place] }
  }
}
