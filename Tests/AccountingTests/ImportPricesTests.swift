import Accounting
import SiteModel
import Testing
import Units

@Suite("Prices of imports")
struct ImportPricesTests {
  private let horizon = Horizon(calendar: Sites.calendar(), steps: 24)

  private func prices(_ grid: Grid) -> [Double] {
    ImportPrices(grid, over: horizon, siteStepMinutes: 60).values
  }

  @Test("energy and riders within their windows are added; demand is not")
  func windows() {
    let evening = TariffWindow(hours: Set(17..<21))
    let grid = Sites.grid([
      Sites.energy(0.05), Sites.demand(10),
      Sites.line("peak", .rider(evening, .init(EnergyPrice(20, .usdPerMegawattHour)))),
    ])
    let found = prices(grid)
    for hour in 0..<24 {
      #expect((found[hour] - ((17..<21).contains(hour) ? 70 : 50)).magnitude < 1e-9)
    }
  }

  @Test("an index counts with its factor and adder")
  func index() {
    let series = (0..<8760).map { Double($0 % 24) }
    let grid = Sites.grid(
      [
        Sites.line(
          "index", .indexedEnergy(factor: 1.02, adder: EnergyPrice(3, .usdPerMegawattHour)))
      ], ["index_price_usd_per_mwh": .series(series)])
    let found = prices(grid)
    for hour in 0..<24 { #expect((found[hour] - (1.02 * Double(hour) + 3)).magnitude < 1e-9) }
  }

  @Test("business as usual emits what the served load would import")
  func usual() throws {
    let grid = Sites.grid([Sites.energy(0.05)])
    var load = Sites.part(GPULoad.kind, ["all_served_mw": Sites.flat(2, horizon)])
    load.component = "load"
    load.basis = .peakLoad
    var plan = SitePlan(status: .optimal, horizon: horizon)
    plan.components = [load, Sites.part("grid", ["import_mw": Sites.flat(0, horizon)])]
    let usual = BusinessAsUsual(site: Sites.site([grid]), plan: plan)
    let lines = try #require(usual.emissions)
    #expect(lines.count == 1)
    #expect((lines[0].amount.in(.tonnes) - 2 * 8760 * 0.4).magnitude < 1e-6)
    let short = BusinessAsUsual(
      site: Sites.site([Sites.grid([Sites.energy(0.05)], ["import_limit_mw": .number(1.5)])]),
      plan: plan)
    #expect(short.emissions == nil)
  }
}
