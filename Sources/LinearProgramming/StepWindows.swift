/// A program over time cut into windows of steps, each with all else held at a point.
///
/// What a window's columns do to rows outside it is paid for at the multipliers of the whole: limits of
/// the year, and what a store hands on. So a window is a small program, and may be solved in whole sets.
package struct StepWindows {
  private let program: LinearProgram
  private let y: [Double]
  /// Reduced costs: what each column costs where all rows are paid at their multipliers.
  private let reduced: [Double]
  private let columnsOfStep: [[Int32]]
  private let rowsOfStep: [[Int32]]
  /// The point; each window that was solved has moved its part.
  package private(set) var x: [Double]

  /// Windows over a program at a point with multipliers.
  package init(_ program: LinearProgram, x: [Double], y: [Double]) {
    self.program = program
    self.x = x
    self.y = y
    reduced = program.reducedCosts(multipliers: y)
    let steps = (program.columns.lazy.compactMap(\.step).max() ?? -1) + 1
    var columnsOfStep = [[Int32]](repeating: [], count: steps)
    for (number, column) in program.columns.enumerated() {
      if let step = column.step { columnsOfStep[step].append(Int32(number)) }
    }
    var rowsOfStep = [[Int32]](repeating: [], count: steps)
    for (number, row) in program.rows.enumerated() {
      if let step = row.step, step < steps { rowsOfStep[step].append(Int32(number)) }
    }
    self.columnsOfStep = columnsOfStep
    self.rowsOfStep = rowsOfStep
  }

  /// One window as a program, with what brings its point back.
  package struct Window {
    package let program: LinearProgram
    fileprivate let columns: [Int32]
    /// Slacks follow the columns: the step of each.
    fileprivate let slackSteps: [Int]

    /// By how much policies are broken at a point of the window.
    package func violation(at point: [Double]) -> Double {
      slackSteps.indices.reduce(0) { $0 + max(0, point[columns.count + $1]) }
    }
  }

  /// The window of some steps. Policies may be broken there, at a price beyond all others.
  package func window(_ steps: Range<Int>) -> Window {
    let columns = steps.flatMap { columnsOfStep[$0] }
    let rows = steps.flatMap { rowsOfStep[$0] }
    var place: [Int32: Int32] = [:]
    var window = LinearProgram()
    window.families = program.families
    var cost = columns.map { reduced[Int($0)] }
    for (position, column) in columns.enumerated() { place[column] = Int32(position) }
    for row in rows where y[Int(row)] != 0 {
      for entry in program.entries(of: Int(row)) {
        guard let position = place[program.columnIndex[entry]] else { continue }
        cost[Int(position)] += y[Int(row)] * program.coefficient[entry]
      }
    }
    for (position, number) in columns.enumerated() {
      var column = program.columns[Int(number)]
      (column.lower, column.upper) = (column.least, column.greatest)
      column.cost = cost[position]
      _ = window.appendColumn(column)
    }
    let dearest = rows.reduce(1.0) { max($0, y[Int($1)].magnitude) }
    let slackSteps = addRows(rows, place, penalty: 100 * dearest, to: &window)
    return Window(program: window, columns: columns, slackSteps: slackSteps)
  }

  /// One step by itself, with all that its rows speak of free within its limits: where even that breaks
  /// a policy, no plan of the whole can keep it there.
  package func alone(_ step: Int) -> Window {
    let rows = rowsOfStep[step]
    let columns = Set(
      rows.flatMap { row in program.entries(of: Int(row)).map { program.columnIndex[$0] } }
    ).sorted()
    var place: [Int32: Int32] = [:]
    var window = LinearProgram()
    window.families = program.families
    for (position, number) in columns.enumerated() {
      place[number] = Int32(position)
      var column = program.columns[Int(number)]
      (column.lower, column.upper, column.cost) = (column.least, column.greatest, 0)
      _ = window.appendColumn(column)
    }
    let slackSteps = addRows(rows, place, penalty: 1, to: &window)
    return Window(program: window, columns: columns, slackSteps: slackSteps)
  }

  /// Rows with what lies outside held; each policy's with slacks, which stand behind the columns.
  private func addRows(
    _ rows: [Int32], _ place: [Int32: Int32], penalty: Double, to window: inout LinearProgram
  ) -> [Int] {
    var slackSteps: [Int] = []
    for row in rows.map(Int.init) {
      var outside = CompensatedSum()
      let start = window.columnIndex.count
      for entry in program.entries(of: row) {
        let column = program.columnIndex[entry]
        if let position = place[column] {
          window.appendEntry(position, program.coefficient[entry])
        } else {
          outside.add(program.coefficient[entry] * x[Int(column)])
        }
      }
      guard window.columnIndex.count > start else { continue }
      var limits = program.rows[row]
      limits.lower -= outside.value
      limits.upper -= outside.value
      if program.families[limits.family].relaxation != nil, let step = limits.step {
        for (sign, exists) in [(1.0, limits.lower.isFinite), (-1.0, limits.upper.isFinite)]
        where exists {
          let slack = LinearProgram.Column(
            lower: 0, upper: .infinity, box: 0...1e6, boxOrigin: .implied, cost: penalty,
            step: step)
          window.appendEntry(window.appendColumn(slack), sign)
          slackSteps.append(step)
        }
      }
      window.sortOpenRow()
      window.closeRow(limits)
    }
    return slackSteps
  }

  /// Takes the part of a window's point that belongs to some of its steps.
  package mutating func take(_ point: [Double], of window: Window, in steps: Range<Int>) {
    for (position, column) in window.columns.enumerated() {
      if let step = program.columns[Int(column)].step, steps.contains(step) {
        x[Int(column)] = point[position]
      }
    }
  }

  /// How many steps there are.
  package var count: Int { columnsOfStep.count }
}
