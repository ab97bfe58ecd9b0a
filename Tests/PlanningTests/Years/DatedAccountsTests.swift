import Accounting
import Planning
import SiteModel
import Solvers
import Solving
import TestSupport
import Testing
import Units

/// Three years in which the grid is energised, modules arrive and a tariff changes, by hand.
@Suite("bills and ledgers of dated years")
struct DatedAccountsTests {
  private static func tariff(_ energy: Double, _ demand: Double) -> ParameterValue {
    .tariff(Make.tariff(energy: energy, demand: demand))
  }

  private static let made = FactorSet(
    id: "made",
    factors: [
      EmissionFactor(
        id: "made.gpu_module", quantity: .embodied, gas: "CO2e", value: 200_000,
        unit: "kg/module", validYears: 2020...2030, isPlaceholder: true, cells: [])
    ])

  /// Two modules of 1 MW, the second from month 6; engines at 600 USD/MWh; the grid from month 6, under
  /// another tariff from month 12.
  private static func site() -> Site {
    let load: Keys = [
      "modules": 2, "it_mw_per_module": 0.8, "pue_fraction": 1.25,
      "module_deliveries": .schedule("modules", (0, 1), (6, 2)),
      "classes": .classes(("inference", ["kind": "firm", "share_fraction": 1])),
    ]
    let gas: Keys = [
      "capex_usd_per_kw": 1e-6, "price_usd_per_mmbtu": 0, "variable_om_usd_per_mwh": 600,
      "fixed_om_usd_per_kw_year": 0, "minimum_load_fraction": 0, "unit_mw": 2,
    ]
    return Site.of(
      [
        Make.grid(
          "grid",
          [
            "import_limit_mw": 2, "energised_month": 6, "tariff": tariff(50, 10),
            "later_tariff": tariff(70, 12), "later_tariff_month": 12,
          ]),
        Make.pipelineGas("gas", gas), GPULoad(name: "load", values: ParameterValues(load)),
      ], emissions: ["embodied_factors": .factors(made)], rate: 0
    ).over(3, ["phase_years": 1])
  }

  @Test("by hand")
  func byHand() throws {
    let planned = Self.site()
    let horizon = try #require(planned.planningHorizon)
    var planner = HorizonPlanner(
      planner: Planner(strategy: SolverRegistry.standard.usual), site: planned, horizon: horizon)
    let result = try planner.plan()
    let pairs = Array(zip(result.years, result.plan.years))
    try #require(
      pairs.count == 3, "\(result.plan.status): \(result.plan.notes), \(result.plan.violations)")
    for (site, year) in pairs {
      let reconciliation = Reconciliation(site: site, plan: year.plan)
      #expect(reconciliation.passed, "\(reconciliation.text)")
    }

    let bills = pairs.map { Bill(site: $0, plan: $1.plan) }
    // July to December: 2 MW in 4,416 h, and six months of 2,000 kW at 10 USD.
    #expect(Set(bills[0].lines.map(\.month)) == Set(7...12))
    #expect(agree(bills[0].yearly(component: "grid", line: "energy").in(.usd), 2 * 4416 * 50))
    #expect(agree(bills[0].yearly(component: "grid", line: "demand").in(.usd), 6 * 2000 * 10))
    for bill in bills.dropFirst() {
      #expect(agree(bill.yearly(component: "grid", line: "energy").in(.usd), 2 * 8760 * 70))
      #expect(agree(bill.yearly(component: "grid", line: "demand").in(.usd), 12 * 2000 * 12))
    }

    func tonnes(_ year: Int, _ component: String, _ source: String) -> Double {
      let ledger = Ledger(site: pairs[year].0, plan: pairs[year].1.plan)
      return ledger.equivalent(
        of: ledger.lines.filter { $0.label.component == component && $0.label.source == source },
        .ar6Hundred)
    }
    // 400 kg for each MWh imported.
    #expect(agree(tonnes(0, "grid", "grid"), 2 * 4416 * 0.4))
    #expect(agree(tonnes(1, "grid", "grid"), 2 * 8760 * 0.4))
    // 1 MW of engines in 4,344 h, at no less than 9 MMBtu/MWh of 53.06 kg; then none.
    let burned = try pairs.map { _, year in
      try #require(year.plan.component("gas")?.values(of: .output)).reduce(0, +)
    }
    #expect(agree(burned[0], 4344) && burned[1].magnitude < 1e-3)
    #expect(tonnes(0, "gas", "combustion_co2") >= 4344 * 9 * 0.05306 * (1 - 1e-6))
    // Both modules come in the first year.
    #expect(agree(tonnes(0, "load", "embodied"), 400))
    #expect(tonnes(1, "load", "embodied") == 0)
  }

  /// With the grid at 400 kg/MWh and engines at more, all years emit the least on the grid alone.
  @Test("the least that all years can emit")
  func leastEmissions() throws {
    let site = Site.of(
      [
        Make.grid("grid", ["import_limit_mw": 2]), Make.pipelineGas("gas"),
        Make.firmLoad(2),
      ]
    ).over(4, rate: 0.08, ["modelled_years": .series([1, 2])])
    let horizon = try #require(site.planningHorizon)
    let planner = HorizonPlanner(
      planner: Planner(strategy: SolverRegistry.standard.usual), site: site, horizon: horizon,
      over: site.first(24))
    // Two modelled years stand for four of 2 MW in 8,760 h.
    #expect(agree(try planner.leastEmissions(), 4 * 2 * 8760 * 0.4))
  }
}
