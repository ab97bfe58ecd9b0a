import SiteModel
import Testing

@Suite("annuity: capital recovery")
struct AnnuityTests {
  /// i(1+i)^n / ((1+i)^n − 1): 8 % over 20 and 10 years, 10 % over 15, 6.24 % over 25 (any table of
  /// compound interest; the last with REopt's defaults).
  @Test(
    "factors of published tables",
    arguments: [
      (0.08, 20.0, 0.1019), (0.08, 10, 0.1490), (0.10, 15, 0.1315), (0.0624, 25, 0.0800),
      (0.08, 1, 1.08),
    ])
  func recovery(rate: Double, years: Double, factor: Double) {
    #expect((Annuity.factor(rate: rate, years: years) - factor).magnitude <= 0.5e-4)
  }

  @Test("without interest capital is spread evenly")
  func noInterest() {
    #expect(Annuity.factor(rate: 0, years: 8) == 0.125)
  }

  @Test("the present value of the payments is the price")
  func presentValue() {
    for years in [1.0, 7, 20, 40] {
      let payment = Annuity.factor(rate: 0.08, years: years)
      let worth = (1...Int(years)).reduce(0) { $0 + payment / Annuity.power(1.08, Double($1)) }
      #expect((worth - 1).magnitude < 1e-12)
    }
  }

  /// Sold after 5 years for 30 %: payments and the price then are worth what was paid.
  @Test("what is sold again costs less")
  func resale() {
    let payment = Annuity.factor(rate: 0.08, years: 5, resaleFraction: 0.3)
    let worth = (1...5).reduce(0) { $0 + payment / Annuity.power(1.08, Double($1)) }
    #expect((worth + 0.3 / Annuity.power(1.08, 5) - 1).magnitude < 1e-12)
    #expect(
      Annuity.factor(rate: 0.08, years: 5, resaleFraction: 0)
        == Annuity.factor(rate: 0.08, years: 5))
  }

  /// To the digits of any calculator.
  @Test(
    "powers with whole, half and other exponents",
    arguments: [
      (0.995, 15.0, 0.927_568_968_818), (0.97, 4.5, 0.871_912_299_864),
      (0.98, 7.5, 0.859_400_432_072), (1.08, 20, 4.660_957_143_849),
      (1.08, 0.25, 1.019_426_546_908), (0.97, 2.25, 0.933_762_442_950),
      (1.0624, 3.3, 1.221_098_238_302), (0.9, 0, 1), (1, 12.34, 1),
    ])
  func powers(base: Double, exponent: Double, value: Double) {
    #expect((Annuity.power(base, exponent) - value).magnitude < 2e-12 * value)
  }
}
