import LinearProgramming
import Solving
import Testing

@Suite("stretching")
struct StretchingTests {
  /// A size, a flow an hour below it, and a total of the flows that also counts the size.
  private func hours(_ count: Int, total: ClosedRange<Double>, sizeUpper: Double = 9)
    -> LinearProgram
  {
    let flows = (0..<count).map {
      LinearProgram.ColumnPart(0, .infinity, box: 0...9, cost: 1, step: $0)
    }
    let below = (0..<count).map {
      LinearProgram.RowPart(-.infinity, 0, step: $0, [(0, -1), ($0 + 1, 1)])
    }
    let sum = LinearProgram.RowPart(
      total.lowerBound, total.upperBound,
      [(column: 0, coefficient: 2)] + (1...count).map { (column: $0, coefficient: 1) })
    return LinearProgram([.init(-1, sizeUpper, box: -1...9, cost: 6)] + flows, below + [sum])
  }

  @Test("changes nothing when nothing is dense")
  func nothingDense() {
    let program = hours(40, total: 5...50)
    let stretching = Stretching(program, blockLength: 4, denseAbove: 41)
    #expect(stretching.stretched.rows == program.rows)
    #expect(stretching.stretched.columns == program.columns)
    #expect(stretching.stretched.coefficient == program.coefficient)
    let x = (0..<41).map(Double.init)
    #expect(stretching.natural(x: x, y: x).x == x)
    #expect(stretching.natural(x: x, y: x).y == x)
  }

  @Test("cuts a dense column and the dense row that it meets into blocks")
  func shape() {
    let program = hours(12, total: 5...50)
    let stretched = Stretching(program, blockLength: 5, denseAbove: 10).stretched
    #expect(stretched.checkInvariants().isEmpty)
    // Three blocks: 12 flows, 3 copies, 2 running totals; 12 + 2 ties + 3 links.
    #expect(stretched.columns.count == 17)
    #expect(stretched.rows.count == 17)
    #expect(
      stretched.rows.indices.map { stretched.rowStart[$0 + 1] - stretched.rowStart[$0] }.max() == 7)
    // Everything has a step but the last link, and lies in the order of the blocks.
    let blocks = stretched.rows.compactMap { $0.step.map { $0 / 5 } }
    #expect(blocks == blocks.sorted() && blocks.count == 16)
    let columnBlocks = stretched.columns.compactMap { $0.step.map { $0 / 5 } }
    #expect(columnBlocks == columnBlocks.sorted() && columnBlocks.count == 17)
  }

  @Test("copies share the cost and tell the upper bound once")
  func copies() {
    let stretched = Stretching(hours(12, total: 5...50), blockLength: 5, denseAbove: 10).stretched
    let copies = stretched.columns.filter { $0.lower == -1 }
    #expect(copies.map(\.cost) == [2, 2, 2])
    #expect(copies.map(\.upper) == [9, .infinity, .infinity])
  }

  @Test("copies of a column without a lower bound take that of its box")
  func freeColumn() {
    var parts = (0..<6).map { LinearProgram.ColumnPart(0, 1, box: 0...1, step: $0) }
    parts.append(.init(-.infinity, .infinity, box: -7...7))
    let rows = (0..<6).map { LinearProgram.RowPart(0, .infinity, step: $0, [($0, 1), (6, 1)]) }
    let stretched = Stretching(.init(parts, rows), blockLength: 2, denseAbove: 5).stretched
    #expect(stretched.columns.filter { $0.lower == -7 }.count == 3)
  }

  @Test("running totals are bounded below by what the boxes allow, and not above")
  func totals() {
    let stretched = Stretching(hours(12, total: 5...50), blockLength: 5, denseAbove: 10).stretched
    let totals = stretched.columns.filter { $0.boxOrigin == .implied && $0.cost == 0 }
    #expect(totals.count == 2)
    // The size may be −1 and counts twice in the first block; five flows of at most 9 a block.
    #expect(totals.allSatisfy { $0.lower <= -2 && $0.lower > -100 && $0.upper == .infinity })
  }

  @Test("only the last link has the row's limits")
  func lastLink() {
    let stretched = Stretching(hours(12, total: 5...50), blockLength: 5, denseAbove: 10).stretched
    #expect(stretched.rows.filter { $0.lower == 5 && $0.upper == 50 }.count == 1)
    #expect(stretched.rows.last?.upper == 50)
    #expect(stretched.rows.filter { $0.lower == 0 && $0.upper == 0 }.count == 4)
  }

  @Test("maps a stretched solution back: the mean of copies, the multiplier of the last link")
  func mapsBack() {
    let program = hours(12, total: 5...50)
    let stretching = Stretching(program, blockLength: 5, denseAbove: 10)
    let stretched = stretching.stretched
    let copies = stretched.columns.indices.filter { stretched.columns[$0].lower == -1 }
    var x = [Double](repeating: 0, count: stretched.columns.count)
    for (copy, value) in zip(copies, [1.0, 2, 6]) { x[copy] = value }
    var y = [Double](repeating: 0, count: stretched.rows.count)
    y[stretched.rows.count - 1] = -4
    let natural = stretching.natural(x: x, y: y)
    #expect(natural.x == [3] + [Double](repeating: 0, count: 12))
    #expect(natural.y == [Double](repeating: 0, count: 12) + [-4])
  }

  @Test("takes the copy that breaks no row where there is one")
  func outermostCopy() {
    func value(_ sign: Double, _ lower: Double, _ upper: Double) -> Double {
      let rows = (0..<12).map { LinearProgram.RowPart(lower, upper, step: $0, [(0, sign)]) }
      let stretching = Stretching(
        .init([.init(0, 9, box: 0...9)], rows), blockLength: 4, denseAbove: 10)
      return stretching.natural(x: [2, 3, 7], y: [Double](repeating: 0, count: 14)).x[0]
    }
    #expect(value(1, 1, .infinity) == 7)
    #expect(value(-1, -.infinity, 1) == 7)
    #expect(value(1, -.infinity, 8) == 2)
    #expect(value(-1, -8, .infinity) == 2)
    #expect(value(1, 1, 8) == 4)
    #expect(value(1, 5, 5) == 4)
  }

  @Test("mends a total that the links missed, by the column that may move")
  func repair() {
    // flows − 2·size ≤ 0 in total, and each flow at most the size.
    var rows = (0..<12).map {
      LinearProgram.RowPart(-.infinity, 0, step: $0, [(0, -1), ($0 + 1, 1)])
    }
    rows.append(
      .init(-.infinity, 0, [(0, -2)] + (1...12).map { (column: $0, coefficient: 1) }))
    let flows = (0..<12).map { LinearProgram.ColumnPart(0, 9, box: 0...9, step: $0) }
    let sized = LinearProgram([.init(0, 9, box: 0...9)] + flows, rows)
    let stretching = Stretching(sized, blockLength: 4, denseAbove: 10)
    let flow = 1.0 / 65536
    let x = stretching.stretched.columns.map { $0.boxOrigin == .implied ? 0 : flow }
    let mended = stretching.natural(x: x, y: stretching.stretched.rows.map { _ in 0 }).x
    // Twelve flows are ten too many for a size of one flow: it takes five more.
    #expect(mended[0] == 6 * flow)
    #expect(Array(mended.dropFirst()) == [Double](repeating: flow, count: 12))
  }

  @Test("a short row without a step uses the first copy of a dense column")
  func shortRow() {
    var rows = (0..<12).map {
      LinearProgram.RowPart(-.infinity, 0, step: $0, [(0, -1), ($0 + 1, 1)])
    }
    rows.append(.init(3, .infinity, [(0, 1)]))
    let flows = (0..<12).map { LinearProgram.ColumnPart(0, 9, box: 0...9, step: $0) }
    let program = LinearProgram([.init(0, 9, box: 0...9)] + flows, rows)
    let stretched = Stretching(program, blockLength: 5, denseAbove: 10).stretched
    let row = stretched.rows.indices.filter { stretched.rows[$0].lower == 3 }
    #expect(row.count == 1)
    let column = row.map { stretched.columns[Int(stretched.columnIndex[stretched.rowStart[$0]])] }
    #expect(column.map(\.step) == [0] && column.map(\.upper) == [9])
    #expect(stretched.columns.filter { $0.step == 5 && $0.upper == .infinity }.count == 1)
  }

  @Test("a dense column that only rows without a step use stays whole")
  func timeless() {
    let rows = (0..<12).map { LinearProgram.RowPart(Double($0), .infinity, [(0, 1)]) }
    let program = LinearProgram([.init(0, 99, box: 0...99, cost: 1)], rows)
    let stretching = Stretching(program, blockLength: 5, denseAbove: 10)
    #expect(stretching.stretched.columns == program.columns)
    #expect(stretching.stretched.rows.count == 12)
  }
}
