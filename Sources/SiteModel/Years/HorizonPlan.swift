public import Units

/// What to build when over the years of a horizon, and how each of them runs: the answer for one site.
public struct HorizonPlan: Sendable {
  /// How good the answer is.
  public var status: SitePlan.Status
  /// How far the plan's present value can be from the least; nil where there is no plan.
  public var optimality: SitePlan.Optimality?
  /// The years that it is for.
  public let horizon: PlanningHorizon
  /// What is built, contracted or found standing, in order of time.
  public var builds: [Build] = []
  /// What is sold before its life ends, in order of time.
  public var sales: [Sale] = []
  /// What stands on each date on which something may change, in order of time.
  public var capacities: [Standing] = []
  /// The modelled years, in order.
  public var years: [Year] = []
  /// Present values: what the horizon costs in all, by line. Their sum is the objective.
  public var costs: [SitePlan.CostLine] = []
  /// What is bought, for the pro forma.
  public var purchases: [Purchase] = []
  /// What is paid beside these and beside the running of the years.
  public var payments: [Payment] = []
  /// Shares of the load that have been delivered and energised, by month of the horizon.
  public var load: [LoadOfMonth] = []
  /// Reasons, when there is no plan.
  public var violations: [SitePlan.PolicyViolation] = []
  /// What it uses of what its site shares with others of a portfolio.
  public var shared: [SitePlan.SharedUse] = []
  /// What was not modelled, and what the plan assumes.
  public var notes: [String] = []

  /// An answer still to be filled in.
  public init(status: SitePlan.Status, horizon: PlanningHorizon) {
    (self.status, self.horizon) = (status, horizon)
  }

  /// Something built at the beginning of a month.
  public struct Build: Sendable, Equatable {
    /// How it came to the site.
    public enum Kind: String, Sendable {
      case built, rented, existing
    }

    /// Name of the component at its site.
    public var component: String
    /// Which of its capacities.
    public var capacity: String
    /// Unit of the amount: `MW`, `MWh`, `units`, `packs`.
    public var unit: String
    /// Month of the horizon, 0 its first.
    public var month: Int
    /// How much.
    public var amount: Double
    /// How it came.
    public var kind: Kind
    /// Month in which it is retired or goes back; nil: it outlives the horizon.
    public var lastMonth: Int?
    /// What it costs, in the month in which it is built, before and after tax credits.
    public var capital: SitePlan.Capital

    /// Something built.
    public init(
      component: String, capacity: String, unit: String, month: Int, amount: Double, kind: Kind,
      lastMonth: Int?, capital: SitePlan.Capital
    ) {
      self.component = component
      self.capacity = capacity
      self.unit = unit
      self.month = month
      self.amount = amount
      self.kind = kind
      self.lastMonth = lastMonth
      self.capital = capital
    }
  }

  /// A part of what was built that is sold at the beginning of a month.
  public struct Sale: Sendable, Equatable {
    /// Name of the component at its site.
    public var component: String
    /// Which of its capacities.
    public var capacity: String
    /// Unit of the amount.
    public var unit: String
    /// Month of the horizon in which it was built.
    public var builtMonth: Int
    /// Month of the horizon in which it goes.
    public var month: Int
    /// How much.
    public var amount: Double
    /// What it brings in that month.
    public var revenue: Money

    /// A sale.
    public init(
      component: String, capacity: String, unit: String, builtMonth: Int, month: Int,
      amount: Double, revenue: Money
    ) {
      self.component = component
      self.capacity = capacity
      self.unit = unit
      self.builtMonth = builtMonth
      self.month = month
      self.amount = amount
      self.revenue = revenue
    }
  }

  /// How much of a capacity stands from a month on.
  public struct Standing: Sendable, Equatable {
    /// Name of the component at its site.
    public var component: String
    /// Which of its capacities.
    public var capacity: String
    /// Unit of the amounts.
    public var unit: String
    /// Month of the horizon.
    public var month: Int
    /// As built.
    public var built: Double
    /// What can be used of it, as it has aged.
    public var inUse: Double

    /// What stands from a month on.
    public init(
      component: String, capacity: String, unit: String, month: Int, built: Double, inUse: Double
    ) {
      self.component = component
      self.capacity = capacity
      self.unit = unit
      self.month = month
      self.built = built
      self.inUse = inUse
    }
  }

  /// One modelled year.
  public struct Year: Sendable {
    /// Years since the horizon began.
    public var position: Int
    /// Years that it stands for.
    public var count: Int
    /// What a payment by the year, made in each of these, is worth at the beginning.
    public var worth: Double
    /// How it runs, with what is paid in it by the year.
    public var plan: SitePlan

    /// A modelled year.
    public init(position: Int, count: Int, worth: Double, plan: SitePlan) {
      (self.position, self.count, self.worth, self.plan) = (position, count, worth, plan)
    }
  }

  /// The load of a month.
  public struct LoadOfMonth: Sendable, Equatable {
    /// Month of the horizon.
    public var month: Int
    /// MW of peak load whose modules have been delivered.
    public var delivered: Double
    /// MW of peak load that is energised.
    public var energised: Double

    /// The load of a month.
    public init(month: Int, delivered: Double, energised: Double) {
      (self.month, self.delivered, self.energised) = (month, delivered, energised)
    }
  }

  /// The present value of everything, as the plan's objective counts it.
  public var presentValue: Money { costs.reduce(.zero) { $0 + $1.amount } }

  /// The first month in which some load is energised; nil where none ever is.
  public var firstPower: Int? { load.first { $0.energised > 0 }?.month }

  /// The calendar year and month of a month of the horizon.
  public func date(of month: Int) -> String { Self.date(of: month, in: horizon) }

  /// The calendar year and month of a month of a horizon.
  package static func date(of month: Int, in horizon: PlanningHorizon) -> String {
    let number = month % 12 + 1
    return "\(horizon.startYear + month / 12)-" + (number < 10 ? "0\(number)" : "\(number)")
  }
}
