import Accounting
import Reporting
import SiteModel
import Testing
import Units

@Suite("The bill as a table, and beside business as usual")
struct BillTableTests {
  private func grid(limit: Double, _ lines: [Tariff.Line]) -> Grid {
    Grid(
      name: "grid",
      values: ParameterValues([
        "tariff": .tariff(Tariff(name: "t", lines: lines)), "import_limit_mw": .number(limit),
        "co2_kg_per_mwh": .number(400),
      ]))
  }

  private var many: [Tariff.Line] {
    (1...14).map {
      .init(
        name: "line_of_a_long_name_\($0)",
        charge: .fixed(Money(1e6 * Double($0), .usd), each: .month))
    }
  }

  @Test(arguments: [60, 80, 100])
  func itFitsAndSumsUp(width: Int) {
    let bill = Bill(
      grid(limit: 5, many), of: Example.site,
      meter: MeterSeries(ofYear: Example.horizon, imports: Example.flat(1)))
    let lines = BillTable(bill, over: Example.horizon, dollarYear: 2025).text(width: width)
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= width })
    // 1 + 2 + … + 14 million in each of twelve months.
    #expect(lines.contains { $0.hasPrefix("January") && $0.hasSuffix(" 105,000,000") })
    #expect(lines.contains { $0.hasPrefix("year") && $0.hasSuffix("1,260,000,000") })
  }

  @Test func businessAsUsualTakesTheServedLoadFromTheGrid() throws {
    let lines: [Tariff.Line] = [
      .init(name: "energy", charge: .energy(.init(), .init(EnergyPrice(60, .usdPerMegawattHour)))),
      .init(name: "demand", charge: .demand(.init(PowerPrice(10, .usdPerKilowattMonth)))),
    ]
    var site = Example.site
    site = Site(
      name: site.name, description: "", location: nil, calendar: site.calendar, stepMinutes: 60,
      dollarYear: 2024, realDiscountRate: 0.08,
      components: site.components.map { $0 is Grid ? grid(limit: 3, lines) : $0 },
      uptime: site.uptime, emissions: site.emissions)
    // 2 MW served all year: 17,520 MWh at 60 USD and twelve times 2,000 kW at 10.
    let usual = BusinessAsUsual(site: site, plan: Example.result.plan)
    let total = try #require(usual.bill).total.in(.usd)
    #expect((total - (17_520 * 60 + 240_000)).magnitude < 1e-6)
    #expect(usual.shortfall == .zero)
    let text = SavingsText.lines(site: site, plan: Example.result.plan, cash: nil)
      .joined(separator: "\n")
    // 968,400 of the plan's own.
    #expect(text.contains("1,291,200"))
    #expect(text.contains("322,800"))
  }

  @Test func aShortImportHasNoBusinessAsUsual() {
    let usual = BusinessAsUsual(site: Example.site, plan: Example.result.plan)
    #expect(usual.bill == nil)
    #expect((usual.shortfall.in(.megawatts) - 0.5).magnitude < 1e-12)
  }
}
