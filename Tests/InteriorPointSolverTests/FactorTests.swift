import InteriorPointSolver
import TestSupport
import Testing

@Suite("factor: L D Lᵀ of quasi-definite matrices")
struct FactorTests {
  /// A matrix with a negative and a positive block, entries between them and within them.
  private func matrix(seed: UInt64) -> QuasiDefinite {
    var random = SeededGenerator(seed: seed)
    let size = Int.random(in: 1...60, using: &random)
    let negative = Int.random(in: 0...size, using: &random)
    let density = Double.random(in: 0.02...0.5, using: &random)
    var matrix = QuasiDefinite(
      diagonal: (0..<size).map { number in
        let value = Double.random(in: 1e-3...4, using: &random)
        return number < negative ? -value : value
      }, entries: [])
    for one in 0..<size {
      for other in 0..<one where Double.random(in: 0..<1, using: &random) < density {
        // Between the blocks anything goes; within one it must stay definite.
        let isBetween = (one < negative) != (other < negative)
        let least = min(matrix.diagonal[one].magnitude, matrix.diagonal[other].magnitude)
        let size = isBetween ? 3 : least / Double(matrix.diagonal.count)
        matrix.entries.append((one, other, Double.random(in: -size...size, using: &random)))
      }
    }
    return matrix
  }

  /// Gaussian elimination with pivoting.
  private func dense(_ matrix: QuasiDefinite, _ right: [Double]) -> [Double] {
    let size = right.count
    var rows = (0..<size).map { number in
      var row = [Double](repeating: 0, count: size + 1)
      row[number] = matrix.diagonal[number]
      row[size] = right[number]
      return row
    }
    for entry in matrix.entries {
      rows[entry.one][entry.other] = entry.value
      rows[entry.other][entry.one] = entry.value
    }
    for column in 0..<size {
      let pivot = (column..<size).max { rows[$0][column].magnitude < rows[$1][column].magnitude }
      rows.swapAt(column, pivot ?? column)
      for row in 0..<size where row != column && rows[row][column] != 0 {
        let factor = rows[row][column] / rows[column][column]
        for place in column...size { rows[row][place] -= factor * rows[column][place] }
      }
    }
    return (0..<size).map { rows[$0][size] / rows[$0][$0] }
  }

  private func product(_ matrix: QuasiDefinite, _ x: [Double]) -> [Double] {
    var product = x.indices.map { matrix.diagonal[$0] * x[$0] }
    for entry in matrix.entries {
      product[entry.one] += entry.value * x[entry.other]
      product[entry.other] += entry.value * x[entry.one]
    }
    return product
  }

  @Test("200 random systems, against elimination with pivoting")
  func random() throws {
    for seed in 0..<200 as Range<UInt64> {
      let matrix = matrix(seed: seed)
      var random = SeededGenerator(seed: seed &+ 1000)
      let right = matrix.diagonal.map { _ in Double.random(in: -5...5, using: &random) }
      let found = try #require(matrix.solve(right), "seed \(seed)")
      let expected = dense(matrix, right)
      let size = expected.reduce(1) { max($0, $1.magnitude) }
      for (one, other) in zip(found.solution, expected) {
        #expect((one - other).magnitude <= 1e-9 * size, "seed \(seed)")
      }
      for (value, wanted) in zip(product(matrix, found.solution), right) {
        #expect((value - wanted).magnitude <= 1e-11 * size, "seed \(seed)")
      }
      // Sylvester 1852: a change of basis keeps the number of signs.
      for (inverse, diagonal) in zip(found.inverse, matrix.diagonal) {
        #expect((inverse < 0) == (diagonal < 0), "seed \(seed)")
      }
    }
  }

  @Test("a pivot of the wrong sign is told, never replaced")
  func wrongSign() {
    let indefinite = QuasiDefinite(diagonal: [1, 1], entries: [(1, 0, 2)])
    #expect(indefinite.solve([1, 1]) == nil)
    let nothing = QuasiDefinite(diagonal: [1e-20], entries: [])
    #expect(nothing.solve([1]) == nil)
    #expect(QuasiDefinite(diagonal: [1, -1], entries: [(1, 0, 2)]).solve([1, 1]) != nil)
  }

  @Test("a system of nothing, and one without entries beside its diagonal")
  func small() throws {
    #expect(QuasiDefinite(diagonal: [], entries: []).solve([])?.solution == [])
    let plain = try #require(QuasiDefinite(diagonal: [2, -4], entries: []).solve([1, 1]))
    #expect(plain.solution == [0.5, -0.25])
  }
}
