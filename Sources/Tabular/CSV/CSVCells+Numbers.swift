extension CSVCells {
  /// A cell that may not be there.
  package func cell(_ row: Int, _ column: Int) -> String? {
    rows.indices.contains(row) && column < count(row) ? text(row, column) : nil
  }

  /// A number in a cell that may not be there.
  package func number(_ row: Int, _ column: Int) -> Double? {
    guard rows.indices.contains(row), column < count(row) else { return nil }
    return DecimalText.number(bytes(row, column))
  }

  /// A whole number in a cell that may not be there.
  package func whole(_ row: Int, _ column: Int) -> Int? {
    number(row, column).flatMap { Int(exactly: $0) }
  }
}
