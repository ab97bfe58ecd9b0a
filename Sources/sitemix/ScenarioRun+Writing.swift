import Accounting
import LinearProgramming
import Planning
import ReportPage
import Reporting
import SiteFiles
import SiteModel
import Solving
import Tabular

extension ScenarioRun {
  /// Checks each plan against the accounts and writes all of it; where a year recurs, each scenario has a folder
  /// of its own below `scenarios/`.
  func write(
    _ planned: Planned, regret: RegretTable?, to out: String, as name: String,
    charts: ChartOptions, data: DataFolder
  ) throws -> (ScenarioResult, folder: String) {
    try check(planned)
    let result = result(planned, regret)
    let page = try ScenarioReport(
      site: scenarios.site, document: ScenarioDocument(result),
      beside: try charts.surroundings(of: scenarios.site, data: data, tables: [])
    ).page
    let folder: String
    do throws(OutputFailure) {
      folder = try OutputFolder(path: out).write(result, page: page, site: name)
    } catch {
      Terminal.reportError("fault: \(error)")
      throw ExitStatus.fault
    }
    for (place, own) in planned.results.enumerated() {
      let scenario = scenarios.scenarios[place]
      var mine = own
      mine.plan.notes.append(
        "Sizes are those of the plan for all scenarios; the bound holds for these sizes.")
      let run = PlanningRun(of: scenario.site, mine, by: questions.solver)
      let member = scenario.member.name
      _ = try Results.write(
        run.report(
          overrides: overrides + ["\(InputOptions.memberMark)\(member)"],
          warnings: scenarios.warnings),
        to: "\(folder)/scenarios", site: member, charts: charts, data: data)
    }
    return (result, folder)
  }

  /// Ends with a fault where the accounts contradict the plan of a scenario.
  private func check(_ planned: Planned) throws {
    for (place, plan) in planned.plan.plans.enumerated() where planned.plan.optimality != nil {
      try check(Reconciliation(site: scenarios.scenarios[place].site, plan: plan), place)
    }
    for (place, plan) in planned.plan.horizons.enumerated() {
      for (year, own) in zip(plan.years, planned.years[place]) {
        try check(Reconciliation(site: own, plan: year.plan), place)
      }
    }
  }

  private func check(_ reconciliation: Reconciliation, _ place: Int) throws {
    guard !reconciliation.passed else { return }
    Terminal.reportError(
      "fault: scenario \(scenarios.scenarios[place].member.name): \(reconciliation.text)\n"
        + "nothing was written; please report this")
    throw ExitStatus.fault
  }

  private func result(_ planned: Planned, _ regret: RegretTable?) -> ScenarioResult {
    let accepted = planned.answer?.answeredBy
    let solver = questions.solver.solvers.first { $0.name == accepted?.solver }
    let program = planned.program
    let worth = scenarios.site.planningHorizon.map { Timeline($0).worth } ?? 1
    let certificate = planned.answer.map { answer in
      RunResult.CertificateFigures(
        objective: answer.certificate.objective * 1000 * worth,
        lowerBound: answer.certificate.lowerBound * 1000 * worth,
        primalResidual: answer.certificate.primalResidual,
        dualResidual: answer.certificate.dualResidual,
        relativeGap: answer.certificate.relativeGap, passed: answer.certificate.passed)
    }
    var result = ScenarioResult(
      site: scenarios.site, plan: planned.plan, certificate: certificate,
      program: .init(
        rows: program.rows.count, columns: program.columns.count,
        nonzeros: program.coefficient.count),
      solver: .init(
        name: solver?.name ?? "none", version: solver?.version ?? "",
        method: accepted?.method ?? "none", iterations: accepted?.iterations ?? 0))
    result.regret = regret
    result.peakMemoryMegabytes = ProcessMemory.peakMegabytes
    result.answeredBy = accepted.map(PlanningRun.record)
    result.stages = planned.stages.map(PlanningRun.record)
    result.versions = [.init(part: "sitemix", version: Sitemix.version)]
    result.versions += questions.solver.solvers.map { .init(part: $0.name, version: $0.version) }
    result.overrides = overrides
    result.warnings = scenarios.warnings.map(\.text)
    return result
  }
}

extension SiteScenarios {
  /// The same, with plans that end at another distance from their bound.
  func aiming(at gap: Double) -> SiteScenarios {
    func aimed(_ site: Site) -> Site {
      var site = site
      site.mipGapAim = gap
      return site
    }
    return SiteScenarios(
      site: aimed(site), together: together,
      scenarios: scenarios.map {
        SiteScenario(member: $0.member, site: aimed($0.site), shedding: aimed($0.shedding))
      }, redrawsWeather: redrawsWeather, warnings: warnings)
  }
}
