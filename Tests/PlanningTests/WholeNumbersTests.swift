import Formulation
import GLPKSolver
import LinearProgramming
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

/// `sitemix program --integer`: GLPK's branch and bound over it finds what a plan in whole sets must cost.
@Suite("the program in whole numbers")
struct WholeNumbersTests {
  private let parts = CommitmentTests()

  private struct Optimum {
    var plan: SitePlan
    var x: [Double]
    /// kUSD a year.
    var cost: Double
  }

  /// The best point in whole numbers; nil where there is none.
  private func optimum(
    of site: Site, hours: Int, directions: Bool = false
  ) throws -> Optimum? {
    let built = SiteProgram(site, over: site.first(hours))
    let whole = built.inWholeNumbers(directions: directions)
    let answer = try GLPKSolver().solve(
      whole, method: .branchAndBound(nodes: 20_000), progress: nil)
    guard answer.verdict == .optimal else { return nil }
    let y = [Double](repeating: 0, count: built.program.rows.count)
    let plan = built.plan(at: answer.x, multipliers: y, status: .optimal)
    let cost = zip(whole.columns, answer.x).reduce(whole.objectiveConstant) {
      $0 + $1.0.cost * $1.1
    }
    return Optimum(plan: plan, x: answer.x, cost: cost)
  }

  private func gasCost(_ site: Site, hours: Int) throws -> Double? {
    try optimum(of: site, hours: hours)?.plan.cost("gas", "gas")
  }

  /// (1.2·8.07 + 0.69·2.4)·8760·3.5 = 347,684; two sets at 2.6 MW: 744,854.
  @Test("an online set burns its full no-load fuel")
  func noLoadFuel() throws {
    let one = Site.of([parts.gas(1), Make.firmLoad(1.2)])
    #expect(agree(try gasCost(one, hours: 24), (1.2 * 8.07 + 0.69 * 2.4) * 8760 * 3.5))
    let two = Site.of([parts.gas(2), Make.firmLoad(2.6)])
    #expect(agree(try gasCost(two, hours: 24), (2.6 * 8.07 + 0.69 * 4.8) * 8760 * 3.5))
  }

  /// On every other hour at 1.0 MW: (1.0·8.07 + 1.656)·4380·3.5 = 149,100.
  @Test("a store lets a set run every other hour")
  func everyOtherHour() throws {
    let site = Site.of([parts.gas(1), parts.store(), Make.firmLoad(0.5)])
    #expect(agree(try gasCost(site, hours: 24), (8.07 + 0.69 * 2.4) * 4380 * 3.5, within: 1e-5))
  }

  @Test("a load below the only set's least load has no point in whole numbers")
  func belowLeastLoad() throws {
    #expect(try optimum(of: Site.of([parts.gas(1), Make.firmLoad(0.5)]), hours: 6) == nil)
  }

  /// A spare that spins is online beside the set that carries 2.2 MW: (2.2·8.07 + 0.69·4.8)·8760·3.5.
  @Test("a spinning spare is online, and gives nothing")
  func spare() throws {
    let site = Site.of([parts.gas(2, ["spinning": .word("true")]), Make.firmLoad(2.2)])
    #expect(agree(try gasCost(site, hours: 12), (2.2 * 8.07 + 0.69 * 4.8) * 8760 * 3.5))
    let full = Site.of([parts.gas(2, ["spinning": .word("true")]), Make.firmLoad(2.5)])
    #expect(try optimum(of: full, hours: 6) == nil)
  }

  /// 0.46 MW beyond a load of 0.5 MW can only be lost by charging and discharging at once.
  @Test("with directions no store burns energy by doing both at once")
  func oneDirection() throws {
    let lossy = Make.bess(
      "store",
      [
        "max_power_mw": 10, "max_energy_mwh": 0.1, "min_duration_hours": 0.01,
        "charge_efficiency_fraction": 0.9, "discharge_efficiency_fraction": 0.9,
      ])
    let site = Site.of([parts.gas(1), lossy, Make.firmLoad(0.5)])
    #expect(try optimum(of: site, hours: 4) != nil)
    #expect(try optimum(of: site, hours: 4, directions: true) == nil)
  }

  /// Where a facet makes the relaxed program exact, the program without it ends at the same cost: four
  /// sets on 43.512 MMBtu/h serve (43.512 − 6.048) ÷ 9.1 MW, three serve 3.6.
  @Test("rows that only tighten are left out, and cut off no whole point")
  func withoutTighteningRows() throws {
    let flare = Make.flaredGas(
      "gas",
      [
        "available_mmbtu_per_h": 43.512, "unit_mw": 1.2, "min_units": 4, "max_units": 4,
        "incremental_heat_rate_mmbtu_per_mwh": 9.1, "no_load_mmbtu_per_h_per_mw": 1.26,
      ])
    let training: Keys = [
      "kind": "interruptible", "share_fraction": 1, "value_of_lost_load_usd_per_mwh": 1120,
    ]
    let site = Site.of([flare, Make.load(4.2, .classes(("training", training)))])
    let built = SiteProgram(site, over: site.first(6))
    let whole = built.inWholeNumbers()
    func families(_ program: LinearProgram) -> Set<String> {
      Set(program.rows.indices.map { program.label(ofRow: $0).family })
    }
    #expect(families(built.program).contains("whole_sets_by_fuel"))
    #expect(families(whole).subtracting(families(built.program)) == ["sets_online"])
    #expect(!families(whole).contains("whole_sets_by_fuel"))
    let relaxed = try Planner(strategy: GLPKSolver.strategy).plan(
      site, over: site.first(6), relaxed: true)
    let best = try #require(try optimum(of: site, hours: 6))
    #expect(agree(relaxed.answer?.certificate.objective, best.cost))
  }

  @Test("rows and columns say what they are, and in which unit")
  func labels() throws {
    let site = Site.of([parts.gas(1), parts.store(), Make.firmLoad(0.5)])
    let whole = SiteProgram(site, over: site.first(2)).inWholeNumbers()
    let rows = whole.rows.indices.map { whole.label(ofRow: $0) }
    #expect(
      rows.contains(.init(component: "site", family: "power_balance", step: 1, unit: "MW")))
    #expect(
      rows.contains(.init(component: "store", family: "energy_balance", step: 0, unit: "MWh")))
    let columns = whole.columns.indices.map { whole.label(ofColumn: $0) }
    #expect(columns.contains(.init(component: "gas", family: "units", step: nil, unit: "count")))
    #expect(
      columns.contains(.init(component: "gas", family: "sets_online", step: 1, unit: "count")))
    #expect((rows + columns).allSatisfy { !$0.unit.isEmpty && !$0.component.isEmpty })
    #expect(whole.columns.count(where: \.isWhole) == 3)
  }
}
