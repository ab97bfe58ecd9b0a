import GLPKSolver
import InteriorPointSolver
import LinearProgramming
import TestSupport
import Testing

@Suite("conformance of the interior point for programs over time")
struct ConformanceTests {
  private let method = SolveMethod.naturalInteriorPoint(SolveRequest())

  private func solve(_ program: LinearProgram) throws -> SolverAnswer {
    try InteriorPointSolver().solve(program, method: method, progress: nil)
  }

  @Test("it finds the known answer", arguments: KnownProgram.optimal)
  func knownAnswer(known: KnownProgram) throws {
    let answer = try solve(known.program)
    let certificate = Certificate(of: known.program, x: answer.x, y: answer.y)
    #expect(answer.verdict == .optimal)
    #expect(certificate.passed, "gap \(certificate.relativeGap), x \(answer.x), y \(answer.y)")
    if let cost = known.cost {
      #expect(abs(certificate.objective - cost) <= 1e-7 * max(1, cost.magnitude))
    }
    if let x = known.x { #expect(isNear(answer.x, x), "x \(answer.x)") }
    if let y = known.y { #expect(isNear(answer.y, y), "y \(answer.y)") }
  }

  private func isNear(_ these: [Double], _ those: [Double]) -> Bool {
    these.count == those.count
      && zip(these, those).allSatisfy { abs($0 - $1) <= 1e-5 * max(1, $1.magnitude) }
  }

  @Test(
    "a program without a solution gives a ray that proves it", arguments: KnownProgram.infeasible)
  func infeasible(program: LinearProgram) throws {
    let answer = try solve(program)
    #expect(answer.verdict == .infeasible)
    #expect(Certificate.provesInfeasible(program, ray: answer.y))
    #expect(!Certificate(of: program, x: answer.x, y: answer.y).passed)
  }

  @Test("no certificate for a program without a least cost", arguments: KnownProgram.unbounded)
  func unbounded(program: LinearProgram) throws {
    let answer = try solve(program)
    #expect(answer.verdict != .optimal)
    #expect(!Certificate(of: program, x: answer.x, y: answer.y).passed)
  }

  @Test("elastic programs say how much is missing")
  func elastic() throws {
    // Two hours of at most 4, of which at least 6 and 5 are wanted: 3 short in all.
    let program = LinearProgram(
      [.init(0, 4, box: 0...4, cost: 1, step: 0), .init(0, 4, box: 0...4, cost: 1, step: 1)],
      [.init(6, .infinity, step: 0, [(0, 1)]), .init(5, .infinity, step: 1, [(1, 1)])],
      relaxation: .init(weight: 1, meaning: "short", unit: "MW"))
    let elastic = ElasticProgram(program)
    let answer = try solve(elastic.program)
    #expect(abs(Certificate.lowerBound(of: elastic.program, y: answer.y) - 3) < 1e-6)
    let violations = elastic.violations(at: answer.x)
    #expect(violations.map(\.row) == [0, 1])
    #expect(violations.map { ($0.amount * 1e6).rounded() / 1e6 } == [2, 1])
  }

  @Test("it knows no other method")
  func otherMethods() {
    let program = KnownProgram.optimal[0].program
    for method in [SolveMethod.simplex, .branchAndBound(nodes: 1)] {
      #expect(throws: SolverFault.self) {
        try InteriorPointSolver().solve(program, method: method, progress: nil)
      }
    }
  }

  @Test("GLPK ignores what it has no use for")
  func ignored() throws {
    let known = KnownProgram.optimal[0]
    let answer = try GLPKSolver().solve(known.program, method: method, progress: nil)
    #expect(Certificate(of: known.program, x: answer.x, y: answer.y).passed)
    #expect(answer.start == nil)
    #expect(!GLPKSolver().takesNaturalPrograms)
  }

  @Test("a pair sends each method to the solver that is for it")
  func pair() throws {
    let pair = SolverPair(natural: InteriorPointSolver(), other: GLPKSolver())
    let program = KnownProgram.optimal[0].program
    #expect(pair.takesNaturalPrograms)
    let interior = try pair.solve(program, method: method, progress: nil)
    #expect(interior.y != (try pair.solve(program, method: .simplex, progress: nil)).y)
    #expect(Certificate(of: program, x: interior.x, y: interior.y).passed)
  }
}
