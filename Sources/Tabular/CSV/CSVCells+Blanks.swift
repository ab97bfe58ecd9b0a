extension CSVCells {
  /// Leaves out what a spreadsheet adds round a table: rows of commas above and below it, and columns
  /// without a name in which every cell is blank.
  mutating func dropBlankEdges() {
    let first = rows.indices.first { !isBlank($0) } ?? rows.endIndex
    let last = rows.indices.last { !isBlank($0) } ?? first - 1
    keepRows(first..<max(first, last + 1))
    guard !rows.isEmpty else { return }
    let width = rows.indices.reduce(0) { max($0, count($1)) }
    // Most files have no cell to spare, and no table of people is wider than a spreadsheet.
    if width > 16_384 || width == count(0), !(0..<width).contains(where: { bytes(0, $0).isEmpty }) {
      return
    }
    let isUsed = (0..<width).map { column in
      column < count(0) && !bytes(0, column).isEmpty
        || rows.indices.contains { column < count($0) && !bytes($0, column).isEmpty }
    }
    if isUsed.contains(false) { keepColumns(isUsed) }
  }

  /// Whether a row is nothing but separators.
  package func isBlank(_ row: Int) -> Bool {
    (0..<count(row)).allSatisfy { bytes(row, $0).isEmpty }
  }
}
