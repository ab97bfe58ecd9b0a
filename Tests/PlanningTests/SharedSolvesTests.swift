import LinearProgramming
import Planning
import SiteModel
import Solvers
import Solving
import TestSupport
import Testing
import Units

@Suite("what was solved serves what is asked next")
struct SharedSolvesTests {
  private func planner(cores: Int = 1) -> Planner {
    Planner(
      strategy: SolverRegistry.standard.usual, cores: cores)
  }

  /// Whole sets beside a grid that carries a part, over six weeks: programs for the interior point.
  private var site: Site {
    let load = (0..<1008).map { 9 + 2 * Double($0 % 24) / 24 }
    return Site.of([
      Make.pipelineGas("gas", ["unit_mw": 2.5]),
      Make.grid("grid", ["import_limit_mw": 4]), Make.bess(), Make.firmLoad(.series(load)),
    ])
  }

  @Test("the plan is the same on one core and on several, to the last bit")
  func cores() throws {
    let one = try planner().plan(site, over: site.first(1008))
    let several = try planner(cores: 3).plan(site, over: site.first(1008))
    #expect(one.answer?.x.map(\.bitPattern) == several.answer?.x.map(\.bitPattern))
    #expect(one.plan.optimality == several.plan.optimality)
    #expect(one.stages.map(\.name) == several.stages.map(\.name))
  }

  @Test("a plan asked for again with its counts held is not solved again but for its running")
  func again() throws {
    let first = try planner().plan(site, over: site.first(1008))
    let counts = first.limits.filter { $0.key.hasSuffix(".units") }
    let second = try planner().plan(
      site, over: site.first(1008), limits: counts, knowing: first.solved)
    #expect(second.stages.count < first.stages.count)
    #expect(!second.stages.map(\.name).contains("relaxed program"))
    #expect(
      agree(second.plan.objective.in(.kiloUSD), first.plan.objective.in(.kiloUSD), within: 1e-4))
  }

  /// The site with another limit of imports.
  private func site(importing limit: Double) -> Site {
    let others = site.components.filter { $0.name != "grid" }
    return site.with(components: others + [Make.grid("grid", ["import_limit_mw": .number(limit)])])
  }

  @Test("neighbours serve a site between them: the same plan in fewer iterations")
  func neighbours() throws {
    func plan(_ limit: Double, knowing solved: SolvedPoints = SolvedPoints()) throws
      -> Planner.Result
    {
      let site = site(importing: limit)
      return try planner().plan(
        site, over: site.first(1008), knowing: solved, comparisons: false)
    }
    func iterations(_ result: Planner.Result) -> Int {
      result.stages.flatMap(\.attempts).reduce(0) { $0 + $1.iterations }
    }
    let (less, more) = (try plan(3.8), try plan(4.2))
    let known = SolvedPoints(between: [less.solved, more.solved], shares: [0.5, 0.5])
    let (alone, served) = (try plan(4), try plan(4, knowing: known))
    let (first, second) = try (
      #require(alone.plan.optimality), #require(served.plan.optimality)
    )
    #expect(iterations(served) < iterations(alone))
    #expect(served.answer?.certificate.passed == true)
    #expect(second.lowerBound <= first.cost && first.lowerBound <= second.cost)
    #expect(agree(second.cost.in(.usd), first.cost.in(.usd), within: 2e-4))
  }

  @Test("no bound from what is known lies above a plan")
  func bounds() throws {
    let first = try planner().plan(site, over: site.first(1008))
    let built = try #require(first.plan.component("gas")?.units)
    for count in [built - 1, built + 1] {
      let plan = try planner().plan(
        site, over: site.first(1008), limits: ["gas.units": count...count],
        knowing: first.solved)
      let alone = try planner().plan(
        site, over: site.first(1008), limits: ["gas.units": count...count])
      let bound = try #require(plan.plan.optimality?.lowerBound.in(.kiloUSD))
      #expect(bound <= alone.plan.objective.in(.kiloUSD) * (1 + 1e-6))
      #expect(
        first.plan.optimality.map { $0.lowerBound.in(.kiloUSD) <= bound * (1 + 1e-6) } ?? false)
    }
  }
}
