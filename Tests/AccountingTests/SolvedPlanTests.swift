import Accounting
import Components
import GLPKSolver
import LinearProgramming
import Planning
import SiteModel
import Solving
import Testing
import Units

/// Plans that the planner made, held against the accounts: two ways to the same figures.
@Suite("Solved plans agree with the accounts")
struct SolvedPlanTests {
  private func load() -> GPULoad {
    func record(_ name: String, _ values: [String: ParameterValue]) -> NamedValues {
      NamedValues(name: name, values: ParameterValues(values))
    }
    return GPULoad(
      name: "load",
      values: ParameterValues([
        "facility_load_mw": .number(5),
        "classes": .records([
          record("inference", ["kind": .word("firm"), "share_fraction": .number(0.4)]),
          record(
            "batch",
            [
              "kind": .word("deferrable"), "share_fraction": .number(0.2),
              "deadline_hours": .number(6),
            ]),
          record(
            "training",
            [
              "kind": .word("interruptible"), "share_fraction": .number(0.4),
              "value_of_lost_load_usd_per_mwh": .number(300),
            ]),
        ]),
      ]))
  }

  private func store(_ name: String) -> BESS {
    BESS(
      name: name,
      values: ParameterValues([
        "charge_efficiency_fraction": .number(0.95),
        "discharge_efficiency_fraction": .number(0.93),
        "self_discharge_fraction_per_day": .number(0.01),
        "min_soc_fraction": .number(0.1),
        "max_soc_fraction": .number(0.9), "capex_usd_per_kw": .number(60),
        "capex_usd_per_kwh": .number(40), "fixed_om_fraction_of_capex_per_year": .number(0.01),
        "life_years": .number(15), "ageing": .word("augmented_by_om"),
      ]))
  }

  private func solar() -> Solar {
    let day: [Double] = (0..<24).map { (hour: Int) -> Double in
      max(0, 1 - Double(abs(hour - 12)) / 6)
    }
    return Solar(
      name: "solar",
      values: ParameterValues([
        "output_kw_per_kwdc": .series(day), "land_limit_mwdc": .number(20),
        "degradation_fraction_per_year": .number(0.005), "capex_usd_per_kwdc": .number(900),
        "fixed_om_usd_per_kwdc_year": .number(15), "life_years": .number(30),
      ]))
  }

  private func grid() -> Grid {
    let evening = TariffWindow(days: [.weekday], hours: Set(16...20))
    let rest = Set(0...23).subtracting(16...20)
    func energy(_ name: String, _ window: TariffWindow, _ price: Double) -> Tariff.Line {
      Sites.line(name, .energy(window, .init(EnergyPrice(price, .usdPerMegawattHour))))
    }
    return Sites.grid(
      [
        Sites.line("customer", .fixed(Money(500, .usd), each: .month)),
        energy("evening", evening, 140),
        energy("day", .init(days: [.weekday], hours: rest), 60),
        energy("weekend", .init(days: .weekend), 50), Sites.demand(9),
        Sites.demand(6, evening, name: "evening_demand"),
        Sites.line("rider", .rider(.init(), .init(EnergyPrice(1.5, .usdPerMegawattHour)))),
      ],
      [
        "import_limit_mw": .number(3), "export_limit_mw": .number(1),
        "export_price_usd_per_mwh": .number(20), "ch4_kg_per_mwh": .number(0.05),
      ])
  }

  @Test(arguments: [48, 1344])
  func aSiteWithEveryKindOfSupply(steps: Int) throws {
    var pipeline = EmissionsTests.fleet
    pipeline["price_usd_per_mmbtu"] = .number(4)
    pipeline["methane_slip_g_per_kwh"] = .number(4.5)
    let components: [any Component] = [
      EmissionsTests.flare([
        "available_mmbtu_per_h": .number(12), "backup_price_usd_per_mmbtu": .number(6),
        "methane_slip_fraction_unburned": .number(0.02), "max_units": .number(2),
      ]), PipelineGas(name: "gensets", values: ParameterValues(pipeline)), solar(), grid(),
      store("bess"), load(),
    ]
    let calendar = Sites.calendar(saving: .unitedStates)
    let site = Sites.site(
      components, calendar: calendar, emissions: ["price_usd_per_t": .number(40)])
    let result = try Planner(strategy: GLPKSolver.strategy)
      .plan(site, over: Horizon(calendar: calendar, steps: steps))
    try #require(result.plan.status == .optimal)
    let certified = try #require(result.answer).certificate.objective
    let reconciliation = Reconciliation(
      site: site, plan: result.plan, objective: Money(certified, .kiloUSD))
    #expect(reconciliation.passed, "\(reconciliation.text)")
    #expect(Bill(site: site, plan: result.plan).total > .zero)
  }
}
