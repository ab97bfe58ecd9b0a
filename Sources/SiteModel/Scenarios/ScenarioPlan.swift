public import Units

/// One plan that holds in several versions of the world: what is built, and how each of them runs.
public struct ScenarioPlan: Sendable {
  /// How good the answer is.
  public var status: SitePlan.Status
  /// How far the plan's measure can be from the least; nil where there is no plan.
  public var optimality: SitePlan.Optimality?
  /// The scenarios and how they are weighed.
  public let together: ScenariosTogether
  /// The plan of each, with the sizes that all share.
  public var plans: [SitePlan] = []
  /// The plan of each over the years of a horizon, in the place of `plans`.
  public var horizons: [HorizonPlan] = []
  /// Sizes and counts by `component.size`, in MW, MWh and units.
  public var sizes: [String: Double] = [:]
  /// Reasons, when there is no plan.
  public var violations: [SitePlan.PolicyViolation] = []
  /// What was not modelled, and what the plan assumes.
  public var notes: [String] = []

  /// An answer still to be filled in.
  public init(status: SitePlan.Status, _ together: ScenariosTogether) {
    (self.status, self.together) = (status, together)
  }

  /// What each scenario costs, in a year or as a present value: cash, unserved load, CO2 price and wear.
  public var costs: [Money] {
    horizons.isEmpty ? plans.map(\.objective) : horizons.map(\.presentValue)
  }

  /// What it costs on the mean.
  public var expectedCost: Money { Money(together.expected(costs.map { $0.in(.usd) }), .usd) }

  /// Mean cost of the worst outcomes (CVaR).
  public var conditionalValueAtRisk: Money {
    Money(together.conditionalValueAtRisk(costs.map { $0.in(.usd) }), .usd)
  }

  /// What the plan was chosen by.
  public var measure: Money { Money(together.measure(costs.map { $0.in(.usd) }), .usd) }
}
