import Accounting
import SiteModel
import Testing
import Units

/// Measures and taxes where they end.
struct FinanceEndsTests {
  private func usd(_ amounts: [Double]) -> [Money] { amounts.map { Money($0, .usd) } }

  private func rounded(_ flows: [Money]) -> [Double] {
    flows.map { ($0.in(.usd) * 1e6).rounded() / 1e6 }
  }

  private func bought(
    _ cost: Double = 100, credit: Double = 0, _ depreciation: DepreciationClass = .fiveYears,
    bonus: Double = 0, until last: Int? = nil, resale: Double = 0
  ) -> TaxedAsset {
    TaxedAsset(
      component: "it", line: "capital", cost: Money(cost, .usd), credit: credit,
      depreciation: depreciation, bonus: bonus, lastYear: last, resale: Money(resale, .usd))
  }

  @Test("Tables of depreciation write off all of the basis", arguments: DepreciationClass.allCases)
  func tables(depreciation: DepreciationClass) {
    #expect((depreciation.shares.reduce(0, +) - 1).magnitude < 1e-12)
    #expect((depreciation.shares(bonus: 0.6).reduce(0, +) - 1).magnitude < 1e-12)
    #expect(depreciation.shares(bonus: 1).dropFirst().allSatisfy { $0 == 0 })
  }

  @Test("Internal rate: one, none without a change of sign, several")
  func internalRates() throws {
    // −100, then 110: 10 %; −1000 and four of 400: 21.86 %, by hand from Σ 1.2186^−k = 2.5.
    let ten = try #require(InternalRate(of: usd([-100, 110])).value)
    #expect((ten - 0.1).magnitude < 1e-12)
    let annuity = try #require(InternalRate(of: usd([-1000, 400, 400, 400, 400])).value)
    #expect((Worth.ofYearly(4, at: annuity) - 2.5).magnitude < 1e-12)
    let loss = try #require(InternalRate(of: usd([-100, 50])).value)
    #expect((loss + 0.5).magnitude < 1e-12)
    #expect(InternalRate(of: usd([-100, -1])) == .none)
    #expect(InternalRate(of: usd([100, 1])) == .none)
    #expect(InternalRate(of: usd([0, 0])) == .none)
    #expect(InternalRate(of: []) == .none)
    // 1, −2.3, 1.32 times −1: roots at 10 % and 20 %.
    #expect(InternalRate(of: usd([-100, 230, -132])) == .several)
  }

  @Test("Payback: within a year, never, at once; later when discounted")
  func payback() {
    #expect(Worth.payback(usd([-100, 40, 40, 40])) == 2.5)
    #expect(Worth.payback(usd([-100, 40])) == nil)
    #expect(Worth.payback(usd([0, 40])) == 0)
    // Owed again in year 3: only then is it paid back for good.
    #expect(Worth.payback(usd([-100, 150, -100, 100])) == 2.5)
    // 40/1.1 + 40/1.21 = 69.42; the rest, 30.58, of 30.05 in year 3 and the fourth year.
    let discounted = Worth.payback(usd([-100, 40, 40, 40, 40]), at: 0.1) ?? 0
    let three = 40 / 1.1 + 40 / 1.21 + 40 / 1.331
    #expect((discounted - (3 + (100 - three) / (40 / 1.4641))).magnitude < 1e-12)
  }

  @Test("Modified internal rate: −100, then 60 twice at 10 %: (126/100)^½ − 1")
  func modified() {
    let rate = Worth.modifiedInternalRate(usd([-100, 60, 60]), at: 0.1) ?? 0
    #expect((rate - (1.26.squareRoot() - 1)).magnitude < 1e-12)
    #expect(Worth.modifiedInternalRate(usd([1, 2]), at: 0.1) == nil)
  }

  @Test("Without tax only capital, its credit and money are there")
  func noTax() {
    var inputs = ProForma.Inputs(years: 3, taxRate: 0)
    inputs.assets = [bought(credit: 0.3)]
    inputs.operating = usd([0, 1, 2, 3])
    #expect(rounded(ProForma(inputs).unlevered) == [-100, 29, -2, -3])
  }

  @Test(
    "A life shorter than the horizon: what is left is written off when it goes, and its sale is taxed"
  )
  func shortLife() {
    var inputs = ProForma.Inputs(years: 4, taxRate: 0.5)
    inputs.assets = [bought(until: 2, resale: 10)]
    let proForma = ProForma(inputs)
    #expect(rounded(proForma.depreciation) == [0, 20, 80, 0, 0])
    // 80 written off and 10 received: −(10 − 80)·½ + 10 = 45.
    #expect(rounded(proForma.unlevered) == [-100, 10, 45, 0, 0])
  }

  @Test(
    "A credit is given back by a fifth for each full year missing of five, and half of that is basis again"
  )
  func recapture() {
    let asset = bought(credit: 0.3, bonus: 1, until: 3)
    #expect(abs(asset.recapture.in(.usd) - 12) < 1e-12)
    #expect(abs(asset.depreciation(in: 3).in(.usd) - 6) < 1e-12)
    #expect(bought(credit: 0.3, until: 5).recapture == .zero)
    #expect(bought(credit: 0.3).recapture == .zero)
    var inputs = ProForma.Inputs(years: 3, taxRate: 0.5)
    inputs.assets = [asset]
    // Credit 30 and 85 written off; then −12 and 6 written off.
    #expect(rounded(ProForma(inputs).unlevered) == [-100, 72.5, 0, -9])
  }

  @Test("A credit above what it costs leaves no basis below zero")
  func greatCredit() {
    #expect(bought(credit: 2.5).basis == .zero)
    #expect(bought(credit: 1).basis == Money(50, .usd))
  }

  @Test("Losses that nobody else uses wait, and take no more than 80 % of a year's income")
  func carriedForward() {
    var inputs = ProForma.Inputs(years: 3, taxRate: 0.25)
    inputs.appetite = .carryForward
    inputs.revenue = usd([0, 20, 100, 100])
    inputs.assets = [bought(bonus: 1)]
    let proForma = ProForma(inputs)
    // Year 1: 20 − 100 = −80. Year 2: 100 − 80 = 20 taxed. Year 3: 100 taxed.
    #expect(rounded(proForma.tax) == [0, 0, 5, 25])
    // A credit of 10 waits for the tax of years 2 and 3.
    inputs.productionCredits[1] = Money(10, .usd)
    #expect(rounded(ProForma(inputs).credits) == [0, 0, 5, 5])
    // Who sells it has the cash at once.
    inputs.creditPrice = 0.9
    #expect(rounded(ProForma(inputs).credits) == [0, 9, 0, 0])
    // What is never used is lost, which costs something.
    inputs.revenue = usd([0, 0, 0, 0])
    inputs.creditPrice = 1
    #expect(rounded(ProForma(inputs).unlevered) == [-100, 0, 0, 0])
  }

  @Test("Cash below zero in some years: no debt is carried by these, and nothing breaks")
  func negativeCash() throws {
    let schedule = DebtSchedule(
      Debt(.cover(1.25), rate: 0.1, years: 3), capital: Money(100, .usd),
      available: usd([0, 12.5, -40, 12.5]))
    let worth = 10 / 1.1 + 10 / 1.331
    #expect((schedule.principal.in(.usd) - worth).magnitude < 1e-12)
    #expect(schedule.balance[3] == .zero)
    #expect(schedule.cover[2] == nil)
    let none = DebtSchedule(
      Debt(.cover(1.25), rate: 0.1, years: 3), capital: Money(100, .usd),
      available: usd([0, -1, -1, -1]))
    #expect(none.principal == .zero)
    #expect(none.leastCover == nil)
    #expect(none.loanLifeCover == nil)
    let cover = DebtSchedule(
      Debt(.share(0.5), rate: 0.1, years: 2), capital: Money(100, .usd),
      available: usd([0, -10, 60]))
    #expect(try #require(cover.leastCover) < 0)
  }

  @Test("No more is borrowed than the capital, however much cash there is")
  func muchCash() throws {
    let schedule = DebtSchedule(
      Debt(.cover(2), rate: 0, years: 2), capital: Money(30, .usd), available: usd([0, 100, 20]))
    #expect(abs(schedule.principal.in(.usd) - 30) < 1e-12)
    #expect(rounded(schedule.service) == [0, 25, 5])
    #expect(abs(try #require(schedule.leastCover) - 4) < 1e-12)
  }

  @Test("A loan longer than what is looked at ends with it")
  func longLoan() {
    let schedule = DebtSchedule(
      Debt(.share(1), rate: 0, years: 30), capital: Money(100, .usd),
      available: usd([0, 9, 9, 9, 9]))
    #expect(rounded(schedule.service) == [0, 25, 25, 25, 25])
    #expect(schedule.balance.last == .zero)
  }
}
