/// A program without the columns whose box is a single value, and without the rows left empty.
///
/// A size fixed at zero forces every flow behind it to zero, and then the program has no interior
/// for an interior-point method to walk through. Nothing is lost: such columns can only have their
/// value, and any multiplier of a row left empty proves the same bound.
public struct Reduction: Sendable {
  /// The smaller program; the given one when there is nothing to leave out.
  public let reduced: LinearProgram
  private let fixed: [Double?]
  /// Rows of the given program that are kept, in order.
  private let rows: [Int]
  private let rowCount: Int

  /// Leaves out what is decided already.
  public init(_ program: LinearProgram) {
    rowCount = program.rows.count
    fixed = program.columns.map { column in
      column.box.lowerBound == column.box.upperBound ? column.box.lowerBound : nil
    }
    guard fixed.contains(where: { $0 != nil }) else {
      reduced = program
      rows = Array(program.rows.indices)
      return
    }
    var smaller = LinearProgram(like: program)
    var place = [Int32](repeating: -1, count: program.columns.count)
    for (number, column) in program.columns.enumerated() {
      if let value = fixed[number] {
        smaller.objectiveConstant += column.cost * value
      } else {
        place[number] = smaller.appendColumn(column)
      }
    }
    var kept: [Int] = []
    for row in program.rows.indices {
      var constant = CompensatedSum()
      let start = smaller.columnIndex.count
      for entry in program.entries(of: row) {
        let column = Int(program.columnIndex[entry])
        if let value = fixed[column] {
          constant.add(program.coefficient[entry] * value)
        } else {
          smaller.appendEntry(place[column], program.coefficient[entry])
        }
      }
      guard smaller.columnIndex.count > start else { continue }
      var limits = program.rows[row]
      limits.lower -= constant.value
      limits.upper -= constant.value
      smaller.closeRow(limits)
      kept.append(row)
    }
    reduced = smaller
    rows = kept
  }

  /// Values and multipliers of the given program from those of the smaller one.
  public func natural(x: [Double], y: [Double]) -> (x: [Double], y: [Double]) {
    var next = 0
    let values = fixed.map { value in
      if let value { return value }
      defer { next += 1 }
      return x[next]
    }
    var multipliers = [Double](repeating: 0, count: rowCount)
    for (position, row) in rows.enumerated() { multipliers[row] = y[position] }
    return (values, multipliers)
  }

  /// Values and multipliers of the smaller program from those of the given one; nil if of another length.
  package func smaller(x: [Double], y: [Double]) -> (x: [Double], y: [Double])? {
    guard x.count == fixed.count, y.count == rowCount else { return nil }
    return (fixed.indices.filter { fixed[$0] == nil }.map { x[$0] }, rows.map { y[$0] })
  }
}
