internal import CGLPKGuard
internal import LinearProgramming

/// Why a call of GLPK did not come to its end.
enum GLPKInterruption: Error {
  /// The caller asked for it.
  case stopped
  /// GLPK called abort.
  case aborted
  /// A return code that no program of ours should cause.
  case failed(Int32)
}

/// Owner of one GLPK problem and, with it, of the calling thread's GLPK environment.
///
/// GLPK: the environment belongs to the thread, so this value must not leave it: made, used and
/// dropped within one synchronous call. Order at the end: hooks, problem, environment.
@safe struct GLPKProblem: ~Copyable {
  private let handle: UnsafeMutableRawPointer
  private let monitor: GLPKMonitor
  /// After a jump nothing but the environment may be freed; that frees the problem with it.
  private let isIntact = Flag()

  private final class Flag { var value = true }

  init(_ monitor: GLPKMonitor) throws(GLPKInterruption) {
    var handle: UnsafeMutableRawPointer?
    let report: sitemix_guard_report = { context, text in
      let monitor = unsafe Unmanaged<GLPKMonitor>.fromOpaque(context).takeUnretainedValue()
      return unsafe monitor.take(String(cString: text)) ? 1 : 0
    }
    let context = unsafe Unmanaged.passUnretained(monitor).toOpaque()
    let end = unsafe sitemix_guard_open(report, context, &handle)
    guard let made = unsafe handle, end == 0 else {
      sitemix_guard_close(nil)
      throw .aborted
    }
    unsafe self.handle = made
    self.monitor = monitor
  }

  deinit {
    unsafe sitemix_guard_close(isIntact.value ? handle : nil)
  }

  /// Turns the end of a guarded call into an error.
  private func check(_ end: Int32) throws(GLPKInterruption) {
    guard end != 0 else { return }
    isIntact.value = false
    throw end == Int32(sitemix_guard_stopped.rawValue) ? .stopped : .aborted
  }

  var iterations: Int { monitor.iterations }

  /// Copies a program across, with values in multiples of `unit`. Entries follow a dead first slot
  /// and name columns from 1.
  func load(
    _ program: LinearProgram, unit: Double, entryColumns: [Int32], coefficients: [Double]
  ) throws(GLPKInterruption) {
    let rowLower = program.rows.map { $0.lower / unit }
    let rowUpper = program.rows.map { $0.upper / unit }
    let lower = program.columns.map { $0.lower / unit }
    let upper = program.columns.map { $0.upper / unit }
    let cost = program.columns.map(\.cost)
    let rowStart = program.rowStart.map(Int64.init)
    let (rows, columns) = (Int32(rowLower.count), Int32(lower.count))
    try check(
      unsafe sitemix_guard_load(
        handle, rows, columns, rowLower, rowUpper, lower, upper, cost, rowStart, entryColumns,
        coefficients))
  }

  func scale(_ flags: Int32) throws(GLPKInterruption) {
    try check(unsafe sitemix_guard_scale(handle, flags))
  }

  /// GLPK's return code.
  func runSimplex(dual: Bool, presolve: Bool) throws(GLPKInterruption) -> Int32 {
    var code: Int32 = 0
    try check(unsafe sitemix_guard_simplex(handle, dual ? 1 : 0, presolve ? 1 : 0, &code))
    return code
  }

  /// GLPK's return code.
  func runInterior(ordering: Int32) throws(GLPKInterruption) -> Int32 {
    var code: Int32 = 0
    try check(unsafe sitemix_guard_interior(handle, ordering, &code))
    return code
  }

  /// GLPK's primal and dual status after a simplex run.
  func basicStatus() throws(GLPKInterruption) -> (primal: Int32, dual: Int32) {
    var (primal, dual): (Int32, Int32) = (0, 0)
    try check(unsafe sitemix_guard_status(handle, &primal, &dual))
    return (primal, dual)
  }

  /// Column values and row duals of the last run.
  func read(columns: Int, rows: Int, interior: Bool) throws(GLPKInterruption) -> (
    x: [Double], y: [Double]
  ) {
    // GLPK writes through the pointers of exactly so many elements.
    var x = [Double](repeating: 0, count: columns)
    var y = [Double](repeating: 0, count: rows)
    try check(unsafe sitemix_guard_read(handle, interior ? 1 : 0, &x, &y))
    return (x, y)
  }

  /// GLPK's return code and the status of the best point.
  func runBranch(integers: [Int32], nodes: Int) throws(GLPKInterruption) -> (
    code: Int32, status: Int32
  ) {
    var (code, status): (Int32, Int32) = (0, 0)
    try check(
      unsafe sitemix_guard_branch(
        handle, Int32(integers.count), integers, Int32(clamping: nodes), &code, &status))
    return (code, status)
  }

  /// Column values of the best point that branch and bound found.
  func readInteger(columns: Int) throws(GLPKInterruption) -> [Double] {
    var x = [Double](repeating: 0, count: columns)
    try check(unsafe sitemix_guard_read_integer(handle, &x))
    return x
  }

  /// GLPK's own way to fail.
  func provokeAbort() throws(GLPKInterruption) {
    try check(sitemix_guard_provoke())
  }
}
