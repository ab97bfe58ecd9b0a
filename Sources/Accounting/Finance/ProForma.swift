public import SiteModel
public import Units

/// The nominal cash flow of a project after tax, year by year: the first place of each list is the beginning,
/// each further one the end of a year.
///
/// It shares no arithmetic with the linear program, whose present value it must come to.
public struct ProForma: Sendable {
  /// What is known before tax and debt. Lists have a place for the beginning and one for each year.
  public struct Inputs: Sendable {
    /// Years after the beginning.
    public var years: Int
    /// Tax on income, federal and state together.
    public var taxRate: Double
    /// Who uses what is greater than a year's tax.
    public var appetite = TaxAppetite.full
    /// What is paid for power or compute.
    public var revenue: [Money]
    /// What running the site costs.
    public var operating: [Money]
    /// What is bought.
    public var assets: [TaxedAsset] = []
    /// Credits for energy made, before they are sold.
    public var productionCredits: [Money]
    /// What a dollar of credit brings: 1 where the owner uses it, less where it is sold.
    public var creditPrice = 1.0
    /// What is left in the end, after tax.
    public var residual: Money = .zero
    /// What is borrowed; nil: nothing.
    public var debt: Debt?

    /// - Parameter years: years after the beginning; nothing flows yet.
    public init(years: Int, taxRate: Double) {
      let nothing = [Money](repeating: .zero, count: years + 1)
      (self.years, self.taxRate) = (years, taxRate)
      (revenue, operating, productionCredits) = (nothing, nothing, nothing)
    }
  }

  /// What it was computed from.
  public let inputs: Inputs
  /// What is paid for what is bought.
  public let capital: [Money]
  /// What is sold of it.
  public let resale: [Money]
  /// What is written off.
  public let depreciation: [Money]
  /// Credits that are claimed, before they are sold.
  public let claimed: [Money]
  /// Credits that are given back.
  public let givenBack: [Money]
  /// Tax without debt, before credits; below zero where others' tax is saved.
  public let tax: [Money]
  /// What credits bring without debt.
  public let credits: [Money]
  /// Cash flow after tax, without debt.
  public let unlevered: [Money]
  /// The loan; nil without one.
  public let schedule: DebtSchedule?
  /// Tax with debt, before credits.
  public let leveredTax: [Money]
  /// What credits bring with debt.
  public let leveredCredits: [Money]
  /// Cash flow of the owners after tax and debt.
  public let levered: [Money]

  /// Computes the cash flow.
  public init(_ inputs: Inputs) {
    let years = Array(0...inputs.years)
    let assets = inputs.assets
    func sum(_ amount: (Int) -> [Money]) -> [Money] {
      years.map { amount($0).reduce(.zero, +) }
    }
    let capital = sum { year in assets.map { $0.year == year ? $0.cost : .zero } }
    let resale = sum { year in assets.map { $0.lastYear == year ? $0.resale : .zero } }
    let depreciation = sum { year in assets.map { $0.depreciation(in: year) } }
    let claimed = sum { year in
      assets.map { $0.credits(in: year) } + [inputs.productionCredits[year]]
    }
    let givenBack = sum { year in assets.map { $0.lastYear == year ? $0.recapture : .zero } }
    // What is given back is not sold.
    let brought = years.map { inputs.creditPrice * claimed[$0] - givenBack[$0] }
    let beforeTax = years.map {
      inputs.revenue[$0] - inputs.operating[$0] + resale[$0]
    }
    let income = years.map { beforeTax[$0] - depreciation[$0] }
    let own = Taxes(income, brought, inputs)
    let unlevered = years.map { year -> Money in
      let flow = beforeTax[year] - capital[year] - own.tax[year] + own.credits[year]
      return year == inputs.years ? flow + inputs.residual : flow
    }
    let available = years.map { inputs.revenue[$0] - inputs.operating[$0] }
    let schedule = inputs.debt.map {
      DebtSchedule($0, capital: capital[0], available: available)
    }
    let deducted = years.map { year -> Money in
      guard let schedule else { return income[year] }
      // The lender's fee is written off evenly over the loan.
      let term = max(1, min(inputs.debt?.years ?? 1, inputs.years))
      let fee: Money = year >= 1 && year <= term ? schedule.fee / Double(term) : .zero
      return income[year] - schedule.interest[year] - fee
    }
    let after = Taxes(deducted, brought, inputs)
    levered = years.map { year in
      let drawn: Money =
        year == 0 ? (schedule?.principal ?? .zero) - (schedule?.fee ?? .zero) : .zero
      let service: Money = schedule?.service[year] ?? .zero
      let saved = own.tax[year] - own.credits[year] - after.tax[year] + after.credits[year]
      return unlevered[year] + drawn - service + saved
    }
    self.inputs = inputs
    (self.capital, self.resale, self.depreciation) = (capital, resale, depreciation)
    (self.claimed, self.givenBack) = (claimed, givenBack)
    (tax, credits) = (own.tax, own.credits)
    (self.unlevered, self.schedule) = (unlevered, schedule)
    (leveredTax, leveredCredits) = (after.tax, after.credits)
  }
}

/// Tax and credits of each year, as far as somebody has use for them.
private struct Taxes {
  var tax: [Money]
  var credits: [Money]

  /// Share of a year's income that earlier losses may take (section 172(a)(2)).
  private static let lossLimit = 0.8

  init(_ income: [Money], _ credits: [Money], _ inputs: ProForma.Inputs) {
    tax = income.map { inputs.taxRate * $0 }
    self.credits = credits
    guard inputs.appetite == .carryForward else { return }
    var (losses, unused) = (Money.zero, Money.zero)
    for year in income.indices {
      var taxed = max(.zero, income[year])
      losses = losses + max(.zero, .zero - income[year])
      let used = min(losses, Self.lossLimit * taxed)
      losses = losses - used
      taxed = taxed - used
      tax[year] = inputs.taxRate * taxed
      // What is sold is cash at once; what is not waits for tax.
      guard inputs.creditPrice == 1 else { continue }
      unused = unused + credits[year]
      self.credits[year] = min(unused, tax[year])
      unused = unused - self.credits[year]
    }
  }
}
