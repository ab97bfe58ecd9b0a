import Accounting
import SiteModel
import Testing
import Units

/// The pro forma beside numbers that others have published.
struct PublishedFinanceTests {
  /// What something costs after all that tax gives back for it: as REopt's effective price.
  private func effective(
    _ price: Double, credit: Double, _ depreciation: DepreciationClass, bonus: Double,
    replacement: Double = 0, in year: Int = 10
  ) -> Double {
    var inputs = ProForma.Inputs(years: 25, taxRate: 0.26)
    inputs.assets = [
      TaxedAsset(
        component: "it", line: "capital", cost: Money(price, .usd), credit: credit,
        depreciation: depreciation, bonus: bonus)
    ]
    inputs.operating[year] = Money(replacement, .usd)
    return -Worth.present(ProForma(inputs).unlevered, at: 0.083).in(.usd)
  }

  private var solar: Double { effective(1600, credit: 0.26, .fiveYears, bonus: 1) }
  private var batteryPower: Double {
    effective(910, credit: 0.3, .sevenYears, bonus: 0.6, replacement: 715)
  }
  private var batteryEnergy: Double {
    effective(455, credit: 0.3, .sevenYears, bonus: 0.6, replacement: 318)
  }

  @Test("REopt 0.58, PV and battery: effective prices of capital")
  func effectivePrices() {
    #expect(SingleOwnerTests.near(solar, 881.69898, 1e-8))
    #expect(SingleOwnerTests.near(batteryPower, 723.80799, 1e-8))
    #expect(SingleOwnerTests.near(batteryEnergy, 348.73525, 1e-8))
  }

  @Test("REopt: factors of energy, upkeep and fading output")
  func factors() {
    let energy = Worth.ofYearly(25, at: 0.083, growing: 0.023)
    #expect((energy - 12.94887).magnitude < 5e-6)
    #expect((Worth.ofYearly(25, at: 0.083, growing: 0.025) - 13.20886).magnitude < 5e-6)
    let fading = Worth.ofYearly(25, at: 0.083, growing: 1.023 * 0.995 - 1) / 0.995
    #expect((fading / energy - 0.95581931).magnitude < 1e-8)
  }

  @Test("REopt acdc-baseline: life-cycle cost from its published sizes and first year's bill")
  func lifeCycleCost() {
    var inputs = ProForma.Inputs(years: 25, taxRate: 0.26)
    for year in 1...25 {
      inputs.operating[year] = Money(
        79_540.49 * Annuity.power(1.023, Double(year))
          + 332.0863 * 16 * Annuity.power(1.025, Double(year)), .usd)
    }
    let operating = -Worth.present(ProForma(inputs).unlevered, at: 0.083).in(.usd)
    let cost = 332.0863 * solar + 100 * batteryPower + 594.86 * batteryEnergy + operating
    // Its sizes are printed to four digits.
    #expect(SingleOwnerTests.near(cost, 1_386_736.4184, 1e-6))
    #expect(SingleOwnerTests.near(cost, 1_386_735.38295485))
  }

  @Test(
    "Off-grid gas of offgridai: 111.1089 and 87.9254 USD/MWh",
    arguments: [(1150.0, 8989.3, 10.0, 25.0, 111.1089), (885, 9630, 15, 5, 87.9254)])
  func offGrid(
    price: Double, heatRate: Double, fixed: Double, variable: Double, expected: Double
  ) {
    // 125 MW and a system of 100 MW make 876,000 MWh a year; gas 5 USD/MMBtu.
    let (energy, hard) = (876_000.0, price * 125e3 + 410 * 100e3)
    let total = 1.118 * hard
    let upkeep = fixed * 125e3 + variable * energy + 6 * 100e3 + 0.0025 * hard
    func worth(at power: Double) -> Double {
      var inputs = ProForma.Inputs(years: 20, taxRate: 0.21)
      for year in 1...20 {
        let past = Double(year - 1)
        inputs.revenue[year] = Money(power * energy, .usd)
        inputs.operating[year] = Money(
          heatRate / 1000 * energy * 5 * Annuity.power(1.03, past)
            + upkeep * Annuity.power(1.025, past), .usd)
      }
      inputs.assets = [
        TaxedAsset(
          component: "plant", line: "capital", cost: Money(total, .usd), depreciation: .fiveYears)
      ]
      inputs.debt = Debt(.share(0.7), rate: 0.075, years: 20)
      var flows = ProForma(inputs).levered
      // They write off rounded shares.
      for (year, share) in [0.2, 0.32, 0.192, 0.115, 0.115, 0.058].enumerated() {
        let more = share - DepreciationClass.fiveYears.shares[year]
        flows[year + 1] = flows[year + 1] + Money(0.21 * more * total, .usd)
      }
      // Half of the equity a year after the first half, and a year of work later.
      let equity = flows[0]
      flows[0] = 0.5 * equity
      flows.insert(0.5 * equity, at: 1)
      return Worth.present(flows, at: 0.11).in(.usd)
    }
    let (nothing, one) = (worth(at: 0), worth(at: 1))
    #expect((-nothing / (one - nothing) - expected).magnitude < 5e-5)
  }

  @Test("DER-VET, battery for retail savings: the sum of its present values, and benefits by cost")
  func dervet() {
    let parts = [2_106_429.78, 3_571_593.00, -3_622_500, -1_660_000, -227_650.60]
    let flows = parts.map { Money($0, .usd) }
    #expect((Worth.present(flows, at: 0).in(.usd) - 167_872.18).magnitude < 0.005)
    let ratio = Worth.benefitCostRatio(flows, at: 0) ?? 0
    #expect((ratio - 1.0304659879).magnitude < 5e-9)
  }

  @Test(
    "ATB: fixed charge rates, as the level real price that pays for a plant",
    arguments: [
      (30, DepreciationClass.fiveYears, 0.0, 0.0, 0.072160), (30, .fiveYears, 1, 0, 0.069471),
      (15, .fiveYears, 1, 0.3, 0.066104), (20, .fifteenYears, 0, 0, 0.094741),
      (20, .fifteenYears, 1, 0, 0.084821), (30, .twentyYears, 0, 0, 0.079320),
    ])
  func fixedChargeRates(
    years: Int, depreciation: DepreciationClass, bonus: Double, credit: Double, expected: Double
  ) {
    // 55 % debt at 8 %, equity 10.5 %, tax 25.74 %, inflation 2.5 %.
    let nominal = 0.45 * 0.105 + 0.55 * 0.08 * (1 - 0.2574)
    #expect((nominal - 0.079924).magnitude < 5e-7)
    func worth(at price: Double) -> Double {
      // A year after its end too: nothing is sold, and what is left to write off is.
      var inputs = ProForma.Inputs(years: max(years, 25), taxRate: 0.2574)
      for year in 1...years {
        inputs.revenue[year] = Money(price * Annuity.power(1.025, Double(year)), .usd)
      }
      inputs.assets = [
        TaxedAsset(
          component: "it", line: "capital", cost: Money(1, .usd), credit: credit,
          depreciation: depreciation, bonus: bonus)
      ]
      // ATB counts the credit at the beginning.
      inputs.creditPrice = 1 + nominal
      return Worth.present(ProForma(inputs).unlevered, at: nominal).in(.usd)
    }
    let (nothing, one) = (worth(at: 0), worth(at: 1))
    #expect((-nothing / (one - nothing) - expected).magnitude < 6e-7)
  }
}
