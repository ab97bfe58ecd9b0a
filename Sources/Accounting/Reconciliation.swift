public import SiteModel
public import Units

/// The plan's own figures beside those recomputed from its dispatch; a difference is a fault.
///
/// A difference is measured against the greater of the two figures, and never against less than one
/// unit (USD, t, MWh). Lines of a bill are measured against the connection's whole bill, without signs.
/// Plans without dispatch have nothing to check.
public struct Reconciliation: Sendable {
  /// One comparison.
  public struct Check: Sendable, Equatable {
    /// What is compared, such as `bill of grid: demand`.
    public let name: String
    /// The plan's figure.
    public let lhs: Double
    /// The recomputed figure.
    public let rhs: Double
    /// Unit of both figures.
    public let unit: String
    /// Difference ÷ the measure it is held against.
    public let relativeDifference: Double
    /// Greatest relative difference allowed.
    public let tolerance: Double
    /// Whether the difference is within the tolerance; an undefined difference is not.
    public var passed: Bool { relativeDifference <= tolerance }

    init(
      _ name: String, _ lhs: Double, _ rhs: Double, _ unit: String, scale: Double = 0,
      tolerance: Double
    ) {
      self.name = name
      self.lhs = lhs
      self.rhs = rhs
      self.unit = unit
      self.tolerance = tolerance
      let measure = max(1, scale, lhs.magnitude, rhs.magnitude)
      relativeDifference = (lhs - rhs).magnitude / measure
    }
  }

  /// Every comparison made.
  public let checks: [Check]

  /// Compares a plan with the accounts; `objective` is the solver's figure for the sum of all costs.
  public init(site: Site, plan: SitePlan, objective: Money? = nil, tolerance: Double = 1e-6) {
    guard plan.hasDispatch else {
      checks = []
      return
    }
    let comparison = Comparison(
      site: site, plan: plan, reader: DispatchReader(plan), tolerance: tolerance)
    checks =
      comparison.shape + comparison.bills + comparison.emissions + comparison.carbonFree
      + comparison.balance
      + comparison.stores + comparison.classes + comparison.costs(objective)
  }

  /// Whether every figure agrees.
  public var passed: Bool { checks.allSatisfy(\.passed) }

  /// The checks that failed.
  public var failures: [Check] { checks.filter { !$0.passed } }

  /// One line when all agrees, else one line for each figure that does not.
  public var text: String {
    guard !passed else { return "accounts: \(checks.count) checks agree with the plan" }
    let lines = failures.map { check in
      "  \(check.name): the plan says \(check.lhs) \(check.unit), "
        + "the accounts \(check.rhs) \(check.unit) "
        + "(relative difference \(check.relativeDifference), allowed \(check.tolerance))"
    }
    return (["accounts: \(lines.count) of \(checks.count) checks disagree with the plan"] + lines)
      .joined(separator: "\n")
  }
}
