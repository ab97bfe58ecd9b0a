extension LinearProgram {
  /// The same program with the limits of a family's rows raised, or lowered if negative.
  package func shifting(family: Int, by amount: Double) -> LinearProgram {
    var shifted = self
    for row in rows.indices where rows[row].family == family {
      shifted.rows[row].lower += amount
      shifted.rows[row].upper += amount
    }
    return shifted
  }

  /// The greatest magnitude of a finite limit among the rows of a family.
  package func greatestLimit(ofFamily family: Int) -> Double {
    rows.lazy.filter { $0.family == family }.flatMap { [$0.lower, $0.upper] }
      .filter(\.isFinite).reduce(0) { max($0, $1.magnitude) }
  }
}
