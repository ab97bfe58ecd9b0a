import Formulation
import LinearProgramming
import Reliability
package import SiteModel
import Units

/// What outages cost beside a plan, and whether one unit more is worth the loss that it saves.
///
/// A genset, standby set or battery block more is bought when the simulated loss that it saves exceeds
/// what it costs by two standard errors, both on the same random numbers. What a bound or the plan's own
/// running decides is not planned.
package struct RiskRule {
  private let planner: Planner
  private let site: Site
  private let horizon: Horizon?
  private let asked: [String: ClosedRange<Double>]
  private let triesSteps: Bool
  private var held: [String: Double] = [:]
  private var steps: [SitePlan.ExpectedLoss.Step] = []
  private var stages: [Planner.Stage] = []
  /// Components of which one more is known not to pay.
  private var closed: Set<String> = []
  private var plansLeft = Self.mostPlans
  /// What the plans before have solved.
  private var solved = SolvedPoints()
  /// The plan before the last step up.
  private var before: Trial?

  /// Plans made at most on the way.
  private static let mostPlans = 6
  /// Units taken at once at most.
  private static let mostAtOnce = 16
  /// Standard errors by which a saving must exceed what it costs.
  private static let certainty = 2.0

  /// A rule for plans of a site; with a promised uptime, of the site with what that raised.
  ///
  /// - Parameter steps: whether to try steps beside a plan; else its loss alone is told.
  package init(
    planner: Planner, site: Site, horizon: Horizon? = nil,
    limits: [String: ClosedRange<Double>] = [:], tries steps: Bool = true
  ) {
    triesSteps = steps
    (self.planner, self.site, self.horizon) = (planner.during("outages"), site, horizon)
    asked = limits
  }

  /// The plan with what pays for itself by the loss that it saves, and with its expected loss.
  package mutating func applied(to planned: Planner.Result) async throws -> Planner.Result {
    var best = planned
    let unknown = site.withoutFailureStatistics()
    guard planned.plan.hasDispatch, planned.plan.optimality != nil else { return planned }
    guard !site.valuedLoads(in: planned.plan).isEmpty else { return planned }
    guard unknown.isEmpty else {
      best.plan.withoutFailureStatistics = unknown
      return best
    }
    (stages, solved) = (planned.stages, planned.solved)
    var trial: Trial
    do {
      trial = try await Trial(planned, in: site)
    } catch let unsound as UnsoundPlant {
      // A plan stands by itself: what cannot be simulated is named beside it.
      best.plan.withoutFailureStatistics = unsound.problems.map(\.subject)
      return best
    }
    while triesSteps, plansLeft > 0, let step = try await bestStep(beside: trial) {
      guard let next = try await taken(step, beside: trial) else { continue }
      trial = next
    }
    try bound(&trial, above: planned)
    if triesSteps, let less = try await lessThatPays(beside: trial) { trial = less }
    best = trial.result
    best.stages = stages
    best.plan.expectedLoss = report(trial)
    return best
  }

  /// A plan with what outages cost beside it.
  private struct Trial {
    var result: Planner.Result
    let loads: [ValuedLoad]
    let loss: SimulatedLoss

    init(_ result: Planner.Result, in site: Site) async throws {
      self.result = result
      loads = site.valuedLoads(in: result.plan)
      loss = try await SimulatedLoss.of(result.plan, in: site, loads)
    }

    /// Counts of whole units.
    var units: [String: Double] {
      result.sizes.mapValues(\.lowerBound).filter { $0.key.hasSuffix(".units") }
    }

    func units(with count: Double, of key: String) -> [String: Double] {
      units.merging([key: count]) { $1 }
    }

    /// USD a year.
    var cost: Double { result.plan.objective.in(.usd) }
    /// USD a year that the plan sheds because it expects outages.
    var withheld: Double {
      loads.reduce(0) {
        $0 + ($1.value * $1.withheldEnergy(over: result.plan.horizon)).in(.usd)
      }
    }
    var total: Double { cost - withheld + loss.estimate.mean }
  }

  /// The step up that promises most; what cannot pay is noted and not asked again.
  private mutating func bestStep(beside trial: Trial) async throws -> RiskStep? {
    let program = SiteProgram(site, over: horizon, sizeLimits: trial.result.limits)
    var best: (step: RiskStep, gain: Double)?
    for component in site.components.map(\.name) where !closed.contains(component) {
      guard
        let one = RiskStep(1, of: component, beside: trial.result, in: site, program, within: asked)
      else { continue }
      var (step, gain) = (one, 0.0)
      var loss = try await SimulatedLoss.of(step.plan, in: site, trial.loads)
      let saving = trial.loss.saving(by: loss)
      gain = saving.mean - Self.certainty * saving.error - step.cost
      if gain <= 0 {
        let most = saving.mean + Self.certainty * saving.error
        let isNothing =
          saving.mean - Self.certainty * saving.error <= 0 || most <= 1e-4 * trial.cost.magnitude
        let isVain =
          try isNothing || costsMore(than: trial.cost + most, with: step.least)
        if isVain {
          note(step, loss, saving.error, beside: trial)
          closed.insert(component)
          continue
        }
      }
      // As many as pay for themselves one by one.
      for number in 2...Self.mostAtOnce where gain > 0 {
        guard
          let next = RiskStep(
            number, of: component, beside: trial.result, in: site, program, within: asked)
        else { break }
        let further = try await SimulatedLoss.of(next.plan, in: site, trial.loads)
        let saving = loss.saving(by: further)
        guard saving.mean - Self.certainty * saving.error > next.cost - step.cost else { break }
        gain += saving.mean - (next.cost - step.cost)
        (step, loss) = (next, further)
      }
      if gain > best?.gain ?? -.infinity { best = (step, gain) }
    }
    return best?.step
  }

  /// The plan with a step up, where that pays; nil where it does not.
  private mutating func taken(_ step: RiskStep, beside trial: Trial) async throws -> Trial? {
    let least = held.merging(step.least) { max($0, $1) }
    guard let next = try await planned(step.change, limits: limits(atLeast: least, exactly: units))
    else {
      closed.insert(step.component)
      return nil
    }
    let saving = trial.loss.saving(by: next.loss)
    let price = next.cost - next.withheld - trial.cost + trial.withheld
    let pays = saving.mean - Self.certainty * saving.error > price
    note(next, step.component, step.change, error: saving.error, isTaken: pays)
    guard pays else {
      closed.insert(step.component)
      return nil
    }
    (held, closed, before) = (least, [], trial)
    return next
  }

  /// What was held was planned with these counts alone: further units are excluded, or bound the plan.
  private mutating func bound(_ trial: inout Trial, above first: Planner.Result) throws {
    for key in units.sorted() where held[key] != nil {
      var more = held
      more[key, default: 0] += 1
      let bound = try bound(limits(atLeast: more), reaching: trial.cost, "more of \(key)")
      // What is proven of plans without these counts holds for those with more as well.
      let known = first.plan.optimality?.lowerBound.in(.usd) ?? bound
      trial.result.plan.lowerBound(max(bound, known))
    }
  }

  /// One unit less of each component that has some: excluded by a bound, or planned.
  private mutating func lessThatPays(beside trial: Trial) async throws -> Trial? {
    let program = SiteProgram(site, over: horizon, sizeLimits: trial.result.limits)
    for size in program.sizes where size.rounding == .units {
      let now = (trial.result.sizes[size.key]?.lowerBound ?? 0).rounded()
      guard now >= 1, now - 1 >= max(size.least, asked[size.key]?.lowerBound ?? 0) else { continue }
      let things = trial.result.plan.components.first { $0.component == size.component }?.unitName
      let words = RiskStep.words(1, things ?? "sets", now: now, "less")
      var limits = limits(atLeast: held)
      limits[size.key] = 0...(now - 1)
      var less = before.flatMap { $0.units == trial.units(with: now - 1, of: size.key) ? $0 : nil }
      let bound =
        try less.map(\.cost) ?? bound(limits, reaching: trial.cost, words)
      // A plan that costs more with fewer units does not lose less in outages.
      let least = bound - trial.withheld
      if less == nil, bound < trial.cost, plansLeft > 0 {
        less = try await planned(words, limits: limits)
      }
      guard var less else {
        steps.append(
          .init(
            component: size.component, change: words, basis: .bound,
            programCost: Money(bound, .usd), loss: nil, standardError: nil,
            total: Money(least, .usd), isTaken: false))
        continue
      }
      let saving = trial.loss.saving(by: less.loss)
      let isTaken =
        less.total + Self.certainty * saving.error < trial.total - 1e-4 * trial.cost.magnitude
      note(less, size.component, words, error: saving.error, isTaken: isTaken)
      if isTaken {
        held[size.key] = nil
        // It was planned without the counts that the plan before had.
        less.result.plan.lowerBound(trial.result.plan.optimality?.lowerBound.in(.usd) ?? bound)
        return less
      }
    }
    return nil
  }

  private mutating func planned(
    _ change: String, limits: [String: ClosedRange<Double>]
  ) async throws -> Trial? {
    plansLeft -= 1
    let next = try planner.during(change).plan(
      site, over: horizon, limits: limits, knowing: solved, comparisons: false)
    stages += next.stages
    solved = next.solved
    guard next.plan.hasDispatch, next.plan.optimality != nil else { return nil }
    return try await Trial(next, in: site)
  }

  /// Keys of sizes that are whole units.
  private var units: Set<String> {
    Set(site.plannedSizes(over: horizon ?? site.horizon).filter(\.isUnits).map(\.key))
  }

  private func limits(
    atLeast least: [String: Double], exactly whole: Set<String> = []
  ) -> [String: ClosedRange<Double>] {
    var limits = asked
    for (key, low) in least {
      let own = asked[key] ?? 0...Double.greatestFiniteMagnitude
      let low = max(own.lowerBound, low)
      limits[key] = low...(whole.contains(key) ? low : max(low, own.upperBound))
    }
    return limits
  }

  /// Whether no plan with these least sizes costs less than an amount (USD a year).
  private mutating func costsMore(
    than amount: Double, with least: [String: Double]
  ) throws -> Bool {
    let limits = limits(atLeast: held.merging(least) { max($0, $1) })
    return try bound(limits, reaching: amount, "more") >= amount
  }

  /// USD a year that no plan within limits can lie below: by the multipliers at hand if they reach a
  /// cutoff, else solved until they do.
  private mutating func bound(
    _ limits: [String: ClosedRange<Double>], reaching cutoff: Double, _ words: String
  ) throws -> Double {
    let (bound, known, own) = try planner.during(words).bound(
      site, over: horizon, limits: limits, cutoff: cutoff / 1000, knowing: solved)
    (solved, stages) = (known, stages + own)
    return 1000 * bound
  }

  private mutating func note(
    _ trial: Trial, _ component: String, _ change: String, error: Double, isTaken: Bool
  ) {
    steps.append(
      .init(
        component: component, change: change, basis: .planned,
        programCost: Money(trial.cost, .usd), loss: Money(trial.loss.estimate.mean, .usd),
        standardError: Money(error, .usd), total: Money(trial.total, .usd), isTaken: isTaken))
  }

  private mutating func note(
    _ step: RiskStep, _ loss: SimulatedLoss, _ error: Double, beside trial: Trial
  ) {
    let cost = trial.cost + step.cost
    let mean = loss.estimate.mean
    steps.append(
      .init(
        component: step.component, change: step.change, basis: .sameRunning,
        programCost: Money(cost, .usd), loss: Money(mean, .usd),
        standardError: Money(error, .usd), total: Money(cost - trial.withheld + mean, .usd),
        isTaken: false))
  }

  private func report(_ trial: Trial) -> SitePlan.ExpectedLoss {
    let (mean, error) = trial.loss.estimate
    var loss = SitePlan.ExpectedLoss(
      classes: trial.loss.unserved.map { load, energy in
        .init(
          name: load.name, value: load.value, unserved: Energy(energy, .megawattHours),
          withheld: load.withheldEnergy(over: trial.result.plan.horizon))
      },
      amount: Money(mean, .usd), standardError: Money(error, .usd),
      withheld: Money(trial.withheld, .usd), years: site.uptime.loopYears,
      seed: site.uptime.seed)
    loss.steps = steps
    loss.held = held
    return loss
  }
}
