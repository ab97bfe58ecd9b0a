import GLPKSolver
import LinearProgramming
import Solving
import TestSupport
import Testing

@Suite("natural and stretched programs agree")
struct StretchingAgreementTests {
  private func solve(_ program: LinearProgram, _ method: SolveMethod = .simplex) throws
    -> SolverAnswer
  {
    try GLPKSolver().solve(program, method: method, progress: nil)
  }

  @Test(
    "the same least cost by simplex, with a certificate of the natural program", arguments: 0..<200)
  func random(seed: Int) throws {
    let program = LinearProgram.random(seed: UInt64(seed))
    let stretching = Stretching(
      program, blockLength: 1 + seed % 4, denseAbove: 2 + seed % 3)
    #expect(stretching.stretched.checkInvariants().isEmpty)
    #expect(stretching.stretched.rows.count > program.rows.count, "nothing was stretched")
    let natural = try solve(program)
    let stretched = try solve(stretching.stretched)
    #expect(natural.verdict == .optimal)
    #expect(stretched.verdict == .optimal)
    let (x, y) = stretching.natural(x: stretched.x, y: stretched.y)
    let direct = Certificate(of: program, x: natural.x, y: natural.y)
    let certificate = Certificate(of: program, x: x, y: y)
    #expect(direct.passed)
    #expect(certificate.passed, "gap \(certificate.relativeGap), seed \(seed)")
    let scale = max(1, direct.objective.magnitude)
    #expect(abs(direct.objective - certificate.objective) <= 1e-7 * scale)
    #expect(abs(direct.objective - stretchedCost(stretching, stretched)) <= 1e-7 * scale)
  }

  @Test("weights change no solution of the interior point", arguments: 0..<50)
  func weights(seed: Int) throws {
    let program = LinearProgram.random(seed: UInt64(seed))
    // Every cost is dear, so that all flows with a lower bound weigh more than one.
    let weighed = program.weighingDearColumns(dear: 1e-6)
    #expect(weighed.columns.contains { $0.weight > 1 })
    let answer = try GLPKSolver(scaling: .equilibrated)
      .solve(weighed, method: .interiorPoint(), progress: nil)
    let natural = try solve(program)
    let direct = Certificate(of: program, x: natural.x, y: natural.y)
    let certificate = Certificate(of: program, x: answer.x, y: answer.y)
    #expect(certificate.passed, "gap \(certificate.relativeGap), seed \(seed)")
    #expect(
      abs(direct.objective - certificate.objective) <= 1e-6 * max(1, direct.objective.magnitude))
  }

  private func stretchedCost(_ stretching: Stretching, _ answer: SolverAnswer) -> Double {
    let program = stretching.stretched
    return zip(program.columns, answer.x).reduce(program.objectiveConstant) {
      $0 + $1.0.cost * $1.1
    }
  }

  /// Twelve flows of 0…1 at costs of 1, 2, … under a total with given factors and limits.
  private func total(_ lower: Double, _ upper: Double, factor: (Int) -> Double) -> LinearProgram {
    LinearProgram(
      (0..<12).map { .init(0, 1, box: 0...1, cost: Double($0 + 1), step: $0) },
      [.init(lower, upper, (0..<12).map { ($0, factor($0)) })])
  }

  @Test("dense rows: at zero, signed, equal and ranged, by simplex and interior point")
  func denseRows() throws {
    let cases: [(program: LinearProgram, cost: Double, multiplier: Double?)] = [
      // Everything at zero: any multiplier of the right sign up to the least cost will do.
      (total(-.infinity, 0) { _ in 1 }, 0, nil),
      // Even flows lift, odd ones lower: the six even ones, 1 + 3 + 5, reach 3.
      (total(3, .infinity) { $0 % 2 == 0 ? 1 : -1 }, 9, nil),
      // The two cheapest and half of the third.
      (total(2.5, 2.5) { _ in 1 }, 4.5, 3),
      (total(1.5, 9) { _ in 1 }, 2, 2),
    ]
    for (program, cost, multiplier) in cases {
      let stretching = Stretching(program, blockLength: 2, denseAbove: 4)
      #expect(stretching.stretched.rows.count == 6)
      for method in [SolveMethod.simplex, .interiorPoint()] {
        let answer = try solve(stretching.stretched, method)
        let (x, y) = stretching.natural(x: answer.x, y: answer.y)
        let certificate = Certificate(of: program, x: x, y: y)
        #expect(certificate.passed)
        #expect(abs(certificate.objective - cost) < 1e-6)
        if let multiplier { #expect(abs(y[0] - multiplier) < 1e-6) }
      }
    }
  }
}
