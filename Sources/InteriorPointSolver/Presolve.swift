internal import LinearProgramming

/// A program without what its rows and bounds decide already, and how to undo that.
///
/// Rows of one column become bounds, columns between equal bounds become constants, and both make
/// more of the same; rows without a limit or a column go (Andersen and Andersen 1995, the first of
/// their reductions). Nothing is lost: each multiplier that is left out follows from the others.
struct Presolve {
  /// What a program turns out to be before it is solved.
  enum Outcome {
    case infeasible(ray: [Double])
    case unbounded
  }

  /// A row that became a bound of its only column.
  struct BoundingRow {
    var row: Int32
    var column: Int32
    var coefficient: Double
    var setsLower: Bool
    var setsUpper: Bool
  }

  let program: LinearProgram
  let entries: ColumnEntries
  private(set) var lower: [Double]
  private(set) var upper: [Double]
  /// The value of each column that is decided.
  private(set) var fixed: [Double?]
  private(set) var isRowOut: [Bool]
  /// What decided columns add to each row, and the sum of the magnitudes.
  private(set) var decided: [Double]
  private var gross: [Double]
  private(set) var outcome: Outcome?
  /// Columns of each row that are not decided.
  private var live: [Int32]
  private var boundingRows: [BoundingRow] = []
  private var queue: [Int32] = []

  init(_ program: LinearProgram) {
    let entries = ColumnEntries(program)
    lower = program.columns.map(\.lower)
    upper = program.columns.map(\.upper)
    fixed = Array(repeating: nil, count: program.columns.count)
    isRowOut = Array(repeating: false, count: program.rows.count)
    decided = Array(repeating: 0, count: program.rows.count)
    gross = decided
    live = Array(repeating: 0, count: program.rows.count)
    for row in entries.row { live[Int(row)] += 1 }
    self.program = program
    self.entries = entries
    reduce()
  }

  private mutating func reduce() {
    for column in lower.indices where Self.meet(lower[column], upper[column]) { fix(column) }
    // Each row that is short comes up once, in order, and again when a column of it is decided.
    for row in live.indices where live[row] <= 1 || !hasLimit(row) { queue.append(Int32(row)) }
    var next = 0
    while next < queue.count, outcome == nil {
      takeOut(Int(queue[next]))
      next += 1
    }
    guard outcome == nil else { return }
    decideLonelyColumns()
  }

  private func hasLimit(_ row: Int) -> Bool {
    program.rows[row].lower.isFinite || program.rows[row].upper.isFinite
  }

  /// Whether bounds leave nothing to decide.
  private static func meet(_ lower: Double, _ upper: Double) -> Bool {
    lower.isFinite && upper - lower <= 1e-13 * (1 + lower.magnitude)
  }

  private mutating func takeOut(_ row: Int) {
    guard !isRowOut[row] else { return }
    guard hasLimit(row) else {
      isRowOut[row] = true
      return
    }
    if live[row] == 0 { return checkEmpty(row) }
    guard live[row] == 1 else { return }
    for entry in program.entries(of: row) where program.coefficient[entry] != 0 {
      let column = Int(program.columnIndex[entry])
      if fixed[column] == nil { return bound(column, by: row, program.coefficient[entry]) }
    }
  }

  /// A row of which all is decided holds, or nothing does.
  private mutating func checkEmpty(_ row: Int) {
    isRowOut[row] = true
    let slack = 1e-9 * (1 + gross[row])
    if decided[row] < program.rows[row].lower - slack { fail(row, 1) }
    if decided[row] > program.rows[row].upper + slack { fail(row, -1) }
  }

  private mutating func bound(_ column: Int, by row: Int, _ coefficient: Double) {
    isRowOut[row] = true
    let limits = program.rows[row]
    let ends = (
      (limits.lower - decided[row]) / coefficient, (limits.upper - decided[row]) / coefficient
    )
    let (low, high) = coefficient > 0 ? ends : (ends.1, ends.0)
    let step = BoundingRow(
      row: Int32(row), column: Int32(column), coefficient: coefficient,
      setsLower: low > lower[column], setsUpper: high < upper[column])
    guard step.setsLower || step.setsUpper else { return }
    let slack = 1e-9 * (1 + gross[row] / coefficient.magnitude + min(low.magnitude, high.magnitude))
    // Pulls the column up to where it may not go, or down.
    if low > upper[column] + slack { return fail(row, 1 / coefficient) }
    if high < lower[column] - slack { return fail(row, -1 / coefficient) }
    boundingRows.append(step)
    lower[column] = min(max(lower[column], low), upper[column])
    upper[column] = max(min(upper[column], high), lower[column])
    if Self.meet(lower[column], upper[column]) { fix(column) }
  }

  private mutating func fix(_ column: Int) { fix(column, at: lower[column]) }

  private mutating func fix(_ column: Int, at value: Double) {
    fixed[column] = value
    for entry in entries[column] {
      let row = Int(entries.row[entry])
      decided[row] += entries.value[entry] * value
      gross[row] += (entries.value[entry] * value).magnitude
      live[row] -= 1
      if live[row] <= 1, !isRowOut[row] { queue.append(Int32(row)) }
    }
  }

  /// Columns that no row holds go to their cheaper bound.
  private mutating func decideLonelyColumns() {
    for column in lower.indices where fixed[column] == nil {
      let isLonely = entries[column].allSatisfy { isRowOut[Int(entries.row[$0])] }
      guard isLonely else { continue }
      let cost = program.columns[column].cost
      let resting = min(max(0, lower[column]), upper[column])
      let cheapest = cost > 0 ? lower[column] : cost < 0 ? upper[column] : resting
      if !cheapest.isFinite { outcome = .unbounded }
      fixed[column] = cheapest.isFinite ? cheapest : resting
    }
  }

  private mutating func fail(_ row: Int, _ multiplier: Double) {
    var ray = [Double](repeating: 0, count: isRowOut.count)
    ray[row] = multiplier
    complete(&ray, costs: nil)
    outcome = .infeasible(ray: ray)
  }

  /// Gives rows that became bounds the multipliers that make good for what their columns still cost.
  ///
  /// - Parameter costs: cost of each column; nil: nothing costs anything, as for a ray.
  func complete(_ y: inout [Double], costs: [Double]?) {
    // A later row may stand on columns that earlier ones decided, never the other way round.
    for step in boundingRows.reversed() {
      var reduced = costs?[Int(step.column)] ?? 0
      for entry in entries[Int(step.column)] {
        reduced -= y[Int(entries.row[entry])] * entries.value[entry]
      }
      guard reduced > 0 ? step.setsLower : step.setsUpper else { continue }
      y[Int(step.row)] += reduced / step.coefficient
    }
  }
}
