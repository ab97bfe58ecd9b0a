import Formulation
import LinearProgramming
package import SiteModel
package import Solving
import Units

/// The far end of one figure of a site, counts relaxed.
package enum Extreme: Sendable {
  /// The least emissions that the site's limits act on.
  case leastEmissions
  /// The least or the most of sizes, weighted, at no more than a cost (kUSD a year).
  case size([String: Double], budget: Double)
}

extension Planner {
  /// Solves for the far end: its value, and the sizes there by `component.size`; nil where nothing was
  /// certified.
  package func extreme(
    _ extreme: Extreme, of site: Site, over horizon: Horizon?,
    limits: [String: ClosedRange<Double>] = [:]
  ) throws(PlanningStop) -> (value: Double, sizes: [String: Double])? {
    let program = SiteProgram(site, over: horizon, sizeLimits: limits)
    let changed: LinearProgram
    let aim: SolveAim
    switch extreme {
    // It is an end of a frontier, which a plan must reach and none may pass.
    case .leastEmissions: (changed, aim) = (program.leastEmissions, .plan)
    case .size(let weights, let budget):
      (changed, aim) = (program.sizes(weighted: weights, within: budget), .guide)
    }
    let answer = try strategy.solve(
      changed, aim: aim, settle: { program.recomputeDependents(&$0) },
      monitor: monitor.during("far end"))
    guard let answer, SolveAim.guide.isReached(by: answer.certificate) else { return nil }
    var sizes: [String: Double] = [:]
    for size in program.sizes { sizes[size.key] = size.column.value(at: answer.x) }
    return (answer.certificate.objective, sizes)
  }
}
