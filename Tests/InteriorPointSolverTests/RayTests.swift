import InteriorPointSolver
import LinearProgramming
import Solving
import TestSupport
import Testing

@Suite("rays: proofs that there is no solution")
struct RayTests {
  /// A store that must give more over its hours than it can take.
  private func shortStore(hours: Int) -> LinearProgram {
    var small = SmallProgram()
    let first = small.column("level", 0...4)
    var before = first
    for _ in 0..<hours {
      let (charge, discharge) = (small.column("charge", 0...1), small.column("discharge", 0...3))
      let level = small.column("level", 0...4)
      small.require(level - before - 0.8 * charge + discharge .== .zero)
      small.require(discharge - charge .>= .number(0.2))
      before = level
    }
    small.require(before - first .== .zero)
    return small.program
  }

  @Test("a ray is found and proves it", arguments: [3, 24, 168])
  func found(hours: Int) throws {
    let program = shortStore(hours: hours)
    let answer = try InteriorPointSolver().solve(
      program, method: .interiorPoint(), progress: nil)
    #expect(answer.verdict == .infeasible)
    #expect(Certificate.provesInfeasible(program, ray: answer.y))
  }

  @Test("a wrong ray proves nothing")
  func wrong() throws {
    let program = shortStore(hours: 24)
    let answer = try InteriorPointSolver().solve(
      program, method: .interiorPoint(), progress: nil)
    let ray = answer.y
    #expect(!Certificate.provesInfeasible(program, ray: ray.map { -$0 }))
    #expect(!Certificate.provesInfeasible(program, ray: ray.map { _ in 0 }))
    #expect(!Certificate.provesInfeasible(program, ray: ray.map { _ in .nan }))
    #expect(!Certificate.provesInfeasible(program, ray: Array(ray.dropLast())))
    #expect(!Certificate.provesInfeasible(program, ray: ray.reversed()))
    // Of a program with solutions no multipliers are a ray.
    for seed in 0..<40 as Range<UInt64> {
      let feasible = LinearProgram.random(seed: seed)
      var random = SeededGenerator(seed: seed)
      let y = feasible.rows.map { _ in Double.random(in: -1...1, using: &random) }
      #expect(!Certificate.provesInfeasible(feasible, ray: y))
    }
  }

  @Test("random programs with one row too many: proven, or left to others")
  func random() throws {
    var proven = 0
    for seed in 0..<100 as Range<UInt64> {
      let program = LinearProgram.random(seed: seed).withImpossibleTotal()
      let answer = try InteriorPointSolver().solve(
        program, method: .interiorPoint(), progress: nil)
      #expect(answer.verdict != .optimal, "seed \(seed)")
      guard answer.verdict == .infeasible else { continue }
      #expect(Certificate.provesInfeasible(program, ray: answer.y), "seed \(seed)")
      proven += 1
    }
    #expect(proven >= 95)
  }
}

extension LinearProgram {
  /// With a row that asks for more than all boxes together can give.
  fileprivate func withImpossibleTotal() -> LinearProgram {
    let parts = columns.map {
      ColumnPart($0.lower, $0.upper, box: $0.box, cost: $0.cost, step: $0.step)
    }
    let own = rows.indices.map { row in
      RowPart(
        rows[row].lower, rows[row].upper, step: rows[row].step,
        (rowStart[row]..<rowStart[row + 1]).map { (Int(columnIndex[$0]), coefficient[$0]) })
    }
    let most = columns.reduce(0) { $0 + $1.box.upperBound }
    let total = RowPart(most + 1, .infinity, columns.indices.map { ($0, 1) })
    return LinearProgram(parts, own + [total])
  }
}
