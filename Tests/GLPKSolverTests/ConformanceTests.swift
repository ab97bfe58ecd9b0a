import GLPKSolver
import LinearProgramming
import TestSupport
import Testing

@Suite("conformance")
struct ConformanceTests {
  @Test("simplex finds the known answer", arguments: KnownProgram.optimal)
  func simplex(known: KnownProgram) throws {
    try check(known, .simplex, tolerance: 1e-9)
  }

  @Test("interior point finds the known answer", arguments: KnownProgram.optimal)
  func interiorPoint(known: KnownProgram) throws {
    for scaling in [SolveMethod.Scaling.none, .geometric, .equilibrated] {
      try check(known, .interiorPoint(scaling: scaling), tolerance: 1e-5)
    }
  }

  private func check(_ known: KnownProgram, _ method: SolveMethod, tolerance: Double) throws {
    let answer = try GLPKSolver().solve(known.program, method: method, progress: nil)
    let certificate = Certificate(of: known.program, x: answer.x, y: answer.y)
    #expect(
      certificate.passed, "\(method): gap \(certificate.relativeGap), x \(answer.x), y \(answer.y)")
    if method == .simplex { #expect(answer.verdict == .optimal) }
    if let cost = known.cost {
      #expect(abs(certificate.objective - cost) <= tolerance * max(1, cost.magnitude))
    }
    if let x = known.x { #expect(isNear(answer.x, x, tolerance), "\(method): x \(answer.x)") }
    if let y = known.y { #expect(isNear(answer.y, y, tolerance), "\(method): y \(answer.y)") }
  }

  private func isNear(_ these: [Double], _ those: [Double], _ tolerance: Double) -> Bool {
    these.count == those.count
      && zip(these, those).allSatisfy { abs($0 - $1) <= tolerance * max(1, $1.magnitude) }
  }

  @Test("simplex recognises a program without a solution", arguments: KnownProgram.infeasible)
  func infeasible(program: LinearProgram) throws {
    let answer = try GLPKSolver().solve(program, method: .simplex, progress: nil)
    #expect(answer.verdict == .infeasible)
    #expect(!Certificate(of: program, x: answer.x, y: answer.y).passed)
  }

  @Test("no certificate for a program without a solution", arguments: KnownProgram.infeasible)
  func infeasibleByInteriorPoint(program: LinearProgram) throws {
    let answer = try? GLPKSolver().solve(
      program, method: .interiorPoint(scaling: .none), progress: nil)
    #expect(
      answer.map { Certificate(of: program, x: $0.x, y: $0.y).verdict } ?? .none
        == Certificate.Verdict.none)
  }

  @Test("simplex recognises a program without a least cost", arguments: KnownProgram.unbounded)
  func unbounded(program: LinearProgram) throws {
    let answer = try GLPKSolver().solve(program, method: .simplex, progress: nil)
    #expect(answer.verdict == .unbounded)
  }

  @Test(
    "elastic programs prove infeasibility",
    arguments: [SolveMethod.simplex, .interiorPoint(scaling: .none)])
  func elastic(method: SolveMethod) throws {
    // Two hours of at most 4, of which at least 6 and 5 are wanted: 3 short in all.
    let program = LinearProgram(
      [.init(0, 4, box: 0...4, cost: 1, step: 0), .init(0, 4, box: 0...4, cost: 1, step: 1)],
      [.init(6, .infinity, step: 0, [(0, 1)]), .init(5, .infinity, step: 1, [(1, 1)])],
      relaxation: .init(weight: 1, meaning: "short", unit: "MW"))
    let elastic = ElasticProgram(program)
    let answer = try GLPKSolver().solve(elastic.program, method: method, progress: nil)
    let bound = Certificate.lowerBound(of: elastic.program, y: answer.y)
    #expect(abs(bound - 3) < 1e-6)
    let violations = elastic.violations(at: answer.x)
    #expect(violations.map(\.row) == [0, 1])
    #expect(violations.map { ($0.amount * 1e6).rounded() / 1e6 } == [2, 1])
    #expect(violations.allSatisfy { $0.direction == .belowLower })
  }
}
