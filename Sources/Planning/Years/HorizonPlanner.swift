import Formulation
package import LinearProgramming
package import SiteModel
package import Solving
import Units

/// Plans a site over the years of its horizon.
///
/// One joined program bounds what any plan can cost. How many units stand is made whole by branch and bound
/// over it; each year is then planned by itself with what stands in it, sets online in whole numbers. The gap is
/// that of the whole: what all of it costs, against the bound of the joined program.
package struct HorizonPlanner {
  let planner: Planner
  let site: Site
  let horizon: PlanningHorizon
  /// Steps of each year; nil: all of them.
  let steps: Horizon?
  /// Answers of a run that was ended before; nil: nothing is kept.
  let store: (any AnswerStore)?
  private var search: UnitSearch<HorizonProgram>

  /// Whole sets online cost a year about this much more: units need not be nearer to the bound.
  static let nearEnough = 5e-4

  /// A planner of a site that has a horizon.
  package init(
    planner: Planner, site: Site, horizon: PlanningHorizon, over steps: Horizon? = nil,
    keeping store: (any AnswerStore)? = nil
  ) {
    (self.planner, self.site, self.horizon, self.steps) = (planner, site, horizon, steps)
    self.store = store
    search = UnitSearch(
      planner: planner, peakLoad: site.peakLoad, gapAim: max(site.mipGapAim, Self.nearEnough),
      store: store)
  }

  /// A plan of the horizon and the proof that comes with it.
  package struct Result: Sendable {
    package var plan: HorizonPlan
    /// The joined program that the bound speaks of.
    package var program: LinearProgram
    package var answer: SolveStrategy.Solution?
    package var stages: [Planner.Stage]
    /// The years as sites of their own, with what stands in each.
    package var years: [Site] = []
  }

  /// Plans all years.
  ///
  /// - Parameters:
  ///   - relaxed: leave counts and running continuous: what the joined program says.
  ///   - held: what is built before a month, as another plan has it.
  /// - Throws: `PlanningStop` when the monitor asks to stop.
  package mutating func plan(
    relaxed: Bool = false, holding held: (builds: [HorizonPlan.Build], before: Int)? = nil
  ) throws(PlanningStop) -> Result {
    if isOneYear, held == nil { return try asOneYear(relaxed: relaxed) }
    let started = ContinuousClock.now
    var program = HorizonProgram(site, horizon, over: steps)
    if let held { program = program.holding(held.builds, before: held.before) }
    let root = try search.solve(program.program, program, "all years", since: started)
    guard let root, root.certificate.verdict != .none else {
      return try withoutPlan(program, root)
    }
    guard root.certificate.bindingAssumedBoxes.isEmpty else {
      return unbounded(program, root)
    }
    if relaxed { return relaxedResult(program, root) }
    guard let whole = try search.whole(program, root) else {
      return stopped(program, root, "no plan with whole units was found")
    }
    return try years(program, root, whole)
  }

  // MARK: - One year

  /// Whether the horizon is the year that recurs: one year, one date, and nothing that arrives later.
  private var isOneYear: Bool {
    site.finance == nil && horizon.years == 1 && horizon.phaseYears == 0
      && horizon.laterBuildDates == .yearly
      && site.components.allSatisfy { $0.dates.allSatisfy { $0.months == 0...0 } }
      && site.components.loads.allSatisfy { $0.arrivals == nil }
  }

  private func asOneYear(relaxed: Bool) throws(PlanningStop) -> Result {
    var plain = site
    plain.planningHorizon = nil
    let result = try planner.plan(plain, over: steps, relaxed: relaxed)
    let worth = Timeline(horizon).worth
    var plan = HorizonPlan(status: result.plan.status, horizon: horizon)
    plan.optimality = result.plan.optimality.map {
      SitePlan.Optimality(
        cost: worth * $0.cost, lowerBound: worth * $0.lowerBound, mipGap: $0.mipGap)
    }
    plan.violations = result.plan.violations
    plan.notes = result.plan.notes
    plan.shared = result.plan.shared
    if result.plan.hasDispatch {
      plan.tellSizes(of: result)
      plan.costs = result.plan.costs.map {
        SitePlan.CostLine(
          component: $0.component, line: $0.line, nature: $0.nature, amount: worth * $0.amount)
      }
      plan.years = [.init(position: 0, count: 1, worth: worth, plan: result.plan)]
    }
    return Result(
      plan: plan, program: result.program, answer: result.answer, stages: result.stages,
      years: [plain])
  }

  // MARK: - All years

  /// Each year with what stands in it, side by side.
  private mutating func years(
    _ program: HorizonProgram, _ root: SolveStrategy.Solution,
    _ whole: UnitSearch<HorizonProgram>.WholeUnits
  ) throws(PlanningStop) -> Result {
    let built = whole.point
    let sites = program.years(at: built)
    let names = horizon.modelledYears.map { String(horizon.startYear + $0) }
    let pieces = Array(zip(sites, names))
    let (planner, steps) = (planner, steps)
    let results = try sideBySide(pieces, cores: planner.cores) {
      (piece: (site: Site, name: String)) throws(PlanningStop) -> Planner.Result in
      try planner.during(piece.name).plan(piece.site, over: steps, comparisons: false)
    }
    for result in results { search.stages += result.stages }
    if let place = results.firstIndex(where: { !$0.plan.hasDispatch }) {
      return stopped(
        program, root, "no plan of the year \(names[place]) was found with what was built",
        violations: results[place].plan.violations)
    }
    guard var plan = program.plan(at: built, status: .optimal, years: results.map(\.plan)) else {
      return stopped(program, root, "the site has no horizon")
    }
    let bound = program.timeline.worth * Money(whole.bound, .kiloUSD)
    let cost = plan.presentValue
    let optimality = SitePlan.Optimality(cost: cost, bound: bound)
    (plan.optimality, plan.status) = (optimality, optimality.status)
    return Result(
      plan: plan, program: program.program, answer: root, stages: search.stages, years: sites)
  }

  // MARK: - Without a plan of whole units

  private func relaxedResult(_ program: HorizonProgram, _ root: SolveStrategy.Solution) -> Result {
    let status: SitePlan.Status = root.certificate.passed ? .optimal : .nearOptimal
    let plan = program.plan(at: root.x, status: status)
    return Result(
      plan: plan ?? HorizonPlan(status: .stopped, horizon: horizon), program: program.program,
      answer: root, stages: search.stages,
      years: program.years(at: root.x))
  }

  private mutating func withoutPlan(_ program: HorizonProgram, _ root: SolveStrategy.Solution?)
    throws(PlanningStop) -> Result
  {
    let leastViolation = try planner.leastViolation(
      of: program.program, peakLoad: site.peakLoad, &search.stages)
    var result = stopped(program, root, "the solver found no answer")
    guard leastViolation.isImpossible else { return result }
    result.plan.status = .infeasible
    result.plan.notes = []
    result.plan.violations = program.violations(
      leastViolation.broken.map { ($0.row, $0.amount) },
      above: 1e-5 * site.peakLoad.in(.megawatts))
    return result
  }

  private func unbounded(_ program: HorizonProgram, _ root: SolveStrategy.Solution) -> Result {
    var result = stopped(program, root, "")
    result.plan.status = .unbounded
    result.plan.notes = root.certificate.unboundedNotes(of: program.program)
    return result
  }

  private func stopped(
    _ program: HorizonProgram, _ root: SolveStrategy.Solution?, _ note: String,
    violations: [SitePlan.PolicyViolation] = []
  ) -> Result {
    var plan = HorizonPlan(status: .stopped, horizon: horizon)
    plan.notes = [note]
    plan.violations = violations
    return Result(plan: plan, program: program.program, answer: root, stages: search.stages)
  }
}

extension HorizonPlan {
  /// What a year that recurs has built, as built in month 0.
  fileprivate mutating func tellSizes(of result: Planner.Result) {
    for component in result.plan.components {
      let own = result.sizes.filter { $0.key.hasPrefix(component.component + ".") }
      for (key, range) in own.sorted(by: { $0.key < $1.key }) where range.lowerBound > 0 {
        let capacity = String(key.dropFirst(component.component.count + 1))
        let unit = component.unitName.map { $0 == "packs" ? "packs" : "units" }
        let isFirst = builds.last?.component != component.component
        builds.append(
          Build(
            component: component.component, capacity: capacity,
            unit: ["units", "packs"].contains(capacity)
              ? unit ?? capacity : capacity == "energy" ? "MWh" : "MW",
            month: 0, amount: range.lowerBound, kind: .built, lastMonth: nil,
            capital: isFirst
              ? component.capital ?? SitePlan.Capital(.zero) : SitePlan.Capital(.zero)))
        capacities.append(
          Standing(
            component: component.component, capacity: capacity, unit: builds[builds.count - 1].unit,
            month: 0, built: range.lowerBound,
            // Energy fades, the power that moves it does not.
            inUse: (["energy", "packs"].contains(capacity) ? component.leftInUse : 1)
              * range.lowerBound))
      }
    }
  }
}
