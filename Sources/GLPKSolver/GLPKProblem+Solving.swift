internal import CGLPK
internal import LinearProgramming
internal import Solving

extension GLPKProblem {
  /// GLPK: `glp_interior` gives up when a residual of its equations exceeds 1e-4 in absolute terms,
  /// and with it when a gap is still 1e-4 or so. In a unit so many times larger, which changes
  /// nothing else, it goes on to 1e-6 and less. A power of two, so that no digit is lost.
  private static let interiorUnit = 128.0

  /// Solves by interior point and reads the best point whatever the verdict.
  func interior(
    _ program: consuming LinearProgram, scaling: GLPKSolver.Scaling, ordering: GLPKSolver.Ordering
  ) throws(GLPKInterruption) -> SolverAnswer {
    let (repeated, repetition) = Repetition.repeating(consume program)
    let (columns, rows) = (repeated.columns.count, repeated.rows.count)
    // GLPK works for long and has a copy: ours may go.
    try load(consume repeated, unit: Self.interiorUnit)
    switch scaling {
    case .none: break
    case .geometric: try scale(GLP_SF_GM | GLP_SF_EQ)
    case .equilibrated: try scale(GLP_SF_EQ)
    }
    let code = try runInterior(ordering: ordering.code)
    let verdict: SolverVerdict
    switch code {
    case 0: verdict = .optimal
    case GLP_ENOCVG: verdict = .noConvergence
    case GLP_EITLIM: verdict = .iterationLimit
    case GLP_EINSTAB: verdict = .instability
    // GLPK: after any other code, GLP_EBOUND and GLP_EFAIL among them, no point is defined.
    default: throw .failed(code)
    }
    let point = try read(columns: columns, rows: rows, interior: true)
    var (x, y) = repetition.natural(x: point.x, y: point.y)
    for column in x.indices { x[column] *= Self.interiorUnit }
    return SolverAnswer(verdict: verdict, x: x, y: y, iterations: iterations)
  }

  /// Solves by dual simplex with the presolver, and without it, then by primal simplex, if that
  /// leaves no answer: the presolver reports an infeasible program by a return code and no point.
  func simplex(_ program: LinearProgram) throws(GLPKInterruption) -> SolverAnswer {
    try load(program, unit: 1)
    try scale(GLP_SF_AUTO)
    var code = try runSimplex(dual: true, presolve: true)
    var verdict = try status(after: code)
    if verdict != .optimal {
      code = try runSimplex(dual: true, presolve: false)
      verdict = try status(after: code)
    }
    if verdict == .instability {
      code = try runSimplex(dual: false, presolve: false)
      verdict = try status(after: code)
    }
    let (x, y) = try read(
      columns: program.columns.count, rows: program.rows.count, interior: false)
    return SolverAnswer(verdict: verdict, x: x, y: y, iterations: iterations)
  }

  /// Solves by branch and bound, in which a column with a quantum takes whole multiples of it.
  func branch(_ program: LinearProgram, nodes: Int) throws(GLPKInterruption) -> SolverAnswer {
    let counted = program.inQuanta()
    try load(counted, unit: 1)
    let integers = counted.columns.indices.filter { counted.columns[$0].quantum != nil }
    let (code, status) = try runBranch(integers: integers.map(Int32.init), nodes: nodes)
    let verdict: SolverVerdict
    switch (code, status) {
    case (_, GLP_OPT): verdict = .optimal
    case (_, GLP_FEAS): verdict = .iterationLimit
    case (GLP_ENODFS, _): verdict = .unbounded
    case (0, GLP_NOFEAS), (GLP_ENOPFS, _): verdict = .infeasible
    default: verdict = .noConvergence
    }
    let hasPoint = verdict == .optimal || verdict == .iterationLimit
    var x = hasPoint ? try readInteger(columns: counted.columns.count) : []
    for column in x.indices { x[column] *= program.columns[column].quantum ?? 1 }
    return SolverAnswer(verdict: verdict, x: x, y: [], iterations: iterations)
  }

  /// GLPK: its overall status favours the primal side, so both sides are read.
  private func status(after code: Int32) throws(GLPKInterruption) -> SolverVerdict {
    switch code {
    case 0: break
    case GLP_ENOPFS: return .infeasible
    case GLP_ENODFS: return .unbounded
    case GLP_EITLIM: return .iterationLimit
    // GLP_EBADB, GLP_ESING, GLP_ECOND, GLP_EFAIL: the basis or the search broke down.
    default: return .instability
    }
    switch try basicStatus() {
    case (GLP_FEAS, GLP_FEAS): return .optimal
    case (GLP_NOFEAS, _): return .infeasible
    case (GLP_FEAS, GLP_NOFEAS): return .unbounded
    default: return .instability
    }
  }

  /// Entries as GLPK wants them: a dead first slot, and columns counted from 1.
  private func load(_ program: consuming LinearProgram, unit: Double) throws(GLPKInterruption) {
    var entryColumns: [Int32] = [0]
    var coefficients: [Double] = [0]
    entryColumns.reserveCapacity(program.columnIndex.count + 1)
    coefficients.reserveCapacity(program.coefficient.count + 1)
    for column in program.columnIndex { entryColumns.append(column + 1) }
    coefficients += program.coefficient
    try load(program, unit: unit, entryColumns: entryColumns, coefficients: coefficients)
  }
}
