public import Units

/// What a utility charges for power taken from the grid, and pays for power fed into it.
///
/// The language of the files is `data/tariffs/README.md`; a reader folds rows that amend a demand line
/// (ratchets, minimums, power factor) into that line.
public struct Tariff: Sendable, Equatable {
  /// Name of the file.
  public let name: String
  /// Charge lines, in the order of the file.
  public let lines: [Line]
  /// What holds for all lines.
  public let rules: TariffRules
  /// The year of the dollars that its file is in; nil for a tariff without a file.
  public let dollarYear: Int?

  /// A tariff whose lines a reader has checked: energy hours covered once, names unique.
  public init(
    name: String, lines: [Line], rules: TariffRules = TariffRules(), dollarYear: Int? = nil
  ) {
    self.name = name
    self.lines = lines
    self.rules = rules
    self.dollarYear = dollarYear
  }

  /// One line of the bill.
  public struct Line: Sendable, Equatable {
    /// Name on the bill.
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
    /// An amount each month or day.
    case fixed(Money, each: Period)
    /// A price for energy within a window; energy lines cover each hour once, riders come on top.
    case energy(TariffWindow, EnergyTiers)
    /// A price for energy on top of other lines; may be negative.
    case rider(TariffWindow, EnergyTiers)
    /// The grid's hourly price series times a loss factor, plus an adder.
    case indexedEnergy(factor: Double, adder: EnergyPrice)
    /// A price a month for the billed demand.
    case demand(Demand)
    /// A price a month for the reactive demand above a free part.
    case reactive(Reactive)
    /// A price a month for the grid's contract capacity.
    case contractDemand(PowerPrice)
    /// A price for the import at coincident peaks.
    case coincidentPeak(PowerPrice, CoincidentBasis)
    /// The month's bill of the named lines is at least this, for each month or day; no names: of all
    /// lines but those for exports, taxes and other minimum bills. A minimum bill whose lines another one
    /// counts too is counted by it, so that no two top-ups are paid for the same lack.
    case minimumBill(Money, each: Period, of: [String])
    /// A share of what the named lines cost; no names: all lines but those for exports and other taxes.
    case tax(Double, of: [String])
    /// A price paid for exports within a window.
    case export(TariffWindow, EnergyPrice)
    /// Exports are paid the grid's hourly price series times a factor, plus an adder.
    case indexedExport(factor: Double, adder: EnergyPrice)
  }

  /// How often a fixed amount is charged.
  public enum Period: Sendable, Equatable { case month, day }

  /// What a coincident peak's price is for.
  public enum CoincidentBasis: Sendable, Equatable {
    /// For the mean import over the line's peaks, a year.
    case meanOfPeaks
    /// For the import at each peak.
    case eachPeak
  }

  /// Prices for consecutive blocks of a month's energy within the line's window.
  ///
  /// Where only a part of a month is modelled, limits in MWh or hours shrink with it: × weight of the
  /// month ÷ weight of the horizon. A load factor is one of the hours that are modelled. In a month that
  /// the window's season cuts, limits shrink to the part of the month's days within it.
  public struct EnergyTiers: Sendable, Equatable {
    /// What the blocks' limits count.
    public enum Measure: Sendable, Equatable {
      /// Energy in MWh a month.
      case energy
      /// Energy in MWh for each day of the month.
      case energyPerDay
      /// Hours' use of the billed demand of the named line: kWh per kW.
      case hoursUse(of: String)
      /// Hours' use for each day of the month: kWh per kW and day.
      case hoursUsePerDay(of: String)
      /// Load factor of the billed demand of the named line: a share of what it takes in all hours of
      /// the month.
      case loadFactor(of: String)

      /// The demand line by which limits are multiplied; nil for energy.
      package var demandLine: String? {
        switch self {
        case .energy, .energyPerDay: nil
        case .hoursUse(let line), .hoursUsePerDay(let line), .loadFactor(let line): line
        }
      }
    }

    /// One block: from this limit (MWh, hours, either for each day, or share of the month's hours) up to
    /// the next block's.
    public struct Tier: Sendable, Equatable {
      /// Where the block begins; 0 for the first.
      public let from: Double
      /// Price within the block.
      public let price: EnergyPrice

      /// A block.
      public init(from: Double, price: EnergyPrice) {
        self.from = from
        self.price = price
      }
    }

    /// What the limits count.
    public let measure: Measure
    /// Blocks in rising order of their limits; at least one.
    public let tiers: [Tier]

    /// Blocks with limits of one measure.
    public init(_ tiers: [Tier], measure: Measure = .energy) {
      self.tiers = tiers
      self.measure = measure
    }

    /// One price for all energy.
    public init(_ price: EnergyPrice) { self.init([Tier(from: 0, price: price)]) }
  }

  /// Whether a line is priced by the grid's hourly series.
  public var needsIndexPrice: Bool {
    lines.contains {
      switch $0.charge {
      case .indexedEnergy, .indexedExport: true
      default: false
      }
    }
  }
}
