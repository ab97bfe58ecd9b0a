internal import CInteriorPoint
internal import Solving

/// Owner of one engine, made, used and dropped within one synchronous call.
@safe struct Engine: ~Copyable {
  private let handle: OpaquePointer
  private let rows: Int
  private let columns: Int

  /// Copies a program and analyses its system; nil: there is not enough memory.
  init?(_ form: borrowing StandardForm) {
    rows = form.right.count
    columns = form.cost.count
    let sizes = sitemix_ip_sizes(
      rows: Int32(rows), columns: Int32(columns), bounded: Int32(form.upper.count),
      free: Int32(form.free), constant: form.constant)
    guard
      let made = unsafe sitemix_ip_open(
        sizes, form.start, form.row, form.value, form.right, form.cost, form.upper, form.box)
    else { return nil }
    unsafe handle = made
  }

  deinit { unsafe sitemix_ip_close(handle) }

  /// Entries of the factor below its diagonal.
  var factorEntries: Int { unsafe Int(sitemix_ip_factor_entries(handle)) }

  /// Solves, from near a point if one is given, and tells a monitor of each iteration.
  func solve(
    _ options: EngineOptions, from start: (x: [Double], y: [Double], mean: Double)?,
    _ monitor: EngineMonitor
  ) -> sitemix_ip_outcome {
    let report: sitemix_ip_report = { context, state in
      guard let context = unsafe context else { return 0 }
      let monitor = unsafe Unmanaged<EngineMonitor>.fromOpaque(context).takeUnretainedValue()
      return unsafe monitor.take(state.pointee) ? 1 : 0
    }
    let context = unsafe Unmanaged.passUnretained(monitor).toOpaque()
    var settings = unsafe sitemix_ip_settings(
      tolerance: options.tolerance, cutoff: options.cutoff,
      enough: options.enough, whole: options.whole, keep_gap: options.keepGap,
      iteration_limit: Int32(options.iterationLimit),
      primal_regularisation: options.regularisation, dual_regularisation: options.regularisation,
      floor: options.floor, report: report, context: context)
    return withExtendedLifetime(monitor) {
      guard let start else { return unsafe sitemix_ip_solve(handle, &settings, nil, nil, 0) }
      return unsafe sitemix_ip_solve(handle, &settings, start.x, start.y, start.mean)
    }
  }

  /// The best point, or the ray.
  func read() -> (x: [Double], y: [Double]) {
    var x = [Double](repeating: 0, count: columns)
    var y = [Double](repeating: 0, count: rows)
    unsafe sitemix_ip_read(handle, &x, &y)
    return (x, y)
  }

  /// The point kept for starts; nil where there was none.
  func readKept() -> (x: [Double], y: [Double], mean: Double)? {
    var x = [Double](repeating: 0, count: columns)
    var y = [Double](repeating: 0, count: rows)
    let mean = unsafe sitemix_ip_read_kept(handle, &x, &y)
    return mean > 0 ? (x, y, mean) : nil
  }
}

/// What decides how the engine goes.
package struct EngineOptions: Sendable {
  /// Limit of the gap and the residuals, each relative.
  package var tolerance = 1e-8
  /// Stop where no point costs less than this, or one does cost less than that.
  package var cutoff = Double.infinity
  package var enough = -Double.infinity
  /// Gaps are shares of the cost and this.
  package var whole = 0.0
  /// Starts nearer to an optimum than this lead nowhere: the point is in a corner already.
  package var keepGap = 1e-2
  package var iterationLimit = 1000
  /// What both diagonals of the system get; it slows, and does not bias.
  package var regularisation = 1e-8
  /// Least value and reduced cost of a start, as a share of their means.
  package var floor = 0.01

  package init() {}
}

/// Passes on what the engine tells, and what the caller wants.
final class EngineMonitor {
  private let progress: (@Sendable (SolverProgress) -> SolverControl)?

  init(_ progress: (@Sendable (SolverProgress) -> SolverControl)?) { self.progress = progress }

  /// Returns whether to stop.
  func take(_ state: sitemix_ip_state) -> Bool {
    let report = SolverProgress(
      iteration: Int(state.iteration), gap: state.gap, bound: state.bound)
    return progress?(report) == .stop
  }
}
