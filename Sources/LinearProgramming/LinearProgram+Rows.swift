extension LinearProgram {
  /// Where the entries of a row lie in `columnIndex` and `coefficient`.
  package func entries(of row: Int) -> Range<Int> { rowStart[row]..<rowStart[row + 1] }

  /// Sum of the terms of a row at a point, and of their magnitudes.
  package func activity(of row: Int, at x: [Double]) -> (value: Double, gross: Double) {
    var value = CompensatedSum()
    var gross = 0.0
    for entry in entries(of: row) {
      let term = coefficient[entry] * x[Int(columnIndex[entry])]
      value.add(term)
      gross += term.magnitude
    }
    return (value.value, gross)
  }

  /// Least and greatest value that a row can have while its columns stay in their boxes.
  package func reach(of row: Int) -> (least: Double, greatest: Double) {
    var least = CompensatedSum()
    var greatest = CompensatedSum()
    for entry in entries(of: row) {
      let term = reach(ofEntry: entry)
      least.add(term.least)
      greatest.add(term.greatest)
    }
    return (least.value, greatest.value)
  }

  /// Least and greatest value of one entry while its column stays in its box.
  package func reach(ofEntry entry: Int) -> (least: Double, greatest: Double) {
    let factor = coefficient[entry]
    let box = columns[Int(columnIndex[entry])].box
    let ends = (factor * box.lowerBound, factor * box.upperBound)
    return (min(ends.0, ends.1), max(ends.0, ends.1))
  }

  /// A program with the families, the unit and the constant of another, and nothing else yet.
  package init(like program: LinearProgram) {
    self.init()
    families = program.families
    unit = program.unit
    objectiveConstant = program.objectiveConstant
  }

  /// Says how much each column counts in the barrier of an interior point method.
  package mutating func weigh(by weight: (Column) -> Int32) {
    for column in columns.indices { columns[column].weight = weight(columns[column]) }
  }

  /// Appends a column and returns its number.
  @discardableResult
  package mutating func appendColumn(_ column: Column) -> Int32 {
    columns.append(column)
    return Int32(columns.count - 1)
  }

  /// Closes a row whose entries were appended since the last one closed: sorted, none twice.
  package mutating func closeRow(_ row: Row) {
    rows.append(row)
    rowStart.append(columnIndex.count)
  }

  /// Appends an entry to the row that is open.
  package mutating func appendEntry(_ column: Int32, _ factor: Double) {
    columnIndex.append(column)
    coefficient.append(factor)
  }

  /// Sorts the open row by column. Rows are short here, so insertion is linear in practice.
  mutating func sortOpenRow() {
    let start = rowStart[rows.count]
    if columnIndex.count - start > 64 {
      let order = (start..<columnIndex.count).sorted { columnIndex[$0] < columnIndex[$1] }
      let sortedIndex = order.map { columnIndex[$0] }
      let sortedCoefficient = order.map { coefficient[$0] }
      columnIndex.replaceSubrange(start..., with: sortedIndex)
      coefficient.replaceSubrange(start..., with: sortedCoefficient)
      return
    }
    for entry in (start..<columnIndex.count).dropFirst() {
      var place = entry
      while place > start, columnIndex[place - 1] > columnIndex[place] {
        columnIndex.swapAt(place - 1, place)
        coefficient.swapAt(place - 1, place)
        place -= 1
      }
    }
  }
}

extension LinearProgram.Column {
  /// The lower bound, or the lower end of the box where that is higher.
  package var least: Double { max(lower, box.lowerBound) }

  /// The upper bound, or the upper end of the box where that is lower.
  package var greatest: Double { min(upper, box.upperBound) }
}
