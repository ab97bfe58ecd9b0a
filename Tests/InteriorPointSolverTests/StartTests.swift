import InteriorPointSolver
import LinearProgramming
import Solving
import TestSupport
import Testing

@Suite("starts from points of like programs")
struct StartTests {
  /// Days of a store between a dear evening and a cheap noon, with sizes to choose.
  private func program(hours: Int, price: Double = 1, load: Double = 10) -> LinearProgram {
    var small = SmallProgram()
    let power = small.column("power", 0...50, cost: 3 * Double(hours))
    let energy = small.column("energy", 0...200, cost: 0.5 * Double(hours))
    var before = small.column("level", 0...200)
    for hour in 0..<hours {
      let noon = hour % 24 >= 8 && hour % 24 < 16
      let bought = small.column("buy", 0...60, cost: price * (noon ? 10 : 55 + Double(hour % 5)))
      let charge = small.column("charge", 0...50)
      let discharge = small.column("discharge", 0...50)
      let level = small.column("level", 0...200)
      small.require(bought + discharge - charge .== .number(load))
      small.require(level - before - 0.9 * charge + discharge .== .zero)
      small.require(charge .<= power)
      small.require(discharge .<= power)
      small.require(level .<= energy)
      before = level
    }
    return small.program
  }

  private func solve(_ program: LinearProgram, from start: SolverStart? = nil) throws
    -> SolverAnswer
  {
    let answer = try InteriorPointSolver().solve(
      program, method: .interiorPoint(SolveRequest(start: start)), progress: nil)
    #expect(answer.verdict == .optimal)
    #expect(Certificate(of: program, x: answer.x, y: answer.y).passed)
    return answer
  }

  @Test("from its own point the same program is soon solved again")
  func own() throws {
    let program = program(hours: 240)
    let cold = try solve(program)
    let start = try #require(cold.start)
    #expect(start.x.count == program.columns.count && start.y.count == program.rows.count)
    let warm = try solve(program, from: start)
    #expect(warm.iterations < cold.iterations)
  }

  @Test("other prices and other limits are soon solved too")
  func changes() throws {
    let cold = try solve(program(hours: 240))
    var start = try #require(cold.start)
    start.change = .costs
    let dearer = program(hours: 240, price: 1.02)
    #expect(try solve(dearer, from: start).iterations < solve(dearer).iterations)
    start.change = .limits
    let more = program(hours: 240, load: 10.3)
    #expect(try solve(more, from: start).iterations < solve(more).iterations)
  }

  @Test("a point of another length, or of no numbers, is refused")
  func refused() throws {
    let (week, day) = (program(hours: 168), program(hours: 24))
    let start = try #require(solve(week).start)
    let cold = try solve(day)
    #expect(try solve(day, from: start).x == cold.x)
    var nonsense = try #require(cold.start)
    nonsense.x[0] = .nan
    #expect(try solve(day, from: nonsense).x == cold.x)
    nonsense = try #require(cold.start)
    nonsense.mean = 0
    #expect(try solve(day, from: nonsense).x == cold.x)
  }

  @Test("from a point far away it comes back to its own start")
  func jump() throws {
    let program = program(hours: 168)
    var start = try #require(solve(program).start)
    for column in start.x.indices { start.x[column] = 1e7 * Double(column % 7) }
    for row in start.y.indices { start.y[row] = row.isMultiple(of: 2) ? 1e6 : -1e6 }
    _ = try solve(program, from: start)
  }

  @Test("where no flow costs anything it still ends at an optimum")
  func degenerate() throws {
    let program = program(hours: 336, price: 0)
    let answer = try solve(program)
    #expect(Certificate(of: program, x: answer.x, y: answer.y).relativeGap <= 1e-8)
  }
}
