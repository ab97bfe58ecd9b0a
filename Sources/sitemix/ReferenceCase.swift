import Accounting
import Planning
import Reporting
import SiteModel
import Solving

/// The plan of the scenario that a site's finance names, for what is paid more and what comes back.
enum ReferenceCase {
  /// Plans it; nil where none is named, or where the site is read with it.
  static func find(
    for site: Site, named name: String, _ input: InputOptions, _ span: HorizonOptions,
    _ questions: PlanningRun.Questions
  ) async throws -> FinanceReport.Reference? {
    guard let scenario = site.finance?.reference, scenario != site.scenario else { return nil }
    var other = input
    other.scenario = scenario
    let read = try other.readSite(named: name).site
    let steps = span.horizon(of: read)
    var asked = PlanningRun.Questions(solver: questions.solver, cores: questions.cores)
    (asked.quiet, asked.remedies, asked.comparisons) = (questions.quiet, false, false)
    let project: ProjectFinance?
    if let horizon = read.planningHorizon {
      let run = HorizonRun(
        site: read, horizon: horizon, steps: steps, questions: asked, overrides: [], warnings: [])
      project = try await ProjectFinance(run.planned().plan, of: read)
    } else {
      project = try await ProjectFinance(
        PlanningRun.run(read, over: steps, asked).result.plan, of: read)
    }
    return FinanceReport.Reference(name: scenario, project: project)
  }
}
