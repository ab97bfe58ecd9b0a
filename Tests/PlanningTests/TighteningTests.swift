import Formulation
import GLPKSolver
import LinearProgramming
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Rows that whole sets and the balance of a step imply together.
@Suite("rows that whole sets keep")
struct TighteningTests {
  private let parts = CommitmentTests()
  private let planner = Planner(strategy: GLPKSolver.strategy)

  private func optimality(_ site: Site, hours: Int = 24) throws -> SitePlan.Optimality {
    let plan = try planner.plan(site, over: site.first(hours)).plan
    #expect(plan.status == .optimal)
    return try #require(plan.optimality)
  }

  /// Fractions of a set burn 322,298 and 698,312 USD of gas where whole sets burn 347,684 and 744,854: one
  /// row of each hour, n ≥ 1 and 0.2·n ≥ 0.4, makes the bound the plan's cost.
  @Test("one and two sets at a flat load are proven optimal")
  func flatLoad() throws {
    #expect(try optimality(Site.of([parts.gas(1), Make.firmLoad(1.2)])).mipGap <= 1e-9)
    #expect(try optimality(Site.of([parts.gas(2), Make.firmLoad(2.6)])).mipGap <= 1e-9)
  }

  /// On every other hour: d ≥ 0.5·(1 − n), c ≥ 0.46·n and c + d ≤ 0.5 leave no less than half the hours,
  /// 149,100 USD of gas; fractions burn 134,291.
  @Test("a set that runs every other hour is proven optimal")
  func everyOtherHour() throws {
    let site = Site.of([parts.gas(1), parts.store(), Make.firmLoad(0.5)])
    #expect(try optimality(site).mipGap <= 1e-6)
  }

  /// 0.3 MW from a grid at 10 USD/MWh leave 1.2 MW of training: 1.2·n ≥ 1.2, where g + 1.5·n ≥ 1.5 alone would
  /// leave a fifth of the set offline.
  @Test("a grid's limit is taken as given in full where that proves more")
  func limitedGrid() throws {
    let training: Keys = [
      "kind": "interruptible", "share_fraction": 1, "value_of_lost_load_usd_per_mwh": 100,
    ]
    let site = Site.of([
      parts.gas(1),
      Make.grid(
        "grid", ["import_limit_mw": 0.3, "tariff": .tariff(Make.tariff(energy: 10, demand: 0))]),
      Make.load(1.5, .classes(("training", training))),
    ])
    #expect(try optimality(site).mipGap <= 1e-6)
  }

  /// A site of one to three sets with outages and heat, a grid, sun and a battery, at random.
  private func site(_ random: inout SeededGenerator) -> (Site, sets: Double) {
    let sets = random.number(0.5...3.5).rounded()
    let load = (0..<12).map { _ in random.number(0.3...(2 * sets)) }
    let heat = (0..<12).map { _ in random.number(0.7...1) }
    let gas = parts.gas(
      sets,
      [
        "mttf_hours": 1000, "mttr_hours": .number(random.number(0...200)),
        "output_derate_fraction": .series(heat),
        "minimum_load_fraction": .number(random.number(0...0.7)),
        "load_bank_mw": .number(random.number(0...2)),
      ])
    let training: Keys = [
      "kind": "interruptible", "share_fraction": 0.5, "value_of_lost_load_usd_per_mwh": 200,
    ]
    let inference: Keys = ["kind": "firm", "share_fraction": 0.5]
    return (
      Site.of([
        gas, Make.grid("grid", ["import_limit_mw": .number(random.number(0...3))]),
        Make.bess("battery", ["max_power_mw": 2, "max_energy_mwh": 4]),
        Make.load(.series(load), .classes(("inference", inference), ("training", training))),
      ]), sets
    )
  }

  /// The best point in whole sets keeps every row that the relaxed point breaks, so that the bound rises
  /// and never passes the optimum.
  @Test("no row cuts off the best plan in whole sets", arguments: 1...20)
  func keepsWholeSets(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let (site, sets) = site(&random)
    let built = SiteProgram(
      site, over: site.first(12), sizeLimits: ["gas.units": sets...sets])
    let solver = GLPKSolver()
    let relaxed = try solver.solve(built.program, method: .simplex, progress: nil)
    guard relaxed.verdict == .optimal,
      let tight = built.tightened(built.program, at: relaxed.x)
    else { return }
    let whole = built.inWholeNumbers()
    let best = try solver.solve(whole, method: .branchAndBound(nodes: 50_000), progress: nil)
    guard best.verdict == .optimal else { return }
    for row in tight.rows.indices.dropFirst(built.program.rows.count) {
      let value = tight.activity(of: row, at: best.x).value
      #expect(value >= tight.rows[row].lower - 1e-6, "\(tight.rowName(row))")
      #expect(tight.activity(of: row, at: relaxed.x).value < tight.rows[row].lower)
    }
    let tightened = try solver.solve(tight, method: .simplex, progress: nil)
    func cost(_ x: [Double]) -> Double {
      zip(built.program.columns, x).reduce(0) { $0 + $1.0.cost * $1.1 }
    }
    #expect(cost(tightened.x) >= cost(relaxed.x) - 1e-6)
    #expect(cost(tightened.x) <= cost(best.x) + 1e-5 * cost(best.x).magnitude)
  }
}
