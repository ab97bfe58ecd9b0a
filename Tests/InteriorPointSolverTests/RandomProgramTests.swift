import GLPKSolver
import InteriorPointSolver
import LinearProgramming
import Solving
import Synchronization
import TestSupport
import Testing

/// The boxes of these programs are bounds or rows too, so both solvers speak of the same points.
@Suite("random programs of all kinds of rows and columns")
struct RandomProgramTests {
  private func leastCost(_ program: LinearProgram) throws -> Double {
    let answer = try GLPKSolver().solve(program, method: .simplex, progress: nil)
    let certificate = Certificate(of: program, x: answer.x, y: answer.y)
    try #require(certificate.passed)
    return certificate.objective
  }

  private func solve(
    _ program: LinearProgram, _ request: SolveRequest = SolveRequest(),
    _ options: EngineOptions = EngineOptions(),
    progress: (@Sendable (SolverProgress) -> SolverControl)? = nil
  ) throws -> SolverAnswer {
    try InteriorPointSolver(options).solve(
      program, method: .interiorPoint(request), progress: progress)
  }

  @Test("presolve and undo: the cost and the multipliers are the simplex's")
  func agreement() throws {
    for seed in 0..<300 as Range<UInt64> {
      let program = LinearProgram.random(seed: seed)
      let least = try leastCost(program)
      let answer = try solve(program)
      let certificate = Certificate(of: program, x: answer.x, y: answer.y)
      #expect(answer.verdict == .optimal, "seed \(seed): \(answer.verdict)")
      #expect(certificate.passed, "seed \(seed): gap \(certificate.relativeGap)")
      let distance = (certificate.objective - least).magnitude
      #expect(distance <= 1e-7 * (1 + certificate.grossCost), "seed \(seed): \(distance)")
    }
  }

  @Test("doubled rows change nothing")
  func dependentRows() throws {
    for seed in 0..<60 as Range<UInt64> {
      let program = LinearProgram.random(seed: seed)
      let doubled = program.doublingRows()
      let answer = try solve(doubled)
      let certificate = Certificate(of: doubled, x: answer.x, y: answer.y)
      #expect(certificate.passed, "seed \(seed): \(answer.verdict) \(certificate.relativeGap)")
      let least = try leastCost(program)
      #expect(
        (certificate.objective - least).magnitude <= 1e-6 * (1 + certificate.grossCost),
        "seed \(seed)")
    }
  }

  @Test("no bound on the way lies above the least cost")
  func bounds() throws {
    for seed in 0..<200 as Range<UInt64> {
      let program = LinearProgram.random(seed: seed)
      let least = try leastCost(program) - program.objectiveConstant
      let highest = Mutex(-Double.infinity)
      let count = Mutex(0)
      _ = try solve(program) { state in
        highest.withLock { $0 = max($0, state.bound ?? .nan) }
        count.withLock { $0 += 1 }
        return .goOn
      }
      #expect(highest.withLock { $0 } <= least + 1e-7 * (1 + least.magnitude), "seed \(seed)")
      #expect(count.withLock { $0 } > 0 || least.isFinite)
    }
  }

  @Test("at a cutoff it stops with a bound beyond it, and at enough with a point below that")
  func cutoffs() throws {
    var (bounded, found) = (0, 0)
    for seed in 0..<60 as Range<UInt64> {
      let program = LinearProgram.random(seed: seed)
      let least = try leastCost(program)
      let margin = 0.05 * (1 + least.magnitude)
      let above = try solve(program, SolveRequest(cutoff: least - margin))
      if above.verdict == .aimReached {
        #expect(Certificate.lowerBound(of: program, y: above.y) >= least - 1.01 * margin)
        bounded += 1
      }
      let below = try solve(program, SolveRequest(enough: least + margin))
      if below.verdict == .aimReached {
        #expect(Certificate(of: program, x: below.x, y: below.y).objective < least + 1.01 * margin)
        found += 1
      }
    }
    #expect(bounded > 20 && found > 20)
  }

  @Test("too little regularisation is raised, and the answer is the same")
  func regularisation() throws {
    var options = EngineOptions()
    // A doubled row leaves a pivot of just this, which counts as nothing.
    options.regularisation = 1e-16
    for seed in 0..<30 as Range<UInt64> {
      let program = LinearProgram.random(seed: seed).doublingRows()
      let answer = try solve(program, SolveRequest(), options)
      let certificate = Certificate(of: program, x: answer.x, y: answer.y)
      #expect(certificate.verdict != .none, "seed \(seed): \(answer.verdict)")
    }
  }

  @Test("a request to stop keeps the best point so far")
  func stop() throws {
    let program = LinearProgram.random(seed: 3)
    let answer = try solve(program) { $0.iteration >= 3 ? .stop : .goOn }
    #expect(answer.verdict == .stopped)
    #expect(answer.iterations == 3)
    #expect(answer.x.count == program.columns.count)
    #expect(answer.y.contains { $0 != 0 })
  }

  @Test("same program, same bits")
  func sameBits() throws {
    let program = LinearProgram.random(seed: 11)
    let (one, other) = (try solve(program), try solve(program))
    #expect(one.x.map(\.bitPattern) == other.x.map(\.bitPattern))
    #expect(one.y.map(\.bitPattern) == other.y.map(\.bitPattern))
  }
}

extension LinearProgram {
  /// The same with each row twice, once in other numbers.
  fileprivate func doublingRows() -> LinearProgram {
    let parts = columns.map {
      ColumnPart($0.lower, $0.upper, box: $0.box, cost: $0.cost, step: $0.step)
    }
    let once = rows.indices.map { row in
      RowPart(
        rows[row].lower, rows[row].upper, step: rows[row].step,
        (rowStart[row]..<rowStart[row + 1]).map { (Int(columnIndex[$0]), coefficient[$0]) })
    }
    let twice = rows.indices.map { row in
      RowPart(
        3 * rows[row].lower, 3 * rows[row].upper, step: rows[row].step,
        (rowStart[row]..<rowStart[row + 1]).map { (Int(columnIndex[$0]), 3 * coefficient[$0]) })
    }
    return LinearProgram(parts, once + twice, constant: objectiveConstant)
  }
}
