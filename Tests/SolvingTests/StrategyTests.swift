import GLPKSolver
import LinearProgramming
import Solvers
import Solving
import Synchronization
import TestSupport
import Testing

/// Does what its script says, one line a call.
private final class ScriptedSolver: LinearSolver {
  enum Line: Sendable {
    case solve
    case fault
    /// The point is right and the multipliers are worth nothing, or the other way round.
    case goodPoint, goodMultipliers
    case nonsense
    case stop
  }

  let name = "script"
  let version = "1"
  private let script: [Line]
  private let calls = Mutex(0)

  let capabilities: SolverCapabilities

  init(_ script: [Line], requests: Bool = false) {
    self.script = script
    capabilities = requests ? [.simplex, .interiorPoint, .requests] : [.simplex, .interiorPoint]
  }

  /// A vertex for small programs; for others the program as it is, if the solver takes requests, then
  /// stretched.
  var strategy: SolveStrategy {
    let natural = SolveAttempt(self, .interiorPoint(), scaling: "none")
    return SolveStrategy(
      "script", vertices: (SolveAttempt(self, .simplex, scaling: "none"), 100),
      attempts: (capabilities.contains(.requests) ? [natural] : [])
        + (1...4).map { SolveAttempt(self, .interiorPoint(), scaling: "none", blockLength: $0) })
  }

  var callCount: Int { calls.withLock { $0 } }

  func solve(
    _ program: LinearProgram, method: SolveMethod,
    progress: (@Sendable (SolverProgress) -> SolverControl)?
  ) throws(SolverFault) -> SolverAnswer {
    let call = calls.withLock { number in
      defer { number += 1 }
      return number
    }
    var answer = try GLPKSolver().solve(program, method: .simplex, progress: nil)
    switch call < script.count ? script[call] : .nonsense {
    case .solve: break
    case .fault: throw SolverFault("the script says so")
    case .goodPoint: answer.y = answer.y.map { _ in 0 }
    case .goodMultipliers: answer.x = answer.x.map { _ in 0 }
    case .nonsense:
      answer.x = answer.x.map { _ in .nan }
      answer.y = answer.y.map { _ in 1e9 }
    case .stop: answer.verdict = .stopped
    }
    // A solver's own verdict must count for nothing.
    if answer.verdict != .stopped { answer.verdict = .optimal }
    return answer
  }
}

@Suite("strategy: attempts until a certificate passes")
struct StrategyTests {
  /// min x + 2y with x + y ≥ 4, x ≤ 3: x = 3, y = 1, cost 5.
  private var program: LinearProgram {
    var small = SmallProgram()
    let x = small.column("x", 0...3, cost: 1)
    let y = small.column("y", 0...10, cost: 2)
    small.require(x + y .>= .number(4))
    return small.program
  }

  private func solve(
    _ script: ScriptedSolver, within limits: SolveLimits = SolveLimits()
  ) throws -> SolveStrategy.Solution? {
    try script.strategy.solve(program, within: limits, monitor: ProgressMonitor())
  }

  @Test("one good attempt is enough")
  func one() throws {
    let script = ScriptedSolver([.solve])
    let answer = try #require(try solve(script))
    #expect(answer.certificate.passed)
    #expect(answer.certificate.objective == 5)
    #expect(script.callCount == 1)
  }

  @Test("after a fault the next attempt is made, and the fault is told")
  func fault() throws {
    let answer = try #require(try solve(ScriptedSolver([.fault, .solve])))
    #expect(answer.certificate.passed)
    #expect(answer.attempts.map(\.verdict) == ["the script says so", "optimal"])
    #expect(answer.attempts.map(\.method) == ["simplex", "interior point"])
  }

  @Test(
    "a solver that takes programs as they are comes before stretched ones, which get what it leaves"
  )
  func natural() throws {
    var small = SmallProgram()
    let shared = small.column("shared", 0...10, cost: 3)
    for _ in 0..<100 {
      let own = small.column("own", 0...1, cost: 1)
      small.require(shared + own .>= .number(0.5))
    }
    for (script, verdicts) in [
      (ScriptedSolver([.solve], requests: true), ["optimal"]),
      (ScriptedSolver([.fault, .solve], requests: true), ["the script says so", "optimal"]),
    ] {
      let answer = try #require(
        try script.strategy.solve(small.program, monitor: ProgressMonitor()))
      #expect(answer.certificate.passed)
      #expect(answer.attempts.map(\.verdict) == verdicts)
      #expect(answer.attempts.map(\.blockLength) == [nil, 1].prefix(verdicts.count).map(\.self))
    }
  }

  @Test("nonsense called optimal is not believed")
  func nonsense() throws {
    let answer = try #require(try solve(ScriptedSolver([.nonsense, .nonsense, .solve])))
    #expect(answer.certificate.passed)
    #expect(answer.attempts.count == 3)
    let lost = try solve(ScriptedSolver([.nonsense, .nonsense, .nonsense, .nonsense]))
    #expect(lost?.certificate.verdict ?? Certificate.Verdict.none == .none)
  }

  @Test("the point of one attempt and the multipliers of another prove an optimum together")
  func combination() throws {
    for script in [
      [ScriptedSolver.Line.goodPoint, .goodMultipliers], [.goodMultipliers, .goodPoint],
    ] {
      let answer = try #require(try solve(ScriptedSolver(script)))
      #expect(answer.certificate.passed)
      #expect(answer.attempts.count == 2)
      #expect(answer.x == [3, 1])
    }
  }

  @Test("four attempts at most, or as many as allowed")
  func limit() throws {
    let script = ScriptedSolver([])
    _ = try solve(script)
    #expect(script.callCount == 4)
    let short = ScriptedSolver([])
    _ = try solve(short, within: .attempts(2))
    #expect(short.callCount == 2)
  }

  @Test("iterations may be limited, and a deadline ends all")
  func limits() throws {
    let own = SolveStrategy(
      "own",
      attempts: SolverRegistry.standard.usual.attempts(rows: .max).filter {
        $0.solver.capabilities.contains(.requests)
      })
    func solve(_ limits: SolveLimits) throws -> SolveStrategy.Solution? {
      try own.solve(program, within: limits, monitor: ProgressMonitor())
    }
    #expect(try solve(SolveLimits())?.certificate.passed == true)
    let short = try #require(try solve(SolveLimits(iterations: 2)))
    #expect(short.attempts.map(\.verdict) == ["iterationLimit"])
    #expect(short.attempts.map(\.iterations) == [2])
    #expect(!short.certificate.passed)
    #expect(throws: PlanningStop.self) { try solve(SolveLimits(deadline: .now)) }
  }

  @Test("who watches hears of faults")
  func faults() throws {
    let heard = Mutex<[String]>([])
    let monitor = ProgressMonitor(faults: { fault in
      heard.withLock { $0.append(fault.description) }
    })
    let script = ScriptedSolver([.fault, .solve])
    _ = try script.strategy.solve(program, monitor: monitor)
    #expect(heard.withLock { $0 } == ["the script says so"])
  }

  @Test("a strategy followed by another gives it what it leaves")
  func followed() {
    let (first, second) = (ScriptedSolver([], requests: true), ScriptedSolver([]))
    let alone = SolveStrategy(
      "first", attempts: [SolveAttempt(first, .interiorPoint(), scaling: "none")])
    let both = alone.followed(by: second.strategy)
    #expect(both.name == "first")
    #expect(!alone.isSmall(rows: 1) && both.isSmall(rows: 99) && !both.isSmall(rows: 100))
    #expect(both.attempts(rows: 1).map(\.method.name).first == "simplex")
    #expect(both.attempts(rows: 100).map(\.blockLength) == [nil, 1, 2, 3, 4])
  }

  @Test("faults alone leave no answer")
  func onlyFaults() throws {
    #expect(try solve(ScriptedSolver([.fault, .fault, .fault, .fault])) == nil)
  }

  @Test("a stopped solver stops all")
  func stop() {
    #expect(throws: PlanningStop.self) { try solve(ScriptedSolver([.fault, .stop])) }
  }

  /// 10 MW from a grid at 50, or from plants of at most 8 and 6 MW that run at 25 and cost this to own.
  private func choice(owning first: Double, _ second: Double) -> LinearProgram {
    var small = SmallProgram()
    var supply = small.column("import", of: "grid", 0...100, cost: 50)
    for (name, limit, cost) in [("first", 8.0, first), ("second", 6.0, second)] {
      let size = small.column("size", of: name, 0...limit, cost: cost)
      let power = small.column("power", of: name, 0...20, cost: 25)
      small.require(power - size .<= .number(0))
      supply = supply + power
    }
    small.require(supply .== .number(10))
    return small.program
  }

  /// What owning costs, the least cost with its point, and what the attempts solved.
  struct Sifted: Sendable {
    var owning: (first: Double, second: Double)
    var cost: Double
    var x: [Double]
    var subjects: [SolveAttempt.Subject]
    var answeredBy: SolveAttempt.Subject
  }

  private static let both = ["first", "second"]

  @Test(
    "what earns nothing stays out, what earns comes back, and the whole program proves it",
    arguments: [
      Sifted(
        owning: (30, 26), cost: 500, x: [10, 0, 0, 0, 0],
        subjects: [.without(both), .pricing(both)], answeredBy: .without(both)),
      // 8 MW at 20 + 25, 2 MW at 50.
      Sifted(
        owning: (20, 26), cost: 460, x: [2, 8, 8, 0, 0],
        subjects: [.without(both), .pricing(both), .without(["second"]), .pricing(["second"])],
        answeredBy: .without(["second"])),
      // 8 MW at 20 + 25, 2 MW at 24 + 25.
      Sifted(
        owning: (20, 24), cost: 458, x: [0, 8, 8, 2, 2],
        subjects: [.without(both), .pricing(both), .whole], answeredBy: .whole),
    ])
  func sifting(_ expected: Sifted) throws {
    let answer = try #require(
      try GLPKSolver.strategy.solve(
        choice(owning: expected.owning.first, expected.owning.second),
        leavingOut: Set(Self.both), monitor: ProgressMonitor()))
    #expect(answer.certificate.passed)
    #expect(answer.certificate.objective == expected.cost)
    #expect(answer.x == expected.x)
    #expect(answer.attempts.map(\.subject) == expected.subjects)
    #expect(answer.answeredBy?.subject == expected.answeredBy)
  }
}
