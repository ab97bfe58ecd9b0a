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
  let prices: PriceRounds

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
    (self.plan, self.folder, gapAim) = (plan, folder, gap)
    prices = PriceRounds(
      shared.resources.map { .init($0.limit, isExact: $0.isExact) }, gap: gap, solver: solver)
  }

  /// Rounds until the gap is as small as was asked for.
  func rounds(_ solve: Solve) async throws -> PriceRounds.Outcome {
    let none = [Double](repeating: 0, count: shared.resources.count)
    let alone = try await round(PriceRounds.alone, none, placing: false, solve)
    do {
      return try await prices.run(alone: alone) { name, prices in
        try await round(name, prices, placing: true, solve)
      }
    } catch let fault as SolverFault {
      throw Stop.fault(fault.description)
    }
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
  ) async throws -> [PriceRounds.Answer] {
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
  ) throws -> [PriceRounds.Answer] {
    let progress = PortfolioProgress(round, in: place)
    let open = progress.rows.filter { $0.record?.status.isAnswer != true }
    guard open.isEmpty else {
      let told = open.map { task, record in
        "\(task.site.name): \(record.map { "\($0.status.rawValue) \($0.finding)" } ?? "no answer yet")"
      }
      throw Stop.unfinished(told.joined(separator: "\n"))
    }
    var (answers, without) = ([PriceRounds.Answer](), [String]())
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
      answers.append(PriceRounds.Answer(cost: objective - paid, bound: bound, uses: uses))
    }
    guard without.isEmpty else { throw Stop.noPlan(without) }
    return answers
  }
}
