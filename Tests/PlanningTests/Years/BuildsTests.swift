import Formulation
import GLPKSolver
import LinearProgramming
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// Cohorts by hand: one capacity, of which one unit must be usable in every year.
@Suite("cohorts")
struct BuildsTests {
  private let key = CapacityKey<EnergyDimension>("energy")

  /// kUSD at month 0 of having one unit in use in each year, each worth what it is.
  private func cost(
    _ horizon: PlanningHorizon, price: Double = 100, life: Double, fade: Double = 0,
    _ values: Keys = [:]
  ) throws -> Double? {
    let rule = CapacityRule(
      key, limit: .assumed(10), ageing: CapacityAgeing(life: life) { Annuity.power(1 - fade, $0) },
      investments: [Investment("capital", price, years: life)])
    let site = Site.of([Make.bess("b", values)])
    let timeline = Timeline(horizon)
    var program = LinearProgram()
    var builds = Builds(site, timeline)
    let family = program.family("test", "need")
    for stretch in timeline.stretches.indices {
      program.open(block: "\(stretch)", firstStep: stretch)
      let standing = builds.capacity(
        rule, of: "b", after: Capacities([]), in: stretch, .one, program: &program)
      program.require(family, label: stretch, standing.inUse(0) .>= .constant(1))
    }
    builds.finish(in: &program)
    for line in builds.presentValues { program.minimise(line.amount) }
    let answer = try GLPKSolver().solve(program, method: .simplex, progress: nil)
    guard answer.verdict == .optimal else { return nil }
    return zip(program.columns, answer.x).reduce(0) { $0 + $1.0.cost * $1.1 }
  }

  /// Life 2: built twice in four years; the second time half is left after three.
  @Test("T6 retirement and what is left in the end")
  func retirement() throws {
    #expect(agree(try cost(.of(4), life: 2), 200))
    #expect(agree(try cost(.of(3), life: 2), 150))
    #expect(agree(try cost(.of(3, ["salvage": .word("straight_line")]), life: 2), 150))
    #expect(agree(try cost(.of(3, ["salvage": .word("none")]), life: 2), 200))
  }

  /// Fade of 10 % and prices that fall by as much: 1 unit, then 0.1 a year: 100 + 0.1·(90 + 81 + 72.9) =
  /// 124.39, all of it for what is in use in the middle of a year, √0.9 of what was built at its beginning.
  @Test("T5 augmentation by hand")
  func augmentation() throws {
    let falling: Keys = ["capex_change_fraction_per_year": -0.1]
    let cost = try #require(
      try cost(.of(4, ["salvage": .word("none")]), life: 30, fade: 0.1, falling))
    #expect(agree(cost * 0.9.squareRoot(), 124.39))
  }

  /// Without cheaper years to come, all is built at once: 1 ÷ 0.9³ = 1.371742 units, 137.1742.
  @Test("buying all at once, where prices rise faster than what is built fades")
  func atOnce() throws {
    let rising: Keys = ["capex_change_fraction_per_year": 0.5]
    let cost = try #require(
      try cost(.of(4, ["salvage": .word("none")]), life: 30, fade: 0.1, rising))
    #expect(agree(cost * 0.9.squareRoot(), 137.1742112, within: 1e-9))
  }

  /// An asset of thirty years in ten: the annuities of ten years; without salvage the whole price, more by
  /// CRF(10) ÷ CRF(30).
  @Test("T2 and T3 annuity salvage, and none")
  func salvage() throws {
    let annuity = try #require(try cost(.of(10, rate: 0.08), life: 30))
    let none: Keys = ["salvage": .word("none")]
    let whole = try #require(try cost(.of(10, rate: 0.08, none), life: 30))
    let recovery = { Annuity.factor(rate: 0.08, years: $0) }
    #expect(agree(annuity, 100 * recovery(30) / recovery(10), within: 1e-9))
    #expect(agree(whole, 100, within: 1e-9))
    // salvage = k·CRF(n)/CRF(n − age) at the end
    let left = 100 * recovery(30) / recovery(20) / Annuity.power(1.08, 10)
    #expect(agree(whole - annuity, left, within: 1e-9))
  }

  /// Half a unit by month 0, one by month 12: nothing stands at once that was not delivered.
  @Test("a table of deliveries, and what it makes impossible")
  func deliveries() throws {
    let late: Keys = ["deliveries": .schedule("mwh", (0, 0.5), (12, 1))]
    #expect(try cost(.of(2), life: 30, late) == nil)
    let soon: Keys = ["deliveries": .schedule("mwh", (0, 1))]
    #expect(agree(try cost(.of(2), life: 2, soon), 100))
  }
}
