import Foundation
import Reporting
public import SiteFiles
public import SiteModel
public import Solving
import Tabular

/// The least cost of a portfolio whose sites share limits, found by prices.
///
/// In each round all sites are solved at the same prices, each by itself, with units and running relaxed. What they
/// are certified to cost at least proves a bound for all (Lagrange): L(π) = Σ_i least_i(π) − π·B. A mixture of
/// what they answered is a plan of fractions, and its cost closes the gap from above.
public struct PortfolioOptimum: Sendable {
  /// What a site answered in a round.
  struct Answer: Sendable {
    /// USD a year without prices.
    let cost: Double
    /// No plan costs less at the prices, prices among it; USD a year.
    let bound: Double
    let uses: [Double]
  }

  /// One round of prices.
  struct Round: Sendable {
    /// Name of its folder.
    let name: String
    /// USD a year for a unit.
    let prices: [Double]
    /// Proven by this round alone, USD a year.
    let bound: Double
    /// The best bound so far, and the cost of the best mixture.
    let lower: Double
    let cost: Double
    let used: [Double]

    var gap: Double { max(0, cost - lower) / max(1, cost.magnitude) }
  }

  /// What the rounds came to.
  struct Outcome: Sendable {
    /// Each site with its own modules, and no limits.
    let alone: [Answer]
    let rounds: [Round]
    /// Cost of each site's part of the best mixture, and what it uses.
    let costs: [Double]
    let uses: [[Double]]
    /// USD a year for a unit: the multipliers of the best mixture.
    let prices: [Double]
    /// Of what there is not enough at any price.
    let missing: [Double]
    /// Sites that mix several answers.
    let split: Int
    /// The round that proves the bound.
    let proof: Round

    var last: Round { rounds[rounds.count - 1] }
    var gap: Double { last.gap }
  }

  /// Why there is no answer.
  public enum Stop: Error {
    /// Sites without an answer: run it again.
    case unfinished(String)
    /// Sites that have no plan whatever they get, one line each.
    case noPlan([String])
    /// Something broke down.
    case fault(String)
  }

  /// A limit over sites, as a joined program writes it.
  public struct SharedLimit: Sendable {
    /// Name of the term at its sites.
    public let term: String
    /// How much there is.
    public let limit: Double
    /// All of it is used.
    public let isExact: Bool
    /// Places of the sites that count.
    public let members: Set<Int>
  }

  /// Solves sites as one program: its cost and its bound, USD a year.
  public typealias Join = (_ sites: [(name: String, site: SiteModel.Site)], _ links: [SharedLimit])
    async throws -> (cost: Double, bound: Double)

  /// Solves what is open of a plan into a folder, under a name for people.
  public typealias Solve = (PortfolioPlan, PortfolioFolder, _ name: String) async throws -> Void

  let shared: SharedPortfolio
  let plan: PortfolioPlan
  let folder: PortfolioFolder
  let inputs: [[SiteModel.Site.InputFile]]
  let gapAim: Double
  private let solver: any LinearSolver

  /// Rounds at most; a gap that is left is told.
  private static let mostRounds = 40
  private static let nearlyConverged = 0.02

  /// The optimum of a checked portfolio whose sites share limits.
  ///
  /// - Throws: findings about limits that do not fit the sites.
  public init(
    _ plan: PortfolioPlan, _ limits: PortfolioLimits, in folder: PortfolioFolder, gap: Double,
    jobs: Int, solver: any LinearSolver
  ) async throws {
    let options = plan.options
    let read = await InTurn.map(plan.tasks, jobs: jobs) { task in
      Result { () throws(Findings) in try options.read(task.site) }
    }
    let sites = try read.map { try $0.get() }
    shared = try SharedPortfolio(limits, sites, named: plan.tasks.map(\.site.name))
    inputs = sites.map(\.inputs)
    (self.plan, self.folder, gapAim, self.solver) = (plan, folder, gap, solver)
  }

  /// Rounds until the gap is as small as was asked for.
  func rounds(_ solve: Solve) async throws -> Outcome {
    let none = [Double](repeating: 0, count: shared.resources.count)
    let alone = try await round("alone", none, placing: false, solve)
    let total = alone.reduce(0) { $0 + $1.cost }
    var master = PriceMaster(
      sites: alone.count,
      shared.resources.enumerated().map { index, resource in
        PriceMaster.Resource(
          limit: resource.limit, isExact: resource.isExact,
          scale: max(
            resource.limit.magnitude, alone.reduce(0) { $0 + $1.uses[index].magnitude }))
      }, cost: total, solver: solver)
    for (site, answer) in alone.enumerated() {
      master.add(.init(site: site, cost: answer.cost, uses: answer.uses))
    }
    var prices = none
    if let modules = shared.index(of: "modules"), shared.resources[modules].limit > 0 {
      // A module is worth about what it costs on the mean: a start like any other.
      prices[modules] = -total / shared.resources[modules].limit
    }
    var rounds: [Round] = []
    var (lower, proof, idle, radius) = (-Double.infinity, 0, 0, 0.25)
    var mixture = try mixed(master)
    while rounds.count < Self.mostRounds {
      let name = shared.places || !rounds.isEmpty ? "\(rounds.count + 1)" : "alone"
      let answers =
        name == "alone" ? alone : try await round(name, prices, placing: true, solve)
      for (site, answer) in answers.enumerated() {
        master.add(.init(site: site, cost: answer.cost, uses: answer.uses))
      }
      let bound =
        answers.reduce(0) { $0 + $1.bound }
        - zip(prices, shared.resources).reduce(0) { $0 + $1.0 * $1.1.limit }
      idle = bound > lower ? 0 : idle + 1
      if bound > lower { (lower, proof) = (bound, rounds.count) }
      mixture = try mixed(master)
      rounds.append(
        Round(
          name: name, prices: prices, bound: bound, lower: lower, cost: mixture.cost,
          used: used(mixture, master).reduce(none) { zip($0, $1).map(+) }))
      let gap = rounds[rounds.count - 1].gap
      let short = mixture.missing.indices.filter { isMissing($0, mixture) }
      if gap <= gapAim, short.isEmpty || !short.allSatisfy({ master.canRaise($0) }) { break }
      if gap <= max(gapAim, Self.nearlyConverged) {
        // More answers would hardly help: what is missing is worth more than was asked about.
        for resource in short where master.canRaise(resource) { master.raise(resource) }
        mixture = try mixed(master)
      }
      if idle >= 2 {
        radius /= 2
        prices = try master.bestPrices(near: rounds[proof].prices, radius: radius)
      } else {
        prices =
          master.pricesInside(level: mixture.cost - 0.5 * (mixture.cost - lower))
          ?? mixture.prices
      }
    }
    let costs = master.answers.indices.reduce(into: [Double](repeating: 0, count: alone.count)) {
      $0[master.answers[$1].site] += mixture.weights[$1] * master.answers[$1].cost
    }
    let parts = master.answers.indices.filter { mixture.weights[$0] > 1e-6 }
      .map { master.answers[$0].site }
    return Outcome(
      alone: alone, rounds: rounds, costs: costs, uses: used(mixture, master),
      prices: mixture.prices, missing: mixture.missing, split: parts.count - Set(parts).count,
      proof: rounds[proof])
  }

  private func mixed(_ master: PriceMaster) throws -> PriceMaster.Mixture {
    do throws(SolverFault) {
      return try master.mixture()
    } catch {
      throw Stop.fault(error.description)
    }
  }

  /// Whether the best mixture still lacks something.
  func isMissing(_ resource: Int, _ mixture: PriceMaster.Mixture) -> Bool {
    isMissing(mixture.missing[resource], of: resource)
  }

  func isMissing(_ amount: Double, of resource: Int) -> Bool {
    amount > 1e-6 * max(1, shared.resources[resource].limit.magnitude)
  }

  /// What each site uses in the mixture.
  private func used(_ mixture: PriceMaster.Mixture, _ master: PriceMaster) -> [[Double]] {
    var used = [[Double]](
      repeating: [Double](repeating: 0, count: shared.resources.count), count: master.sites)
    for (weight, answer) in zip(mixture.weights, master.answers) where weight > 0 {
      for (place, use) in answer.uses.enumerated() { used[answer.site][place] += weight * use }
    }
    return used
  }

  /// All sites as one program: each with its terms, read again with what is set for it.
  func joined() throws(Findings) -> (
    sites: [(name: String, site: SiteModel.Site)], links: [SharedLimit]
  ) {
    let none = [Double](repeating: 0, count: shared.resources.count)
    var sites: [(name: String, site: SiteModel.Site)] = []
    for place in shared.sites.indices {
      let terms = shared.terms(of: place, at: none, most: none.map { _ in nil }, modules: nil)
      var site = try plan.options.read(task(place, on: terms, plan.options).site)
      site.sharing = terms
      sites.append((plan.tasks[place].site.name, site))
    }
    let all = Set(shared.sites.indices)
    let links = shared.resources.map { resource in
      SharedLimit(
        term: resource.measure == .modules ? "modules" : resource.name, limit: resource.limit,
        isExact: resource.isExact, members: resource.members ?? all)
    }
    return (sites, links)
  }

  // MARK: - One round

  /// A task of a site on some terms.
  func task(_ site: Int, on terms: SharedTerms, _ options: PortfolioPlan.Options) -> PortfolioTask {
    let own = plan.tasks[site].site
    let set = PortfolioSite(
      name: own.name, site: own.site, overrides: own.overrides + shared.overrides(of: site, terms))
    let text = terms.text
    return PortfolioTask(
      site: set,
      key: PortfolioCheck.key(of: inputs[site], set.overrides, options, terms: text),
      findings: nil, terms: text)
  }

  /// All sites at the same prices: solved where there is no answer yet, then read.
  ///
  /// - Parameters:
  ///   - placing: whether modules may move, or each site keeps its own.
  ///   - sites: by their places; nil: all.
  ///   - modules: that each of them has instead.
  func round(
    _ name: String, _ prices: [Double], placing: Bool, of sites: [Int]? = nil,
    modules: Double? = nil, _ solve: Solve
  ) async throws -> [Answer] {
    let sites = sites ?? Array(shared.sites.indices)
    var options = plan.options
    options.isRelaxed = true
    let none = [Double?](repeating: nil, count: prices.count)
    let tasks = sites.map { site in
      let own = modules ?? (placing ? nil : shared.sites[site].modules)
      return task(
        site, on: shared.terms(of: site, at: prices, most: none, modules: own), options)
    }
    let place = PortfolioFolder(path: "\(folder.path)/.portfolio/rounds/\(name)")
    let round = PortfolioPlan(options: options, tasks: tasks)
    try place.prepare()
    try place.write(round)
    if !tasks.allSatisfy({ place.isAnswered($0) }) {
      try await solve(round, place, "round \(name)")
    }
    return try answers(round, of: sites, in: place, at: prices)
  }

  private func answers(
    _ round: PortfolioPlan, of sites: [Int], in place: PortfolioFolder, at prices: [Double]
  ) throws -> [Answer] {
    let progress = PortfolioProgress(round, in: place)
    let open = progress.rows.filter { $0.record?.status.isAnswer != true }
    guard open.isEmpty else {
      let told = open.map { task, record in
        "\(task.site.name): \(record.map { "\($0.status.rawValue) \($0.finding)" } ?? "no answer yet")"
      }
      throw Stop.unfinished(told.joined(separator: "\n"))
    }
    var (answers, without) = ([Answer](), [String]())
    for (site, row) in zip(sites, progress.rows) {
      let name = row.task.site.name
      let document = place.bytes(of: "plan.json", name).flatMap { PlanDocument($0) }
      guard let document, let objective = document.objective,
        let bound = document.relaxedLowerBound?.value, let named = document.shared?.members,
        let uses = shared.uses(
          of: site, Dictionary(uniqueKeysWithValues: named.map { ($0.key, $0.value) }))
      else {
        without.append("\(name): \(row.record?.finding ?? "no plan")")
        continue
      }
      // A group's price is in that of the site's modules, and so is what it uses of it.
      let paid = zip(prices, uses).reduce(0) { $0 + $1.0 * $1.1 }
      answers.append(Answer(cost: objective - paid, bound: bound, uses: uses))
    }
    guard without.isEmpty else { throw Stop.noPlan(without) }
    return answers
  }
}
