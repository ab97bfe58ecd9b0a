import SiteModel
import Units

extension ScenarioDocument {
  /// The document of a result: the same bytes for the same result.
  public init(_ result: ScenarioResult) {
    self.init()
    let (site, plan) = (result.site, result.plan)
    frame.schemaVersion = Self.version
    frame.status = plan.status.rawValue
    basis = site.planningHorizon == nil ? Self.yearly : Self.presentValue
    (risk.weight, risk.tail) = (plan.together.riskWeight, plan.together.riskTail)
    (risk.caps, risk.knownFromMonth) = (plan.together.caps.rawValue, plan.together.knownFromMonth)
    frame.statement = Self.statement(of: plan, basis)
    if result.hasPlan {
      objective = plan.measure.in(.usd)
      lowerBound = plan.optimality?.lowerBound.in(.usd)
      mipGap = plan.optimality.map { Exact($0.mipGap) }
      expectedCost = plan.expectedCost.in(.usd)
      conditionalValueAtRisk = plan.conditionalValueAtRisk.in(.usd)
      scenarios = plan.together.members.indices.map { Scenario(plan, $0, of: site) }
      builds = plan.builds.map { Build($0, of: plan) }
    } else {
      let steps = SitePlan(status: plan.status, horizon: site.horizon)
      violations = plan.violations.map { PlanDocument.Violation($0, of: steps) }
    }
    if let table = result.regret {
      perfectInformation = table.perfectInformation?.in(.usd)
      valueOfPerfectInformation = table.valueOfPerfectInformation?.in(.usd)
      valueOfStochasticAnswer = table.valueOfStochasticAnswer?.in(.usd)
      regret = table.cells.joined().map(Regret.init)
    }
    certificate = result.certificate.map(PlanDocument.Certificate.init)
    frame.tell(result.program, result.solver)
    frame.tell(
      site, overrides: result.overrides, warnings: result.warnings, planNotes: plan.notes)
    frame.conventions = [
      "Money is constant USD of \(site.dollarYear): \(basis); costs are positive, revenue negative.",
      "The cost of a scenario is cash + value of unserved load + CO2 price + non-cash wear.",
    ]
  }

  private static func statement(of plan: ScenarioPlan, _ basis: String) -> String {
    let count = plan.together.members.count
    switch plan.status {
    case .infeasible: return "infeasible: no plan meets the limits in every scenario"
    case .unbounded: return "unbounded: some limit is missing, for costs fall without end"
    case .stopped: return "stopped: no answer could be certified, so no plan is shown"
    case .uncertified, .optimal, .nearOptimal, .feasible:
      let what = plan.together.riskWeight > 0 ? "weighed cost" : "expected cost"
      let begin =
        plan.status == .uncertified
        ? "uncertified: the plan was not shown to meet its uptime targets in every scenario. " : ""
      let bound = plan.optimality.map {
        " No plan for these scenarios can come to less than "
          + "\(FigureText.grouped($0.lowerBound.in(.usd))) (\(Wording.percent($0.mipGap)) below)."
      }
      return begin + "Best plan found for \(count) scenarios: "
        + "\(FigureText.grouped(plan.measure.in(.usd))) \(basis), \(what)." + (bound ?? "")
    }
  }
}

extension ScenarioDocument.Scenario {
  fileprivate init(_ plan: ScenarioPlan, _ place: Int, of site: Site) {
    self.init()
    (name, probability) = (
      plan.together.members[place].name, plan.together.members[place].probability
    )
    let years: [(count: Double, plan: SitePlan)]
    let lines: [SitePlan.CostLine]
    if plan.horizons.isEmpty {
      years = [(1, plan.plans[place])]
      lines = plan.plans[place].costs
      status = plan.plans[place].status.rawValue
    } else {
      years = plan.horizons[place].years.map { (Double($0.count), $0.plan) }
      lines = plan.horizons[place].costs
      status = plan.horizons[place].status.rawValue
    }
    cost = plan.costs[place].in(.usd)
    var sums: [(String, Double)] = []
    for line in lines {
      let amount = line.amount.in(.usd)
      if line.nature == .cash { cash += amount }
      if line.nature == .unserved { unservedValue += amount }
      let name = line.nature == .unserved ? "unserved load" : line.component
      if let known = sums.firstIndex(where: { $0.0 == name }) {
        sums[known].1 += amount
      } else {
        sums.append((name, amount))
      }
    }
    costs = Keyed(sums)
    for (count, year) in years {
      served += count * year.served.in(.megawattHours)
      unserved += count * year.classes.reduce(0) { $0 + $1.unserved.in(.megawattHours) }
      hoursShort += count * (year.classes.map(\.hoursShort).max() ?? 0)
      for line in year.emissions
      where site.emissions.view.counts(scope: line.scope, basis: line.basis) {
        emitted += count * line.amount.in(.tonnes)
      }
    }
  }
}

extension ScenarioDocument.Build {
  fileprivate init(_ build: ScenarioPlan.Build, of plan: ScenarioPlan) {
    self.init()
    (component, capacity, unit) = (build.component, build.capacity, build.unit)
    kind = build.date?.kind.rawValue ?? HorizonPlan.Build.Kind.built.rawValue
    month = build.date?.month
    date = build.date.flatMap { date in plan.horizons.first?.date(of: date.month) }
    isInAll = build.isInAll
    amounts = Keyed(zip(plan.together.members, build.amounts).map { ($0.name, $1) })
  }
}

extension ScenarioDocument.Regret {
  fileprivate init(_ cell: RegretTable.Cell) {
    self.init()
    (plan, scenario) = (cell.plan, cell.scenario)
    (cost, regret) = (cell.cost?.in(.usd), cell.regret?.in(.usd))
    (served, unserved) = (cell.served.in(.megawattHours), cell.unserved.in(.megawattHours))
    promisedUnserved = cell.promisedUnserved.in(.megawattHours)
    hoursShort = cell.hoursShort
    cap = cell.aboveCap.map { $0 > .zero ? "broken" : "kept" } ?? "none"
    aboveCap = cell.aboveCap?.in(.tonnes)
  }
}
