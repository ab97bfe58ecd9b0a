import ArgumentParser
import Planning
import Reporting
import SiteFiles
import SiteModel
import Tabular

/// Plans a site for each scenario alone, and runs every plan in every scenario.
struct YearsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "years",
    abstract: "Plan for each scenario or year alone, and run every plan in every one.",
    discussion: """
      Scenarios are those of scenarios_together of the site, else its own year and weather.other_seeds or \
      weather.other_files. The regret of a plan in a scenario is what it costs there above the scenario's \
      own plan. Where a plant cannot carry a scenario, its caps are broken first, then load that may not \
      be shed is shed at 20,000 USD/MWh; both are shown. With scenarios_together the plan for all of them \
      is a further row, with the value of perfect information and of the stochastic answer. Writes regret.csv.

      Example:
        sitemix years sparks-nevada
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String?

  @OptionGroup var resources: ResourceOptions
  @OptionGroup var span: HorizonOptions
  @OptionGroup var charts: ChartOptions

  func run() async throws {
    let read = try resources.read(site, "years")
    let scenarios = try ScenarioRun.read(read.site.name, resources.input)
    guard let scenarios else {
      Terminal.reportError(
        "\(resources.input.folder.path(of: "sites/\(read.site.name)/site.yaml")) names no other years\n"
          + "help: write scenarios_together, or other_seeds: [1, 2, 3] or other_files: [NAME.csv] below "
          + "'weather:'")
      throw ExitStatus.findings
    }
    let run = try ScenarioRun(
      scenarios, steps: span.horizon(of: scenarios.site),
      questions: .init(quiet: !resources.shown.isTold, solver: span.solver),
      overrides: resources.input.overrides)
    let planned = run.isListed ? try await run.planned() : nil
    let table = try await run.regret(planned)
    let text = RegretText(table, overYears: scenarios.site.planningHorizon != nil)
    if let planned {
      let written = try run.write(
        planned, regret: table, to: resources.output.out,
        as: resources.named.name(of: read.site.name), charts: charts,
        data: resources.input.folder)
      print(
        ScenarioSummary.text(written.0, width: Terminal.width, color: Terminal.hasColor) + "\n"
          + text.screen(notes: run.notes) + "Files: \(written.folder)")
    } else {
      try resources.write(("regret.csv", text.csv), text.screen(notes: run.notes), read)
    }
    guard table.cells.joined().allSatisfy({ $0.cost != nil }) else { throw ExitStatus.noPlan }
  }
}
