public import Units

/// What is borrowed at the beginning, and on which terms.
public struct Debt: Sendable, Equatable {
  /// How much is borrowed.
  public enum Sizing: Sendable, Equatable {
    /// A share of the capital, paid back in level payments.
    case share(Double)
    /// As much as the cash before debt carries with this cover (DSCR) in every year, and no more than the
    /// capital: sculpted payments.
    case cover(Double)
  }

  /// How much is borrowed.
  public var sizing: Sizing
  /// Interest of a year, nominal.
  public var rate: Double
  /// Years until it is paid back.
  public var years: Int
  /// What the lender takes at the beginning, as a share of what is borrowed.
  public var fee: Double

  /// Terms of a loan.
  public init(_ sizing: Sizing, rate: Double, years: Int, fee: Double = 0) {
    self.sizing = sizing
    self.rate = rate
    self.years = years
    self.fee = fee
  }
}

/// A loan year by year; the first place is the beginning.
public struct DebtSchedule: Sendable, Equatable {
  /// What is borrowed.
  public let principal: Money
  /// What the lender takes at the beginning.
  public let fee: Money
  /// Interest of each year.
  public let interest: [Money]
  /// What is paid back in each year.
  public let repayment: [Money]
  /// What is owed at the end of each year.
  public let balance: [Money]
  /// Cash available for debt service of each year.
  public let available: [Money]
  private let rate: Double

  /// - Parameters:
  ///   - capital: what is paid at the beginning.
  ///   - available: cash before debt and tax of each year, the first place the beginning.
  public init(_ debt: Debt, capital: Money, available: [Money]) {
    let last = max(0, available.count - 1)
    let years = min(debt.years, last)
    var (interest, repayment) = (Self.nothing(available), Self.nothing(available))
    var balance = Self.nothing(available)
    let principal: Money
    let service: [Money]
    switch debt.sizing {
    case .share(let share):
      principal = share * capital
      // L·j/(1 − (1+j)^−T), as L over the worth of a payment of 1.
      let worth = Worth.ofYearly(years, at: debt.rate)
      let level: Money = worth > 0 ? principal / worth : .zero
      service = available.indices.map { $0 >= 1 && $0 <= years ? level : .zero }
    case .cover(let ratio):
      let carried = available.indices.map {
        $0 >= 1 && $0 <= years ? max(.zero, available[$0]) / ratio : Money.zero
      }
      let most = Worth.present(carried, at: debt.rate)
      let share = most > capital ? max(0, capital / most) : 1
      service = carried.map { share * $0 }
      principal = share * most
    }
    if !balance.isEmpty { balance[0] = principal }
    for year in available.indices.dropFirst() {
      interest[year] = debt.rate * balance[year - 1]
      repayment[year] = service[year] - interest[year]
      // The last payment leaves nothing but what was rounded.
      if year >= years { repayment[year] = balance[year - 1] }
      balance[year] = balance[year - 1] - repayment[year]
    }
    (self.principal, self.interest, self.repayment) = (principal, interest, repayment)
    (self.balance, self.available, rate) = (balance, available, debt.rate)
    fee = debt.fee * principal
  }

  private static func nothing(_ flows: [Money]) -> [Money] {
    Array(repeating: .zero, count: flows.count)
  }

  /// Interest and repayment of each year.
  public var service: [Money] { zip(interest, repayment).map { $0 + $1 } }

  /// Cash before debt for each dollar of debt service, by year; nil where nothing is due.
  public var cover: [Double?] {
    zip(available, service).map { $1 > .zero ? $0 / $1 : nil }
  }

  /// The least cover of a year; nil without debt.
  public var leastCover: Double? { cover.compactMap { $0 }.min() }

  /// The mean cover of the years with debt service; nil without debt.
  public var meanCover: Double? {
    let known = cover.compactMap { $0 }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// Loan life cover ratio: the present value, at the loan's interest, of the cash of its years for each
  /// dollar that is owed at the beginning; nil without debt.
  public var loanLifeCover: Double? {
    guard principal > .zero else { return nil }
    let cash = zip(available, service).map { $1 > .zero ? $0 : .zero }
    return Worth.present(cash, at: rate) / principal
  }
}
