import Accounting
import Formulation
import SiteModel
import TestSupport
import Testing
import Units

/// What tax makes of a dollar of capital, beside the pro forma's own years.
struct MultiplierTests {
  private func tax(
    credit: Double = 0, _ depreciation: DepreciationClass = .fiveYears, _ keys: Keys = [:]
  ) -> Finance {
    .of(
      ParameterValues(["inflation_fraction_per_year": 0.025]).with(keys),
      ["it": .init(depreciation: depreciation, investmentCredits: [credit])], rate: 0.064)
  }

  @Test(
    "A plant of 25 years at 6.4 % real, 2.5 % inflation and 21 % tax",
    arguments: [
      (0.3, 0.0, 0.73894875), (0.3, 1, 0.71044391), (0, 1, 1.02208284), (0, 0, 1.05561795),
    ])
  func published(credit: Double, bonus: Double, expected: Double) throws {
    let finance = tax(credit: credit, .fiveYears, ["bonus_depreciation_fraction": .number(bonus)])
    let multiplier = try #require(CapitalTax(finance, of: "it")).multiplier(years: 25, in: 0)
    #expect((multiplier - expected).magnitude < 5e-9)
  }

  @Test("Without tax it is 1 less the credit a year later")
  func noTax() throws {
    let finance = tax(credit: 0.3, .twentyYears, ["federal_tax_fraction": 0])
    let multiplier = try #require(CapitalTax(finance, of: "it")).multiplier(years: 30, in: 0)
    #expect((multiplier - (1 - 0.3 / finance.nominalRate.plusOne)).magnitude < 1e-15)
  }

  @Test("For every class, life and credit it is what the flows of the asset are worth")
  func flows() throws {
    for depreciation in DepreciationClass.allCases {
      for (credit, bonus, price) in [(0.0, 0.0, 1.0), (0.3, 0.6, 0.93), (0.5, 1, 1)] {
        let finance = tax(
          credit: credit, depreciation,
          [
            "bonus_depreciation_fraction": .number(bonus), "state_tax_fraction": 0.07,
            "credit_transfer_price_fraction": .number(price),
          ])
        let own = try #require(CapitalTax(finance, of: "it"))
        for years in [1, 2, 3, 4, 5, 6, 10, 20, 40] {
          var inputs = ProForma.Inputs(years: years, taxRate: finance.taxRate)
          inputs.creditPrice = price
          inputs.assets = [
            TaxedAsset(
              component: "it", line: "capital", cost: Money(1, .usd), credit: credit,
              depreciation: depreciation, bonus: bonus, lastYear: years)
          ]
          let worth = Worth.present(ProForma(inputs).unlevered, at: finance.nominalRate)
          let expected = -worth.in(.usd) / (1 - finance.taxRate)
          #expect((own.multiplier(years: years, in: 0) - expected).magnitude < 1e-13)
        }
      }
    }
  }

  @Test("Credits follow the month in which something is placed in service")
  func dates() {
    let treatment = Finance.Treatment(
      depreciation: .fiveYears, investmentCredits: [0.3, 0.3, 0])
    #expect((0...4).map(treatment.credit) == [0.3, 0.3, 0, 0, 0])
    #expect(Finance.Treatment(depreciation: .fiveYears).credit(in: 7) == 0)
  }
}

extension Double {
  fileprivate var plusOne: Double { 1 + self }
}

extension Finance {
  /// Finance with some keys and treatments.
  static func of(
    _ keys: Keys, _ treatments: [String: Treatment] = [:], rate: Double = 0.08
  ) -> Finance { of(ParameterValues(keys), treatments, rate: rate) }

  static func of(
    _ values: ParameterValues, _ treatments: [String: Treatment] = [:], rate: Double = 0.08
  ) -> Finance { Finance(values: values, treatments: treatments, realRate: rate) }
}
