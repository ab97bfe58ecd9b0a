import ArgumentParser
import Foundation
import Planning
import Reporting
import SiteModel

/// Plans a site and says what its limits, sizes and prices are worth.
struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what binds a site's plan, with shadow prices and break-even prices.",
    discussion: """
      Plans the site, then solves again with one thing changed at a time, unit counts held: each \
      limit a little more and a little less, a unit more and less, a little of what is not built, \
      and no grid. Writes explain.csv.

      Examples:
        sitemix explain sparks-nevada
        sitemix explain permian-flare-pad --horizon-hours 2184
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var span: HorizonOptions
  @OptionGroup var charts: ChartOptions

  @OptionGroup var output: OutputOptions
  @OptionGroup var named: ResultsNameOptions

  func run() async throws {
    guard let site else {
      Terminal.reportError(
        try Sites.listing(of: input.folder, heading: "name a site: make explain SITE=…"))
      throw ExitStatus.usage
    }
    let (read, warnings) = try input.readSite(named: site)
    let horizon = span.horizon(of: read)
    if let years = read.planningHorizon {
      return try await HorizonRun(
        site: read, horizon: years, steps: horizon,
        questions: .init(quiet: !output.isTold, solver: span.solver), overrides: input.overrides,
        warnings: warnings
      ).write(
        to: output.out, named: named.name(of: site), dispatched: nil, certificateFiles: nil,
        charts: charts,
        data: input.folder, answers: true, json: output.shown.json)
    }
    let planned = try await PlanningRun.run(
      read, over: horizon, .init(quiet: !output.isTold, solver: span.solver))
    guard planned.result.plan.hasDispatch else {
      let result = planned.report(overrides: input.overrides, warnings: warnings)
      let folder = try Results.write(
        result, to: output.out, site: named.name(of: site), charts: charts, data: input.folder)
      if !output.quiet { Results.show(result, folder: folder, json: output.shown.json) }
      return try Results.end(result)
    }
    let explanation = try await PlanningRun.watched(
      read, by: span.solver, quiet: !output.isTold
    ) { planner in
      try Explainer(
        planner: planner, site: planned.leveredSite, horizon: horizon, result: planned.result)?
        .explained()
    }
    guard let explanation else {
      Terminal.reportError("the plan could not be priced with its counts held")
      throw ExitStatus.stopped
    }
    let table = ExplanationTable(explanation, site: site)
    try output.shown.show(table.file, table.text(width: Terminal.width))
    try Results.add(
      [table.file], to: output.out, site: named.name(of: site), quiet: !output.isTold,
      origin: AnswerOrigin(site: read, overrides: input.overrides, horizon: horizon),
      scenario: read.scenario)
  }
}
