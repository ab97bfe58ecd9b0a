import GLPKSolver
import LinearProgramming
import Testing

/// A tiny program whose answer is known.
struct KnownProgram: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var program: LinearProgram
  /// nil: the verdict is not optimal.
  var cost: Double?
  var x: [Double]?
  var y: [Double]?
}

extension KnownProgram {
  static let optimal: [KnownProgram] = [
    .init(
      testDescription: "two columns, two rows",
      program: .init(
        [.init(0, .infinity, box: 0...9, cost: 2), .init(0, .infinity, box: 0...9, cost: 3)],
        [.init(4, .infinity, [(0, 1), (1, 1)]), .init(-.infinity, 3, [(0, 1)])]),
      cost: 9, x: [3, 1], y: [3, -1]),
    .init(
      testDescription: "degenerate: three rows meet in one point",
      program: .init(
        [.init(0, .infinity, box: 0...9, cost: -1), .init(0, .infinity, box: 0...9, cost: -1)],
        [
          .init(-.infinity, 2, [(0, 1), (1, 1)]), .init(-.infinity, 1, [(0, 1)]),
          .init(-.infinity, 1, [(1, 1)]), .init(-.infinity, 3, [(0, 2), (1, 1)]),
        ]),
      cost: -2, x: [1, 1]),
    .init(
      testDescription: "cycling with a careless pivot rule (Beale 1955)",
      program: .init(
        [-0.75, 150, -0.02, 6].map { .init(0, .infinity, box: 0...99, cost: $0) },
        [
          .init(-.infinity, 0, [(0, 0.25), (1, -60), (2, -0.04), (3, 9)]),
          .init(-.infinity, 0, [(0, 0.5), (1, -90), (2, -0.02), (3, 3)]),
          .init(-.infinity, 1, [(2, 1)]),
        ]),
      cost: -0.05, x: [0.04, 0, 1, 0]),
    .init(
      testDescription: "fixed column",
      program: .init(
        [.init(2, 2, box: 2...2, cost: 5), .init(0, .infinity, box: 0...9, cost: 1)],
        [.init(3, .infinity, [(0, 1), (1, 2)])]),
      cost: 10.5, x: [2, 0.5], y: [0.5]),
    .init(
      testDescription: "ranged row at its lower limit",
      program: .init([.init(0, 9, box: 0...9, cost: 1)], [.init(2, 5, [(0, 1)])]),
      cost: 2, x: [2], y: [1]),
    .init(
      testDescription: "ranged row at its upper limit",
      program: .init([.init(0, 9, box: 0...9, cost: -1)], [.init(2, 5, [(0, 1)])]),
      cost: -5, x: [5], y: [-1]),
    .init(
      testDescription: "free column",
      program: .init(
        [.init(-.infinity, .infinity, box: -9...9, cost: 1), .init(0, 4, box: 0...4, cost: 3)],
        [.init(-6, -6, [(0, 2), (1, -1)])]),
      cost: -3, x: [-3, 0], y: [0.5]),
    .init(
      testDescription: "upper bound alone",
      program: .init(
        [.init(-.infinity, 3, box: -9...3, cost: -2)], [.init(-5, .infinity, [(0, 1)])]),
      cost: -6, x: [3], y: [0]),
    .init(
      testDescription: "negative bounds and a constant",
      program: .init(
        [.init(-4, -1, box: -4 ... -1, cost: 1)], [.init(-3, .infinity, [(0, 1)])], constant: 10),
      cost: 7, x: [-3], y: [1]),
    .init(
      testDescription: "redundant equalities",
      program: .init(
        [.init(0, .infinity, box: 0...9, cost: 1), .init(0, .infinity, box: 0...9, cost: 2)],
        [.init(3, 3, [(0, 1), (1, 1)]), .init(6, 6, [(0, 2), (1, 2)])]),
      cost: 3, x: [3, 0]),
    .init(
      testDescription: "badly scaled",
      program: .init(
        [
          .init(0, .infinity, box: 0...1e5, cost: 1e-3), .init(0, .infinity, box: 0...9, cost: 2e3),
        ],
        [.init(100, .infinity, [(0, 1e-2), (1, 1e4)])]),
      cost: 10, x: [10000, 0], y: [0.1]),
    .init(
      testDescription: "row without limits beside one with",
      program: .init(
        [.init(0, 5, box: 0...5, cost: 1)],
        [.init(-.infinity, .infinity, [(0, 1)]), .init(1, .infinity, [(0, 1)])]),
      cost: 1, x: [1], y: [0, 1]),
    .init(
      testDescription: "no rows",
      program: .init(
        [.init(-2, 7, box: -2...7, cost: 3), .init(-1, 4, box: -1...4, cost: -1)], []),
      cost: -10, x: [-2, 4], y: []),
    .init(
      testDescription: "nothing at all", program: .init([], [], constant: 4), cost: 4, x: [], y: []),
    .init(
      testDescription: "a row without entries",
      program: .init([.init(0, 2, box: 0...2, cost: -1)], [.init(-1, 1, [])]),
      cost: -2, x: [2], y: [0]),
    .init(
      testDescription: "all columns fixed",
      program: .init([.init(2, 2, box: 2...2, cost: 1)], [.init(1, 3, [(0, 1)])]),
      cost: 2, x: [2], y: [0]),
  ]

  static let infeasible: [LinearProgram] = [
    .init([.init(0, 4, box: 0...4, cost: 1)], [.init(6, .infinity, [(0, 1)])]),
    .init(
      [.init(0, .infinity, box: 0...9), .init(0, .infinity, box: 0...9)],
      [.init(3, 3, [(0, 1), (1, 1)]), .init(7, 7, [(0, 2), (1, 2)])]),
    .init([.init(0, 1, box: 0...1)], [.init(1, 2, [])]),
    .init([], [.init(1, 2, [])]),
  ]

  static let unbounded: [LinearProgram] = [
    .init(
      [.init(0, .infinity, box: 0...9, cost: -1), .init(0, .infinity, box: 0...9)],
      [.init(0, .infinity, [(0, 1), (1, 1)])]),
    .init([.init(-.infinity, 3, box: -9...3, cost: 1)], []),
  ]
}

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
