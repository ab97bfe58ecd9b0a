import Accounting
import Planning
import SiteModel
import Solvers
import Solving
import TestSupport
import Testing
import Units

/// The year in which a connection is energised, billed by the accounts and by hand.
@Suite("bills of dated years")
struct DatedBillTests {
  /// 10 USD for each kW and month with a ratchet of 80 % of the eleven months before, 100 USD a month, and
  /// 50 USD/MWh.
  private var tariff: Tariff {
    let demand = Tariff.Demand(
      tiers: [.init(from: .zero, price: PowerPrice(10, .usdPerKilowattMonth))],
      ratchets: [.init(share: 0.8, lookBack: .previous(11))])
    return Tariff(
      name: "t",
      lines: [
        .init(
          name: "energy", charge: .energy(.init(), .init(EnergyPrice(50, .usdPerMegawattHour)))),
        .init(name: "demand", charge: .demand(demand)),
        .init(name: "customer", charge: .fixed(Money(100, .usd), each: .month)),
      ])
  }

  /// 2 MW, half of it from the beginning and all from month 9; engines at 60 USD/MWh, the grid from month 6.
  private var site: Site {
    let gas: Keys = [
      "capex_usd_per_kw": 1e-6, "price_usd_per_mmbtu": 0, "variable_om_usd_per_mwh": 600,
      "fixed_om_usd_per_kw_year": 0, "minimum_load_fraction": 0, "unit_mw": 2,
    ]
    let load: Keys = [
      "facility_load_mw": 2,
      "module_deliveries": .schedule("fraction", (0, 0.5), (9, 1)),
      "classes": .classes(("inference", ["kind": "firm", "share_fraction": 1])),
    ]
    return Site.of(
      [
        Make.grid(
          "grid", ["import_limit_mw": 2, "energised_month": 6, "tariff": .tariff(tariff)]),
        Make.pipelineGas("gas", gas), GPULoad(name: "load", values: ParameterValues(load)),
      ], rate: 0
    ).over(2, ["phase_years": 1])
  }

  /// 1 MW for three months and 2 MW for three: 30,000 + 60,000 USD, 600 USD of customer charge, and 50 USD
  /// for each of 2,208 + 4,416 MWh. In the second year 2 MW all along.
  @Test("nothing is billed before a connection is energised, and no later peak counts before it")
  func energised() throws {
    let horizon = try #require(site.planningHorizon)
    var planner = HorizonPlanner(
      planner: Planner(strategy: SolverRegistry.standard.usual), site: site, horizon: horizon)
    let result = try planner.plan()
    #expect(result.plan.years.count == 2)
    let bills = zip(result.years, result.plan.years).map { Bill(site: $0, plan: $1.plan) }
    let first = try #require(bills.first)
    #expect(Set(first.lines.map(\.month)) == Set(7...12))
    #expect(agree(first.yearly(component: "grid", line: "demand").in(.usd), 90_000))
    #expect(agree(first.yearly(component: "grid", line: "customer").in(.usd), 600))
    #expect(agree(first.yearly(component: "grid", line: "energy").in(.usd), 50 * 6624))
    let second = try #require(bills.last)
    #expect(agree(second.total.in(.usd), 12 * 20_000 + 1200 + 50 * 17_520))
    for (year, own) in zip(result.plan.years, result.years) {
      #expect(Reconciliation(site: own, plan: year.plan).passed)
    }
    // Half a year on engines: 4,344 MWh at 600 USD.
    let engines = try #require(result.plan.years.first?.plan.cost("gas", "variable_om"))
    #expect(agree(engines, 4344 * 600))
  }

  @Test("T4 earlier energising, earlier delivery and more of it never cost more")
  func monotone() throws {
    func cost(_ energised: Double, _ deliveries: ParameterValue) throws -> Double {
      let grid = Make.grid(
        "grid",
        [
          "import_limit_mw": 1.5, "tariff": .tariff(tariff),
          "energised_month": .number(energised),
        ])
      let load: Keys = [
        "facility_load_mw": 2, "module_deliveries": .schedule("fraction", (0, 1)),
        "modules_energised": .word("chosen"), "value_of_served_mwh_usd": 282,
        "value_basis": .word("lease"),
        "classes": .classes(("inference", ["kind": "firm", "share_fraction": 1])),
      ]
      let site = Site.of([
        grid, Make.pipelineGas("gas", ["unit_mw": 0.5, "deliveries": deliveries]),
        GPULoad(name: "load", values: ParameterValues(load)),
      ]).over(2, rate: 0.08)
      let horizon = try #require(site.planningHorizon)
      var planner = HorizonPlanner(
        planner: Planner(strategy: SolverRegistry.standard.usual), site: site, horizon: horizon,
        over: site.first(48))
      return try planner.plan(relaxed: true).plan.presentValue.in(.usd)
    }
    let late: ParameterValue = .schedule("units", (12, 2))
    let base = try cost(12, late)
    #expect(try cost(0, late) <= base + 1)
    #expect(try cost(0, late) < base - 1000)
    #expect(try cost(12, .schedule("units", (0, 2))) < base - 1000)
    #expect(try cost(12, .schedule("units", (12, 4))) <= base + 1)
  }
}
