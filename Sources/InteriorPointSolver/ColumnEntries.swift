internal import LinearProgramming

/// The entries of a program column after column, without zeros.
struct ColumnEntries {
  /// Column j has the entries start[j] ..< start[j + 1].
  let start: [Int32]
  let row: [Int32]
  let value: [Double]

  init(_ program: LinearProgram) {
    var start = [Int32](repeating: 0, count: program.columns.count + 1)
    for (entry, column) in program.columnIndex.enumerated() where program.coefficient[entry] != 0 {
      start[Int(column) + 1] += 1
    }
    for column in program.columns.indices { start[column + 1] += start[column] }
    var next = start
    let count = Int(start[program.columns.count])
    var row = [Int32](repeating: 0, count: count)
    var value = [Double](repeating: 0, count: count)
    for number in program.rows.indices {
      for entry in program.entries(of: number) where program.coefficient[entry] != 0 {
        let column = Int(program.columnIndex[entry])
        row[Int(next[column])] = Int32(number)
        value[Int(next[column])] = program.coefficient[entry]
        next[column] += 1
      }
    }
    (self.start, self.row, self.value) = (start, row, value)
  }

  subscript(column: Int) -> Range<Int> { Int(start[column])..<Int(start[column + 1]) }
}
