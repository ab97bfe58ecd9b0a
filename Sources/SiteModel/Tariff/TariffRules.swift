public import Units

/// What holds for all lines of a tariff.
public struct TariffRules: Sendable, Equatable {
  /// How exports are set against imports of the same energy line: those of its window.
  ///
  /// `monthly`: a line bills what imports exceed exports by in a month, through its tiers; what exports
  /// exceed imports by is paid at the export price. `annual`: the excess is carried, from each month to
  /// the next that the line is billed in, from the month after the true-up on, and only what is left
  /// behind the true-up month, or the last before it, is paid. Riders count all imports. A reader sees to it that a line's excess has one
  /// export price (in each month, or in the year), that energy is not indexed, and that lines have no
  /// tiers where netting is annual.
  public enum Netting: String, CaseIterable, Sendable { case none, monthly, annual }

  /// Which days count as holidays.
  public enum Holidays: Sendable, Equatable {
    case none
    /// The eleven federal holidays of the United States (5 U.S.C. 6103, as since 2021), on the day on
    /// which they are observed: of those on a Saturday the Friday before, on a Sunday the Monday after.
    case unitedStatesFederal
    /// Days of the site's year.
    case dates([Calendar.Day])
  }

  /// Who may take the tariff.
  public struct Eligibility: Sendable, Equatable {
    /// Demand in MW; nil: no limit.
    public var leastPower: Power?
    /// Demand in MW; nil: no limit.
    public var greatestPower: Power?
    /// Voltage of the connection in kV; nil: no limit.
    public var leastKilovolts: Double?
    /// Voltage of the connection in kV; nil: no limit.
    public var greatestKilovolts: Double?
    /// Mean load over greatest load; nil: no limit.
    public var leastLoadFactor: Double?

    /// Open to all unless said otherwise.
    public init() {}
  }

  /// Over how many minutes the meter averages demand: 15, 30 or 60.
  public var billingInterval: TimeSpan
  /// Which days count as holidays.
  public var holidays: Holidays
  /// How exports are set against imports.
  public var netting: Netting
  /// The month behind which annual netting is settled, 1 to 12.
  public var trueUpMonth: Int
  /// Who may take the tariff.
  public var eligibility: Eligibility

  /// Hourly demand, no holidays, no netting, open to all unless said otherwise.
  public init(
    billingInterval: TimeSpan = TimeSpan(60, .minutes), holidays: Holidays = .none,
    netting: Netting = .none, trueUpMonth: Int = 12, eligibility: Eligibility = Eligibility()
  ) {
    self.billingInterval = billingInterval
    self.holidays = holidays
    self.netting = netting
    self.trueUpMonth = trueUpMonth
    self.eligibility = eligibility
  }

  /// What the day of a moment of the local clock is to the tariff.
  public func dayKind(of moment: Calendar.Moment) -> TariffWindow.DayKind {
    if holidays.contains(moment) { return .holiday }
    switch moment.weekday {
    case 0: return .sunday
    case 6: return .saturday
    default: return .weekday
    }
  }
}
