import Components
import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

@Suite("what perfect foresight is worth")
struct ForesightTests {
  private func foresight(_ site: Site, steps: Int, every hours: Double) throws -> Foresight {
    let planner = Planner(strategy: GLPKSolver.strategy)
    let horizon = site.first(steps)
    let result = try planner.plan(site, over: horizon, comparisons: false)
    let explainer = try Explainer(planner: planner, site: site, horizon: horizon, result: result)
    let found = try #require(explainer).foresight(viewHours: 24, everyHours: hours)
    return try #require(found)
  }

  /// A connection that gives up to 20 MW in some hours.
  private static func grid(_ name: String, _ price: Double, in hours: Range<Int>, of count: Int)
    -> Grid
  {
    let limits = (0..<count).map { hours.contains($0) ? 20.0 : 0 }
    return Make.checked(
      Grid.self, name,
      Make.gridValues.with([
        "tariff": .tariff(Make.tariff(energy: price, demand: 0)),
        "import_limit_mw": .series(limits),
      ]))
  }

  /// Costs nothing and loses nothing, so that all of it is built: 1 MW, 6 MWh.
  private static let store = Make.checked(
    BESS.self, "bess",
    Make.bessValues.with([
      "charge_efficiency_fraction": 1, "discharge_efficiency_fraction": 1,
      "min_soc_fraction": 0, "max_soc_fraction": 1,
      "self_discharge_fraction_per_day": 0, "capex_usd_per_kw": 0, "capex_usd_per_kwh": 0,
      "max_power_mw": 1, "max_energy_mwh": 6,
    ]))

  /// With foresight 6 MWh, charged at 5 USD late in the six days, are kept until power costs 100 in
  /// hours 66 to 71. Who sees a day sells them on the first day at 30, which is more than they are worth
  /// in the mean, and buys them again at 40: 60 USD in 144 hours, and 0.1 USD of wear for each MWh out and in.
  @Test("who sells too early buys again dearer")
  func soldTooEarly() throws {
    let count = 144
    let site = Site.of([
      Self.grid("first", 30, in: 0..<24, of: count),
      Self.grid("middle", 40, in: 24..<72, of: count),
      Self.grid("low", 5, in: 72..<count, of: count), Self.load(count, peak: 66..<72), Self.store,
      Self.grid("dear", 100, in: 0..<count, of: count),
    ])
    let found = try foresight(site, steps: count, every: 24)
    #expect(agree(found.dearer, (60 + 12 * 0.1) * 8760 / 144, within: 1e-5))
    #expect(found.short == 0)
    #expect(found.missed.isEmpty)
  }

  /// 10 MW, and 11 MW more than the middle connection gives in the hours of the peak.
  private static func load(_ count: Int, peak: Range<Int>) -> GPULoad {
    Make.firmLoad(.series((0..<count).map { peak.contains($0) ? 21 : 10 }))
  }

  /// All of a day is seen, and the days are alike.
  @Test("a store that turns over each day loses nothing")
  func daily() throws {
    let cheap = (0..<72).map { $0 % 24 < 8 ? 20.0 : 0 }
    let night = Make.checked(
      Grid.self, "night",
      Make.gridValues.with([
        "tariff": .tariff(Make.tariff(energy: 10, demand: 0)), "import_limit_mw": .series(cheap),
      ]))
    let site = Site.of([
      night, Self.grid("day", 50, in: 0..<72, of: 72), Make.firmLoad(10), Self.store,
    ])
    let found = try foresight(site, steps: 72, every: 24)
    #expect(found.dearer.magnitude <= 1e-6 * found.planned)
  }

  /// A peak of 12 MW is billed for the month; without a store there is nothing to decide.
  @Test("without a store there is nothing to foresee")
  func withoutStore() throws {
    let site = Site.of([
      Make.grid(), Make.firmLoad(.series((0..<72).map { $0 == 50 ? 12 : 10 })),
    ])
    let found = try foresight(site, steps: 72, every: 6)
    #expect(found.dearer.magnitude <= 1e-6 * found.planned)
    #expect(found.peaks.magnitude <= 1e-6 * found.planned)
  }

  /// The grid is 1 MW short from hour 40 to 75; with foresight 36 MWh in store carry that. Who sees a day
  /// may be late, but neither comes out cheaper nor sheds more than that.
  @Test("an outage longer than the view costs no less than with foresight")
  func longOutage() throws {
    let limits = (0..<96).map { (40..<76).contains($0) ? 9.0 : 20.0 }
    let grid = Make.grid("grid", ["import_limit_mw": .series(limits)])
    let store = Make.checked(
      BESS.self, "bess",
      Make.bessValues.with([
        "charge_efficiency_fraction": 1, "discharge_efficiency_fraction": 1,
        "min_soc_fraction": 0, "max_soc_fraction": 1,
        "self_discharge_fraction_per_day": 0, "max_duration_hours": 100,
      ]))
    let found = try foresight(
      Site.of([grid, Make.firmLoad(10), store]), steps: 96, every: 6)
    #expect(found.dearer >= -1e-6 * found.planned)
    #expect(found.short <= 36 * 8760 / 96 + 1e-6)
  }
}
