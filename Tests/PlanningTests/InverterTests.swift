import Components
import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Inverters that are sized apart from the modules behind them.
@Suite("inverters of solar")
struct InverterTests {
  /// 10 MWdc that give 10 MW in one of two hours and 5 in the other, for 10 MW of load beside a grid at 50
  /// USD/MWh: inverters from 5 to 10 MW save 50·4,380 = 219,000 USD a year each, as much as 219 ÷ CRF(20) =
  /// 2,150.18 USD/kW cost.
  private func plan(_ price: Double) throws -> SitePlan {
    let solar = Make.solar(
      "solar",
      [
        "output_kw_per_kwdc": [1, 0.5], "existing_mwdc": 10, "min_mwdc": 10, "land_limit_mwdc": 10,
        "fixed_om_usd_per_kwdc_year": 0, "degradation_fraction_per_year": 0, "life_years": 20,
        "inverter_usd_per_kw": .number(price),
      ])
    let grid = Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: 50, demand: 0))])
    let site = Site.of([solar, grid, Make.firmLoad(10)])
    return try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(2)).plan
  }

  @Test(arguments: [(2140.0, 10.0, 1.0), (2160, 5, 2)])
  func ratioIsChosen(price: Double, power: Double, ratio: Double) throws {
    let plan = try plan(price)
    #expect(agree(plan.detail("solar", "inverter_power_mw"), power))
    #expect(agree(plan.detail("solar", "dc_to_ac_factor"), ratio))
    #expect(zip(plan.flow("solar", "output_mw"), [power, 5]).allSatisfy { agree($0, $1) })
    // What is clipped is curtailed.
    #expect(agree(plan.flow("solar", "curtailed_mw").first, 10 - power))
    let yearly = Annuity.factor(rate: 0.08, years: 20) * 1000 * price * power
    #expect(agree(plan.cost("solar", "inverters"), yearly))
  }

  /// 4,300 USD/kW is worth it only for what both hours use: 438,000 USD a year for each of 5 MW.
  @Test func expensiveInvertersAreSmall() throws {
    #expect(agree(try plan(4290).detail("solar", "inverter_power_mw"), 5))
    #expect(try plan(4310).detail("solar", "inverter_power_mw") ?? 0 < 1e-6)
  }

  @Test func withoutAPriceTheFieldHasItsOwn() throws {
    let solar = Make.solar("solar", ["output_kw_per_kwdc": [1, 0.5]])
    let site = Site.of([solar, Make.grid(), Make.firmLoad(10)])
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(2)).plan
    #expect(plan.detail("solar", "inverter_power_mw") == nil)
    #expect(
      Solar.problems(
        in: solar.values.with(["inverter_usd_per_kw": 60, "dc_to_ac_factor": 1.3])
      ).count == 1)
  }
}
