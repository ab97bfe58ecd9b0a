import Accounting
import Components
import GLPKSolver
import Planning
import SiteModel
import Solvers
import Solving
import TestSupport
import Testing
import Units

/// Fields and farms that somebody else owns.
@Suite("power purchase agreements")
struct PowerPurchaseTests {
  /// 10 MW beside a grid at 60 USD/MWh; sun at 0.25 of at most 20 MWdc.
  private func plan(_ keys: KeyValuePairs<String, ParameterValue>) throws -> SitePlan {
    let solar = Solar(
      name: "solar",
      values: Make.solarValues.with([
        "land_limit_mwdc": 20, "degradation_fraction_per_year": 0, "life_years": 20,
        "investment_tax_credit_fraction": 0.3,
      ]).with(keys))
    let grid = Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: 60, demand: 0))])
    let site = Site.of([solar, grid, Make.firmLoad(10)], rate: 0.08)
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(2)).plan
    let accounts = Reconciliation(site: site, plan: plan)
    #expect(accounts.passed, "\(accounts.text)")
    return plan
  }

  /// Below the price of the grid all land is used, and above it none; nothing else is paid for it.
  @Test(arguments: [(59.0, 20.0), (61, 0)])
  func chosenByItsPrice(price: Double, built: Double) throws {
    let plan = try plan(["ppa_usd_per_mwh": .number(price)])
    #expect(agree(plan.component("solar")?.power?.in(.megawatts), built))
    let lines = plan.costs.filter { $0.component == "solar" && $0.amount != .zero }.map(\.line)
    #expect(lines == (built > 0 ? ["power_purchase"] : []))
    #expect(agree(plan.cost("solar", "power_purchase") ?? 0, 0.25 * built * 8760 * price))
    #expect(plan.purchases.allSatisfy { $0.component != "solar" })
  }

  /// 20 MW that must stand give 20 MW in one of two hours, of which 10 are taken.
  @Test(arguments: [(nil, 20.0), (1.0, 20), (0.4, 14), (0, 10)])
  func takeOrPay(share: Double?, paid: Double) throws {
    let term = share.map { ("ppa_take_or_pay_fraction", ParameterValue.number($0)) }
    var values = Make.solarValues.with([
      "output_kw_per_kwdc": .series([1, 0]), "land_limit_mwdc": 20, "min_mwdc": 20,
      "degradation_fraction_per_year": 0, "ppa_usd_per_mwh": 30,
    ])
    if let term { values.set(term.0, term.1) }
    let site = Site.of([
      Solar(name: "solar", values: values), Make.grid(), Make.firmLoad(10),
    ])
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: site.first(2)).plan
    #expect(agree(plan.cost("solar", "power_purchase"), 4380 * paid * 30))
  }

  /// A price of 50 that grows by 3 % beside inflation is, over 20 years at 8 %, as dear as
  /// 50·[1 − (1.03/1.08)^20]/0.05 · 0.08/(1 − 1.08^−20) = 62.38 throughout.
  @Test func escalationIsItsMean() throws {
    let plan = try plan(["ppa_usd_per_mwh": 50, "ppa_escalation_fraction_per_year": 0.03])
    let grown = (1 - Annuity.power(1.03 / 1.08, 20)) / 0.05
    let flat = (1 - 1 / Annuity.power(1.08, 20)) / 0.08
    #expect(agree(plan.detail("solar", "ppa_mean_usd_per_mwh"), 50 * grown / flat, within: 1e-12))
    #expect(agree(50 * grown / flat, 62.38, within: 1e-4))
    #expect(plan.component("solar")?.power?.in(.megawatts) == 0)
  }

  /// Over a horizon each year is paid at its own price: 40, 44 and 48.4 USD/MWh.
  @Test func eachYearOfAHorizonHasItsPrice() throws {
    let wind = Make.wind(
      "wind",
      [
        "capacity_factor_fraction": 0.5, "max_mw": 4, "min_mw": 4, "ppa_usd_per_mwh": 40,
        "ppa_escalation_fraction_per_year": 0.1,
      ])
    let site = Site.of([wind, Make.grid(), Make.firmLoad(10)]).over(3, rate: 0)
    let horizon = try #require(site.planningHorizon)
    var planner = HorizonPlanner(
      planner: Planner(strategy: SolverRegistry.standard.usual), site: site, horizon: horizon,
      over: site.first(24))
    let plan = try planner.plan(relaxed: false).plan
    let paid = plan.years.map { $0.plan.cost("wind", "power_purchase") ?? 0 }
    #expect(zip(paid, [40, 44, 48.4]).allSatisfy { agree($0, 2 * 8760 * $1) })
  }

  @Test func termsWithoutAPriceAreTold() {
    for keys in [
      ["ppa_take_or_pay_fraction": 0.5], ["ppa_escalation_fraction_per_year": 0.02],
    ] as [KeyValuePairs<String, ParameterValue>] {
      #expect(Solar.problems(in: Make.solarValues.with(keys)).count == 1)
      #expect(Wind.problems(in: Make.windValues.with(keys)).count == 1)
    }
  }
}
