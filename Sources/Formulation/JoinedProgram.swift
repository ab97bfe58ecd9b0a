package import LinearProgramming

/// A program of several blocks that share what is built: years of a horizon, scenarios, or both.
package protocol JoinedProgram: Sendable {
  /// The natural program of all of them.
  var program: LinearProgram { get }
  /// Columns of what may be built, by what and when.
  var buildColumns: [BuildColumn] { get }
  /// Columns of what stands in whole units, by what and from when on.
  var standingUnits: [StandingUnits] { get }

  /// Drops what is too little to be built, and rounds counts.
  ///
  /// - Parameter negligible: MW or MWh that nobody would order.
  func rounded(_ point: [Double], negligible: Double, _ rule: Builds.Rounding) -> [Double]
  /// Sets columns that follow from others to exactly what these make them: the bill counts the same.
  func recomputeDependents(_ point: inout [Double])
}

extension JoinedProgram {
  /// The program with some of what may be built held as it is at a point.
  package func holding(_ columns: [BuildColumn], at point: [Double]) -> LinearProgram {
    var held = program
    for build in columns {
      for term in build.column.terms {
        held.fix(Int(term.column), at: build.column.value(at: point))
      }
    }
    return held
  }

  /// The program with columns kept within ranges.
  package func keeping(_ ranges: [Int: ClosedRange<Double>]) -> LinearProgram {
    var kept = program
    for (column, range) in ranges { kept.keep(column, within: range) }
    return kept
  }
}
