public import SiteModel
public import Units

/// The utility bill of a plan, recomputed month by month from imports and exports.
///
/// It shares the calendar with the program and nothing else. A horizon that is not a whole year is
/// billed as a year: energy counts `weight` times (year ÷ horizon), and twelve monthly peaks are shared
/// out among the modelled months by the part of each that is modelled. Fixed charges are always twelve.
public struct Bill: Sendable {
  /// One line of one month.
  public struct Line: Sendable, Equatable {
    /// 1 to 12, by the local clock.
    public let month: Int
    /// Name of the grid connection.
    public let component: String
    /// Name of the tariff's line, or `export_revenue`.
    public let line: String
    /// Energy, billed peak, or 1 for a fixed charge.
    public let quantity: Double
    /// `kWh`, `kW` or `month`.
    public let unit: String
    /// USD for each unit; the mean of the month where the price is a series.
    public let rate: Double
    /// Times the line counts in the yearly bill: 1 for a whole year.
    public let weight: Double
    /// What the line adds to the yearly bill; negative for revenue.
    public let amount: Money
    /// First step in which the billed peak stood.
    public let peakStep: Int?
  }

  /// In order of component, month and tariff line.
  public let lines: [Line]

  /// The bill of every grid connection of a site.
  public init(site: Site, plan: SitePlan) {
    let reader = DispatchReader(plan)
    var lines: [Line] = []
    for case let grid as Grid in site.components {
      lines += GridBill(grid: grid, reader: reader).lines
    }
    self.lines = lines
  }

  /// The whole yearly bill.
  public var total: Money {
    var sum = Money.zero
    for line in lines { sum = sum + line.amount }
    return sum
  }

  /// The yearly amount of one tariff line; zero if it was never billed.
  public func yearly(component: String, line name: String) -> Money {
    var sum = Money.zero
    for line in lines where line.component == component && line.line == name {
      sum = sum + line.amount
    }
    return sum
  }
}
