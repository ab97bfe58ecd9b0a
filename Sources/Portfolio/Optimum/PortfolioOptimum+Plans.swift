import Foundation
import Reporting
import SiteModel

extension PortfolioOptimum {
  /// Every site planned whole with its shares, and what that comes to.
  struct Plans: Sendable {
    let plan: PortfolioPlan
    let shares: PortfolioShares
    /// What each site's plan costs without prices, and uses; nil where it has none.
    let planned: [Planned?]
    /// Sites without a module: nothing is planned there.
    let empty: Set<Int>
    /// Sites that got units of others because their shares did not do.
    let given: Int

    /// USD a year; nil where a site has no plan.
    var cost: Double? {
      planned.reduce(0) { sum, own in sum.flatMap { all in own.map { all + $0.cost } } }
    }
    /// The sites' own gaps, by what they cost.
    var meanGap: Double {
      let known = planned.compactMap { $0 }
      let all = known.reduce(0) { $0 + $1.cost.magnitude }
      return all > 0 ? known.reduce(0) { $0 + $1.gap * $1.cost.magnitude } / all : 0
    }
  }

  /// A site's plan, as what is shared sees it.
  struct Planned: Sendable {
    /// USD a year without prices: of a horizon the level amount.
    let cost: Double
    let gap: Double
    let uses: [Double]
    /// USD a year that a unit more of its share is worth.
    let worth: [Double]
  }

  /// Plans all sites with their shares; where that is infeasible, or too much of something is used, shares change
  /// and the sites that they change for are planned again.
  func plans(_ outcome: PriceRounds.Outcome, _ solve: Solve) async throws -> Plans {
    var shares = PortfolioShares(
      shared, uses: outcome.uses, prices: outcome.prices, cost: outcome.last.cost)
    let empty = Set(shared.sites.indices.filter { shares.modules?[$0] == 0 })
    let left = try await self.empty(empty.sorted(), solve)
    let sites = shared.sites.indices.filter { !empty.contains($0) }
    var given = 0
    var changes = 2 * shared.sites.count + 5
    while true {
      let tasks = sites.map { task($0, on: shares.terms(of: $0), plan.options) }
      let pass = PortfolioPlan(options: plan.options, tasks: tasks)
      try folder.write(pass)
      if !tasks.allSatisfy({ folder.isAnswered($0) }) {
        try await solve(pass, folder, "plans with shares")
      }
      let progress = PortfolioProgress(pass, in: folder)
      var planned = [Planned?](repeating: nil, count: shared.sites.count)
      for (site, own) in left { planned[site] = own }
      for (site, row) in zip(sites, progress.rows) {
        planned[site] = self.planned(site, row.record)
      }
      let open = progress.rows.contains { $0.record?.status.isAnswer != true }
      changes -= 1
      guard !open, changes > 0 else {
        return Plans(plan: pass, shares: shares, planned: planned, empty: empty, given: given)
      }
      let failed = planned.indices.filter { planned[$0] == nil }
      if failed.isEmpty {
        let uses = planned.map { $0?.uses ?? [] }
        guard shares.cutBack(uses, to: outcome.uses) else {
          return Plans(plan: pass, shares: shares, planned: planned, empty: empty, given: given)
        }
        continue
      }
      let known = planned.map { own in own.map { (uses: $0.uses, worth: $0.worth) } }
      var gave = false
      for site in failed {
        let lacking = lacking(shared.sites[site].name)
        if shares.give(to: site, lacking: lacking, used: known) {
          gave = true
          given += 1
        }
      }
      guard gave else {
        return Plans(plan: pass, shares: shares, planned: planned, empty: empty, given: given)
      }
    }
  }

  /// What sites cost that have no module: what their grid and their gas cost by the month, say.
  private func empty(_ sites: [Int], _ solve: Solve) async throws -> [(Int, Planned)] {
    guard !sites.isEmpty else { return [] }
    let none = [Double](repeating: 0, count: shared.resources.count)
    let answers = try await round("empty", none, placing: false, of: sites, modules: 0, solve)
    return zip(sites, answers).map { site, answer in
      (site, Planned(cost: answer.cost, gap: 0, uses: answer.uses, worth: none))
    }
  }

  /// The plan of a site in the folder of results; nil where it has none that keeps its promises.
  private func planned(_ site: Int, _ record: PortfolioRecord?) -> Planned? {
    let name = shared.sites[site].name
    guard record?.status.isGood == true, let bytes = folder.bytes(of: "plan.json", name),
      let run = folder.bytes(of: "run.json", name).flatMap({ RunDocument($0) }),
      let named = run.shared?.members,
      let uses = shared.uses(
        of: site, Dictionary(uniqueKeysWithValues: named.map { ($0.key, $0.value) }))
    else { return nil }
    let price = SitePlan.CostLine.Nature.sharedPrice.rawValue
    if let plan = PlanDocument(bytes), let objective = plan.objective {
      return Planned(
        cost: objective - (plan.natures?[price] ?? 0), gap: plan.mipGap?.value ?? 0, uses: uses,
        worth: shared.resources.map {
          -(plan.shadowPrices?["site.share_of_\($0.name)"]?.value ?? 0)
        })
    }
    guard let plan = HorizonDocument(bytes), let objective = plan.objective,
      let worth = plan.years?.reduce(0, { $0 + $1.worth }), worth > 0
    else { return nil }
    return Planned(
      cost: (objective - (plan.natures?[price] ?? 0)) / worth, gap: plan.mipGap?.value ?? 0,
      uses: uses, worth: shared.resources.map { _ in 0 })
  }

  /// Shared things that the least violation of a site without a plan is about.
  private func lacking(_ name: String) -> [Int] {
    guard let bytes = folder.bytes(of: "plan.json", name) else { return [] }
    let violations = PlanDocument(bytes)?.violations ?? HorizonDocument(bytes)?.violations ?? []
    return shared.resources.indices.filter { resource in
      let policy = "share of \(shared.resources[resource].name)".replacing("_", with: " ")
      return violations.contains { $0.policy == policy }
    }
  }
}
