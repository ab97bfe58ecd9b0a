import Accounting
import ArgumentParser
import LinearProgramming
import Planning
import ReportPage
import Reporting
import SiteFiles
import SiteModel
import Solving
import Tabular
import Units

/// A site planned over the years of its horizon, with everything that is told about it.
struct HorizonRun {
  let site: Site
  let horizon: PlanningHorizon
  /// Steps of each year.
  let steps: Horizon
  let questions: PlanningRun.Questions
  let overrides: [String]
  let warnings: [Finding]
  /// What the plan's money is set beside.
  var reference: FinanceReport.Reference?
  /// Where the answers of its programs are kept until it has written its results; nil: nowhere.
  var store: RunStore?

  /// Plans all years, checks each against the accounts, writes and shows the result.
  func write(
    to out: String, named name: String, dispatched: [Int]?, certificateFiles: String?,
    charts: ChartOptions, data: DataFolder, answers: Bool = false, json: Bool
  ) async throws {
    let store = RunStore(self, in: out, named: name)
    if store.isBegun, !questions.quiet {
      Terminal.reportError("goes on where a run of the same inputs was ended")
    }
    let (planned, found) = try await keeping(in: store).plan(answers: answers)
    if let certificateFiles {
      try CertificateFiles(in: certificateFiles, scenario: site.scenario)
        .write(planned.program, planned.answer, marksWhole: false)
    }
    try check(planned)
    try Results.check(ProjectFinance(planned.plan, of: site))
    var result = report(planned)
    result.answers = found
    result.reference = reference
    result.accounts = accounts(planned)
    let page = try HorizonReport(
      site: site, document: HorizonDocument(result),
      beside: try charts.surroundings(of: site, data: data, tables: [])
    ).page
    let folder: String
    do throws(OutputFailure) {
      folder = try OutputFolder(path: out).write(
        result, dispatched: dispatched, page: page, site: name)
    } catch {
      Terminal.reportError("fault: \(error)")
      throw ExitStatus.fault
    }
    if !questions.quiet {
      print(
        json
          ? HorizonDocument(result).text
          : HorizonSummary.text(
            result, width: Terminal.width, color: Terminal.hasColor, folder: folder),
        terminator: "")
    }
    store.remove()
    try Results.end(planned.plan.status)
  }

  private func keeping(in store: RunStore) -> HorizonRun {
    var run = self
    run.store = store
    return run
  }

  /// The plan alone.
  func planned() async throws -> HorizonPlanner.Result { try await plan(answers: false).0 }

  /// The plan with counts and running relaxed: what tables of many plans compare.
  func relaxed() async throws -> HorizonDocument {
    let planned = try await watched { planner in try planner.plan(relaxed: true) }
    try check(planned)
    return HorizonDocument(report(planned))
  }

  /// The least that all years together can emit, t CO2e; nil where it was not certified.
  func leastEmissions() async throws -> Double? {
    try await watched { planner in try planner.leastEmissions() }
  }

  private func watched<Answer: Sendable>(
    _ body: sending (inout HorizonPlanner) async throws -> Answer
  ) async throws -> Answer {
    try await PlanningRun.watched(
      site, by: questions.solver, on: questions.cores, quiet: questions.quiet
    ) { planner in
      var horizonPlanner = HorizonPlanner(
        planner: planner, site: site, horizon: horizon, over: steps, keeping: store)
      return try await body(&horizonPlanner)
    }
  }

  private func plan(answers: Bool) async throws -> (HorizonPlanner.Result, HorizonAnswers?) {
    try await watched { planner in
      let planned = try await planner.certified(planner.plan())
      guard planned.plan.optimality != nil, answers || HorizonPlanner.answersAtOnce(planned) else {
        return (planned, nil)
      }
      return (planned, try planner.answers(to: planned))
    }
  }

  /// Ends with a fault where the accounts contradict the plan of a year.
  private func check(_ planned: HorizonPlanner.Result) throws {
    for (year, own) in zip(planned.plan.years, planned.years) {
      let reconciliation = Reconciliation(site: own, plan: year.plan)
      guard !reconciliation.passed else { continue }
      Terminal.reportError(
        "fault: year \(horizon.startYear + year.position): \(reconciliation.text)\n"
          + "nothing was written; please report this")
      throw ExitStatus.fault
    }
  }

  /// Bills and ledgers of the years.
  private func accounts(_ planned: HorizonPlanner.Result) -> [OutputFile] {
    guard planned.plan.optimality != nil else { return [] }
    let years = zip(planned.plan.years, planned.years).map { year, own in
      HorizonAccounts.Year(
        horizon.startYear + year.position, count: year.count, own, year.plan)
    }
    return HorizonAccounts(years).files
  }

  private func report(_ planned: HorizonPlanner.Result) -> HorizonResult {
    let accepted = planned.answer?.answeredBy
    let solver = questions.solver.solvers.first { $0.name == accepted?.solver }
    let program = planned.program
    var result = HorizonResult(
      site: site, plan: planned.plan, certificate: certificate(planned),
      program: .init(
        rows: program.rows.count, columns: program.columns.count,
        nonzeros: program.coefficient.count),
      solver: .init(
        name: solver?.name ?? "none", version: solver?.version ?? "",
        method: accepted?.method ?? "none", iterations: accepted?.iterations ?? 0))
    result.peakMemoryMegabytes = ProcessMemory.peakMegabytes
    result.answeredBy = accepted.map(PlanningRun.record)
    result.stages = planned.stages.map(PlanningRun.record)
    result.versions = [.init(part: "sitemix", version: Sitemix.version)]
    result.versions += questions.solver.solvers.map { .init(part: $0.name, version: $0.version) }
    result.overrides = overrides
    result.warnings = warnings.map(\.text)
    return result
  }

  /// The certificate of the joined program, as present values.
  private func certificate(_ planned: HorizonPlanner.Result) -> RunResult.CertificateFigures? {
    let worth = Timeline(horizon).worth
    return planned.answer.map { answer in
      let certificate = answer.certificate
      return RunResult.CertificateFigures(
        objective: certificate.objective * 1000 * worth,
        lowerBound: certificate.lowerBound * 1000 * worth,
        primalResidual: certificate.primalResidual, dualResidual: certificate.dualResidual,
        relativeGap: certificate.relativeGap, passed: certificate.passed)
    }
  }
}
