internal import CInteriorPoint

/// A symmetric matrix whose pivots have known signs in any order (Vanderbei 1995): a seam for tests.
package struct QuasiDefinite {
  package var diagonal: [Double]
  /// Entries beside the diagonal, each pair once.
  package var entries: [(one: Int, other: Int, value: Double)]

  package init(diagonal: [Double], entries: [(one: Int, other: Int, value: Double)]) {
    self.diagonal = diagonal
    self.entries = entries
  }

  /// The solution and one over each pivot; nil where a pivot has not the sign of its diagonal entry.
  package func solve(_ right: [Double]) -> (solution: [Double], inverse: [Double])? {
    var solution = right
    var inverse = right
    let sign = diagonal.map { $0 < 0 ? Int8(-1) : 1 }
    let end = unsafe sitemix_ldl_solve(
      Int32(diagonal.count), Int32(entries.count), entries.map { Int32($0.one) },
      entries.map { Int32($0.other) }, entries.map(\.value), diagonal, sign, &solution, &inverse)
    return end == 0 ? (solution, inverse) : nil
  }
}
