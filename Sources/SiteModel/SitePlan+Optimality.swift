public import Units

extension SitePlan {
  /// One gap: the cost of the plan as printed, against the program before anything of it was fixed.
  ///
  /// Whole units built, whole sets online, sizes left out, blocks of prices and directions of batteries
  /// are all in it. The reserve that the plan was made for is held on both sides.
  public struct Optimality: Sendable, Equatable {
    /// Cost of the plan in its program: cash, unserved load, CO2 price and wear.
    public var cost: Money
    /// No plan within the site's limits costs less.
    public var lowerBound: Money
    /// Their distance in relation to the cost.
    public var mipGap: Double

    /// The greatest gap of a plan that is called optimal.
    public static let optimalGap = 1e-4
    /// The greatest gap of a plan that is called near optimal.
    public static let nearOptimalGap = 1e-2

    /// A cost and what it was proven to be near.
    public init(cost: Money, lowerBound: Money, mipGap: Double) {
      self.cost = cost
      self.lowerBound = lowerBound
      self.mipGap = mipGap
    }

    /// A cost and what no plan can cost less than; their gap is never below zero.
    package init(cost: Money, bound: Money) {
      self.init(
        cost: cost, lowerBound: min(cost, bound),
        mipGap: max(0, (cost - bound).in(.usd)) / max(1e-9, cost.in(.usd).magnitude))
    }

    /// What such a plan is called.
    public var status: Status {
      if mipGap <= Self.optimalGap { return .optimal }
      return mipGap <= Self.nearOptimalGap ? .nearOptimal : .feasible
    }
  }

  /// Lowers what the plan is proven to be near, where other plans may cost as little as `bound`, USD a year.
  package mutating func lowerBound(_ bound: Double) {
    guard let own = optimality, bound < own.lowerBound.in(.usd) else { return }
    let gap = max(0, own.cost.in(.usd) - bound) / own.cost.in(.usd).magnitude
    let wider = Optimality(
      cost: own.cost, lowerBound: Money(bound, .usd), mipGap: max(own.mipGap, gap))
    if status == own.status { status = wider.status }
    optimality = wider
  }
}
