package import LinearProgramming

extension LinearProgram {
  /// A program of some ten steps with sizes, flows, totals and a few rows without a step, of all
  /// kinds of limits and signs; it has a solution, around which the limits are drawn.
  package static func random(seed: UInt64) -> LinearProgram {
    var random = SeededGenerator(seed: seed)
    let steps = Int.random(in: 5...12, using: &random)
    var columns: [ColumnPart] = []
    var point: [Double] = []
    func whole(_ range: ClosedRange<Int>) -> Double {
      Double(Int.random(in: range, using: &random))
    }
    func add(step: Int?) {
      let value = whole(-3...6)
      let (below, above) = (whole(0...4), whole(0...5))
      let box = (value - below - 1)...(value + above + 1)
      let kind = Int.random(in: 0..<5, using: &random)
      let lower = kind == 1 ? -.infinity : box.lowerBound
      let upper = kind == 2 || kind == 3 ? .infinity : box.upperBound
      // What a solver is not told, a row has to say, or the program would depend on the box.
      columns.append(
        ColumnPart(
          kind == 4 ? value : lower, kind == 4 ? value : upper, box: box, cost: whole(-4...6),
          step: step))
      point.append(value)
    }
    let sizes = Int.random(in: 1...3, using: &random)
    for _ in 0..<sizes { add(step: nil) }
    for step in 0..<steps {
      add(step: step)
      add(step: step)
    }
    var rows: [RowPart] = []
    func add(step: Int?, _ entries: [(column: Int, coefficient: Double)]) {
      let value = entries.reduce(0) { $0 + $1.coefficient * point[$1.column] }
      let (below, above) = (value - whole(0...3), value + whole(0...3))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: rows.append(RowPart(value, value, step: step, entries))
      case 1: rows.append(RowPart(below, .infinity, step: step, entries))
      case 2: rows.append(RowPart(-.infinity, above, step: step, entries))
      case 3: rows.append(RowPart(below - 0.5, above + 0.5, step: step, entries))
      default: rows.append(RowPart(-.infinity, .infinity, step: step, entries))
      }
    }
    func factor() -> Double { [-2, -1, -0.5, 0.5, 1, 2].randomElement(using: &random) ?? 1 }
    for step in 0..<steps {
      let flow = sizes + 2 * step
      for size in 0..<sizes where Bool.random(using: &random) {
        add(step: step, [(size, factor()), (flow, factor())])
      }
      if step > 0 {
        add(step: step, [(flow - 1, factor()), (flow, factor()), (flow + 1, factor())])
      }
    }
    // Totals over the steps, some with sizes, some all zero in effect, and rows of sizes alone.
    for total in 0..<3 {
      let first = total == 0 ? 0 : sizes
      add(step: nil, (first..<columns.count).map { ($0, factor()) })
    }
    add(step: nil, (0..<sizes).map { ($0, factor()) })
    // A box is the truth in these programs: rows repeat it where a solver is not told.
    for (column, part) in columns.enumerated()
    where part.column.lower == -.infinity || part.column.upper == .infinity {
      let (box, step) = (part.column.box, part.column.step)
      rows.append(RowPart(box.lowerBound, box.upperBound, step: step, [(column, 1)]))
    }
    return LinearProgram(columns, rows, constant: whole(-5...5))
  }
}
