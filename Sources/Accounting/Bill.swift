public import SiteModel
public import Units

/// The utility bill of a plan, recomputed month by month from imports and exports.
///
/// It shares the calendar with the program and nothing else. A horizon that is not a whole year is
/// billed as a year: energy counts `weight` times (year ÷ horizon), and twelve monthly peaks are shared
/// out among the modelled months by the part of each that is modelled. Fixed charges and contract demand
/// are always twelve. Limits of energy tiers shrink with the part of the month that is modelled, and a
/// minimum bill is that of the months for which a modelled one stands. Coincident peaks count once a
/// year: those outside a shorter horizon are not billed, those that a longer one repeats at their mean.
///
/// What a meter saw is not made a year of: its months are billed as they are, and what a bill would
/// count from before or after is told in `unseen`.
public struct Bill: Sendable {
  /// One line of one month.
  public struct Line: Sendable, Equatable {
    /// 1 to 12, by the local clock.
    public let month: Int
    /// Name of the grid connection.
    public let component: String
    /// Name of the tariff's line, or `export_revenue`.
    public let line: String
    /// Energy, billed demand, how many months or days, or the dollars that a tax is on.
    public let quantity: Double
    /// `kWh`, `kW`, `kW-day`, `kVAr`, `month`, `day` or `USD`.
    public let unit: String
    /// USD for each unit; the mean of the month where there are tiers or the price is a series.
    public let rate: Double
    /// Times the line counts in the yearly bill: 1 for a whole year.
    public let weight: Double
    /// What the line adds to the yearly bill; negative for revenue.
    public let amount: Money
    /// First step of the peak that is billed, which a ratchet may have from another month; nil where no
    /// single step decides: energy, a minimum, a metered peak, an expected coincident peak.
    public let peakStep: Int?
  }

  /// In order of component, month and tariff line.
  public let lines: [Line]

  /// Months that are billed, 1 to 12: all of them but for a meter that saw fewer.
  public let months: [Int]
  /// What a meter did not see.
  public let unseen: [Unseen]
  /// The calendar year of each of the months of a meter; nil for a plan, whose year recurs.
  public let years: [Int: Int]?

  /// Something that a line counts from outside what a meter saw.
  public enum Unseen: Sendable, Equatable {
    /// Months whose peaks a line's ratchets look back on.
    case lookBack(line: String, months: [Int])
    /// Coincident peaks of a line, by their names.
    case coincidentPeaks(line: String, names: [String])
    /// Months behind the last, before which annual netting is settled.
    case restOfYear
  }

  init(lines: [Line]) {
    self.lines = lines
    months = Array(1...12)
    unseen = []
    years = nil
  }

  /// The bill of every grid connection of a site.
  public init(site: Site, plan: SitePlan) {
    let reader = DispatchReader(plan)
    var lines: [Line] = []
    for grid in site.components.grids {
      let meter = GridMeter(
        grid, MeterSeries(of: grid, in: reader), calendar: reader.calendar,
        siteStepMinutes: site.stepMinutes)
      lines += GridBill(meter).lines
    }
    self.init(lines: lines)
  }

  /// The bill of one grid connection for what a meter saw.
  public init(_ grid: Grid, of site: Site, meter series: MeterSeries) {
    let meter = GridMeter(
      grid, series, calendar: BillingCalendar(series.horizon, metered: series.metered),
      siteStepMinutes: site.stepMinutes, siteCalendar: site.calendar)
    lines = GridBill(meter).lines
    months = meter.calendar.dueMonths
    unseen = GridBill(meter).unseen
    let calendar = meter.calendar
    years = Dictionary(
      calendar.months.map { ($0.month, calendar.year(of: $0)) }, uniquingKeysWith: { one, _ in one }
    )
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
