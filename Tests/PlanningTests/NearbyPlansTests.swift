import Components
import Formulation
import GLPKSolver
import LinearProgramming
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

@Suite("plans that cost nearly the least")
struct NearbyPlansTests {
  private static let planner = Planner(strategy: GLPKSolver.strategy)

  /// Alternatives of a site, each solved in this process.
  private static func nearby(_ site: Site, steps: Int = 24) throws -> NearbyPlans<SitePlan> {
    let horizon = site.first(steps)
    let sizes = site.plannedSizes(over: horizon)
    @Sendable func known(_ held: [String: Double]) throws -> NearbyPlans<SitePlan>.Known? {
      let limits = held.mapValues { max(0, $0)...max(0, $0) }
      let result = try planner.plan(site, over: horizon, limits: limits, comparisons: false)
      guard result.plan.hasDispatch, let answer = result.answer else { return nil }
      let values = SiteProgram(site, over: horizon, sizeLimits: result.limits).sizes.map {
        ($0.key, $0.column.value(at: answer.x))
      }
      return .init(
        plan: result.plan, cost: result.plan.objective.in(.usd),
        sizes: Dictionary(uniqueKeysWithValues: values))
    }
    return NearbyPlans(
      cheapest: try #require(try known([:])), sizes: sizes,
      ends: { questions in
        try questions.map { one in
          try planner.extreme(
            .size(one.weights, budget: one.budget / 1000), of: site, over: horizon,
            limits: one.held.mapValues { $0...$0 })?.sizes
        }
      }, plans: { try $0.map(known) })
  }

  private static func grid(energy: Double) -> Grid {
    Make.checked(
      Grid.self, "grid",
      Make.gridValues.with(["tariff": .tariff(Make.tariff(energy: energy, demand: 0))]))
  }

  /// Cost of 10 MW of grid power at 60 USD/MWh.
  private static let gridAlone = 60.0 * 87_600

  /// 1,500 USD/kW over 30 years at 8 % (0.0888274) and 17 USD of upkeep, less 60 USD for each of
  /// 0.25·(1 − 0.005)^15·8,760 MWh: what a MWdc of sun makes the year dearer.
  private static var sunDearer: Double {
    var left = 1.0
    for _ in 0..<15 { left *= 0.995 }
    return 1500 * 1000 * 0.088_827_433 + 17_000 - 60 * 0.25 * left * 8760
  }

  @Test("the most sun is what the budget pays for, the least is that of the cheapest plan")
  func continuousEnds() async throws {
    let site = Site.of([
      Self.grid(energy: 60), Make.solar("solar", ["capex_usd_per_kwdc": 1500]), Make.firmLoad(10),
    ])
    var nearby = try Self.nearby(site)
    let ends = try await nearby.ends(within: [1, 2, 5])
    #expect(ends.map(\.percent) == [1, 1, 2, 2, 5, 5])
    for end in ends {
      let most = min(60, end.percent / 100 * Self.gridAlone / Self.sunDearer)
      #expect(agree(end.value, end.isMost ? most : 0, within: 1e-3))
      #expect(end.known.cost <= Self.gridAlone * (1 + end.percent / 100) * (1 + 1e-9))
      #expect(end.known.plan.status == .optimal)
      #expect(agree(end.known.sizes["solar.nameplate"], end.value))
    }
  }

  /// A set that never runs costs 2.5 MW · (1,300 USD/kW · 0.1018522 + 20 USD) = 381,020 USD a year: a
  /// tenth of the grid's 5,256,000 USD pays for one, a fifth for two, a hundredth for none.
  @Test("whole units are counted as many as the budget pays for")
  func wholeEnds() async throws {
    let sets = Make.checked(
      PipelineGas.self, "gas",
      Make.pipelineGasValues.with(["price_usd_per_mmbtu": 20, "minimum_load_fraction": 0]))
    var nearby = try Self.nearby(.of([Self.grid(energy: 60), sets, Make.firmLoad(10)]))
    let ends = try await nearby.ends(within: [1, 10, 20])
    #expect(ends.filter(\.isMost).map(\.value) == [0, 1, 2])
    #expect(ends.filter { !$0.isMost }.map(\.value) == [0, 0, 0])
    let one = try #require(ends.first { $0.isMost && $0.percent == 10 })
    #expect(agree(one.known.cost, Self.gridAlone + 381_020, within: 1e-5))
  }

  /// A flat price leaves nothing for packs to do: the cheapest plan has none, and none is the least.
  @Test("packs that the cheapest plan has none of are none at the least, and more with more money")
  func packs() async throws {
    let site = Site.of([Self.grid(energy: 60), Make.secondLife(), Make.firmLoad(10)])
    var nearby = try Self.nearby(site)
    let ends = try await nearby.ends(within: [0.5, 1, 2]).filter {
      $0.size.key == "second_life.packs"
    }
    #expect(ends.filter { !$0.isMost }.map(\.value) == [0, 0, 0])
    let most = ends.filter(\.isMost)
    #expect(zip(most, most.dropFirst()).allSatisfy { $0.value < $1.value })
    for end in most {
      #expect(end.value >= 1 && end.value == end.value.rounded())
      // One more costs more than the budget.
      let more = end.value + 1
      let horizon = site.first(24)
      let result = try Self.planner.plan(
        site, over: horizon, limits: ["second_life.packs": more...more], comparisons: false)
      #expect(result.plan.objective.in(.usd) > Self.gridAlone * (1 + end.percent / 100))
    }
  }

  @Test("every continuous size that is held is in the plan as it was held")
  func holds() throws {
    let site = Site.of([
      Self.grid(energy: 60), Make.secondLife(), Make.bess("bess"), Make.solar("solar"),
      Make.firmLoad(10),
    ])
    let horizon = site.first(24)
    for size in site.plannedSizes(over: horizon) where !size.isWhole {
      let result = try Self.planner.plan(
        site, over: horizon, limits: [size.key: 0.75...0.75], comparisons: false)
      let built = try #require(result.plan.components.first { $0.component == size.component })
      let value = size.isEnergy ? built.energy?.in(.megawattHours) : built.power?.in(.megawatts)
      #expect(agree(value, 0.75), "\(size.key)")
    }
  }

  /// A set saves 5 USD and makes sun three times as dear: 50 USD pay for 50 / 3 with it, 45 without.
  @Test("an end may lie where the counts are not those of the cheapest plan")
  func otherCounts() async throws {
    func known(_ sun: Double, _ sets: Double) -> NearbyPlans<Int>.Known {
      .init(
        plan: 0, cost: 1005 - 5 * sets + sun * (1 + 2 * sets),
        sizes: ["solar.nameplate": sun, "gas.units": sets])
    }
    func sets(_ held: [String: Double]) -> Double { held["gas.units"] ?? 1 }
    var nearby = NearbyPlans(
      cheapest: known(0, 1),
      sizes: [
        .init(key: "solar.nameplate", component: "solar", scale: 100),
        .init(key: "gas.units", component: "gas", isWhole: true, isUnits: true, scale: 10),
      ],
      ends: { questions in
        questions.map { one in
          // Relaxed counts end at a third of a set; the search in whole units keeps to one.
          let count = one.held["gas.units"] ?? (one.held.isEmpty ? 0.3 : 1)
          let room = (one.budget - 1005 + 5 * count) / (1 + 2 * count)
          let isMost = (one.weights["solar.nameplate"] ?? 0) < 0
          return ["solar.nameplate": isMost ? max(0, room) : 0, "gas.units": count]
        }
      }, plans: { $0.map { known($0["solar.nameplate"] ?? 0, sets($0)) } })
    let ends = try await nearby.ends(within: [5]).filter { $0.size.key == "solar.nameplate" }
    let most = try #require(ends.first(where: \.isMost)?.value)
    #expect(agree(most, 45, within: 1e-3))
  }

  /// Ten times the size costs a hundredth of the least cost; a solver of far ends that says 45.
  private static func made(
    cost: @escaping (Double) -> Double, far: Double, isWhole: Bool = true
  ) -> NearbyPlans<Int> {
    func known(_ value: Double) -> NearbyPlans<Int>.Known {
      .init(plan: Int(value), cost: cost(value), sizes: ["a.packs": value])
    }
    return NearbyPlans(
      cheapest: known(0),
      sizes: [.init(key: "a.packs", component: "a", isWhole: isWhole, scale: 100)],
      ends: { $0.map { ["a.packs": ($0.weights["a.packs"] ?? 0) < 0 ? far : 0] } },
      plans: { $0.map { $0["a.packs"].map(known) } })
  }

  @Test(
    "a far end that no whole plan reaches is approached, and a wider budget is never worth less")
  func search() async throws {
    var nearby = Self.made(cost: { 1000 + $0 }, far: 45)
    let most = try await nearby.ends(within: [1, 2, 5]).filter(\.isMost).map(\.value)
    // Four halvings of 0…45 leave at most 3 of what 10 and 20 would be.
    #expect(most.last == 45)
    #expect(most[0] <= 10 && most[0] >= 7)
    #expect(most[1] <= 20 && most[1] >= 17)
  }

  @Test("plans that differ are told only where they do")
  func different() async throws {
    let site = Site.of([
      Self.grid(energy: 60), Make.solar("solar", ["capex_usd_per_kwdc": 1500]), Make.firmLoad(10),
    ])
    var nearby = try Self.nearby(site)
    let plans = try await nearby.different(within: 5, atMost: 3)
    let suns = plans.map { $0.sizes["solar.nameplate"] ?? 0 }
    #expect(agree(suns.first, 0.05 * Self.gridAlone / Self.sunDearer, within: 2e-3))
    #expect(suns.count <= 3)
    for (place, sun) in suns.enumerated() {
      #expect(suns[..<place].allSatisfy { ($0 - sun).magnitude > 0.05 * max($0, sun) })
      #expect(plans[place].cost <= 1.05 * Self.gridAlone * (1 + 1e-9))
    }
    // With nothing to choose there is nothing that differs.
    var alone = Self.made(cost: { 1000 + 1000 * $0 }, far: 0)
    #expect(try await alone.different(within: 5, atMost: 3).isEmpty)
  }
}

@Suite("cost against emissions")
struct EmissionsFrontierTests {
  private static let planner = Planner(strategy: GLPKSolver.strategy)

  private static func site(_ emissions: Keys = [:]) -> Site {
    func grid(_ name: String, energy: Double, _ keys: Keys) -> Grid {
      Make.checked(
        Grid.self, name,
        Make.gridValues.with(["tariff": .tariff(Make.tariff(energy: energy, demand: 0))])
          .with(keys))
    }
    return Site.of(
      [
        grid("dirty", energy: 50, ["co2_kg_per_mwh": 500]),
        grid("middle", energy: 60, ["co2_kg_per_mwh": 400, "import_limit_mw": 5]),
        grid("clean", energy: 80, ["co2_kg_per_mwh": 300]), Make.firmLoad(10),
      ], emissions: emissions)
  }

  private static func answer(_ cap: Double?) throws -> EmissionsFrontier<SitePlan>.Answer {
    let own = site(cap.map { ["cap_t_co2e_per_year": .number($0)] } ?? [:])
    let plan = try planner.plan(own, over: own.first(24), comparisons: false).plan
    guard plan.hasDispatch else { return .none(plan.status.rawValue) }
    let emitted = plan.emissions.reduce(0) { $0 + $1.amount.in(.tonnes) }
    return .plan(plan, cost: plan.objective.in(.usd), emissions: emitted)
  }

  /// 87,600 MWh: 43,800 t for 4,380,000 USD, or 26,280 t for 7,008,000 USD. Half from the middle is
  /// 10 USD for 0.1 t, 100 USD/t; what the clean connection gives in place of that 200 USD/t, and in
  /// place of the dirty one 150 USD/t.
  @Test("its ends are the two single optima, and it is monotone and convex between them")
  func ends() async throws {
    let open = Self.site()
    let least = try #require(
      Self.planner.extreme(.leastEmissions, of: open, over: open.first(24))?.value)
    #expect(agree(least, 26_280))
    guard case .plan(let plan, let cost, let emissions) = try Self.answer(nil) else {
      Issue.record("no plan")
      return
    }
    let points = try await EmissionsFrontier.points(
      9, cheapest: plan, cost: cost, emissions: emissions, least: least
    ) { try $0.map { try Self.answer($0.cap) } }
    let figures = points.compactMap { point -> (cost: Double, emissions: Double)? in
      guard case .plan(_, let cost, let emissions) = point.answer else { return nil }
      return (cost, emissions)
    }
    #expect(figures.count == 9)
    #expect(agree(figures.first?.cost, 4_380_000) && agree(figures.first?.emissions, 43_800))
    #expect(agree(figures.last?.cost, 7_008_000, within: 1e-4))
    #expect(agree(figures.last?.emissions, 26_280, within: 1e-4))
    for (place, point) in figures.enumerated() {
      #expect(point.emissions <= points[place].cap * (1 + 1e-9))
      // By hand: 4,380 t at 100 USD, 8,760 t at 150 USD, and the last 4,380 t at 200 USD.
      let saved = 43_800 - point.emissions
      let byHand =
        4_380_000 + 100 * min(saved, 4380) + 150 * min(max(0, saved - 4380), 8760)
        + 200 * max(0, saved - 13_140)
      #expect(agree(point.cost, byHand, within: 1e-5))
    }
  }

  @Test("each point halves the way between two that come before it, but for the ends")
  func order() async throws {
    var asked: [EmissionsFrontier<Int>.Question] = []
    _ = try await EmissionsFrontier.points(
      5, cheapest: 0, cost: 10, emissions: 500, least: 100
    ) { questions in
      asked = questions
      return questions.map { .plan(0, cost: 20, emissions: $0.cap) }
    }
    let caps = asked.map { ($0.cap / 100).rounded() }
    #expect(caps == [1, 2, 3, 4])
    #expect(asked.map(\.depth) == [0, 2, 1, 2])
    #expect(
      asked.map { $0.between.map { ($0 / 100).rounded() } } == [[], [3, 1], [5, 1], [5, 3]])
    #expect(asked.map(\.shares) == [[], [0.5, 0.5], [0.5, 0.5], [0.5, 0.5]])
  }

  @Test("an end that cannot be certified just at the least is asked a little above it")
  func retries() async throws {
    let points = try await EmissionsFrontier.points(
      3, cheapest: 0, cost: 10, emissions: 200, least: 100
    ) { caps in
      caps.map(\.cap).map {
        $0 < 100.005 ? .none("stopped") : .plan(Int($0), cost: 20, emissions: $0)
      }
    }
    #expect(zip(points, [200, 150.0005, 100.01]).allSatisfy { agree($0.cap, $1) })
    guard case .plan(_, _, let emissions) = points[2].answer else {
      Issue.record("no plan at the end")
      return
    }
    #expect(agree(emissions, 100.01))
  }

  @Test("a tighter plan that costs less serves the looser cap too")
  func envelope() async throws {
    let points = try await EmissionsFrontier.points(
      3, cheapest: 200.0, cost: 10, emissions: 200, least: 100
    ) { caps in
      caps.map(\.cap).map { .plan($0, cost: $0 > 140 ? 16 : 14, emissions: $0) }
    }
    let told = points.map { point -> Double in
      guard case .plan(_, let cost, _) = point.answer else { return 0 }
      return cost
    }
    #expect(told == [10, 14, 14])
  }
}
