import Accounting
import SiteModel
import Testing
import Units

/// The pro forma beside PySAM 7.1.1 `Singleowner`, whose numbers are written down here: 109.2 M USD for a
/// plant that makes 40 MW all year, less 0.5 % a year; 60 USD/MWh rising 1 % a year; upkeep 2.5 M USD
/// rising 2.5 %; tax 21 %; 25 years; 6.4 % real, 2.5 % inflation.
struct SingleOwnerTests {
  static let rate = 1.064 * 1.025 - 1
  static let capital = Money(109.2e6, .usd)
  static let years = 25

  /// MWh of each year, the beginning first.
  static var energy: [Energy] {
    [.zero]
      + (0..<years).map { Energy(40 * 8760 * Annuity.power(0.995, Double($0)), .megawattHours) }
  }

  static func plain(
    credit: Double = 0.3, depreciation: DepreciationClass = .fiveYears, bonus: Double = 0,
    production: Double = 0, debt: Debt? = Debt(.share(0.5), rate: 0.07, years: 18),
    price: Double = 60
  ) -> ProForma {
    var inputs = ProForma.Inputs(years: years, taxRate: 0.21)
    for year in 1...years {
      let past = Double(year - 1)
      let made = energy[year].in(.megawattHours)
      inputs.revenue[year] = Money(made * price * Annuity.power(1.01, past), .usd)
      inputs.operating[year] = Money(2.5e6 * Annuity.power(1.025, past), .usd)
      inputs.productionCredits[year] = Money(year <= 10 ? production * made : 0, .usd)
    }
    inputs.assets = [
      TaxedAsset(
        component: "plant", line: "capital", cost: capital, credit: credit,
        depreciation: depreciation, bonus: bonus)
    ]
    inputs.debt = debt
    return ProForma(inputs)
  }

  static func near(_ value: Double, _ expected: Double, _ part: Double = 1e-12) -> Bool {
    (value - expected).magnitude <= part * expected.magnitude
  }

  /// LCOE as that model has it: present value of revenue less that of the owners' flows, by energy.
  static func costOfEnergy(_ proForma: ProForma, energyAt rate: Double) -> Double {
    let revenue = Worth.present(proForma.inputs.revenue, at: Self.rate)
    let worth = Worth.present(proForma.levered, at: Self.rate)
    return (revenue - worth).in(.usd) / Worth.present(energy, at: rate).in(.megawattHours) / 10
  }

  static func worth(_ proForma: ProForma) -> Double {
    Worth.present(proForma.levered, at: rate).in(.usd)
  }

  @Test("Credit, five-year write-off, half of it borrowed")
  func plain() throws {
    let proForma = Self.plain()
    #expect(Self.near(Self.worth(proForma), 93_800_264.60343))
    #expect(Self.near(Self.costOfEnergy(proForma, energyAt: Self.rate), 3.63833526675531))
    #expect(Self.near(Self.costOfEnergy(proForma, energyAt: 0.064), 2.90436182769511))
    let flows = proForma.levered.prefix(4).map { ($0.in(.usd) * 10).rounded() / 10 }
    #expect(flows == [-54_600_000, 46_667_091.9, 16_255_388.2, 13_767_138.9])
    // Its own root is good to five digits.
    let rate = try #require(InternalRate(of: proForma.levered).value)
    #expect(Self.near(100 * rate, 42.65739, 1e-5))
  }

  @Test(
    "Bonus, production credit, no debt, much debt",
    arguments: [
      (0.3, DepreciationClass.fiveYears, 1.0, 0.0, 0.5, 96_259_320.50379854),
      (0, .fiveYears, 0, 30, 0.5, 132_505_743.46500939),
      (0, .straightLine20, 0, 0, 0, 45_888_543.78316337),
      (0.3, .fiveYears, 1, 0, 0.7, 101_238_776.08462337),
    ])
  func variants(
    credit: Double, depreciation: DepreciationClass, bonus: Double, production: Double,
    share: Double, expected: Double
  ) {
    let proForma = Self.plain(
      credit: credit, depreciation: depreciation, bonus: bonus, production: production,
      debt: share > 0 ? Debt(.share(share), rate: 0.07, years: 18) : nil)
    #expect(Self.near(Self.worth(proForma), expected))
    if production > 0 {
      #expect(Self.near(Self.costOfEnergy(proForma, energyAt: Self.rate), 2.4638064210107))
    }
  }

  @Test("Debt sculpted to a cover of 1.3")
  func sculpted() throws {
    let proForma = Self.plain(debt: Debt(.cover(1.3), rate: 0.07, years: 18), price: 45)
    let schedule = try #require(proForma.schedule)
    #expect(Self.near(schedule.principal.in(.usd), 103_150_461.16974886))
    #expect(Self.near(Self.worth(proForma), 62_695_959.55425295))
    #expect(Self.near(try #require(schedule.leastCover), 1.3))
    #expect(Self.near(try #require(schedule.meanCover), 1.3))
    // Cash of 1.3 times the service in each year of the loan is 1.3 times the loan.
    #expect(Self.near(try #require(schedule.loanLifeCover), 1.3))
    #expect(schedule.balance[18] == .zero)
    #expect(schedule.cover[19] == nil)
  }

  @Test("Debt changes nothing above the line")
  func aboveTheLine() {
    let one = Self.plain()
    for other in [
      Self.plain(debt: nil), Self.plain(debt: Debt(.cover(1.3), rate: 0.07, years: 18)),
    ] {
      #expect(one.unlevered == other.unlevered)
      #expect(one.tax == other.tax)
    }
    #expect(Self.plain(debt: nil).levered == Self.plain(debt: nil).unlevered)
  }

  @Test(
    "A loan at the discount rate without tax is worth nothing: what was drawn is what is paid back")
  func neutralDebt() {
    var inputs = Self.plain().inputs
    inputs.taxRate = 0
    inputs.debt = Debt(.share(0.8), rate: Self.rate, years: 12)
    let proForma = ProForma(inputs)
    let difference =
      Worth.present(proForma.levered, at: Self.rate)
      - Worth.present(proForma.unlevered, at: Self.rate)
    #expect(difference.in(.usd).magnitude < 1e-6)
    let repaid = proForma.schedule?.repayment.reduce(Money.zero, +)
    #expect(Self.near(repaid?.in(.usd) ?? 0, 0.8 * 109.2e6))
  }
}
