public import Units

extension Tariff {
  /// What the demand lines of a year come to for a demand that never changes, each in its months, of days
  /// 365 ÷ 12 a month: a measure of what a higher peak costs.
  public func demandCharges(at power: Power) -> Money {
    let kilowatts = power.in(.kilowatts)
    var dollars = 0.0
    for line in lines {
      guard case .demand(let demand) = line.charge else { continue }
      let ends = demand.tiers.dropFirst().map { $0.from.in(.kilowatts) } + [.infinity]
      let once = zip(demand.tiers, ends).reduce(0) { sum, tier in
        let within = min(kilowatts, tier.1) - tier.0.from.in(.kilowatts)
        return sum + max(0, within) * tier.0.price.in(.usdPerKilowattMonth)
      }
      dollars += once * Double(demand.window.months.count) * (demand.each == .day ? 365.0 / 12 : 1)
    }
    return Money(dollars, .usd)
  }

  /// The billed demand of one line: the month's peak import within a window, amended.
  ///
  /// billed(m) = max(own share × peak(m), ratchet share × peaks of the look-back, minimums)
  ///   × power-factor ratio
  ///
  /// The line is billed in the months of its window. A look-back counts the peaks of its own months,
  /// in the window's days and hours, whether or not the line is billed in them: that is how a winter
  /// line remembers the summer. Months that are not modelled count nothing; a horizon of several years
  /// looks back within each of them. A month that the window's season cuts has the peak of its days
  /// within the season, billed for their part of the month's days. Demand of each day bills every day's
  /// peak import within the window; it has no ratchets and no minimums. Demand is the mean over the tariff's billing interval, times the
  /// grid's intra-hour peak factor where a step is longer than that; a metered peak is taken as it is.
  public struct Demand: Sendable, Equatable {
    /// Whether each month's peak import is billed, or each day's.
    public let each: Period
    /// When the demand meter counts.
    public let window: TariffWindow
    /// Blocks of billed demand with their prices, in rising order of their limits; at least one.
    public let tiers: [Tier]
    /// Share of the month's own peak that is billed at least.
    public let ownShare: Double
    /// Earlier peaks that go on counting.
    public let ratchets: [Ratchet]
    /// What is billed at least.
    public let minimums: [Minimum]
    /// Billed demand × this ÷ the site's power factor, where the site's is lower; nil: not adjusted.
    public let leastPowerFactor: Double?

    /// A demand line.
    public init(
      each: Period = .month, window: TariffWindow = TariffWindow(), tiers: [Tier],
      ownShare: Double = 1, ratchets: [Ratchet] = [], minimums: [Minimum] = [],
      leastPowerFactor: Double? = nil
    ) {
      self.each = each
      self.ownShare = ownShare
      self.window = window
      self.tiers = tiers
      self.ratchets = ratchets
      self.minimums = minimums
      self.leastPowerFactor = leastPowerFactor
    }

    /// A plain demand line: one price for each month's peak import within the window.
    public init(_ price: PowerPrice, window: TariffWindow = TariffWindow()) {
      self.init(window: window, tiers: [Tier(from: .zero, price: price)])
    }

    /// One block of billed demand.
    public struct Tier: Sendable, Equatable {
      /// Where the block begins; 0 for the first.
      public let from: Power
      /// USD for each kW and month, or day, within the block; below zero for a credit.
      public let price: PowerPrice

      /// A block.
      public init(from: Power, price: PowerPrice) {
        self.from = from
        self.price = price
      }
    }

    /// A share of an earlier greatest peak that is billed at least.
    public struct Ratchet: Sendable, Equatable {
      /// Which months' peaks count.
      public enum LookBack: Sendable, Equatable {
        /// These months of the year that is modelled, whenever they lie.
        case months(Set<Int>)
        /// This many months before the one that is billed; the year recurs.
        case previous(Int)
      }

      /// Share of the greatest peak, 0 to 1.
      public let share: Double
      /// Which months' peaks count.
      public let lookBack: LookBack

      /// A ratchet.
      public init(share: Double, lookBack: LookBack) {
        self.share = share
        self.lookBack = lookBack
      }
    }

    /// What is billed at least.
    public enum Minimum: Sendable, Equatable {
      case power(Power)
      /// A share of the grid's contract capacity.
      case shareOfContract(Double)
    }
  }

  /// Reactive demand at the peak of a demand line: at the month's own peak, which no ratchet, minimum
  /// or power factor has amended.
  public struct Reactive: Sendable, Equatable {
    /// USD for each kVAr and month.
    public let price: PowerPrice
    /// kVAr for each kW that are free.
    public let freeShare: Double
    /// The demand line whose peak counts.
    public let demandLine: String

    /// A reactive charge.
    public init(price: PowerPrice, freeShare: Double, demandLine: String) {
      self.price = price
      self.freeShare = freeShare
      self.demandLine = demandLine
    }
  }
}

extension Tariff.Demand {
  /// Whether two lines of the same peak have the same billed demand, before the power factor.
  package func isAmended(like other: Self) -> Bool {
    each == other.each && ownShare == other.ownShare && ratchets == other.ratchets
      && minimums == other.minimums
  }
}
