import GLPKSolver
import InteriorPointSolver
package import LinearProgramming
package import SiteModel

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
  package let method: SolveMethod
  private let solver: any LinearSolver

  package init(_ method: SolveMethod) {
    self.method = method
    solver = method.isNatural ? InteriorPointSolver() : GLPKSolver()
  }

  package var name: String { solver.name }
  package var version: String { solver.version }
  package var takesNaturalPrograms: Bool { method.isNatural }

  package func solve(
    _ program: LinearProgram, method: SolveMethod,
    progress: (@Sendable (SolverProgress) -> SolverControl)?
  ) throws(SolverFault) -> SolverAnswer {
    try solver.solve(program, method: self.method, progress: progress)
  }

  /// Simplex, GLPK's interior point with geometric scaling, and our own.
  package static var all: [OneMethod] {
    [
      OneMethod(.simplex), OneMethod(.interiorPoint(scaling: .geometric)),
      OneMethod(.naturalInteriorPoint(SolveRequest())),
    ]
  }
}

extension OneMethod: CustomStringConvertible {
  package var description: String {
    method == .simplex ? "simplex" : method.isNatural ? "our interior point" : "interior point"
  }
}

extension SolveMethod {
  fileprivate var isNatural: Bool {
    if case .naturalInteriorPoint = self { true } else { false }
  }
}
