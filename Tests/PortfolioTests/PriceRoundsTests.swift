import Components
import Formulation
import GLPKSolver
import LinearProgramming
import Planning
import Portfolio
import SiteModel
import Solvers
import Solving
import TestSupport
import Testing
import Units

/// The optimum by prices against closed forms, and against the same sites as one program.
@Suite("rounds of prices")
struct PriceRoundsTests {
  private func rounds(_ limits: [PriceRounds.Limit], gap: Double = 1e-6) -> PriceRounds {
    PriceRounds(limits, gap: gap, solver: GLPKSolver())
  }

  // MARK: - Closed forms

  /// Site i may build x_i ≤ 10 packs that save 5 and 3 kUSD each; 12 packs are there. The first builds 10, the
  /// second 2: −5·10 − 3·2 = −56, and a pack more saves 3.
  @Test("two sites that share packs: −56 at a price of 3")
  func packs() async throws {
    func answer(_ saving: Double, at price: Double) -> PriceRounds.Answer {
      let built = price < saving ? 10.0 : 0
      return .init(cost: -saving * built, bound: (price - saving) * built, uses: [built])
    }
    func ask(_ name: String, _ prices: [Double]) -> [PriceRounds.Answer] {
      [answer(5, at: prices[0]), answer(3, at: prices[0])]
    }
    let rounds = rounds([.init(12)])
    let outcome = try await rounds.run(alone: ask("", [0])) { ask($0, $1) }
    #expect(agree(outcome.last.cost, -56))
    #expect(agree(outcome.last.lower, -56))
    #expect(agree(outcome.prices[0], 3, within: 1e-4))
    #expect(agree(outcome.uses[0][0], 10) && agree(outcome.uses[1][0], 2))
    // L(3) = −3·12 + (−2·10) + 0
    #expect(agree(rounds.bound(ask("", [3]), at: [3]), -56))
    // At most one site is split by one limit that binds.
    #expect(outcome.split <= 1)
  }

  /// V_1 = 100·m, V_2 = 50·m + 25·max(0, m − 4), both with at most 8 modules, 10 to place: 2 and 8, which
  /// costs 200 + 400 + 100 = 700, and a module more costs 100.
  @Test("ten modules at two sites: 2 and 8, 700, and one more costs 100")
  func modules() async throws {
    func answer(_ corners: [(modules: Double, cost: Double)], at price: Double)
      -> PriceRounds.Answer
    {
      let best = corners.min { $0.cost + price * $0.modules < $1.cost + price * $1.modules }
      let (modules, cost) = best ?? (0, 0)
      return .init(cost: cost, bound: cost + price * modules, uses: [modules])
    }
    func ask(_ price: Double) -> [PriceRounds.Answer] {
      [answer([(0, 0), (8, 800)], at: price), answer([(0, 0), (4, 200), (8, 500)], at: price)]
    }
    let alone = [
      PriceRounds.Answer(cost: 500, bound: 0, uses: [5]),
      PriceRounds.Answer(cost: 275, bound: 0, uses: [5]),
    ]
    let outcome = try await rounds([.init(10, isExact: true)]).run(alone: alone) { _, prices in
      ask(prices[0])
    }
    #expect(agree(outcome.last.cost, 700) && agree(outcome.last.lower, 700))
    #expect(agree(outcome.uses[0][0], 2) && agree(outcome.uses[1][0], 8))
    #expect(agree(outcome.prices[0], -100, within: 1e-4))
  }

  @Test("limits that do not bind: one round, no price, nothing missing")
  func slack() async throws {
    let alone = [PriceRounds.Answer(cost: 7, bound: 7, uses: [3])]
    let outcome = try await rounds([.init(4)]).run(alone: alone) { _, _ in
      Issue.record("no further round is needed")
      return []
    }
    #expect(outcome.rounds.map(\.name) == ["alone"])
    #expect(outcome.prices == [0] && outcome.missing[0] == 0 && agree(outcome.last.cost, 7))
  }

  @Test("what no price can bring is missing in the end")
  func missing() async throws {
    let alone = [PriceRounds.Answer(cost: 7, bound: 7, uses: [3])]
    let rounds = rounds([.init(2)])
    let outcome = try await rounds.run(alone: alone) { _, prices in
      [.init(cost: 7, bound: 7 + 3 * prices[0], uses: [3])]
    }
    #expect(agree(outcome.missing[0], 1))
    #expect(rounds.isMissing(outcome.missing[0], of: 0))
  }

  // MARK: - Sites

  /// 4 MW at most of gensets, or imports at a price; modules of 1 MW.
  private func site(_ price: Double, modules: Double, cap: Keys = [:]) -> Site {
    let load = Make.checked(
      GPULoad.self, "load",
      ParameterValues([
        "modules": .number(modules), "it_mw_per_module": 1, "pue_fraction": 1,
        "classes": .classes(
          ("inference", ["kind": "firm", "share_fraction": 1, "load_factor_fraction": 1])),
        "fast_swing_mw_per_mw_training": 0,
      ]))
    return Site.of(
      [
        Make.grid(
          "grid",
          ["import_limit_mw": 30, "tariff": .tariff(Make.tariff(energy: price, demand: 0))]),
        Make.pipelineGas("gensets", ["unit_mw": 1, "max_units": 4, "price_usd_per_mmbtu": 2]), load,
      ], emissions: cap)
  }

  private static let measures: [(name: String, measure: SharedTerms.Measure)] = [
    ("gensets", .equipment(words: ["gensets"], per: .unit, before: nil)),
    ("capital_usd", .capital), ("t_co2e_per_year", .emissions), ("modules", .modules),
  ]

  private let planner = Planner(strategy: SolverRegistry.standard.usual)

  private func terms(_ prices: [Double], placing most: Double?) -> SharedTerms {
    SharedTerms(
      terms: zip(Self.measures, prices).map {
        .init(name: $0.name, measure: $0.measure, price: $1)
      },
      modules: most.map { [.init(load: "load", least: 0, most: $0)] } ?? [])
  }

  private func ask(_ sites: [Site], at prices: [Double], placing most: Double?) throws
    -> [PriceRounds.Answer]
  {
    try sites.map { site in
      var priced = site
      priced.sharing = terms(prices, placing: most)
      let result = try planner.plan(priced, over: site.first(12), relaxed: true)
      let certificate = try #require(result.answer?.certificate)
      let uses = result.plan.shared.map(\.amount)
      let paid = zip(prices, uses).reduce(0) { $0 + $1.0 * $1.1 }
      return .init(
        cost: 1000 * certificate.objective - paid, bound: 1000 * certificate.lowerBound, uses: uses)
    }
  }

  private func joined(_ sites: [Site], _ limits: [PriceRounds.Limit], placing most: Double?) throws
    -> Certificate
  {
    let program = PortfolioProgram(
      sites.enumerated().map { place, site in
        var shared = site
        shared.sharing = terms(limits.map { _ in 0 }, placing: most)
        return ("site\(place)", shared, site.first(12))
      },
      zip(Self.measures, limits).map {
        .init(
          term: $0.name, limit: $1.amount, isExact: $1.isExact, members: Set(sites.indices))
      })
    return try #require(try planner.joined(program)).certificate
  }

  /// Gensets pay against 90 and 70 USD/MWh, and not against 20; of 5 units each site wants 4.
  @Test("three sites: prices find what the joined program finds, and no prices bound it above")
  func threeSites() async throws {
    let sites = [site(90, modules: 6), site(70, modules: 6), site(20, modules: 6)]
    let limits: [PriceRounds.Limit] = [
      .init(5), .init(6e6), .init(56_000), .init(15, isExact: true),
    ]
    let best = try joined(sites, limits, placing: 6)
    #expect(best.passed)
    let rounds = rounds(limits, gap: 1e-5)
    let outcome = try await rounds.run(
      alone: ask(sites, at: [0, 0, 0, 0], placing: nil)
    ) { _, prices in
      try ask(sites, at: prices, placing: 6)
    }
    #expect(outcome.last.gap <= 1e-5)
    #expect(agree(outcome.last.cost, 1000 * best.objective, within: 1e-4))
    #expect(outcome.uses.reduce(0) { $0 + $1[0] } <= 5 + 1e-6)
    #expect(agree(outcome.uses.reduce(0) { $0 + $1[3] }, 15))
    var random = SeededGenerator(seed: 25)
    for _ in 0..<60 {
      let prices = [
        random.number(0...300_000), random.number(0...0.2), random.number(0...100),
        random.number(-1_000_000...1_000_000),
      ]
      let bound = rounds.bound(try ask(sites, at: prices, placing: 6), at: prices)
      #expect(bound <= 1000 * best.objective * (1 + 1e-6), "\(prices)")
    }
  }

  /// Of one site a limit over all is its own cap: the same cost, and a tonne is worth the same.
  @Test("a limit on emissions of one site is the site's own cap")
  func ownCap() async throws {
    let cap = 17_000.0
    let capped = site(90, modules: 4, cap: ["cap_t_co2e_per_year": .number(cap)])
    let own = try planner.plan(capped, over: capped.first(12), relaxed: true)
    let free = site(90, modules: 4)
    let limits: [PriceRounds.Limit] = [
      .init(100), .init(1e12), .init(cap), .init(4, isExact: true),
    ]
    let outcome = try await rounds(limits, gap: 1e-7).run(
      alone: ask([free], at: [0, 0, 0, 0], placing: nil)
    ) { _, prices in
      try ask([free], at: prices, placing: nil)
    }
    #expect(outcome.alone[0].uses[2] > cap)
    #expect(agree(outcome.last.cost, own.plan.objective.in(.usd), within: 1e-5))
    let worth = try #require(own.plan.worth(of: "site.emissions_cap"))
    #expect(agree(outcome.prices[2], -worth, within: 1e-3))
  }

  /// The prices that nobody pays are a line of their own.
  @Test("no cash line and no cost per MWh contains a price of what is shared")
  func notCash() throws {
    let plain = site(70, modules: 6)
    var priced = plain
    priced.sharing = terms([1000, 0.01, 5, 100], placing: nil)
    let together = try planner.plan(priced, over: plain.first(12), relaxed: true).plan
    let uses = Dictionary(uniqueKeysWithValues: together.shared.map { ($0.name, $0.amount) })
    let lines = together.costs.filter { $0.nature == .sharedPrice }
    #expect(lines.count == 4)
    let paid = lines.reduce(0) { $0 + $1.amount.in(.usd) }
    let gensets = try #require(uses["gensets"])
    let (capital, tonnes) = (uses["capital_usd"] ?? .nan, uses["t_co2e_per_year"] ?? .nan)
    #expect(agree(paid, 1000 * gensets + 0.01 * capital + 5 * tonnes + 100 * 6))
    #expect(agree(together.capital.cost.in(.usd), capital))
    #expect(agree(together.objective.in(.usd) - paid, together.cash.in(.usd)))
  }
}
