import GLPKSolver
import Planning
import SiteModel
import Solving
import TestSupport
import Testing
import Units

@Suite("why a site has no plan, and what would cure it")
struct WhyNotTests {
  private static let planner = Planner(strategy: GLPKSolver.strategy)

  private func explained(_ one: WhyNotCase) throws -> SitePlan {
    let horizon = one.site.first(one.steps)
    var whyNot = WhyNot(planner: Self.planner, site: one.site, horizon: horizon)
    return try whyNot.explained(Self.planner.plan(one.site, over: horizon)).plan
  }

  @Test("the cause is named, and each cure is the least by hand", arguments: WhyNotCase.all)
  func causeAndCures(_ one: WhyNotCase) throws {
    let plan = try explained(one)
    #expect(plan.status == .infeasible)
    #expect(plan.violations.map(\.policy) == one.policies)
    let remedies = try #require(plan.remedies)
    #expect(
      remedies.map { $0.changes.map(\.key).sorted() } == one.remedies.map { $0.keys.sorted() },
      "\(remedies.map(\.changes))")
    for (remedy, known) in zip(remedies, one.remedies) {
      for change in remedy.changes {
        // At least what is needed, and at most 4 % more: the search ends there.
        let least = try #require(known[change.key])
        let amount = change.amount ?? change.shareLess ?? least
        #expect(
          amount.magnitude >= least.magnitude * 0.9999
            && amount.magnitude <= least.magnitude * 1.045, "\(change.key): \(amount), not \(least)"
        )
      }
    }
  }

  @Test("each cure gives a plan, and 5 % less of it gives none", arguments: WhyNotCase.all)
  func leastIsLeast(_ one: WhyNotCase) throws {
    let horizon = one.site.first(one.steps)
    let adjustableLimits = one.site.adjustableLimits
    for (remedy, known) in zip(try #require(explained(one).remedies), one.remedies) {
      func status(_ share: Double) throws -> SitePlan.Status? {
        var site = one.site
        for change in remedy.changes {
          let adjustableLimit = try #require(adjustableLimits.first { $0.key.text == change.key })
          let words = try #require(known[change.key])
          let amount = (change.amount ?? change.shareLess ?? words).magnitude
          let moved = share * amount
          site = adjustableLimit.moved(
            by: adjustableLimit.isWhole ? moved.rounded(.down) : moved, in: site)
        }
        return try Self.planner.plan(site, over: horizon, comparisons: false).plan.status
      }
      let found = try status(1)
      #expect([.optimal, .nearOptimal, .feasible].contains(found), "\(remedy.changes)")
      // A word is replaced or not.
      if remedy.changes.allSatisfy({ $0.amount != nil || $0.shareLess != nil }) {
        #expect(try status(0.95) == .infeasible, "\(remedy.changes)")
      }
    }
  }

  @Test("limits that hold are named with their steps")
  func bindingLimits() throws {
    let one = try #require(WhyNotCase.all.first)
    #expect(
      try explained(one).bindingLimits == [.init(limit: "grid.import_limit", steps: 2)])
  }
}
