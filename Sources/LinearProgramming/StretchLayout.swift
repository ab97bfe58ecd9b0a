/// Which rows and columns are dense, and in which block everything lies.
struct StretchLayout {
  let blockLength: Int
  let blocks: Int
  /// The block of each row with a step; −1 without.
  let rowBlock: [Int32]
  let rowIsDense: [Bool]
  let columnIsDense: [Bool]
  /// A copy of a dense column in a block that uses it, ordered by block within a column.
  struct Copy {
    var column: Int32
    var block: Int32
    /// The column's copy in the next block that uses it; −1 after the last.
    var next: Int32 = -1
  }
  private(set) var copies: [Copy] = []
  /// The copies of each column; none for a column that is not dense.
  let copiesOfColumn: Lists
  /// The block that stands for a column where its row has none: its own, or that of its first copy.
  let homeBlock: [Int32]

  /// Whether there is nothing to stretch.
  var isPlain: Bool { !rowIsDense.contains(true) && !columnIsDense.contains(true) }

  init(_ program: LinearProgram, blockLength: Int, denseAbove: Int) {
    self.blockLength = blockLength
    func block(_ step: Int?) -> Int32 { step.map { Int32($0 / blockLength) } ?? -1 }
    rowBlock = program.rows.map { block($0.step) }
    let columnBlock = program.columns.map { block($0.step) }
    let last = max(rowBlock.max() ?? 0, columnBlock.max() ?? 0)
    blocks = Int(max(0, last)) + 1
    rowIsDense = program.rows.indices.map { program.entries(of: $0).count > denseAbove }
    var uses = [Int](repeating: 0, count: program.columns.count)
    for column in program.columnIndex { uses[Int(column)] += 1 }
    columnIsDense = uses.map { $0 > denseAbove }

    // Rows block after block, so that a column's copies arise in order; `latest` is its last copy.
    let rowsOfBlock = Lists(rowBlock.map { $0 + 1 }, into: blocks + 1)
    var latest = [Int32](repeating: -1, count: program.columns.count)
    for block in 0..<blocks {
      for place in rowsOfBlock[block + 1] {
        for entry in program.entries(of: Int(rowsOfBlock.items[place])) {
          let column = Int(program.columnIndex[entry])
          let before = Int(latest[column])
          guard columnIsDense[column], before < 0 || copies[before].block < block else { continue }
          if before >= 0 { copies[before].next = Int32(copies.count) }
          latest[column] = Int32(copies.count)
          copies.append(Copy(column: Int32(column), block: Int32(block)))
        }
      }
    }
    // A dense column that only rows without a step use has a single copy.
    for column in program.columns.indices where columnIsDense[column] && latest[column] < 0 {
      copies.append(Copy(column: Int32(column), block: max(0, columnBlock[column])))
    }
    copiesOfColumn = Lists(copies.map(\.column), into: program.columns.count)
    var home = columnBlock
    for column in home.indices where columnIsDense[column] {
      let first = copiesOfColumn.items[copiesOfColumn[column].lowerBound]
      home[column] = copies[Int(first)].block
    }
    homeBlock = home
  }

  /// The block in which an entry of a dense row belongs; −1 for the first block of the row.
  func block(ofEntryAt column: Int, inDenseRow row: Int) -> Int32 {
    columnIsDense[column] && rowBlock[row] >= 0 ? rowBlock[row] : homeBlock[column]
  }
}
