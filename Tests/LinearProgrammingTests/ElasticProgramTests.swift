import LinearProgramming
import Testing

@Suite("elastic program")
struct ElasticProgramTests {
  private let relaxation = LinearProgram.Relaxation(weight: 3, meaning: "short", unit: "MW")

  @Test("gives slacks to the limits that policy rows have, and costs to nothing else")
  func shape() {
    let elastic = ElasticProgram(twoHours()).program
    #expect(elastic.columns.count == 6)
    #expect(elastic.columnName(5) == "policy.total_above")
    #expect(elastic.columns.map(\.cost) == [0, 0, 0, 0, 0, 2])
    #expect(elastic.objectiveConstant == 0)
    // Two flows of at most 10 can exceed 12.5 by 7.5.
    #expect(elastic.columns[5].box == 0...7.5)
    #expect(elastic.columns[5].lower == 0 && elastic.columns[5].upper == .infinity)
    #expect(elastic.rows == twoHours().rows)
    #expect(elastic.checkInvariants().isEmpty)
  }

  @Test("relaxes both limits of equal and ranged rows, and keeps their steps")
  func bothSides() {
    let program = LinearProgram(
      [.init(0, 4, box: 0...4, cost: 1), .init(-1, 1, box: -1...1)],
      [
        .init(6, 6, step: 3, [(0, 1)]), .init(-9, 9, step: 4, [(0, 2), (1, -1)]),
        .init(-.infinity, .infinity, [(0, 1)]),
      ], relaxation: relaxation)
    let elastic = ElasticProgram(program).program
    #expect(elastic.columns.count == 6)
    #expect(elastic.columns.dropFirst(2).map(\.step) == [3, 4, 3, 4])
    // Below: 6 − 0, −9 − (−1); above: 4 − 6 and 9 − 9 at most.
    #expect(elastic.columns.dropFirst(2).map(\.box) == [0...6, 0...0, 0...0, 0...0])
    #expect(elastic.columns.dropFirst(2).map(\.cost) == [3, 3, 3, 3])
    #expect(elastic.checkInvariants().isEmpty)
  }

  @Test("keeps what has no step within its box, for nothing else holds what costs nothing")
  func boxes() {
    let program = LinearProgram(
      [
        .init(0, .infinity, box: 0...7, cost: 1), .init(0, .infinity, box: 0...7, cost: 1, step: 0),
      ],
      [.init(6, .infinity, step: 0, [(0, 1), (1, 1)])], relaxation: relaxation)
    let elastic = ElasticProgram(program).program
    #expect(elastic.columns.map(\.upper) == [7, .infinity, .infinity])
  }

  @Test("reads violations by row with their direction")
  func violations() {
    let program = LinearProgram(
      [.init(0, 4, box: 0...4)],
      [.init(6, 6, step: 0, [(0, 1)]), .init(-.infinity, 1, step: 1, [(0, 1)])],
      relaxation: relaxation)
    let elastic = ElasticProgram(program)
    #expect(
      elastic.program.columns.indices.map(elastic.program.columnName) == [
        "test.x", "test.row_below(0)", "test.row_above(0)", "test.row_above(1)",
      ])
    #expect(
      elastic.violations(at: [4, 2, 0, 3]) == [
        .init(row: 0, amount: 2, direction: .belowLower),
        .init(row: 1, amount: 3, direction: .aboveUpper),
      ])
    #expect(elastic.violations(at: [4, 1e-9, 0, 0]).isEmpty)
  }

  @Test("a bound above zero proves that there is no solution")
  func proof() {
    // x ≤ 4 cannot reach 6: at least 2 short, at a weight of 3.
    let program = LinearProgram(
      [.init(0, 4, box: 0...4)], [.init(6, .infinity, [(0, 1)])], relaxation: relaxation)
    #expect(Certificate.lowerBound(of: ElasticProgram(program).program, y: [3]) == 6)
  }
}
