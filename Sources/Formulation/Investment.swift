package import SiteModel
import Units

/// What is paid once for a unit of capacity.
package struct Investment: Sendable {
  /// The cost line that it is part of.
  package let line: String
  /// kUSD for a unit, before any credit.
  package let price: Double
  /// Share that a tax credit pays, without a section `finance:`.
  private let simpleCredit: Double
  /// Years over which it is recovered.
  package let years: Double
  /// Share of its price that it is sold for in the end.
  package let resale: Double
  /// What tax makes of it; nil: nothing but the simple credit.
  private var tax: CapitalTax?

  package init(
    _ line: String, _ price: Double, credit: Double = 0, years: Double, resale: Double = 0
  ) {
    self.line = line
    self.price = price
    simpleCredit = credit
    self.years = years
    self.resale = resale
  }

  /// The same, with what tax makes of it.
  func taxed(by tax: CapitalTax) -> Investment {
    var taxed = self
    taxed.tax = tax
    return taxed
  }

  /// Share that a tax credit pays of what is placed in service in a month of the horizon.
  package func credit(in month: Int = 0) -> Double {
    tax.map { $0.treatment.credit(in: month) } ?? simpleCredit
  }

  /// What a dollar of its price costs more if it goes after fewer years than it serves: what is not written
  /// off yet is at once, a part of the credit is given back, and it is not there to be sold in the end.
  func early(after months: Int, in month: Int, at rate: Double) -> Double {
    guard let tax else { return 0 }
    let served = max(1, months / 12)
    guard Double(served) < years else { return 0 }
    return tax.multiplier(years: served, in: month) - net(of: tax, at: rate, in: month)
  }

  /// A resale is taxed as income, and so are all costs: it counts in full beside them.
  private func net(of tax: CapitalTax, at rate: Double, in month: Int) -> Double {
    tax.multiplier(years: Int(years.rounded()), in: month)
      - resale / Annuity.power(1 + rate, years)
  }

  /// Property tax and insurance of a year, for each dollar of its price.
  var yearlyOnPrice: Double { tax?.yearly ?? 0 }

  /// kUSD a year: where capital is recovered in a year that recurs.
  func yearly(at rate: Double) -> Double {
    guard let tax else {
      return (1 - simpleCredit)
        * Annuity.factor(rate: rate, years: years, resaleFraction: resale) * price
    }
    return net(of: tax, at: rate, in: 0) * Annuity.factor(rate: rate, years: years) * price
  }

  /// kUSD a year for what is built in a month of a horizon at a price.
  func yearly(_ price: Double, in month: Int, _ timeline: Timeline) -> Double {
    guard let tax else {
      return (1 - simpleCredit) * price * timeline.recovery(years)
        * (1 - resale / Annuity.power(1 + timeline.rate, years))
    }
    return net(of: tax, at: timeline.rate, in: month) * price * timeline.recovery(years)
  }
}

/// What tax makes of a component's capital in the linear program, where all operating costs stand as they are
/// before tax: the objective is the present value after tax divided by 1 − τ.
package struct CapitalTax: Sendable {
  let treatment: Finance.Treatment
  /// Property tax and insurance of a year, for each dollar of capital.
  let yearly: Double
  private let (tax, rate, bonus, creditPrice): (Double, Double, Double, Double)

  /// The line of property tax and insurance.
  static let yearlyLine = "property_tax_and_insurance"

  /// As a site's `finance:` has it; nil where it has none.
  package init?(_ finance: Finance?, of component: String) {
    guard let finance else { return nil }
    treatment = finance.treatment(of: component)
    yearly = finance.yearlyOnCapital
    (tax, rate, bonus, creditPrice) = (
      finance.taxRate, finance.nominalRate, finance.bonus, finance.creditPrice
    )
  }

  /// What a dollar of capital costs before tax, for something that serves some years:
  /// m = [1 − C·δ − τ·Σ d(k)·(1+R)^−k + what of C is given back] ÷ (1 − τ).
  package func multiplier(years: Int, in month: Int) -> Double {
    let credit = treatment.credit(in: month)
    let basis = max(0, 1 - credit / 2)
    // Section 50(a): a fifth of the credit for each full year missing of five; half of it is basis again.
    let recapture = credit * Double(max(0, 5 - years)) / 5
    var shares = treatment.depreciation.shares(bonus: bonus).map { basis * $0 }
    if shares.count >= years {
      // What is not written off when it goes is written off then.
      shares = shares.prefix(years - 1) + [shares[(years - 1)...].reduce(0, +)]
    }
    shares += Array(repeating: 0, count: max(0, years - shares.count))
    shares[years - 1] += recapture / 2
    var saved = 0.0
    for share in shares.reversed() { saved = (saved + tax * share) / (1 + rate) }
    let back =
      creditPrice * credit / (1 + rate) - recapture / Annuity.power(1 + rate, Double(years))
    return (1 - back - saved) / (1 - tax)
  }

  /// What the credits of the first years are worth for each MWh of a year that recurs, before tax.
  func productionCredit(years: Double, realRate: Double) -> EnergyPrice {
    guard treatment.productionCredit > .zero else { return .zero }
    let paid = min(Double(Finance.productionCreditYears), years)
    let share =
      Annuity.factor(rate: realRate, years: years) / Annuity.factor(rate: realRate, years: paid)
    return (creditPrice * share / (1 - tax)) * treatment.productionCredit
  }
}
