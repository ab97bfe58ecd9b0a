import GLPKSolver
import InteriorPointSolver
package import LinearProgramming
package import SiteModel
import Solvers
package import Solving

extension Site {
  /// A site of these components; no policies unless given.
  package static func of(
    _ components: [any Component], uptime: Keys = [:], emissions: Keys = [:],
    rate: Double = 0.08, year: Int = 2025, daylightSaving: Calendar.DaylightSaving = .none,
    stepMinutes: Int = 60
  ) -> Site {
    Site(
      name: "test", description: "", location: nil,
      calendar: Calendar(year: year, daylightSaving: daylightSaving), stepMinutes: stepMinutes,
      dollarYear: 2026, realDiscountRate: rate, components: components,
      uptime: UptimePolicy(values: ParameterValues(uptime)),
      emissions: EmissionsPolicy(values: ParameterValues(emissions)))
  }

  /// The first steps of the site's year; costs are scaled to a year by 8,760 over their hours.
  package func first(_ steps: Int) -> Horizon {
    Horizon(calendar: calendar, stepMinutes: stepMinutes, steps: steps)
  }
}

/// Solves every program by one method, whatever was asked for.
package struct OneMethod: LinearSolver {
  private let method: SolveMethod
  private let solver: any LinearSolver

  package static let simplex = OneMethod(GLPKSolver(), .simplex)
  /// GLPK's interior point with geometric scaling.
  package static let geometric = OneMethod(GLPKSolver(scaling: .geometric), .interiorPoint())
  /// Our own.
  package static let interiorPoint = OneMethod(InteriorPointSolver(), .interiorPoint())
  package static let all: [OneMethod] = [simplex, geometric, interiorPoint]

  private init(_ solver: any LinearSolver, _ method: SolveMethod) {
    (self.solver, self.method) = (solver, method)
  }

  package var name: String { solver.name }
  package var version: String { solver.version }
  package var capabilities: SolverCapabilities { solver.capabilities }

  /// The usual attempts, each by this method.
  package var strategy: SolveStrategy {
    let usual =
      capabilities.contains(.requests) ? SolverRegistry.standard.usual : GLPKSolver.strategy
    func own(_ attempt: SolveAttempt) -> SolveAttempt {
      var own = attempt
      own.solver = self
      return own
    }
    return SolveStrategy(
      name, vertices: (SolveAttempt(self, .simplex, scaling: "any"), GLPKSolver.simplexRows),
      attempts: usual.attempts(rows: .max).map(own), branching: self)
  }

  package func solve(
    _ program: LinearProgram, method: SolveMethod,
    progress: (@Sendable (SolverProgress) -> SolverControl)?
  ) throws(SolverFault) -> SolverAnswer {
    try solver.solve(program, method: self.method, progress: progress)
  }
}

extension OneMethod: CustomStringConvertible {
  package var description: String {
    method == .simplex
      ? "simplex" : capabilities.contains(.requests) ? "our interior point" : "interior point"
  }
}
