import Foundation
public import Reporting
import SiteModel
import Tabular

extension PortfolioOptimum {
  /// Rounds, shares and plans in one: solves, and writes `portfolio.json`, `shares.csv` and `prices.csv`.
  ///
  /// - Parameter join: solves all sites as one program, as a check; nil: that is not asked.
  /// - Returns: the plan of the last pass, and a sentence about the whole.
  public func run(
    _ solve: Solve, join: Join? = nil
  ) async throws -> (plan: PortfolioPlan, document: PortfolioDocument) {
    let outcome = try await rounds(solve)
    var joined: (cost: Double, bound: Double)?
    if let join {
      let (sites, links) = try self.joined()
      joined = try await join(sites, links)
    }
    let short = outcome.missing.indices.filter { prices.isMissing(outcome.missing[$0], of: $0) }
    let plans = short.isEmpty ? try await plans(outcome, solve) : nil
    var document = document(outcome, plans)
    if let joined {
      document.joinedCost = joined.cost
      document.joinedBound = joined.bound
    }
    try folder.write(document.bytes, to: "\(folder.path)/portfolio.json")
    try folder.write(shareTable(document), to: "\(folder.path)/shares.csv")
    try folder.write(priceTable(outcome), to: "\(folder.path)/prices.csv")
    if let joined {
      // Both are intervals in which the least cost lies.
      let apart = max(joined.bound - outcome.last.cost, outcome.last.lower - joined.cost)
      guard apart <= 1e-4 * max(1, outcome.last.cost.magnitude) else {
        throw Stop.fault(
          "prices say \(outcome.last.lower) to \(outcome.last.cost) USD/year, the joined program "
            + "\(joined.bound) to \(joined.cost)")
      }
    }
    guard let plans else { throw Stop.noPlan(shortages(outcome, short)) }
    return (plans.plan, document)
  }

  private func shortages(_ outcome: PriceRounds.Outcome, _ short: [Int]) -> [String] {
    short.map { place in
      let resource = shared.resources[place]
      let unit = resource.measure.unit
      let price = FigureText.grouped(outcome.prices[place].magnitude)
      return "\(resource.name): not enough of it exists at any price below \(price) USD/year per "
        + "\(unit): \(FigureText.size(outcome.missing[place])) missing of "
        + "\(FigureText.size(resource.limit))"
    }
  }

  private func named(_ values: [Double]) -> Keyed<Double> {
    Keyed(zip(shared.resources, values).map { ($0.name, $1) })
  }

  private func document(_ outcome: PriceRounds.Outcome, _ plans: Plans?) -> PortfolioDocument {
    var document = PortfolioDocument()
    document.hours = plan.options.horizonHours
    document.cost = outcome.last.cost
    document.lowerBound = Exact(outcome.last.lower)
    document.gap = Exact(outcome.last.gap)
    document.gapAim = Exact(gapAim)
    document.costAlone = outcome.alone.reduce(0) { $0 + $1.cost }
    document.rounds = outcome.rounds.count
    document.boundRound = outcome.proof.name
    document.boundPrices = Keyed(
      zip(shared.resources, outcome.proof.prices).map { ($0.name, Exact($1)) })
    document.splitSites = outcome.split
    document.sitesGiven = plans?.given ?? 0
    if let cost = plans?.cost {
      document.planCost = cost
      document.planGap = Exact((cost - outcome.last.lower) / max(1, outcome.last.lower.magnitude))
      document.meanSiteGap = (plans?.meanGap).map { Exact($0) }
    }
    document.limits = Keyed(
      shared.resources.enumerated().map { place, resource in
        var limit = PortfolioDocument.Limit()
        (limit.unit, limit.limit) = (resource.measure.unit, resource.limit)
        limit.alone = outcome.alone.enumerated().reduce(0) {
          $0 + (resource.members?.contains($1.offset) ?? true ? $1.element.uses[place] : 0)
        }
        limit.used = outcome.uses.reduce(0) { $0 + $1[place] }
        if let plans, plans.planned.allSatisfy({ $0 != nil }) {
          limit.planned = plans.planned.reduce(0) { $0 + ($1?.uses[place] ?? 0) }
        }
        limit.price = outcome.prices[place]
        limit.worth = outcome.prices[place] * resource.limit
        if prices.isMissing(outcome.missing[place], of: place) {
          limit.missing = outcome.missing[place]
        }
        return (resource.name, limit)
      })
    document.sites = Keyed(
      shared.sites.enumerated().map { place, site in
        var own = PortfolioDocument.Site()
        own.modulesAlone = site.modules
        own.modules = plans?.shares.modules?[place]
        (own.costAlone, own.cost) = (outcome.alone[place].cost, outcome.costs[place])
        own.planCost = plans?.planned[place]?.cost
        own.alone = named(outcome.alone[place].uses)
        own.used = named(outcome.uses[place])
        own.planned = plans?.planned[place].map { named($0.uses) } ?? Keyed()
        own.shares = Keyed(
          shared.resources.enumerated().compactMap { index, resource in
            plans?.shares.most[place][index].map { (resource.name, $0) }
          })
        return (site.name, own)
      })
    document.statement = statement(of: document, plans)
    return document
  }

  private func statement(of document: PortfolioDocument, _ plans: Plans?) -> String {
    let percent = FigureText.grouped(100 * document.gap.value, places: 4)
    var text =
      "Together the sites cost \(FigureText.grouped(document.cost)) USD/year with units in "
      + "fractions; none of their plans within the limits cost less than "
      + "\(FigureText.grouped(document.lowerBound.value)) (\(percent) % below)."
    if let cost = document.planCost, let gap = document.planGap {
      text +=
        " Planned in whole units they cost \(FigureText.grouped(cost)) USD/year, "
        + "\(FigureText.grouped(100 * gap.value, places: 2)) % above that bound."
    } else if plans != nil {
      text += " Not every site has a plan in whole units with its share."
    }
    if document.gap.value > document.gapAim.value {
      text += " The rounds ended before the gap that was asked for."
    }
    return text
  }

  /// One row a site: what it has alone, together and planned.
  private func shareTable(_ document: PortfolioDocument) -> [UInt8] {
    let names = shared.resources.filter { $0.measure != .modules }.map(\.name)
    var table = CSVText(
      header: [
        "name", "modules_alone", "modules", "cost_alone_usd_per_year", "cost_usd_per_year",
        "plan_cost_usd_per_year",
      ]
        + names.flatMap { ["\($0)_alone", "\($0)_used", "\($0)_share", "\($0)_planned"] })
    for (name, site) in document.sites.members.map({ ($0.key, $0.value) }) {
      table.row(
        [
          .text(name), .number(site.modulesAlone), .number(site.modules ?? site.modulesAlone),
          .number(site.costAlone), .number(site.cost), .number(site.planCost),
        ]
          + names.flatMap { resource -> [CSVText.Cell] in
            [
              .number(site.alone[resource]), .number(site.used[resource]),
              .number(site.shares[resource]), .number(site.planned[resource]),
            ]
          })
    }
    return table.bytes
  }

  /// One row a round and limit, with every digit: who has the answers of a round can prove its bound again.
  private func priceTable(_ outcome: PriceRounds.Outcome) -> [UInt8] {
    var table = CSVText(header: [
      "round", "limit_name", "unit", "limit", "price_usd_per_unit_year", "used",
      "bound_usd_per_year", "lower_bound_usd_per_year", "cost_usd_per_year", "gap",
    ])
    for round in outcome.rounds {
      for (place, resource) in shared.resources.enumerated() {
        table.row([
          .text(round.name), .text(resource.name), .text(resource.measure.unit),
          .exact(resource.limit), .exact(round.prices[place]), .number(round.used[place]),
          .exact(round.bound), .exact(round.lower), .exact(round.cost), .exact(round.gap),
        ])
      }
    }
    return table.bytes
  }
}
