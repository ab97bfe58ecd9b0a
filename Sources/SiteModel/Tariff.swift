public import Units

/// What a utility charges for power taken from the grid: a list of charge lines.
public struct Tariff: Sendable, Equatable {
  /// Name of the file or of the line.
  public let name: String
  /// Charge lines, in the order of the file.
  public let lines: [Line]

  /// A tariff whose lines a reader has checked: energy hours covered once, names unique.
  public init(name: String, lines: [Line]) {
    self.name = name
    self.lines = lines
  }

  /// One line of the bill.
  public struct Line: Sendable, Equatable {
    /// Name of the file or of the line.
    public let name: String
    /// How the line is billed.
    public let charge: Charge

    /// A named charge.
    public init(name: String, charge: Charge) {
      self.name = name
      self.charge = charge
    }
  }

  /// How a line is billed.
  public enum Charge: Sendable, Equatable {
    /// An amount each month.
    case fixedMonthly(Money)
    /// A price for energy within a window.
    case energy(Window, EnergyPrice)
    /// The site's hourly price series plus this adder.
    case indexedEnergy(adder: EnergyPrice)
    /// A price for all energy on top of other lines.
    case rider(EnergyPrice)
    /// A price a month for the greatest import within a window of the month.
    case monthlyDemand(Window, PowerPrice)
  }

  /// Months, days and hours of the local clock.
  public struct Window: Sendable, Equatable {
    /// Which days of the week.
    public enum Days: String, CaseIterable, Sendable {
      case all, weekday, weekend
    }

    /// Months 1 to 12.
    public let months: Set<Int>
    /// Which days of the week.
    public let days: Days
    /// Hours that begin within the window, 0 to 23.
    public let hours: Set<Int>

    /// A window; all hours of all days unless said otherwise.
    public init(months: Set<Int> = Set(1...12), days: Days = .all, hours: Set<Int> = Set(0...23)) {
      self.months = months
      self.days = days
      self.hours = hours
    }

    /// Whether a moment of the local clock lies within.
    public func contains(_ moment: Calendar.Moment) -> Bool {
      guard months.contains(moment.month), hours.contains(moment.hour) else { return false }
      switch days {
      case .all: return true
      case .weekday: return !moment.isWeekend
      case .weekend: return moment.isWeekend
      }
    }

    /// Whether it holds at every moment of the year.
    public var isAlways: Bool { months.count == 12 && hours.count == 24 && days == .all }
  }

  /// Whether a line is priced by the site's hourly series.
  public var needsIndexPrice: Bool {
    lines.contains { if case .indexedEnergy = $0.charge { true } else { false } }
  }
}
