import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Money spent once, beside the yearly payments for it.
@Suite("installed capital")
struct CapitalTests {
  /// Grid energy is so expensive that all of it is built, at the prices of `Make`, here in USD/kW and
  /// USD/kWh, with tax credits of 10, 30, 20 and 5 %.
  private func solved() throws -> SitePlan {
    let credit = "investment_tax_credit_fraction"
    var day = [Double](repeating: 0, count: 24)
    for hour in 8..<18 { day[hour] = 0.8 }
    let site = Site.of([
      Make.grid(
        "grid", ["tariff": .tariff(Make.tariff(energy: 400, demand: 0)), "import_limit_mw": 7]),
      Make.solar("solar", ["output_kw_per_kwdc": .series(day), credit: 0.1]),
      Make.bess("bess", ["max_power_mw": 2, "max_energy_mwh": 8, credit: 0.3]),
      Make.secondLife("second_life", [credit: 0.2]),
      Make.pipelineGas(
        "gas", ["unit_mw": 2, "max_units": 2, "capex_usd_per_kw": 1400, credit: 0.05]),
      Make.firmLoad(10),
    ])
    return try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(24)).plan
  }

  @Test("capital is price times size, and its payment over the capital recovery factor")
  func prices() throws {
    let plan = try solved()
    func part(_ name: String) throws -> (kW: Double, kWh: Double, capital: SitePlan.Capital) {
      let part = try #require(plan.component(name))
      return (
        1000 * (part.power?.in(.megawatts) ?? 0), 1000 * (part.energy?.in(.megawattHours) ?? 0),
        try #require(part.capital)
      )
    }
    func recovery(_ years: Double) -> Double {
      0.08 / (1 - 1 / Annuity.power(1.08, years))
    }
    let (solar, bess) = (try part("solar"), try part("bess"))
    let (packs, gas) = (try part("second_life"), try part("gas"))
    #expect(min(solar.kW, bess.kW, packs.kW, gas.kW) > 1)
    for (told, cost, credit) in [
      (solar.capital, 1100 * solar.kW, 0.1), (gas.capital, 1400 * gas.kW, 0.05),
      (bess.capital, 250 * bess.kW + 220 * bess.kWh, 0.3),
    ] {
      #expect(agree(told.cost.in(.usd), cost))
      #expect(agree(told.credit.in(.usd), credit * cost))
    }
    // Converters have no credit, and a life of their own.
    let (cells, converters) = (110 * packs.kWh, 250 * packs.kW)
    #expect(agree(packs.capital.cost.in(.usd), cells + converters))
    #expect(agree(packs.capital.credit.in(.usd), 0.2 * cells))
    func net(_ capital: SitePlan.Capital) -> Double { (capital.cost - capital.credit).in(.usd) }
    for (name, line, capital, years) in [
      ("solar", "capital", net(solar.capital), 30.0), ("bess", "capital", net(bess.capital), 15),
      ("gas", "capital", net(gas.capital), 20), ("second_life", "packs", 0.8 * cells, 9),
      ("second_life", "converters", converters, 15),
    ] {
      let payment = try #require(plan.cost(name, line))
      #expect(agree(payment / recovery(years), capital), "\(name) \(line)")
    }
    let all = [solar, bess, packs, gas].reduce(0) { $0 + $1.capital.cost.in(.usd) }
    #expect(agree(plan.capital.cost.in(.usd), all))
  }
}
