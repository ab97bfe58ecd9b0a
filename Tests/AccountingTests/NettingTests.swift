import Accounting
import SiteModel
import Testing
import Units

@Suite("Exports, and what netting makes of them")
struct NettingTests {
  private let year = Horizon(calendar: Sites.calendar(2022))

  /// Energy at 100 USD/MWh, exports at 30: January exports 10 MWh and imports 4, all other months import 1.
  private func bill(_ netting: TariffRules.Netting, rider: Bool = false) -> Bill {
    var lines = [
      Sites.energy(0.1),
      Sites.line("sold", .export(.init(), EnergyPrice(30, .usdPerMegawattHour))),
    ]
    if rider {
      lines.append(
        Sites.line("rider", .rider(.init(), .init(EnergyPrice(1, .usdPerMegawattHour)))))
    }
    let grid = Sites.grid(
      lines, ["export_limit_mw": .number(20)], rules: .init(netting: netting))
    var imports = Sites.flat(0, year)
    var exports = Sites.flat(0, year)
    for month in year.months {
      imports[month.steps[5]] = month.month == 1 ? 4 : 1
      if month.month == 1 { exports[month.steps[6]] = 10 }
    }
    let plan = Sites.plan(year, "grid", ["import_mw": imports, "export_mw": exports])
    return Bill(site: Sites.site([grid], calendar: year.calendar), plan: plan)
  }

  @Test(
    "what is left of imports is billed, what is left of exports is paid",
    arguments: [
      // 15 MWh bought, 10 sold.
      (TariffRules.Netting.none, 1500.0, -300.0),
      // January: 6 MWh more out than in; the other eleven months import 1 each.
      (.monthly, 1100, -180),
      // Those 6 carry to July; five months remain, and nothing is left to be paid.
      (.annual, 500, 0),
    ])
  func netting(_ rule: TariffRules.Netting, energy: Double, sold: Double) {
    #expect((bill(rule).usd("energy") - energy).magnitude < 1e-9)
    #expect((bill(rule).usd("sold") - sold).magnitude < 1e-9)
  }

  @Test("riders count all imports, netted or not")
  func riders() {
    for rule in TariffRules.Netting.allCases {
      #expect((bill(rule, rider: true).usd("rider") - 15).magnitude < 1e-9)
    }
  }

  @Test("credit is not carried back: exports of December are paid")
  func lateExports() {
    let grid = Sites.grid(
      [
        Sites.energy(0.1),
        Sites.line("sold", .export(.init(), EnergyPrice(30, .usdPerMegawattHour))),
      ], ["export_limit_mw": .number(20)], rules: .init(netting: .annual))
    var imports = Sites.flat(0, year)
    var exports = imports
    imports[0] = 4
    exports[8000] = 10
    let plan = Sites.plan(year, "grid", ["import_mw": imports, "export_mw": exports])
    let bill = Bill(site: Sites.site([grid], calendar: year.calendar), plan: plan)
    #expect((bill.usd("energy") - 400).magnitude < 1e-9)
    #expect((bill.usd("sold") - -300).magnitude < 1e-9)
  }

  @Test("an indexed export is paid the index times a factor, plus an adder")
  func indexedExports() {
    let four = Horizon(calendar: year.calendar, steps: 4)
    let grid = Sites.grid(
      [
        Sites.line(
          "sold", .indexedExport(factor: 0.9, adder: EnergyPrice(-5, .usdPerMegawattHour)))
      ],
      ["export_limit_mw": .number(5), "index_price_usd_per_mwh": .series([10, 20, -30, 40])])
    let plan = Sites.plan(
      four, "grid", ["import_mw": [0, 0, 0, 0], "export_mw": [1, 0, 1, 2]])
    let bill = Bill(site: Sites.site([grid], calendar: year.calendar), plan: plan)
    // 4 − 32 + 62 USD in four steps of 8,760.
    #expect((bill.usd("sold") - -34 * 2190).magnitude < 1e-6)
  }
}
