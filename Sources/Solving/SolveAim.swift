package import LinearProgramming

/// When to be content with an answer.
package enum SolveAim: Sendable {
  /// The certificate passes: a plan.
  case plan
  /// Near enough to round counts from: a step on the way to a plan.
  case guide
  /// Near enough to bound the costs of plans with; or no point costs less than a cutoff, and then
  /// there is nothing to look for.
  case bound(cutoff: Double = .infinity)
  /// On which side of a cost below zero the optimum lies.
  case side(of: Double)

  private static let guideGapLimit = 1e-3
  /// A fifth of what a plan that is called optimal may be from the bound.
  private static let boundGapLimit = 2e-5
  /// The solver's bound and the certificate's may differ by its rounding.
  private static let margin = 1e-6
  /// Whoever lies above is to lie well above: what is missing to zero is missing in a bound.
  private static let well = 0.01

  package func isReached(by certificate: Certificate?) -> Bool {
    guard let certificate else { return false }
    switch self {
    case .bound(let cutoff) where certificate.lowerBound >= cutoff: return true
    case .side(let cost):
      return certificate.lowerBound >= Self.well * cost
        || (certificate.primalResidual <= Certificate.residualLimit
          && certificate.objective < cost)
    default: return isSolved(by: certificate)
    }
  }

  /// Whether the point is as near the optimum as it should be.
  package func isSolved(by certificate: Certificate) -> Bool {
    switch self {
    case .plan, .side: certificate.passed
    case .guide, .bound:
      certificate.primalResidual <= Certificate.nearGapLimit
        && certificate.relativeGap <= gapLimit
    }
  }

  /// How far the cost may be from the bound.
  package var gapLimit: Double {
    switch self {
    case .plan, .side: Certificate.gapLimit
    case .guide: Self.guideGapLimit
    case .bound: Self.boundGapLimit
    }
  }

  /// What a solver is asked for, in a program's unit.
  func request(in unit: Double) -> SolveRequest {
    switch self {
    case .plan, .guide: SolveRequest()
    case .bound(let cutoff):
      SolveRequest(cutoff: (cutoff + Self.margin * cutoff.magnitude) / unit)
    case .side(let cost): SolveRequest(cutoff: Self.well * cost / unit, enough: cost / unit)
    }
  }
}
