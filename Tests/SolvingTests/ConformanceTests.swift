import LinearProgramming
import Solvers
import Solving
import TestSupport
import Testing

/// What every registered solver and strategy is held to, by what it says that it can do.
@Suite("conformance")
struct ConformanceTests {
  /// One solver of the registry with one of its methods.
  struct Way: Sendable, CustomStringConvertible {
    let solver: any LinearSolver
    let method: SolveMethod
    var description: String { "\(solver.name), \(method.name)" }
    var gives: SolverCapabilities { solver.capabilities }
    /// How near to the known numbers it ends.
    let tolerance: Double

    func solve(_ program: LinearProgram) throws -> SolverAnswer {
      try solver.solve(program, method: method, progress: nil)
    }
  }

  static let strategies = SolverRegistry.standard.strategies

  /// Every solver as each attempt has it: GLPK with each scaling, and ours.
  static let ways: [Way] = {
    var ways: [String: Way] = [:]
    for attempt in strategies.flatMap({ $0.attempts(rows: 0) }) {
      let isExact = attempt.method == .simplex
      let ends = isExact ? 1e-9 : attempt.solver.capabilities.contains(.requests) ? 1e-7 : 1e-5
      ways["\(attempt.solver.name) \(attempt.method.name) \(attempt.scaling)"] = Way(
        solver: attempt.solver, method: attempt.method, tolerance: ends)
    }
    return ways.sorted { $0.key < $1.key }.map(\.value)
  }()

  @Test("the registry has a solver for every method")
  func registry() {
    #expect(Self.strategies.map(\.name) == ["interior-point", "glpk"])
    #expect(SolverRegistry.standard[name: "glpk"]?.solvers.map(\.name) == ["GLPK"])
    #expect(SolverRegistry.standard[name: "simplex"] == nil)
    #expect(Self.ways.map(\.description).filter { $0 == "GLPK, interior point" }.count == 3)
    for strategy in Self.strategies {
      let can = strategy.solvers.reduce(into: SolverCapabilities()) {
        $0.formUnion($1.capabilities)
      }
      #expect(can.isSuperset(of: [.simplex, .interiorPoint, .wholeNumbers]))
    }
  }

  @Test("every solver finds the known answer", arguments: ways, KnownProgram.optimal)
  func known(way: Way, known: KnownProgram) throws {
    let answer = try way.solve(known.program)
    let certificate = Certificate(of: known.program, x: answer.x, y: answer.y)
    #expect(certificate.passed, "gap \(certificate.relativeGap), x \(answer.x), y \(answer.y)")
    if way.tolerance < 1e-5 { #expect(answer.verdict == .optimal) }
    if let cost = known.cost {
      #expect(agree(certificate.objective, cost, within: way.tolerance))
    }
    let near = way.method == .simplex ? way.tolerance : 1e-5
    if let x = known.x { #expect(isNear(answer.x, x, near), "x \(answer.x)") }
    if let y = known.y { #expect(isNear(answer.y, y, near), "y \(answer.y)") }
  }

  private func isNear(_ these: [Double], _ those: [Double], _ tolerance: Double) -> Bool {
    these.count == those.count && zip(these, those).allSatisfy { agree($0, $1, within: tolerance) }
  }

  @Test("every strategy finds the known answer", arguments: strategies, KnownProgram.optimal)
  func known(strategy: SolveStrategy, known: KnownProgram) throws {
    let solution = try #require(try strategy.solve(known.program, monitor: ProgressMonitor()))
    #expect(solution.certificate.passed)
    #expect(solution.attempts.count == 1)
    if let cost = known.cost { #expect(agree(solution.certificate.objective, cost, within: 1e-9)) }
  }

  @Test("no solution: no certificate, and a proof where the solver gives one", arguments: ways)
  func infeasible(way: Way) throws {
    for program in KnownProgram.infeasible {
      // GLPK's interior point may leave nothing at all.
      let answer = try? way.solve(program)
      #expect(answer.map { Certificate(of: program, x: $0.x, y: $0.y).passed } != true)
      if way.method == .simplex { #expect(answer?.verdict == .infeasible) }
      guard way.gives.contains(.rays) else { continue }
      #expect(answer?.verdict == .infeasible)
      #expect(Certificate.provesInfeasible(program, ray: answer?.y ?? []))
    }
  }

  @Test("no least cost: no certificate", arguments: ways)
  func unbounded(way: Way) throws {
    for program in KnownProgram.unbounded {
      let answer = try? way.solve(program)
      if way.method == .simplex { #expect(answer?.verdict == .unbounded) }
      guard way.tolerance < 1e-5 else { continue }
      #expect(answer?.verdict != .optimal)
      #expect(answer.map { Certificate(of: program, x: $0.x, y: $0.y).passed } != true)
    }
  }

  @Test("elastic programs say how much is missing", arguments: ways)
  func elastic(way: Way) throws {
    // Two hours of at most 4, of which at least 6 and 5 are wanted: 3 short in all.
    let program = LinearProgram(
      [.init(0, 4, box: 0...4, cost: 1, step: 0), .init(0, 4, box: 0...4, cost: 1, step: 1)],
      [.init(6, .infinity, step: 0, [(0, 1)]), .init(5, .infinity, step: 1, [(1, 1)])],
      relaxation: .init(weight: 1, meaning: "short", unit: "MW"))
    let elastic = ElasticProgram(program)
    let answer = try way.solve(elastic.program)
    let bound = Certificate.lowerBound(of: elastic.program, y: answer.y)
    #expect(abs(bound - 3) < 1e-6)
    let violations = elastic.violations(at: answer.x)
    #expect(violations.map(\.row) == [0, 1])
    #expect(violations.map { ($0.amount * 1e6).rounded() / 1e6 } == [2, 1])
    #expect(violations.allSatisfy { $0.direction == .belowLower })
  }

  @Test("who knows no method says so, and who takes no requests ignores them", arguments: ways)
  func methods(way: Way) throws {
    let known = KnownProgram.optimal[0]
    let methods: [(SolveMethod, SolverCapabilities)] = [
      (.simplex, .simplex), (.interiorPoint(), .interiorPoint),
      (.branchAndBound(nodes: 9), .wholeNumbers),
    ]
    for (method, capability) in methods where !way.gives.contains(capability) {
      #expect(throws: SolverFault.self) {
        try way.solver.solve(known.program, method: method, progress: nil)
      }
    }
    let start = SolverStart(x: [], y: [], mean: 1)
    let answer = try way.solver.solve(
      known.program, method: .interiorPoint(SolveRequest(start: start)), progress: nil)
    #expect(Certificate(of: known.program, x: answer.x, y: answer.y).passed)
    #expect((answer.start != nil) == way.gives.contains(.requests))
  }

  @Test("whole numbers are found by whoever branches", arguments: strategies)
  func wholeNumbers(strategy: SolveStrategy) throws {
    // The least whole number of twos that is not below 5.
    var small = SmallProgram()
    let x = small.column("x", 0...10, cost: 1)
    small.require(x .>= .number(5))
    var program = small.program
    program.quantise(x, by: 2)
    let point = try strategy.wholePoint(of: program, nodes: 10, monitor: ProgressMonitor())
    #expect(point == [6])
  }
}

extension SolveStrategy: CustomTestStringConvertible {
  /// The word that picks it.
  public var testDescription: String { name }
}
