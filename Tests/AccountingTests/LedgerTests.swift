import Accounting
import Components
import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// The ledger beside the formulation: every way to state an engine, a flare and a contract.
@Suite("Ledgers of solved plans equal the formulation's emissions")
struct LedgerTests {
  private func load(_ megawatts: Double) -> GPULoad {
    GPULoad(
      name: "load",
      values: ParameterValues([
        "facility_load_mw": .number(megawatts),
        "classes": .records([
          NamedValues(
            name: "inference",
            values: ParameterValues(["kind": .word("firm"), "share_fraction": .number(1)]))
        ]),
      ]))
  }

  private static let mix: [String: ParameterValue] = [
    "methane_mole_fraction": .number(0.75), "ethane_mole_fraction": .number(0.12),
    "propane_mole_fraction": .number(0.06), "butane_mole_fraction": .number(0.025),
    "pentane_plus_mole_fraction": .number(0.01), "nitrogen_mole_fraction": .number(0.02),
    "carbon_dioxide_mole_fraction": .number(0.015),
  ]

  private static let ways: [[String: ParameterValue]] = [
    ["methane_slip_g_per_kwh": .number(4)],
    ["methane_slip_kg_per_mmbtu": .number(0.5), "flare_tier": .word("tier_3")],
    [
      "methane_slip_fraction_unburned": .number(0.03), "flare_destruction_fraction": .number(0.911),
    ],
    ["engine_class": .word("four_stroke_lean"), "flare_unlit_fraction": .number(0.05)],
    [
      "engine_class": .word("turbine"), "crankcase_kg_ch4_per_hour": .number(0.083),
      "flare_owner": .word("site"),
    ],
  ]

  @Test("gas that would be flared, with pipeline gas behind it", arguments: ways.indices)
  func fieldGas(way: Int) throws {
    let gas = EmissionsTests.flare(
      Self.mix.merging(Self.ways[way]) { $1 }.merging([
        "available_mmbtu_per_h": .series([30, 5, 20]), "backup_price_usd_per_mmbtu": .number(4),
      ]) { $1 })
    try check(Sites.site([gas, load(2)]), steps: 3)
  }

  @Test(
    "imports by each view",
    arguments: ["scope1+2-location", "scope1+2-market", "scope1+2-market-hourly", "marginal"])
  func views(view: String) throws {
    let grid = Sites.grid(
      [Sites.energy(0.05)],
      [
        "co2_kg_per_mwh": .series([300, 500, 400]), "ch4_kg_per_mwh": .number(0.1),
        "n2o_kg_per_mwh": .number(0.01), "marginal_co2e_kg_per_mwh": .series([700, -100, 300]),
        "grid_loss_fraction": .number(0.05),
      ])
    func certificate(_ name: String, _ keys: [String: ParameterValue]) -> NamedValues {
      NamedValues(
        name: name,
        values: ParameterValues(keys.merging(["serial": .word(name)]) { $1 }))
    }
    let policy: [String: ParameterValue] = [
      "cap_boundary": .word(view), "price_usd_per_t": .number(40),
      "residual_mix_co2_kg_per_mwh": .number(450),
      "certificates": .records([
        certificate("wind", ["certified_mw": .series([1, 5, 0])]),
        certificate(
          "solar", ["certified_mw": .series([1, 0, 9]), "co2_kg_per_mwh": .number(20)]),
      ]),
    ]
    try check(Sites.site([grid, load(4)], emissions: policy), steps: 3)
  }

  private func check(_ site: Site, steps: Int) throws {
    let horizon = Horizon(calendar: site.calendar, stepMinutes: 60, steps: steps)
    let plan = try Planner(strategy: GLPKSolver.strategy).plan(site, over: horizon).plan
    #expect(plan.status == .optimal)
    let reconciliation = Reconciliation(site: site, plan: plan)
    #expect(reconciliation.passed, "\(reconciliation.text)")
    // The year's tonnes are those of the published equations.
    let audit = LedgerAudit(
      site: site, plan: plan, ledger: Ledger(site: site, plan: plan), registry: [], planned: [:])
    let equations = audit.checks.filter { $0.id == 17 }
    #expect(!equations.isEmpty)
    for check in equations { #expect(check.passed, "\(check.name) \(check.lhs) \(check.rhs)") }
    // Every source of the plan has its equal in the ledger, to 1e-6 of its size.
    let account = EmissionsAccount(site: site, plan: plan).lines
    #expect(!plan.emissions.isEmpty)
    for line in plan.emissions {
      let own = account.first { $0.component == line.component && $0.source == line.source }
      let planned = line.amount.in(.tonnes)
      let counted = own?.amount.in(.tonnes) ?? .nan
      #expect(
        (planned - counted).magnitude <= 1e-6 * max(1, planned.magnitude),
        "\(line.component) \(line.source)")
      #expect(own?.basis == line.basis)
    }
  }

  /// 20 and 10 MMBtu at 1,000 and 1,250 Btu/scf: 20,000 and 8,000 scf.
  @Test("pipeline gas that was analysed is counted by its volume, as the program counts its heat")
  func analysedGas() throws {
    func lines(_ keys: [String: ParameterValue]) throws -> [LedgerLine] {
      let gas = EmissionsTests.pipeline(keys)
      try check(Sites.site([gas, load(2)]), steps: 2)
      var plan = Sites.plan(
        Horizon(calendar: Sites.calendar(), steps: 2), "gensets", ["gas_mmbtu_per_h": [20, 10]])
      plan.components[0].kind = PipelineGas.kind
      return Ledger(site: Sites.site([gas]), plan: plan).lines
    }
    func carbon(_ lines: [LedgerLine]) throws -> LedgerLine {
      try #require(lines.first { $0.label.source == "combustion_co2" })
    }
    let byHeat = try carbon(
      try lines(["gas_heating_value_btu_per_scf": .series([1000, 1250])]))
    #expect(byHeat.label.method == "98.33-C2a")
    #expect(zip(byHeat.activity, [20_000, 8000]).allSatisfy { ($0 - $1).magnitude < 1e-6 })
    // C-2b: 30 MMBtu in 28,000 scf, at 53.06 kg/MMBtu.
    #expect((byHeat.factor[0] - 53.06 * 30 / 28_000).magnitude < 1e-12)
    let byCarbon = try carbon(
      try lines([
        "gas_heating_value_btu_per_scf": .number(1000),
        "gas_carbon_content_fraction": .number(0.74), "gas_molar_mass_kg_per_kmol": .number(17),
      ]))
    #expect(byCarbon.label.method == "98.33-C5")
    #expect((byCarbon.factor[0] - 44.0 / 12 * 0.74 * 17 / 836.6).magnitude < 1e-12)
  }

  /// methods.md B4: a million scf of the example gas in a lean-burn engine instead of a flare of tier 1
  /// makes things worse by 7.539456 t (AR5-100); leakage comes on top.
  @Test("avoided flaring is baseline less project less leakage", arguments: [0, 2.0])
  func flareProject(leakage: Double) throws {
    let mix: [String: ParameterValue] = [
      "methane_mole_fraction": .number(0.80), "ethane_mole_fraction": .number(0.10),
      "propane_mole_fraction": .number(0.05), "butane_mole_fraction": .number(0.02),
      "pentane_plus_mole_fraction": .number(0.01), "nitrogen_mole_fraction": .number(0.01),
      "carbon_dioxide_mole_fraction": .number(0.01), "engine_class": .word("four_stroke_lean"),
      "flare_project_leakage_kg_co2e_per_mmbtu": .number(leakage),
    ]
    func project(_ baseline: String) throws -> FlareProjectAccount.Row {
      let gas = EmissionsTests.flare(
        mix.merging(["flare_project_baseline": .word(baseline)]) { $1 })
      let horizon = Horizon(calendar: Sites.calendar())
      var taken = Sites.flat(0, horizon)
      taken[100] = 1216
      let plan = Sites.plan(
        horizon, "flare_gas",
        ["gas_taken_mmbtu_per_h": taken, "gas_flared_mmbtu_per_h": Sites.flat(0, horizon)])
      let site = Sites.site([gas], emissions: ["gwp_set": .word("AR5-100")])
      let account = FlareProjectAccount(
        site: site, plan: plan, ledger: Ledger(site: site, plan: plan),
        periods: [0..<horizon.count])
      return try #require(account.rows.first)
    }
    let row = try project("flare")
    // Some 999,900 scf.
    let million = row.taken / 1e6
    #expect((row.project.baseline / million - 74.131346915).magnitude < 1e-6)
    #expect((row.project.leakage - leakage * 1.216).magnitude < 1e-9)
    let net = row.project.net + row.project.leakage
    #expect((net / million + 7.539456).magnitude < 1e-6)
    // A MMBtu is 1.055056e-3 TJ, and the net heat of natural gas 1/1.108 of the gross.
    let displaced = try project("am0009_style").project
    #expect((displaced.baseline - 1216 * 1.055056e-3 / 1.108 * 54.834).magnitude < 1e-9)
    #expect(try project("captured").project.baseline == 0)
  }

  /// Three modules at 200 t; a load that is a series has none to count.
  @Test func modulesCarryTheirMaking() {
    let set = FactorSet(
      id: "set",
      factors: [
        EmissionFactor(
          id: "set.gpu_module", quantity: .embodied, gas: "CO2e", value: 200_000,
          unit: "kg/module", validYears: 2020...2030, isPlaceholder: true, cells: [])
      ])
    let modules = GPULoad(
      name: "load",
      values: ParameterValues([
        "modules": .number(3), "it_mw_per_module": .number(0.7), "pue_fraction": .number(1.2),
        "classes": .records([
          NamedValues(
            name: "inference",
            values: ParameterValues(["kind": .word("firm"), "share_fraction": .number(1)]))
        ]),
      ]))
    for (load, tonnes) in [(modules, 600.0), (self.load(2), 0)] {
      var plan = SitePlan(status: .optimal, horizon: Horizon(calendar: Sites.calendar()))
      plan.components = [.init(component: "load", kind: GPULoad.kind)]
      let site = Sites.site([load], emissions: ["embodied_factors": .factors(set)])
      let ledger = Ledger(site: site, plan: plan)
      #expect(ledger.equivalent(of: ledger.lines, .ar5Hundred) == tonnes)
    }
  }

  /// 100 MWh left in packs: 5 kg/kWh of refurbishment, and 80 kg/kWh of making where it is shared;
  /// 10 MW of converters at 50 kg/kW.
  @Test(arguments: [("cut_off", 1000.0), ("remaining_life", 9000.0)])
  func secondLifeByEitherAllocation(allocation: String, tonnes: Double) {
    func factor(_ name: String, _ value: Double, _ unit: String) -> EmissionFactor {
      EmissionFactor(
        id: "set.\(name)", quantity: .embodied, gas: "CO2e", value: value, unit: unit,
        validYears: 2020...2030, isPlaceholder: true, cells: [])
    }
    let set = FactorSet(
      id: "set",
      factors: [
        factor("battery_energy", 80, "kg/kWh"), factor("second_life_refurbishment", 5, "kg/kWh"),
        factor("converter", 50, "kg/kW"),
      ])
    var plan = SitePlan(status: .optimal, horizon: Horizon(calendar: Sites.calendar()))
    var packs = SitePlan.ComponentPlan(component: "second_life", kind: SecondLifeBattery.kind)
    packs.power = Power(10, .megawatts)
    packs.energy = Energy(100, .megawattHours)
    plan.components = [packs]
    let site = Sites.site(
      [Make.secondLife("second_life")],
      emissions: ["embodied_factors": .factors(set), "second_life_allocation": .word(allocation)])
    let ledger = Ledger(site: site, plan: plan)
    #expect((ledger.equivalent(of: ledger.lines, .ar5Hundred) - tonnes).magnitude < 1e-9)
    // In the year of purchase, not spread over months.
    #expect(ledger.rows(of: ledger.lines, in: ledger.periods(.month)).count == ledger.lines.count)
  }

  /// Losses before the meter stand in Scope 3; nothing of the margin or the flare of others does.
  @Test func whatIsOutsideStaysOutside() {
    let horizon = Horizon(calendar: Sites.calendar())
    let grid = Sites.grid(
      [],
      ["marginal_co2e_kg_per_mwh": .number(700), "grid_loss_fraction": .number(0.2)])
    var plan = Sites.plan(horizon, "grid", ["import_mw": Sites.flat(1, horizon)])
    let gas = EmissionsTests.flare(["methane_slip_fraction_unburned": .number(0.02)])
    plan.components.append(
      Sites.part("flare_gas", ["gas_flared_mmbtu_per_h": Sites.flat(1, horizon)]))
    let ledger = Ledger(site: Sites.site([grid, gas]), plan: plan)
    func tonnes(_ source: String, _ lines: [LedgerLine]) -> Double {
      ledger.equivalent(of: lines.filter { $0.label.source == source }, .ar6Hundred)
    }
    // 8,760 MWh metered are 10,950 generated: 2,190 MWh lost, at 0.4 t.
    #expect((tonnes("grid_loss", ledger.lines) - 2190 * 0.4).magnitude < 1e-9)
    #expect((tonnes("grid_marginal", ledger.consequential) - 8760 * 0.7).magnitude < 1e-9)
    #expect(tonnes("grid_marginal", ledger.lines) == 0)
    #expect(tonnes("flare", ledger.lines) == 0)
    #expect(tonnes("flare", ledger.outside) > 0)
    #expect(ledger.lines.allSatisfy { $0.label.scope != nil })
  }
}
