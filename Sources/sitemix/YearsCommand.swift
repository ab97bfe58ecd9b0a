import ArgumentParser
import Foundation
import LinearProgramming
import Planning
import Reporting
import SiteFiles
import SiteModel
import Solving
import Units

/// Plans a site for its own weather, and runs the same plant in the other years that the site names.
struct YearsCommand: ParsableCommand {
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

  func run() throws {
    let read = try resources.read(site, "years")
    let others = read.site.weather?.others ?? []
    guard !others.isEmpty else {
      Terminal.reportError(
        "\(resources.input.folder.path(of: "sites/\(read.site.name)/site.yaml")) names no other years\n"
          + "help: write other_seeds: [1, 2, 3] or other_files: [NAME.csv] below 'weather:'")
      throw ExitStatus.findings
    }
    Interrupt.listen()
    let planner = Planner(
      strategy: span.solver,
      monitor: ProgressMonitor { _ in Interrupt.isAsked ? .stop : .goOn })
    var rows: [Row] = []
    do {
      let first = try planner.plan(
        read.site, over: span.horizon(of: read.site), comparisons: false)
      rows.append(Row("planned for", read.site, first.plan))
      if first.plan.hasDispatch {
        for other in others { rows.append(try row(other, read.site, planner, first)) }
      }
    } catch is PlanningStop {
      Terminal.reportError("stopped before there was an answer; earlier results are as they were")
      throw ExitStatus.stopped
    }
    try resources.write([("years.csv", Row.csv(rows))], Row.text(rows), read)
    guard rows.allSatisfy(\.hasPlan) else { throw ExitStatus.noPlan }
  }

  /// The plant of the first year in another.
  private func row(
    _ other: String, _ site: Site, _ planner: Planner, _ first: Planner.Result
  ) throws -> Row {
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
    return Row(other, year, result.plan)
  }

  /// One year in figures.
  private struct Row {
    let name: String
    let status: String
    let hasPlan: Bool
    let cash: Double
    let served: Double
    let unserved: [(name: String, energy: Double)]

    init(_ name: String, _ site: Site, _ plan: SitePlan) {
      self.name = name
      status = plan.status.rawValue
      hasPlan = plan.hasDispatch
      cash = plan.cash.in(.usd)
      func energy(_ role: FlowKey.Role) -> [(String, Double)] {
        let hours = plan.horizon.step.in(.hours)
        let years = Double(plan.horizon.count) / Double(plan.horizon.stepsPerYear)
        return plan.components.filter { $0.isLoad }.flatMap { load in
          load.flows.filter { $0.key.role == role }.map { flow in
            let sum = flow.values.reduce(0) { $0 + max(0, $1) }
            return (flow.key.loadClass ?? "", sum * hours / years)
          }
        }
      }
      served = energy(.served).reduce(0) { $0 + $1.1 }
      unserved = energy(.unserved).map { (name: $0.0, energy: $0.1) }
    }

    static func csv(_ rows: [Row]) -> String {
      let classes = rows.first?.unserved.map { "\($0.name)_unserved_mwh_per_year" } ?? []
      let head = ["year", "status", "cash_usd_per_year", "served_mwh_per_year"] + classes
      return ([head] + rows.map { $0.cells(places: 3, plain: true) }).map {
        $0.joined(separator: ",") + "\n"
      }.joined()
    }

    static func text(_ rows: [Row]) -> String {
      let classes = rows.first?.unserved.map { "\($0.name) short" } ?? []
      let head = ["year", "status", "USD/year", "MWh served"] + classes
      return SheetText.table([head] + rows.map { $0.cells(places: 0, plain: false) }) + "\n"
    }

    private func cells(places: Int, plain: Bool) -> [String] {
      guard hasPlan else {
        let blanks = [String](repeating: plain ? "" : "–", count: 2 + unserved.count)
        return [quoted(plain), status] + blanks
      }
      return [quoted(plain), status]
        + ([cash, served] + unserved.map(\.energy)).map {
          let text = FigureText.grouped($0, places: places)
          return plain ? text.filter { $0 != "," } : text
        }
    }

    /// A name with a comma needs quotes in a CSV.
    private func quoted(_ plain: Bool) -> String {
      plain && name.contains(",") ? "\"\(name)\"" : name
    }
  }
}
