import GLPKSolver
import LinearProgramming
import Solving
import Synchronization
import TestSupport
import Testing

@Suite("nothing that GLPK does ends the process")
struct GuardTests {
  private let year = LinearProgram.random(seed: 7)

  @Test("an abort inside GLPK becomes a fault, and the thread can solve again")
  func abort() throws {
    let fault = #expect(throws: SolverFault.self) { try GLPKSolver().provokeAbort() }
    #expect(fault?.description.contains("provoked") == true)
    let answer = try GLPKSolver().solve(year, method: .simplex, progress: nil)
    #expect(Certificate(of: year, x: answer.x, y: answer.y).passed)
  }

  @Test("a request to stop ends the solve", arguments: [0, 1, 3])
  func stop(after limit: Int) throws {
    let seen = Mutex(0)
    let answer = try GLPKSolver().solve(year, method: .interiorPoint()) { state in
      seen.withLock { $0 += 1 }
      return state.iteration >= limit ? .stop : .goOn
    }
    #expect(answer.verdict == .stopped)
    #expect(answer.iterations == limit)
    #expect(seen.withLock { $0 } == limit + 1)
    #expect(answer.x.count == year.columns.count && answer.y.count == year.rows.count)
    #expect(!Certificate(of: year, x: answer.x, y: answer.y).passed)
  }

  @Test("progress counts iterations and shows the gap closing")
  func progress() throws {
    let seen = Mutex<[SolverProgress]>([])
    let answer = try GLPKSolver().solve(year, method: .interiorPoint()) { state in
      seen.withLock { $0.append(state) }
      return .goOn
    }
    let states = seen.withLock { $0 }
    #expect(states.map(\.iteration) == Array(0...answer.iterations))
    let gaps = states.compactMap(\.gap)
    #expect(gaps.count == states.count)
    #expect((gaps.last ?? 1) < 1e-6 && (gaps.first ?? 0) > (gaps.last ?? 1))
  }

  @Test("what is no linear program never reaches GLPK")
  func invalid() {
    let broken: [LinearProgram] = [
      .init([.init(0, 1, box: 0...1, cost: .nan)], [.init(0, 1, [(0, 1)])]),
      .init([.init(0, 1, box: 0...1)], [.init(0, 1, [(0, 1), (0, 1)])]),
      .init([.init(0, 1, box: 0...1)], [.init(0, 1, [(5, 1)])]),
      .init([.init(0, 1, box: 0...1)], [.init(2, 1, [(0, 1)])]),
      .init([.init(.nan, 1, box: 0...1)], [.init(0, 1, [(0, 1)])]),
    ]
    for program in broken {
      let fault = #expect(throws: SolverFault.self) {
        try GLPKSolver().solve(program, method: .simplex, progress: nil)
      }
      #expect(fault?.description.hasPrefix("not a linear program: ") == true)
    }
  }

  @Test("many threads solve at once, each the same bits as alone")
  func threads() async throws {
    let methods = [SolveMethod.simplex, .interiorPoint()]
    var alone: [[UInt64]] = []
    for work in 0..<16 { alone.append(try bits(work, methods)) }
    let together = try await withThrowingTaskGroup(of: (Int, [UInt64]).self) { group in
      for work in 0..<64 {
        group.addTask { (work, try bits(work % 16, methods)) }
      }
      var results = [[UInt64]](repeating: [], count: 64)
      for try await (work, result) in group { results[work] = result }
      return results
    }
    for work in 0..<64 { #expect(together[work] == alone[work % 16], "work \(work)") }
  }

  private func bits(_ work: Int, _ methods: [SolveMethod]) throws -> [UInt64] {
    let program = LinearProgram.random(seed: UInt64(100 + work / 2))
    // Aborts on some threads must not disturb solves on others.
    if work % 5 == 0 { try? GLPKSolver().provokeAbort() }
    let answer = try GLPKSolver(scaling: .geometric)
      .solve(program, method: methods[work % 2], progress: nil)
    return (answer.x + answer.y).map(\.bitPattern)
  }

  @Test("the version is that of the library")
  func version() {
    #expect(GLPKSolver().name == "GLPK")
    #expect(GLPKSolver().version.split(separator: ".").count == 2)
  }
}
