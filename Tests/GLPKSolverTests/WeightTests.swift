import GLPKSolver
import LinearProgramming
import Testing

@Suite("weights of columns")
struct WeightTests {
  /// Flows of one unit each at these costs, one a step, after a size at the same cost as the first.
  private func flows(_ costs: [Double]) -> LinearProgram {
    LinearProgram(
      [.init(0, 9, box: 0...9, cost: costs[0])]
        + costs.enumerated().map { .init(0, 1, box: 0...1, cost: $0.element, step: $0.offset) },
      [.init(1, .infinity, (1...costs.count).map { ($0, 1) })])
  }

  @Test("grow with the cost of a step, in relation to the horizon, and only for what has a step")
  func costs() {
    // Ten steps: a tenth of 438 kUSD a year in each is a weight of one.
    let costs = [43.8, 64, 67, -219, 1e6, 0, 131.4, 1, 2, 3]
    let weights = flows(costs).weighingDearColumns().columns.map(\.weight)
    #expect(weights == [1, 1, 1, 2, 5, 30, 1, 3, 1, 1, 1])
  }

  @Test("are limited where more than a quarter of the steps cost the same")
  func everywhere() {
    func weights(_ dear: Int) -> Set<Int32> {
      let costs = (0..<12).map { $0 < dear ? 1e4 : 1 }
      return Set(flows(costs).weighingDearColumns().columns.map(\.weight))
    }
    #expect(weights(3) == [1, 30])
    #expect(weights(4) == [1, 4])
  }

  @Test("need a lower bound")
  func noLowerBound() {
    let free = LinearProgram([.init(-.infinity, 1, box: -1...1, cost: 1e6, step: 0)], [])
    #expect(free.weighingDearColumns().columns.map(\.weight) == [1])
    let weighed = LinearProgram([.init(-.infinity, 1, box: -1...1, step: 0, weight: 2)], [])
    #expect(weighed.checkInvariants() == ["column test.x(0): a weight needs a lower bound"])
  }

  @Test("become so many columns with equal shares of the bounds and one row for the upper one")
  func repetition() {
    let program = LinearProgram(
      [
        .init(0, 5, box: 0...5, cost: 2), .init(3, 9, box: 3...9, cost: 7, step: 1, weight: 3),
        .init(0, .infinity, box: 0...4, step: 2, weight: 2),
      ], [.init(1, 8, step: 1, [(0, 1), (1, -2), (2, 5)])])
    let (repeated, repetition) = Repetition.repeating(program)
    #expect(repeated.checkInvariants().isEmpty)
    #expect(repeated.columns.map(\.cost) == [2, 7, 0, 7, 7, 0])
    #expect(repeated.columns.map(\.lower) == [0, 1, 0, 1, 1, 0])
    #expect(repeated.columns.map(\.upper) == [5] + [Double](repeating: .infinity, count: 5))
    #expect(repeated.columns.map(\.box) == [0...5, 1...3, 0...2, 1...3, 1...3, 0...2])
    #expect(repeated.columnIndex == [0, 1, 2, 3, 4, 5, 1, 3, 4])
    #expect(repeated.coefficient == [1, -2, 5, -2, -2, 5, 1, 1, 1])
    #expect(repeated.rows.map(\.upper) == [8, 9])
    #expect(repeated.rows.map(\.step) == [1, 1])
    let (x, y) = repetition.natural(x: [1, 2, 3, 4, 5, 6], y: [7, 8])
    #expect(x == [1, 11, 9])
    #expect(y == [7])
  }

  @Test("of one change nothing")
  func noWeights() {
    let program = flows([1, 2, 3])
    let (repeated, repetition) = Repetition.repeating(program)
    #expect(repeated.columns == program.columns && repeated.rows == program.rows)
    #expect(repetition.natural(x: [1, 2, 3, 4], y: [5]).x == [1, 2, 3, 4])
  }
}
