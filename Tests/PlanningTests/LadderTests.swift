import GLPKSolver
import LinearProgramming
import Planning
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

  let takesNaturalPrograms: Bool

  init(_ script: [Line], natural: Bool = false) {
    self.script = script
    takesNaturalPrograms = natural
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

@Suite("ladder: tries until a certificate passes")
struct LadderTests {
  /// min x + 2y with x + y ≥ 4, x ≤ 3: x = 3, y = 1, cost 5.
  private var program: LinearProgram {
    var small = SmallProgram()
    let x = small.column("x", 0...3, cost: 1)
    let y = small.column("y", 0...10, cost: 2)
    small.require(x + y .>= .number(4))
    return small.program
  }

  private func climb(_ script: ScriptedSolver, tries: Int = 4) throws -> Ladder.Answer? {
    try Ladder(solver: script).solve(program, tries: tries, monitor: ProgressMonitor())
  }

  @Test("one good try is enough")
  func first() throws {
    let script = ScriptedSolver([.solve])
    let answer = try #require(try climb(script))
    #expect(answer.certificate.passed)
    #expect(answer.certificate.objective == 5)
    #expect(script.callCount == 1)
  }

  @Test("after a fault the next rung is tried, and the fault is told")
  func fault() throws {
    let answer = try #require(try climb(ScriptedSolver([.fault, .solve])))
    #expect(answer.certificate.passed)
    #expect(answer.tries.map(\.verdict) == ["the script says so", "optimal"])
    #expect(answer.tries.map(\.method) == ["simplex", "interior point"])
  }

  @Test("a solver for natural programs comes before stretched ones, which get what it leaves")
  func natural() throws {
    var small = SmallProgram()
    let shared = small.column("shared", 0...10, cost: 3)
    for _ in 0..<Ladder.simplexRows {
      let own = small.column("own", 0...1, cost: 1)
      small.require(shared + own .>= .number(0.5))
    }
    for (script, verdicts) in [
      (ScriptedSolver([.solve], natural: true), ["optimal"]),
      (ScriptedSolver([.fault, .solve], natural: true), ["the script says so", "optimal"]),
    ] {
      let answer = try #require(
        try Ladder(solver: script).solve(small.program, monitor: ProgressMonitor()))
      #expect(answer.certificate.passed)
      #expect(answer.tries.map(\.verdict) == verdicts)
      #expect(answer.tries.map(\.isNatural) == [true, false].prefix(verdicts.count).map(\.self))
      #expect(answer.tries.map(\.blockLength) == [nil, 6].prefix(verdicts.count).map(\.self))
    }
  }

  @Test("nonsense called optimal is not believed")
  func nonsense() throws {
    let answer = try #require(try climb(ScriptedSolver([.nonsense, .nonsense, .solve])))
    #expect(answer.certificate.passed)
    #expect(answer.tries.count == 3)
    let lost = try climb(ScriptedSolver([.nonsense, .nonsense, .nonsense, .nonsense]))
    #expect(lost?.certificate.verdict ?? Certificate.Verdict.none == .none)
  }

  @Test("the point of one try and the multipliers of another prove an optimum together")
  func combination() throws {
    for script in [
      [ScriptedSolver.Line.goodPoint, .goodMultipliers], [.goodMultipliers, .goodPoint],
    ] {
      let answer = try #require(try climb(ScriptedSolver(script)))
      #expect(answer.certificate.passed)
      #expect(answer.tries.count == 2)
      #expect(answer.x == [3, 1])
    }
  }

  @Test("four tries at most, or as many as allowed")
  func limit() throws {
    let script = ScriptedSolver([])
    _ = try climb(script)
    #expect(script.callCount == 4)
    let short = ScriptedSolver([])
    _ = try climb(short, tries: 2)
    #expect(short.callCount == 2)
  }

  @Test("faults alone leave no answer")
  func onlyFaults() throws {
    #expect(try climb(ScriptedSolver([.fault, .fault, .fault, .fault])) == nil)
  }

  @Test("a stopped solver stops the climb")
  func stop() {
    #expect(throws: PlanningStop.self) { try climb(ScriptedSolver([.fault, .stop])) }
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

  /// What owning costs, the least cost with its point, and what the tries solved.
  struct Sifted: Sendable {
    var owning: (first: Double, second: Double)
    var cost: Double
    var x: [Double]
    var subjects: [Ladder.Subject]
    var answeredBy: Ladder.Subject
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
      try Ladder(solver: GLPKSolver()).solve(
        choice(owning: expected.owning.first, expected.owning.second),
        leavingOut: Set(Self.both), monitor: ProgressMonitor()))
    #expect(answer.certificate.passed)
    #expect(answer.certificate.objective == expected.cost)
    #expect(answer.x == expected.x)
    #expect(answer.tries.map(\.subject) == expected.subjects)
    #expect(answer.answeredBy?.subject == expected.answeredBy)
  }
}
