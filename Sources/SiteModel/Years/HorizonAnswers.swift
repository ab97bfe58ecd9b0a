public import Units

/// What was asked of a horizon besides its plan, each by planning again with one thing changed.
public struct HorizonAnswers: Sendable, Equatable {
  /// What a month of each date is worth, the most valuable first.
  public var dates: [DateWorth] = []
  /// Prices of rent at which nothing is rented any more.
  public var rents: [BreakEvenRent] = []
  /// The plan that waits for the grid alone; nil where it was not asked, or there is none.
  public var gridAlone: Reference?

  /// No answer yet.
  public init() {}

  /// What it is worth that a date comes a month earlier, and what it costs that it comes a month later.
  public struct DateWorth: Sendable, Equatable {
    /// What was moved, as a path in the site file: `components.grid.energised_month`.
    public var whatMoved: String
    /// The month of the horizon that stands there.
    public var month: Int
    /// Present value that a month earlier saves; nil where it cannot come earlier.
    public var earlier: Money?
    /// Present value that a month later costs; nil where no plan stands it.
    public var later: Money?

    /// A date, and its worth both ways.
    public init(whatMoved: String, month: Int, earlier: Money?, later: Money?) {
      (self.whatMoved, self.month) = (whatMoved, month)
      (self.earlier, self.later) = (earlier, later)
    }
  }

  /// The rent at which something is no longer rented.
  public struct BreakEvenRent: Sendable, Equatable {
    /// Name of the component at its site.
    public var component: String
    /// What is asked for it.
    public var rent: PowerPrice
    /// Above this nothing of it is rented; nil where there is no plan without it.
    public var breakEven: PowerPrice?

    /// A rent and its break-even.
    public init(component: String, rent: PowerPrice, breakEven: PowerPrice?) {
      (self.component, self.rent, self.breakEven) = (component, rent, breakEven)
    }
  }

  /// A plan beside which this one is looked at.
  public struct Reference: Sendable, Equatable {
    /// The present value of everything in it.
    public var presentValue: Money
    /// The first month in which some load is energised; nil where none ever is.
    public var firstPower: Int?
    /// Energy served that this plan has and the reference has not, over the whole horizon.
    public var bridged: Energy
    /// Present value of the cash that this plan spends beyond the reference.
    public var bridgeCost: Money
    /// Present worth of each bridged MWh, summed: what the cost of a bridged MWh is measured by.
    public var discountedBridged: Energy

    /// The plan that waits.
    public init(
      presentValue: Money, firstPower: Int?, bridged: Energy, bridgeCost: Money,
      discountedBridged: Energy
    ) {
      (self.presentValue, self.firstPower) = (presentValue, firstPower)
      (self.bridged, self.bridgeCost) = (bridged, bridgeCost)
      self.discountedBridged = discountedBridged
    }

    /// Cash for each MWh bridged, both as present values; nil where none is.
    public var costPerBridged: EnergyPrice? {
      discountedBridged > .zero
        ? EnergyPrice(
          bridgeCost.in(.usd) / discountedBridged.in(.megawattHours), .usdPerMegawattHour) : nil
    }
  }
}
