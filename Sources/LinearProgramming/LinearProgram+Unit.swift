/// The same program whatever the size of the site: every threshold speaks of values in the program's unit.
extension LinearProgram {
  /// Says what counts as one, and which columns are plain numbers that do not grow with the site.
  package mutating func measure<D>(in unit: Double, counts: [Expression<D>]) {
    self.unit = unit
    for column in counts.flatMap(\.terms).map({ Int($0.column) }) { columns[column].isCount = true }
  }

  /// Lets a column take whole multiples of a quantum alone, in a plan; the program stays linear.
  package mutating func quantise<D>(_ column: Expression<D>, by quantum: Double) {
    for term in column.terms { columns[Int(term.column)].quantum = quantum }
  }

  /// Holds a column at a value.
  package mutating func fix(_ column: Int, at value: Double) {
    columns[column].lower = value
    columns[column].upper = value
    columns[column].box = value...value
    columns[column].boxOrigin = .limit
  }

  /// Leaves a column no values but those within a range: of counts, whose bounds are limits of their own.
  package mutating func keep(_ column: Int, within range: ClosedRange<Double>) {
    columns[column].lower = range.lowerBound
    columns[column].upper = range.upperBound
    columns[column].box = range
    columns[column].boxOrigin = .limit
  }

  /// Lowers the greatest value that a column may take.
  package mutating func limit(_ column: Int, to greatest: Double) {
    let upper = max(columns[column].least, greatest)
    guard upper < columns[column].greatest else { return }
    columns[column].upper = upper
    columns[column].box = columns[column].box.lowerBound...upper
    columns[column].boxOrigin = .limit
  }

  /// Raises the least value that a column may take.
  package mutating func raise(_ column: Int, to least: Double) {
    guard least > columns[column].least else { return }
    columns[column].lower = least
    columns[column].box = least...max(least, columns[column].box.upperBound)
  }

  /// What counts as one in a column.
  func unit(ofColumn column: Int) -> Double { columns[column].isCount ? 1 : unit }

  /// What counts as one in a row: the site's unit, unless it speaks of counts alone.
  func unit(ofRow row: Int) -> Double {
    guard unit != 1 else { return 1 }
    let isOfCounts = entries(of: row).allSatisfy { columns[Int(columnIndex[$0])].isCount }
    return isOfCounts ? 1 : unit
  }

  /// The program in its own unit: columns, rows and costs of like sites are then alike.
  package func inOwnUnit() -> LinearProgram {
    guard unit != 1 else { return self }
    var own = self
    own.unit = 1
    own.objectiveConstant /= unit
    let units = columns.indices.map { unit(ofColumn: $0) }
    for (number, one) in units.enumerated() {
      let column = columns[number]
      own.columns[number].lower /= one
      own.columns[number].upper /= one
      own.columns[number].box = column.box.lowerBound / one...column.box.upperBound / one
      own.columns[number].quantum = column.quantum.map { $0 / one }
      own.columns[number].cost *= one / unit
    }
    for row in rows.indices {
      let one = unit(ofRow: row)
      own.rows[row].lower /= one
      own.rows[row].upper /= one
      for entry in entries(of: row) {
        own.coefficient[entry] *= units[Int(columnIndex[entry])] / one
      }
    }
    return own
  }

  /// A point of the program in its own unit, in this one's.
  package func fromOwnUnit(x: [Double]) -> [Double] {
    x.indices.map { x[$0] * unit(ofColumn: $0) }
  }

  /// Multipliers of the program in its own unit, in this one's: cost in units over the row's.
  package func fromOwnUnit(y: [Double]) -> [Double] {
    y.indices.map { y[$0] * (unit / unit(ofRow: $0)) }
  }

  /// A point of this program in its own unit.
  package func toOwnUnit(x: [Double]) -> [Double] {
    x.indices.map { x[$0] / unit(ofColumn: $0) }
  }

  /// Multipliers of this program in its own unit.
  package func toOwnUnit(y: [Double]) -> [Double] {
    y.indices.map { y[$0] * (unit(ofRow: $0) / unit) }
  }

  /// The program with columns counted in their quanta.
  package func inQuanta() -> LinearProgram {
    var counted = self
    for (number, column) in columns.enumerated() {
      guard let quantum = column.quantum else { continue }
      counted.columns[number].lower /= quantum
      counted.columns[number].upper /= quantum
      counted.columns[number].box =
        column.box.lowerBound / quantum...column.box.upperBound / quantum
      counted.columns[number].cost *= quantum
    }
    for entry in columnIndex.indices {
      if let quantum = columns[Int(columnIndex[entry])].quantum {
        counted.coefficient[entry] *= quantum
      }
    }
    return counted
  }

  /// A point with nine decimals in the unit's power of ten and within what its columns may be: what is
  /// printed is what is certified, and never beyond a limit.
  package func printable(_ x: [Double]) -> [Double] {
    let finest = 1e9
    var (fine, rest) = (finest, unit)
    while rest >= 10 { (fine, rest) = (fine / 10, rest / 10) }
    while rest < 1 { (fine, rest) = (fine * 10, rest * 10) }
    return x.indices.map { column in
      let digits = columns[column].isCount ? finest : fine
      let rounded = (x[column] * digits).rounded() / digits
      let kept = min(max(rounded, columns[column].least), columns[column].greatest)
      // No negative zero in a table.
      return kept == 0 ? 0 : kept
    }
  }
}
