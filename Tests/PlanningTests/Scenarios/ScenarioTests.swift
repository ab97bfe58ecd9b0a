import Formulation
import Planning
import SiteModel
import Solvers
import Solving
import TestSupport
import Testing
import Units

/// One plan for several versions of a year, against closed forms.
@Suite("scenarios together")
struct ScenarioTests {
  private let planner = Planner(strategy: SolverRegistry.standard.usual)

  /// A unit of 1 MW costs 10 kUSD a year and takes the place of a grid that costs `grid` kUSD a year.
  private static func unit(grid: Double) -> Site {
    .of([
      Make.grid(
        "grid",
        [
          "import_limit_mw": 1,
          "tariff": .tariff(Make.tariff(energy: 1000 * grid / 8760, demand: 0)),
        ]),
      Make.solar(
        "unit",
        [
          "output_kw_per_kwdc": 1, "land_limit_mwdc": 1, "degradation_fraction_per_year": 0,
          "capex_usd_per_kwdc": 0, "fixed_om_usd_per_kwdc_year": 10,
        ]), Make.firmLoad(1),
    ])
  }

  /// 10 MW that solar and a battery serve in part, beside a grid of some price.
  private static func grid(_ price: Double) -> Site {
    .of([
      Make.grid(
        "grid", ["tariff": .tariff(Make.tariff(energy: price, demand: 0))]),
      Make.solar(
        "solar", ["output_kw_per_kwdc": .series((0..<24).map { (6..<18).contains($0) ? 0.8 : 0 })]),
      Make.bess(), Make.firmLoad(10),
    ])
  }

  private func together(
    _ sites: [Site], _ probabilities: [Double], weight: Double = 0, tail: Double = 0.1,
    caps: ScenariosTogether.Caps = .eachYear
  ) -> (sites: [Site], scenarios: ScenariosTogether) {
    let members = probabilities.enumerated().map {
      ScenariosTogether.Member(name: "s\($0.offset + 1)", probability: $0.element)
    }
    return (
      sites, ScenariosTogether(members, riskWeight: weight, riskTail: tail, caps: caps)
    )
  }

  private func plan(
    _ of: (sites: [Site], scenarios: ScenariosTogether)
  ) throws -> ScenarioPlanner.Result {
    let sizes = SharedSizes(
      of: of.sites, named: of.scenarios.members.map(\.name), over: of.sites[0].first(24))
    #expect(sizes.differences.isEmpty)
    var planner = ScenarioPlanner(
      planner: planner, sites: of.sites, of.scenarios, sizes, over: of.sites[0].first(24))
    return try planner.plan()
  }

  private func table(
    _ of: (sites: [Site], scenarios: ScenariosTogether), all: [SitePlan] = []
  ) throws -> RegretTable {
    try RegretTable(
      of.sites.map { .init($0, shedding: $0) }, of.scenarios, over: of.sites[0].first(24),
      planner: planner, all: all)
  }

  /// Year A costs 30 kUSD and none with the unit; year B costs nothing.
  ///
  /// Expected: −30·p + 10 a unit. Tail of 0.3: −30·min(1, p/0.3) + 10.
  @Test(
    "a unit is built where its cost is less than what it saves, on the mean or in the tail",
    arguments: [
      (p: 0.3, weight: 0.0, tail: 0.3, built: 0.0, measure: 9.0),
      (0.4, 0, 0.3, 1, 10), (0.05, 1, 0.3, 0, 5), (0.2, 1, 0.3, 1, 10), (0.5, 1, 0.3, 1, 10),
      (0.2, 0.5, 0.3, 1, 10), (0.15, 0.5, 0.3, 0, 0.5 * 4.5 + 0.5 * 15),
    ])
  func unit(p: Double, weight: Double, tail: Double, built: Double, measure: Double) throws {
    let of = together(
      [Self.unit(grid: 30), Self.unit(grid: 0)], [p, 1 - p], weight: weight, tail: tail)
    let plan = try plan(of).plan
    #expect(plan.status == .optimal)
    #expect(agree(plan.sizes["unit.nameplate"], built, within: 1e-5), "\(plan.sizes)")
    #expect(agree(plan.measure.in(.kiloUSD), measure, within: 1e-5))
    #expect(agree(plan.optimality?.lowerBound.in(.kiloUSD), measure, within: 1e-5))
  }

  @Test("the worst of costs by hand: its mean over a tail, which may take a part of a scenario")
  func tail() {
    let scenarios = together([], [0.5, 0.3, 0.2], weight: 0.25, tail: 0.4).scenarios
    // 0.2 of 100 and 0.2 of 50 in a tail of 0.4.
    #expect(agree(scenarios.conditionalValueAtRisk([10, 50, 100]), 75))
    #expect(agree(scenarios.expected([10, 50, 100]), 40))
    #expect(agree(scenarios.measure([10, 50, 100]), 0.75 * 40 + 0.25 * 75))
  }

  @Test("scenarios that are all the same cost what one does, with its sizes")
  func equal() throws {
    let site = Self.grid(100)
    let one = try planner.plan(site, over: site.first(24))
    for weight in [0, 0.5] {
      let plan = try plan(
        together([site, site, site], [0.2, 0.3, 0.5], weight: weight, tail: 0.5)
      ).plan
      #expect(agree(plan.measure.in(.usd), one.plan.objective.in(.usd), within: 1e-6))
      let own = try #require(one.sizes["solar.nameplate"]?.lowerBound)
      #expect(agree(plan.sizes["solar.nameplate"], own, within: 1e-3))
    }
  }

  @Test("scenarios in another order give the same plan")
  func order() throws {
    let prices = [40.0, 80, 160]
    let first = try plan(
      together(prices.map(Self.grid), [0.5, 0.3, 0.2], weight: 0.3, tail: 0.5)
    ).plan
    let second = try plan(
      together(prices.reversed().map(Self.grid), [0.2, 0.3, 0.5], weight: 0.3, tail: 0.5)
    ).plan
    #expect(agree(first.measure.in(.usd), second.measure.in(.usd), within: 1e-6))
    for (key, size) in first.sizes {
      #expect(agree(second.sizes[key], size, within: 1e-3), "\(key)")
    }
    for (one, other) in zip(first.costs, second.costs.reversed()) {
      #expect(agree(one.in(.usd), other.in(.usd), within: 1e-4))
    }
  }

  @Test("one worst scenario that fills the tail decides alone: its sizes are those of its own plan")
  func worst() throws {
    let sites = [Self.grid(40), Self.grid(160)]
    let plan = try plan(together(sites, [0.7, 0.3], weight: 1, tail: 0.2)).plan
    let own = try planner.plan(sites[1], over: sites[1].first(24))
    #expect(agree(plan.measure.in(.usd), own.plan.objective.in(.usd), within: 1e-6))
    for (key, size) in own.sizes {
      #expect(agree(plan.sizes[key], size.lowerBound, within: 1e-3), "\(key)")
    }
  }

  @Test(
    "knowing the scenario costs no more than one plan for all, and that no more than any plan for one",
    arguments: [0.0, 0.6])
  func sandwich(weight: Double) throws {
    let of = together([40, 80, 160].map(Self.grid), [0.5, 0.3, 0.2], weight: weight, tail: 0.5)
    let all = try plan(of).plan
    let table = try table(of, all: all.plans)
    let perfect = try #require(table.perfectInformation?.in(.usd))
    let measure = try #require(table.measure(of: 3)?.in(.usd))
    #expect(perfect < measure - 1000)
    for single in 0..<3 {
      let own = try #require(table.measure(of: single)?.in(.usd))
      #expect(own >= measure - 1e-6 * measure)
      #expect(table.cells[single][single].regret == .zero)
      let regrets = table.cells[single].compactMap { $0.regret?.in(.usd) }
      #expect(regrets.count == 3)
      #expect(regrets.allSatisfy { $0 >= -1e-6 * own })
    }
    #expect(agree(table.valueOfPerfectInformation?.in(.usd), measure - perfect))
    let first = try #require(table.measure(of: 0)?.in(.usd))
    #expect(agree(table.valueOfStochasticAnswer?.in(.usd), first - measure))
  }

  /// The grid emits 35,040 t a year, and is cheap, so that solar is built for the cap alone: 0.9 or 0.3 MW for
  /// each. Caps of 20,000 t on each year need 14.31 MW, for the poor one; on the mean 7.157, half of it.
  @Test("a cap on the mean is met on the mean, and binds less than one on each")
  func caps() throws {
    let sites = [0.9, 0.3].map { sun in
      Site.of(
        [
          Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: 10, demand: 0))]),
          Make.solar(
            "solar", ["output_kw_per_kwdc": .number(sun), "degradation_fraction_per_year": 0]),
          Make.firmLoad(10),
        ], emissions: ["cap_t_co2e_per_year": 20_000])
    }
    let each = try plan(together(sites, [0.5, 0.5])).plan
    let mean = try plan(together(sites, [0.5, 0.5], caps: .expected)).plan
    #expect(agree(each.sizes["solar.nameplate"], 15_040 / (0.3 * 3504), within: 1e-4))
    #expect(agree(mean.sizes["solar.nameplate"], 30_080 / (1.2 * 3504), within: 1e-4))
    #expect(
      agree(
        mean.plans[1].emitted("grid", "grid"), 35_040 - 0.3 * 3504 * 30_080 / 4204.8, within: 1e-4))
  }

  @Test("sizes that cost another amount in one scenario, or may be another, are told")
  func differences() {
    let sites = [
      Self.unit(grid: 30),
      Site.of(
        Self.unit(grid: 30).components.map {
          $0.name == "unit" ? Make.solar("unit", ["land_limit_mwdc": 2]) : $0
        }),
    ]
    let sizes = SharedSizes(of: sites, named: ["a", "b"])
    #expect(sizes.differences.count == 1)
    #expect(sizes.differences[0].contains("unit.nameplate"))
  }

  @Test("a tail thinner than 1.5 scenarios is told")
  func thinTail() {
    #expect(together([], [0.2, 0.8], weight: 0.5, tail: 0.7).scenarios.thinTail != nil)
    #expect(together([], [0.2, 0.8], weight: 0.5, tail: 0.75).scenarios.thinTail == nil)
    #expect(together([], [0.2, 0.8], tail: 0.1).scenarios.thinTail == nil)
  }

  @Test("a plant for a lucky year breaks its cap before it sheds load, and both are told")
  func besideTheMoney() throws {
    let sites = [0.9, 0.2].map { sun in
      Site.of(
        [
          Make.grid("grid", ["tariff": .tariff(Make.tariff(energy: 100, demand: 0))]),
          Make.solar("solar", ["output_kw_per_kwdc": .number(sun)]), Make.firmLoad(10),
        ], emissions: ["cap_t_co2e_per_year": 10_000])
    }
    let table = try table(together(sites, [0.5, 0.5]))
    #expect(table.cells[0][0].aboveCap == .zero)
    let above = try #require(table.cells[0][1].aboveCap)
    #expect(above.in(.tonnes) > 1000)
    #expect(table.cells[0][1].promisedUnserved == .zero)
    #expect(agree(table.cells[0][1].served.in(.megawattHours), 87_600))
  }
}
