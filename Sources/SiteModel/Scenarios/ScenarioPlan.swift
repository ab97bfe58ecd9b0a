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
  /// What is built, in order of time and of the site.
  public var builds: [Build] = []
  /// Reasons, when there is no plan.
  public var violations: [SitePlan.PolicyViolation] = []
  /// What was not modelled, and what the plan assumes.
  public var notes: [String] = []

  /// An answer still to be filled in.
  public init(status: SitePlan.Status, _ together: ScenariosTogether) {
    (self.status, self.together) = (status, together)
  }

  /// Something built, rented or kept, in all scenarios or in some.
  public struct Build: Sendable, Equatable {
    /// Name of the component at its site.
    public var component: String
    /// Which of its capacities.
    public var capacity: String
    /// Unit of the amounts: `MW`, `MWh`, `units`, `packs`.
    public var unit: String
    /// How it comes, and the month of a horizon in which it does; nil: before a year that recurs.
    public var date: (kind: HorizonPlan.Build.Kind, month: Int)?
    /// How much in each scenario.
    public var amounts: [Double]

    /// Something built.
    public init(
      component: String, capacity: String, unit: String,
      date: (kind: HorizonPlan.Build.Kind, month: Int)? = nil, amounts: [Double]
    ) {
      (self.component, self.capacity, self.unit) = (component, capacity, unit)
      (self.date, self.amounts) = (date, amounts)
    }

    /// Whether all scenarios have the same of it.
    public var isInAll: Bool {
      let most = amounts.max() ?? 0
      return amounts.allSatisfy { (most - $0).magnitude <= 1e-6 * most.magnitude }
    }

    /// Whether two say the same.
    public static func == (one: Build, other: Build) -> Bool {
      one.component == other.component && one.capacity == other.capacity && one.unit == other.unit
        && one.date?.kind == other.date?.kind && one.date?.month == other.date?.month
        && one.amounts == other.amounts
    }
  }

  /// Takes what is built over years from the plans of the scenarios.
  package mutating func tellBuilds() {
    builds = []
    for (place, plan) in horizons.enumerated() {
      for build in plan.builds {
        let known = builds.firstIndex {
          $0.component == build.component && $0.capacity == build.capacity
            && $0.date?.kind == build.kind && $0.date?.month == build.month
        }
        if let known {
          builds[known].amounts[place] += build.amount
          continue
        }
        var amounts = [Double](repeating: 0, count: horizons.count)
        amounts[place] = build.amount
        builds.append(
          Build(
            component: build.component, capacity: build.capacity, unit: build.unit,
            date: (build.kind, build.month), amounts: amounts))
      }
    }
    builds = builds.enumerated().sorted {
      ($0.element.date?.month ?? 0, $0.offset) < ($1.element.date?.month ?? 0, $1.offset)
    }.map(\.element)
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
