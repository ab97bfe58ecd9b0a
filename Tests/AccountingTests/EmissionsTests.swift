import Accounting
import Components
import SiteModel
import Testing
import Units

@Suite("Emissions recomputed from dispatch")
struct EmissionsTests {
  static let fleet: [String: ParameterValue] = [
    "unit_mw": .number(1), "incremental_heat_rate_mmbtu_per_mwh": .number(8),
    "no_load_mmbtu_per_h_per_mw": .number(1), "minimum_load_fraction": .number(0.3),
    "mttf_hours": .number(1000), "mttr_hours": .number(10), "capex_usd_per_kw": .number(1000),
    "variable_om_usd_per_mwh": .number(10), "life_years": .number(20),
  ]

  static func flare(_ more: [String: ParameterValue]) -> FlaredGas {
    let own: [String: ParameterValue] = [
      "available_mmbtu_per_h": .number(30), "price_usd_per_mmbtu": .number(0.5),
      "gas_term_years": .number(5),
    ]
    return FlaredGas(
      name: "flare_gas", values: ParameterValues(fleet.merging(own) { $1 }.merging(more) { $1 }))
  }

  static func pipeline(_ more: [String: ParameterValue]) -> PipelineGas {
    let own: [String: ParameterValue] = [
      "price_usd_per_mmbtu": .number(4), "methane_slip_kg_per_mmbtu": .number(0.5),
    ]
    return PipelineGas(
      name: "gensets", values: ParameterValues(fleet.merging(own) { $1 }.merging(more) { $1 }))
  }

  private func amounts(_ site: Site, _ plan: SitePlan) -> [String: Double] {
    Dictionary(
      uniqueKeysWithValues: EmissionsAccount(site: site, plan: plan).lines.map {
        ($0.source, $0.amount.in(.tonnes))
      })
  }

  private let year = Horizon(calendar: Sites.calendar())

  @Test func importsAtTheFactorsOfEachGas() {
    let grid = Sites.grid(
      [], ["ch4_kg_per_mwh": .number(0.1), "n2o_kg_per_mwh": .number(0.01)])
    let plan = Sites.plan(year, "grid", ["import_mw": Sites.flat(1, year)])
    // 8,760 MWh · (400 + 29.8·0.1 + 273·0.01) kg.
    let emitted = amounts(Sites.site([grid]), plan)["grid"] ?? 0
    #expect((emitted - 8760 * 0.40571).magnitude < 1e-6)
  }

  @Test func fieldGasFormsNoCarbonDioxideFromWhatSlips() {
    let gas = Self.flare(["methane_slip_fraction_unburned": .number(0.02)])
    let plan = Sites.plan(
      year, "flare_gas",
      [
        "gas_taken_mmbtu_per_h": Sites.flat(1, year), "gas_flared_mmbtu_per_h": Sites.flat(2, year),
      ])
    let emitted = amounts(Sites.site([gas]), plan)
    // Pure methane, 1.010 MMBtu/Mcf: 52.6/1.01 kg CO2 and 19.2/1.01 kg CH4 an MMBtu.
    let carbon = 52.6 / 1.01 * 8.760
    let methane = 19.2 / 1.01 * 8.760
    #expect(((emitted["combustion_co2"] ?? 0) - 0.98 * carbon).magnitude < 1e-6)
    #expect(((emitted["methane_slip"] ?? 0) - 0.02 * methane * 29.8).magnitude < 1e-6)
    #expect(((emitted["n2o"] ?? 0) - 8.760 * 1e-4 * 273).magnitude < 1e-9)
    // The flare of tier 1 destroys 98 % of twice as much methane and burns 96.5 % of its carbon.
    let flared = 2 * (0.965 * carbon + 0.02 * methane * 29.8 + 8.760 * 1e-4 * 273)
    #expect(((emitted["flare"] ?? 0) - flared).magnitude < 1e-6)
  }

  @Test(arguments: [("operator", Int?.none), ("site", 1)])
  func theFlareBelongsToItsOwner(owner: String, scope: Int?) {
    let gas = Self.flare([
      "methane_slip_g_per_kwh": .number(4.5), "flare_owner": .word(owner),
    ])
    let plan = Sites.plan(year, "flare_gas", ["gas_flared_mmbtu_per_h": Sites.flat(1, year)])
    let lines = EmissionsAccount(site: Sites.site([gas]), plan: plan).lines
    #expect(lines.first { $0.source == "flare" }?.scope == scope)
  }

  @Test func pipelineGasCountsTheFullFactorAndTheSlipByPower() {
    var values = Self.fleet
    values["price_usd_per_mmbtu"] = .number(3)
    values["methane_slip_g_per_kwh"] = .number(4.5)
    let gas = PipelineGas(name: "gensets", values: ParameterValues(values))
    let plan = Sites.plan(year, "gensets", ["gas_mmbtu_per_h": Sites.flat(9, year)])
    let emitted = amounts(Sites.site([gas]), plan)
    // 9 MMBtu/h at 9 MMBtu/MWh is 1 MW: 4.5 kg/h of methane.
    #expect(((emitted["combustion_co2"] ?? 0) - 8760 * 9 * 0.05306).magnitude < 1e-6)
    #expect(((emitted["methane_slip"] ?? 0) - 8760 * 0.0045 * 29.8).magnitude < 1e-6)
  }

  @Test func standbySetsBurnByTheirHeatRate() {
    let set = StandbyGenerator(
      name: "diesel",
      values: ParameterValues([
        "fuel": .word("diesel"), "unit_mw": .number(1), "tank_mwh_per_unit": .number(24),
        "refill_mw_per_unit": .number(1), "start_minutes": .number(1),
        "failure_to_start_fraction": .number(0.01), "heat_rate_mmbtu_per_mwh": .number(10),
        "price_usd_per_mmbtu": .number(20), "capex_usd_per_kw": .number(800),
        "fixed_om_usd_per_kw_year": .number(10), "life_years": .number(20),
      ]))
    var output = Sites.flat(0, year)
    output[7] = 2
    let emitted = amounts(Sites.site([set]), Sites.plan(year, "diesel", ["output_mw": output]))
    #expect(((emitted["combustion_co2"] ?? 0) - 20 * 0.07396).magnitude < 1e-9)
    #expect(((emitted["methane_slip"] ?? 0) - 20 * 3e-6 * 29.8).magnitude < 1e-12)
  }

  @Test func theWarmingPotentialsAreThoseOfTheSite() {
    let gas = Self.flare(["methane_slip_fraction_unburned": .number(0.02)])
    let plan = Sites.plan(year, "flare_gas", ["gas_taken_mmbtu_per_h": Sites.flat(1, year)])
    let hundred = amounts(Sites.site([gas]), plan)
    let twenty = amounts(
      Sites.site([gas], emissions: ["gwp_set": .word("AR6-20")]), plan)
    let ratio = (twenty["methane_slip"] ?? 0) / (hundred["methane_slip"] ?? 1)
    #expect((ratio - 82.5 / 29.8).magnitude < 1e-9)
  }
}
