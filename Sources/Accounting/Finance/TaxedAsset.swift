public import SiteModel
public import Units

/// Something bought for a site, as its owner's tax return sees it. Money is nominal; years count from the
/// beginning of the pro forma, and what happens in a year stands at its end.
public struct TaxedAsset: Sendable, Equatable {
  /// Name of the component at its site.
  public var component: String
  /// What of it, as the plan's cost line is called.
  public var line: String
  /// Year in which it is paid and placed in service.
  public var year: Int
  /// What it costs.
  public var cost: Money
  /// Investment tax credit, as a share of the cost.
  public var credit: Double
  /// How what is left of the cost is written off.
  public var depreciation: DepreciationClass
  /// Share that is written off at once.
  public var bonus: Double
  /// Year in which it is retired or sold; nil: after all that is looked at.
  public var lastYear: Int?
  /// What it is sold for then, before tax.
  public var resale: Money
  /// Credits for what it makes, by year of its age, the first first.
  public var productionCredits: [Money] = []

  /// Something bought.
  public init(
    component: String, line: String, year: Int = 0, cost: Money, credit: Double = 0,
    depreciation: DepreciationClass, bonus: Double = 0, lastYear: Int? = nil, resale: Money = .zero
  ) {
    self.component = component
    self.line = line
    self.year = year
    self.cost = cost
    self.credit = credit
    self.depreciation = depreciation
    self.bonus = bonus
    self.lastYear = lastYear
    self.resale = resale
  }

  /// The credit, which is claimed a year after it is placed in service.
  public var creditAmount: Money { credit * cost }

  /// What may be written off: the cost less half of the credit (section 50(c)(3)), never below zero.
  public var basis: Money { max(.zero, cost - 0.5 * creditAmount) }

  /// Share of the credit that is owed back for each full year that it lacks of five (section 50(a)).
  static let recapturePerYear = 0.2

  /// What of the credit is given back when it is retired or sold.
  public var recapture: Money {
    guard let lastYear else { return .zero }
    return max(0, Self.recapturePerYear * Double(5 - (lastYear - year))) * creditAmount
  }

  /// Credits that are claimed in a year: on its cost a year after it is placed in service, and for what it
  /// makes.
  func credits(in year: Int) -> Money {
    let age = year - self.year
    let made =
      productionCredits.indices.contains(age - 1) ? productionCredits[age - 1] : Money.zero
    return age == 1 ? creditAmount + made : made
  }

  /// What flows after tax in a year, to an owner who uses all losses and credits, beside what it costs.
  func afterTax(in year: Int, taxRate: Double, creditPrice: Double) -> Money {
    let sold: Money = year == lastYear ? (1 - taxRate) * resale - recapture : .zero
    return taxRate * depreciation(in: year) + creditPrice * credits(in: year) + sold
  }

  /// What is written off in a year; what is left when it is retired or sold goes then, with half of the
  /// credit that is given back (section 50(c)(2)).
  public func depreciation(in year: Int) -> Money {
    let age = year - self.year
    let shares = depreciation.shares(bonus: bonus)
    guard age >= 1, year <= lastYear ?? .max else { return .zero }
    guard year == lastYear else {
      return age <= shares.count ? shares[age - 1] * basis : .zero
    }
    let before = shares.prefix(age - 1).reduce(0, +)
    return max(0, 1 - before) * basis + 0.5 * recapture
  }
}
