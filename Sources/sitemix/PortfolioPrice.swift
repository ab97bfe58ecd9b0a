import ArgumentParser
import Foundation
import LinearProgramming
import Planning
import Reporting
import SiteModel
import Solving
import Tabular

/// What a portfolio hands to each of its sites.
struct SharedTermsOptions: ParsableArguments {
  @Option(
    name: .customLong("shared-terms"),
    help: .init("What the site shares with others, as a portfolio says it.", visibility: .hidden))
  var text: String?

  /// Sets the terms of a site, if there are any.
  func apply(to site: inout Site) throws {
    guard let text else { return }
    guard let terms = try? JSONDecoder().decode(SharedTerms.self, from: Data(text.utf8)) else {
      throw ValidationError("--shared-terms is written by 'sitemix portfolio --limits' alone.")
    }
    site.sharing = terms
  }
}

/// `sitemix portfolio-price`: one site in a round of a portfolio's prices, units and running relaxed.
struct PortfolioPrice: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portfolio-price",
    abstract: "Solve one site at a portfolio's prices, as a task of a round.",
    shouldDisplay: false)

  @Argument(help: "Name of a folder in data/sites.")
  var site: String

  @OptionGroup var input: InputOptions
  @OptionGroup var span: HorizonOptions
  @OptionGroup var child: ChildOptions
  @OptionGroup var shared: SharedTermsOptions

  @Option(name: .long, help: "Folder for results; one folder a site within it.")
  var out: String

  @Option(name: .customLong("as"), help: "Name of the folder of results.")
  var resultsName: String

  func run() async throws {
    try child.apply()
    var (read, warnings) = try input.readSite(named: site)
    try shared.apply(to: &read)
    let steps = span.horizon(of: read)
    let (priced, solver) = (read, span.solver)
    let (plan, answer, size, uses) = try await PlanningRun.watched(
      priced, by: solver, on: child.cores, quiet: true
    ) { planner in
      guard let years = priced.planningHorizon else {
        let result = try planner.plan(priced, over: steps, relaxed: true, comparisons: false)
        return (result.plan, result.answer, result.program, result.plan.shared)
      }
      var over = HorizonPlanner(planner: planner, site: priced, horizon: years, over: steps)
      let result = try over.plan(relaxed: true)
      var plan = SitePlan(status: result.plan.status, horizon: steps)
      (plan.violations, plan.notes) = (result.plan.violations, result.plan.notes)
      return (plan, result.answer, result.program, result.plan.shared)
    }
    let accepted = answer?.answeredBy
    let by = solver.solvers.first { $0.name == accepted?.solver }
    var result = RunResult(
      site: priced, plan: plan,
      certificate: answer.map { PlanningRun.figures(of: $0.certificate) },
      program: .init(
        rows: size.rows.count, columns: size.columns.count, nonzeros: size.coefficient.count),
      solver: .init(
        name: by?.name ?? "none", version: by?.version ?? "", method: accepted?.method ?? "none",
        iterations: accepted?.iterations ?? 0))
    (result.overrides, result.warnings) = (input.overrides, warnings.map(\.text))
    let document = PlanDocument(relaxed: result, uses: uses)
    do throws(OutputFailure) {
      try OutputFolder(path: out).write(
        [OutputFile(name: "plan.json", bytes: document.bytes)], site: resultsName, owned: [])
    } catch {
      Terminal.reportError("fault: \(error)")
      throw ExitStatus.fault
    }
    try Results.end(plan.status)
  }
}
