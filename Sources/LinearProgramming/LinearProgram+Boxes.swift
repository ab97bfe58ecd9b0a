extension LinearProgram {
  /// Whether any column's box is only assumed.
  package var hasAssumedBoxes: Bool { columns.contains { $0.boxOrigin == .assumed } }

  /// The same program with assumed boxes as bounds: it has an optimum even where the given program
  /// has none. Its point and multipliers are certified on the given program, which then shows the
  /// boxes that bind.
  package func boundedByAssumedBoxes() -> LinearProgram {
    var bounded = self
    for column in columns.indices where columns[column].boxOrigin == .assumed {
      let box = columns[column].box
      bounded.columns[column].lower = max(columns[column].lower, box.lowerBound)
      bounded.columns[column].upper = min(columns[column].upper, box.upperBound)
    }
    return bounded
  }
}
