import LinearProgramming
package import Reliability
package import SiteModel
import Solving

/// Optimise, simulate, step, optimise again; then certify on years that no step saw.
///
/// Steps alone: the cause of a shortage decides which loss must be ridden through for longer, and
/// the outage statistics by how much. Counts stay relaxed until a plan passes.
package struct UptimeLoop {
  private let planner: Planner
  private let site: Site
  private let horizon: Horizon?
  /// Share of the allowed unavailability that may be used: 0.1 asks for the next nine.
  private let strictness: Double
  private var search: AdjustableLimitSearch
  private var years: Int
  private var stages: [Planner.Stage] = []
  /// Units that the plan before had: a relaxed count near them knows what a unit less leaves.
  private var counts: [String: ClosedRange<Double>] = [:]
  /// What the plans before have solved: they differ by limits.
  private var solved = SolvedPoints()

  /// The plan that is being made, from 1, and what the one before it falls short of: for the line of progress.
  private var iteration = 1
  private var short = ""

  /// Plans tried at most, and further ones with whole units.
  private static let mostRelaxed = 12
  private static let mostWhole = 6

  /// A loop over a site that promises an uptime.
  package init(
    planner: Planner, site: Site, horizon: Horizon? = nil, strictness: Double = 1,
    knowing solved: SolvedPoints = SolvedPoints()
  ) {
    self.planner = planner
    self.site = site
    self.horizon = horizon
    self.strictness = strictness
    self.solved = solved
    search = AdjustableLimitSearch(site)
    years = site.uptime.loopYears
  }

  /// One plan on the way.
  package struct Step: Sendable, Equatable {
    package var change: String
    /// kUSD a year; nil where there was no plan.
    package var objective: Double?
    /// Bound on what is short over what is allowed, the worst class.
    package var shareOfAllowed: Double?
  }

  /// The last plan, and what is certain about it.
  package struct Result: Sendable {
    package var planned: Planner.Result
    /// Nil where there is no plan to simulate.
    package var verdict: Certification.Verdict?
    package var steps: [Step] = []
    /// Why no further step was made, where the promise is not kept.
    package var obstacle: String?

    /// kUSD a year; nil where there is no plan.
    package var cost: Double? { planned.answer?.certificate.objective }
  }

  /// A plan for a stricter promise that costs less than the one for the looser: certified for that
  /// on the years that decided on it, which no step of either saw.
  package static func keeping(_ stricter: Result, insteadOf looser: Result, in site: Site)
    async throws
    -> Result
  {
    var kept = stricter
    let seed = stricter.verdict?.outcome.seed ?? UInt64(site.uptime.certificateSeed)
    kept.verdict = try await certify(
      stricter.planned.plan, of: site, years: site.uptime.certifyYears, seed: seed)
    kept.steps =
      looser.steps + [
        Step(
          change: "the plan for one more nine, which costs less", objective: stricter.cost,
          shareOfAllowed: nil)
      ]
    return kept
  }

  /// The site with the limits as they stand: what the last plan was made for.
  package var leveredSite: Site { search.adjustableLimits.applied(to: site) }

  /// Plans until the promise is kept, or no step helps.
  package mutating func run() async throws -> Result {
    var result = try await relaxedSteps()
    guard result.planned.plan.hasDispatch else { return finished(result) }
    var seed = site.uptime.certificateSeed
    for attempt in 0...2 {
      result = try await wholeSteps(result)
      guard result.planned.plan.hasDispatch, result.obstacle == nil else { break }
      let verdict = try await certificate(of: result.planned.plan, seed: seed)
      result.verdict = verdict
      if verdict.decision == .pass { return finished(result) }
      // The plan was fitted to too few years: more of them, and again a seed that it never saw.
      guard attempt < 2 else { break }
      years *= 4
      seed += 1
    }
    if result.verdict == nil, result.planned.plan.hasDispatch {
      result.verdict = try await certificate(of: result.planned.plan, seed: seed)
    }
    return finished(result)
  }

  private func finished(_ result: Result) -> Result {
    var result = result
    result.planned.stages = stages
    if result.planned.plan.hasDispatch, result.verdict?.decision != .pass {
      result.planned.plan.status = .uncertified
      if let verdict = result.verdict {
        let remedy = Self.loweredPromise(
          of: site, verdict, costing: result.planned.plan.objective)
        result.planned.plan.remedies = remedy.map { [$0] }
      }
    }
    return result
  }

  /// Raises limits on relaxed plans until one passes, then takes back what was too much.
  private mutating func relaxedSteps() async throws -> Result {
    var result = Result(planned: try plan(relaxed: true, "as it is"))
    var trial = try await self.trial(of: &result, "as it is")
    for _ in 1..<Self.mostRelaxed {
      guard let share = trial?.share, share > 1 else { break }
      guard let change = search.raise(after: trial) else { break }
      let planned = try plan(relaxed: true, change)
      if planned.plan.hasDispatch {
        result.planned = planned
        trial = try await self.trial(of: &result, change)
      } else {
        result.steps.append(Step(change: change))
        search.takeBack(because: planned.plan)
      }
    }
    if let share = trial?.share, share <= 1 {
      try await trim(&result, share)
      try await dropUnneeded(&result)
    }
    return result
  }

  /// AdjustableLimits raised for causes that later ones met as well.
  private mutating func dropUnneeded(_ result: inout Result) async throws {
    guard search.raised.count > 1 else { return }
    for ride in search.raised {
      let before = search
      let change = search.drop(ride)
      var tried = result
      tried.planned = try plan(relaxed: true, change)
      let trial = try await self.trial(of: &tried, change)
      result.steps = tried.steps
      if let trial, trial.share <= 1 { result.planned = tried.planned } else { search = before }
    }
  }

  /// Bisects the limit raised last, between what was too little and what was enough.
  private mutating func trim(_ result: inout Result, _ share: Double) async throws {
    var share = share
    for _ in 0..<3 where share < 0.6 {
      guard let change = search.bisect() else { return }
      let planned = try plan(relaxed: true, change)
      guard planned.plan.hasDispatch else { return search.giveUpBisection() }
      var tried = result
      tried.planned = planned
      let trial = try await self.trial(of: &tried, change)
      result.steps = tried.steps
      let passes = (trial?.share ?? .infinity) <= 1
      search.note(bisectionPassed: passes)
      guard passes else { continue }
      result.planned = planned
      share = trial?.share ?? share
    }
    search.giveUpBisection()
  }

  /// The same with whole units, raising further where rounding or more years ask for it.
  private mutating func wholeSteps(_ before: Result) async throws -> Result {
    var result = before
    result.obstacle = nil
    search.beginWholeUnits()
    var change = "whole units"
    for _ in 0..<Self.mostWhole {
      let planned = try plan(relaxed: false, change)
      guard planned.plan.hasDispatch else {
        result.steps.append(Step(change: change))
        search.takeBack(because: planned.plan)
        if result.planned.plan.optimality == nil, result.verdict == nil, search.obstacle == nil {
          result.planned = planned
          return result
        }
        guard let next = search.raise(after: nil) else { break }
        change = next
        continue
      }
      result.planned = planned
      guard let trial = try await self.trial(of: &result, change), trial.share > 1 else {
        return result
      }
      guard let next = search.raise(after: trial) else { break }
      change = next
    }
    result.obstacle = search.obstacle ?? "no further step makes a shortage rarer"
    return result
  }

  private mutating func plan(relaxed: Bool, _ change: String) throws -> Planner.Result {
    let planned = try planner.during("uptime plan \(iteration), \(short)\(change)")
      .plan(
        search.adjustableLimits.applied(to: site), over: horizon, relaxed: relaxed, aim: .guide,
        limits: relaxed ? counts : [:], knowing: solved, comparisons: !relaxed)
    iteration += 1
    stages += planned.stages
    solved = planned.solved
    if relaxed, planned.plan.hasDispatch { counts = site.leastCounts(of: planned.plan) }
    return planned
  }

  private func plant(_ plan: SitePlan) throws -> Plant {
    try Plant(plan, of: site, strictness: strictness)
  }

  /// Simulates the result's plan on the years that all plans on the way are tried on.
  private mutating func trial(of result: inout Result, _ change: String) async throws
    -> AdjustableLimitSearch.Trial?
  {
    guard result.planned.plan.hasDispatch else {
      result.steps.append(Step(change: change))
      return nil
    }
    let simulation = try Simulation(plant(result.planned.plan))
    let outcome = try await simulation.run(years: years, seed: UInt64(site.uptime.seed))
    let trial = AdjustableLimitSearch.Trial(outcome, plan: result.planned.plan)
    short = trial.map(Self.shortage) ?? ""
    result.steps.append(
      Step(
        change: change, objective: result.planned.answer?.certificate.objective,
        shareOfAllowed: trial?.share))
    return trial
  }

  /// `short 2.3 x allowed by grid: `, or nothing where no shortage is left.
  private static func shortage(_ trial: AdjustableLimitSearch.Trial) -> String {
    guard trial.share > 1 else { return "" }
    let cause = trial.causes.first.map { ", mostly \(Self.words[$0] ?? "")" } ?? ""
    return "short \((trial.share * 10).rounded() / 10) x allowed\(cause): "
  }

  private static let words: [CauseKind: String] = [
    .grid: "grid", .unit: "gensets", .fuel: "fuel", .commonCause: "common causes",
    .store: "battery", .storeEmpty: "battery still empty", .nothingOut: "too little supply",
  ]

  private func certificate(of plan: SitePlan, seed: Int) async throws -> Certification.Verdict {
    try await Self.certify(
      Simulation(plant(plan)), years: site.uptime.certifyYears, seed: UInt64(seed))
  }

  /// Decides on a plan with a seed of its own.
  package static func certify(
    _ plan: SitePlan, of site: Site, years: Int, seed: UInt64
  ) async throws -> Certification.Verdict {
    try await certify(Simulation(Plant(plan, of: site)), years: years, seed: seed)
  }

  private static func certify(
    _ simulation: Simulation, years: Int, seed: UInt64
  ) async throws -> Certification.Verdict {
    // One look at all years: the bound has its full confidence, and the figures their precision.
    try await Certification(looks: [years]).decide(simulation, seed: seed)
  }
}
