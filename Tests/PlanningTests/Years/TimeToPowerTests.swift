import Formulation
import InteriorPointSolver
import LinearProgramming
import SiteModel
import TestSupport
import Testing
import Units

/// A MW of modules that waits for power, month by month over five years: six plans worked by hand, of which
/// the program finds the best.
///
/// 1 MW of facility at a load factor of 0.85 is 620.5 MWh a month, worth 1,785.71 USD each; 8 % a year, paid
/// at the end of each month. Grid from month 24 at 60 USD/MWh. Own engine from month 9: 1,300 USD/kW, 47.85
/// USD/MWh, 20 USD/kW-year, sold at 60 % of a straight line over 20 years. Rent from month 3: 28
/// USD/kW-month, 55.5 USD/MWh, 60 USD/kW to come and 40 to go.
@Suite("time to power")
struct TimeToPowerTests {
  struct Case: Sendable {
    var rent: Double? = 28
    var owns = true
    var gridMonth = 24
    var value = 2500.0 / 1.4
  }

  private static let months = 60

  private func site(_ of: Case) -> Site {
    // 8,760 h a year of 24 modelled ones: a month is 730 h.
    var hours = [Double](repeating: (0.85 * 24 - 1) / 23, count: 24)
    hours[0] = 1
    let engine: Keys = [
      "unit_mw": 1, "incremental_heat_rate_mmbtu_per_mwh": 8.76, "no_load_mmbtu_per_h_per_mw": 0,
      "price_usd_per_mmbtu": 3.75, "variable_om_usd_per_mwh": 15, "minimum_load_fraction": 0,
      "mttr_hours": 0, "fixed_om_usd_per_kw_year": 20, "life_years": 20,
      "first_delivery_month": .number(of.owns ? 9 : 479), "redeployment_value_fraction": 0.6,
    ]
    let rented: Keys = [
      "unit_mw": 1, "incremental_heat_rate_mmbtu_per_mwh": 10, "no_load_mmbtu_per_h_per_mw": 0,
      "price_usd_per_mmbtu": 3.75, "variable_om_usd_per_mwh": 18, "minimum_load_fraction": 0,
      "mttr_hours": 0, "fixed_om_usd_per_kw_year": 0, "capex_usd_per_kw": 0,
      "rental_usd_per_kw_month": .number(of.rent ?? 1), "mobilisation_usd_per_kw": 60,
      "demobilisation_usd_per_kw": 40, "first_delivery_month": .number(of.rent == nil ? 479 : 3),
    ]
    let load: Keys = [
      "facility_load_mw": .series(hours), "module_deliveries": .schedule("fraction", (0, 1)),
      "modules_energised": .word("chosen"), "value_of_served_mwh_usd": .number(of.value),
      "value_basis": .word("gpu_hours"),
      "classes": .classes(("inference", ["kind": "firm", "share_fraction": 1])),
    ]
    return Site.of([
      Make.grid(
        "grid",
        [
          "import_limit_mw": 1, "energised_month": .number(Double(of.gridMonth)),
          "tariff": .tariff(Make.tariff(energy: 60, demand: 0)),
        ]),
      Make.pipelineGas("own", engine), Make.pipelineGas("rented", rented),
      GPULoad(name: "load", values: ParameterValues(load)),
    ]).over(5, rate: 0.08)
  }

  /// What is served is worth, less all costs, in USD for the MW.
  private func net(_ of: Case = Case()) throws -> Double {
    let site = site(of)
    let horizon = try #require(site.planningHorizon)
    let timeline = Timeline(
      (0..<Self.months).map {
        .init(name: "\($0)", firstMonth: $0, months: $0..<($0 + 1), begins: [0])
      }, months: Self.months, rate: horizon.rate, salvage: .none)
    let program = HorizonProgram(
      site, timeline, over: site.first(24),
      years: (0..<Self.months).map { site.inYear(from: $0) })
    let answer = try InteriorPointSolver().solve(
      program.program.inOwnUnit(), method: .naturalInteriorPoint(SolveRequest()), progress: nil)
    let point = program.program.fromOwnUnit(x: answer.x)
    #expect(answer.verdict == .optimal)
    let level = zip(program.program.columns, point).reduce(program.program.objectiveConstant) {
      $0 + $1.0.cost * $1.1
    }
    let potential = timeline.worth * 8760 * 0.85 * of.value
    return potential - 1000 * timeline.worth * level
  }

  @Test("A to F: the program rents until the grid comes, and its plan is worth as much as by hand")
  func best() throws {
    #expect(agree(try net(), 49_411_109, within: 2e-8))
    #expect(agree(try net(Case(rent: nil, owns: false)), 29_417_166, within: 3e-8))
    #expect(agree(try net(Case(rent: nil)), 43_304_510, within: 2e-8))
    #expect(agree(try net(Case(rent: 60)), 49_041_522, within: 2e-8))
    #expect(agree(try net(Case(rent: 60, gridMonth: 48)), 49_006_384, within: 2e-8))
    #expect(agree(try net(Case(value: 282)), 5_853_224, within: 1e-7))
    #expect(agree(try net(Case(value: 100)), 681_855, within: 1e-6))
  }

  @Test("a month of the grid's date is worth 21,391 USD/MW earlier and 21,255 later")
  func month() throws {
    let now = try net()
    #expect(((try net(Case(gridMonth: 23)) - now) - 21_391).magnitude < 1)
    #expect(((now - (try net(Case(gridMonth: 25)))) - 21_255).magnitude < 1)
  }

  /// At 1,068.7 USD/kW-month renting is worth what waiting is; at 28 it pays from 108.44 USD/MWh on.
  @Test("the rent and the value at which renting pays")
  func breakEven() throws {
    let waiting = try net(Case(rent: nil, owns: false))
    #expect(try net(Case(rent: 1068.6, owns: false)) > waiting + 1)
    #expect(agree(try net(Case(rent: 1068.8, owns: false)), waiting, within: 1e-7))
    let worth = Case(rent: nil, owns: false, value: 108.5)
    #expect(try net(Case(owns: false, value: 108.5)) > net(worth) + 1)
    let worthless = Case(rent: nil, owns: false, value: 108.4)
    #expect(agree(try net(Case(owns: false, value: 108.4)), try net(worthless), within: 1e-6))
  }
}
