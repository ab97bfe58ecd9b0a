import ArgumentParser
import Foundation
import LinearProgramming
import Planning
import Reporting
import SiteFiles
import SiteModel
import Solving
import Units
import Tabular

/// Plans a site for its own weather, and runs the same plant in the other years that the site names.
struct YearsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "years",
    abstract: "Plan for the site's weather, then run the same plant in its other years.",
    discussion: """
      Other years are weather.other_seeds or weather.other_files of the site. Sizes come from the \
      first year; cost and unserved energy are those of each. Where the plant cannot carry load that \
      may not be shed, it is shed at 20,000 USD/MWh and counted. Writes years.csv.

      Example:
        sitemix years sparks-nevada
      """)

  /// What a MWh of promised load is held worth, far above any supply.
  private static let valueOfPromisedLoad = 20_000

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String?

  @OptionGroup var resources: ResourceOptions
  @OptionGroup var span: HorizonOptions

  func run() async throws {
    let read = try resources.read(site, "years")
    _ = try resources.input.readOneYear(named: read.site.name, for: "years")
    let others = read.site.weather?.others ?? []
    guard !others.isEmpty else {
      Terminal.reportError(
        "\(resources.input.folder.path(of: "sites/\(read.site.name)/site.yaml")) names no other years\n"
          + "help: write other_seeds: [1, 2, 3] or other_files: [NAME.csv] below 'weather:'")
      throw ExitStatus.findings
    }
    let rows: [PlantYear] = try await PlanningRun.watched(
      read.site, by: span.solver, quiet: !resources.shown.isTold
    ) { planner in
      let first = try planner.during("planned for").plan(
        read.site, over: span.horizon(of: read.site), comparisons: false)
      var rows = [PlantYear("planned for", first.plan)]
      guard first.plan.hasDispatch else { return rows }
      for (number, other) in others.enumerated() {
        let purpose = "year \(number + 2) of \(others.count + 1)"
        rows.append(try row(other, read.site, planner.during(purpose), first))
      }
      return rows
    }
    try resources.write(("years.csv", PlantYear.csv(rows)), PlantYear.text(rows), read)
    guard rows.allSatisfy(\.hasPlan) else { throw ExitStatus.noPlan }
  }

  /// The plant of the first year in another.
  private func row(
    _ other: String, _ site: Site, _ planner: Planner, _ first: Planner.Result
  ) throws -> PlantYear {
    var overrides = resources.input.set + [other]
    for load in site.components.loads {
      for name in load.unsheddableClasses {
        let path = "components.\(load.name).classes.\(name)"
        overrides += [
          "\(path).sheddable_fraction=1", "\(path).max_unserved_fraction=1",
          "\(path).value_of_lost_load_usd_per_mwh=\(Self.valueOfPromisedLoad)",
        ]
      }
    }
    var year: Site?
    try complaining(in: resources.input.folder) { () throws(Findings) in
      year = try resources.input.folder.readSite(
        named: site.name, scenario: resources.input.scenario,
        overrides: overrides.map { Override($0) }
      ).site
    }
    guard let year else { throw ExitStatus.fault }
    let result = try planner.plan(
      year, over: span.horizon(of: year), relaxed: true, limits: first.sizes,
      knowing: first.solved, comparisons: false)
    return PlantYear(other, result.plan)
  }
}
