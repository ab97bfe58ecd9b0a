import LinearProgramming
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
  private var held: [String: Double] = [:]
  private var steps: [SitePlan.ExpectedLoss.Step] = []
  private var stages: [Planner.Stage] = []
  /// Components of which one more is known not to pay.
  private var closed: Set<String> = []
  private var plansLeft = Self.mostPlans

  /// Plans made at most on the way.
  private static let mostPlans = 6
  /// Units taken at once at most.
  private static let mostAtOnce = 16
  /// Standard errors by which a saving must exceed what it costs.
  private static let certainty = 2.0

  /// A rule for plans of a site; with a promised uptime, of the site with what that raised.
  package init(
    planner: Planner, site: Site, horizon: Horizon? = nil,
    limits: [String: ClosedRange<Double>] = [:]
  ) {
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
    stages = planned.stages
    var trial = try await Trial(planned, in: site)
    while plansLeft > 0, let step = try await bestStep(beside: trial) {
      guard let next = try await taken(step, beside: trial) else { continue }
      trial = next
    }
    while let (component, less) = try await lessThatPays(beside: trial) {
      trial = less
      closed.insert(component)
    }
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

    /// USD a year.
    var cost: Double { result.plan.objective.in(.usd) }
    /// USD a year that the plan sheds because it expects outages.
    var withheld: Double {
      let hours = result.plan.horizon.step.in(.hours)
      let years = Double(result.plan.horizon.count) / Double(result.plan.horizon.stepsPerYear)
      return loads.reduce(0) { sum, load in
        sum + load.value.in(.usdPerMegawattHour) * load.withheld.reduce(0, +) * hours / years
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
        let one = RiskStep(1, of: component, beside: trial.result, in: site, program)
      else { continue }
      var (step, gain) = (one, 0.0)
      var loss = try await SimulatedLoss.of(step.plan, in: site, trial.loads)
      let saving = trial.loss.saving(by: loss)
      gain = saving.mean - Self.certainty * saving.error - step.cost
      if gain <= 0 {
        let least = leastCost(with: step.least, beside: trial) - trial.cost
        if saving.mean + Self.certainty * saving.error <= max(least, 1e-4 * trial.cost.magnitude)
          || saving.mean - Self.certainty * saving.error <= 0
        {
          note(step, loss, saving.error, beside: trial)
          closed.insert(component)
          continue
        }
      }
      // As many as pay for themselves one by one.
      for number in 2...Self.mostAtOnce where gain > 0 {
        guard
          let next = RiskStep(number, of: component, beside: trial.result, in: site, program)
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
    guard let next = try await planned(step.change, limits: limits(atLeast: least)) else {
      closed.insert(step.component)
      return nil
    }
    let saving = trial.loss.saving(by: next.loss)
    let price = next.cost - next.withheld - trial.cost + trial.withheld
    let pays = saving.mean - Self.certainty * saving.error > price
    steps.append(
      .init(
        component: step.component, change: step.change, basis: .planned,
        programCost: Money(next.cost, .usd), loss: Money(next.loss.estimate.mean, .usd),
        standardError: Money(saving.error, .usd), total: Money(next.total, .usd), isTaken: pays))
    guard pays else {
      closed.insert(step.component)
      return nil
    }
    held = least
    closed = []
    return next
  }

  /// One unit less of each component that has some: excluded by a bound, or planned.
  private mutating func lessThatPays(beside trial: Trial) async throws -> (String, Trial)? {
    let program = SiteProgram(site, over: horizon, sizeLimits: trial.result.limits)
    for size in program.sizes where size.rounding == .units {
      let now = (trial.result.sizes[size.key]?.lowerBound ?? 0).rounded()
      let done = steps.contains {
        $0.component == size.component && $0.change.hasSuffix("less (\(Int(now) - 1))")
      }
      guard now >= 1, now - 1 >= size.least, !done else { continue }
      let things = trial.result.plan.components.first { $0.component == size.component }?.unitName
      let words = RiskStep.words(1, things ?? "sets", now: now, "less")
      var limits = limits(atLeast: held)
      limits[size.key] = 0...(now - 1)
      let bound = bound(limits, at: trial.result.known)
      // With fewer units no less is lost, and nothing less than nothing.
      let least = bound - trial.withheld
      guard least < trial.total, plansLeft > 0, let less = try await planned(words, limits: limits)
      else {
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
      steps.append(
        .init(
          component: size.component, change: words, basis: .planned,
          programCost: Money(less.cost, .usd), loss: Money(less.loss.estimate.mean, .usd),
          standardError: Money(saving.error, .usd), total: Money(less.total, .usd),
          isTaken: isTaken))
      if isTaken {
        held[size.key] = nil
        return (size.component, less)
      }
    }
    return nil
  }

  private mutating func planned(
    _ change: String, limits: [String: ClosedRange<Double>]
  ) async throws -> Trial? {
    plansLeft -= 1
    let next = try planner.during(change).plan(
      site, over: horizon, limits: limits, comparisons: false)
    stages += next.stages
    guard next.plan.hasDispatch, next.plan.optimality != nil else { return nil }
    return try await Trial(next, in: site)
  }

  private func limits(atLeast least: [String: Double]) -> [String: ClosedRange<Double>] {
    asked.merging(least.mapValues { $0...Double.greatestFiniteMagnitude }) { own, least in
      let low = max(own.lowerBound, least.lowerBound)
      return low...max(low, own.upperBound)
    }
  }

  /// USD a year below which no plan with these least sizes can lie.
  private func leastCost(with least: [String: Double], beside trial: Trial) -> Double {
    bound(limits(atLeast: held.merging(least) { max($0, $1) }), at: trial.result.known)
  }

  /// USD a year that no plan within limits can lie below, by the multipliers at hand.
  private func bound(
    _ limits: [String: ClosedRange<Double>], at known: [(x: [Double], y: [Double])]
  ) -> Double {
    let program = SiteProgram(site, over: horizon, sizeLimits: limits).program
    let bounds = known.compactMap { point -> Double? in
      guard program.columns.count == point.x.count, program.rows.count == point.y.count else {
        return nil
      }
      return 1000 * Certificate(of: program, x: point.x, y: point.y).lowerBound
    }
    return bounds.max() ?? -.infinity
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
    let hours = trial.result.plan.horizon.step.in(.hours)
    let years =
      Double(trial.result.plan.horizon.count) / Double(trial.result.plan.horizon.stepsPerYear)
    var loss = SitePlan.ExpectedLoss(
      classes: trial.loss.unserved.map { load, energy in
        .init(
          name: load.name, value: load.value, unserved: Energy(energy, .megawattHours),
          withheld: Energy(load.withheld.reduce(0, +) * hours / years, .megawattHours))
      },
      amount: Money(mean, .usd), standardError: Money(error, .usd),
      withheld: Money(trial.withheld, .usd), years: site.uptime.loopYears,
      seed: site.uptime.seed)
    loss.steps = steps
    loss.held = held
    return loss
  }
}
