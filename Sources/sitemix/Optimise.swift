import ArgumentParser
import Foundation
import LinearProgramming
import Planning
import Reporting
import SiteFiles
import SiteModel

/// The main job: reads a site, plans it, proves the plan, recomputes its bill and writes it down.
struct Optimise: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the least-cost mix for a site and how to run it each hour.",
    discussion: """
      Examples:
        sitemix optimise sparks-nevada
        sitemix optimise sparks-nevada --set components.battery.capex_usd_per_kwh=180
        sitemix optimise sparks-nevada \\
          --set components.campus.classes.inference.uptime_target_fraction=0.999
      """)

  @Argument(help: "Name of a folder in data/sites.", completion: .sites)
  var site: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var span: HorizonOptions
  @OptionGroup var charts: ChartOptions
  @OptionGroup var child: ChildOptions
  @OptionGroup(visibility: .hidden) var hold: HoldOptions
  @OptionGroup var shared: SharedTermsOptions

  @OptionGroup var output: OutputOptions
  @OptionGroup var named: ResultsNameOptions

  @Option(name: .long, help: "Folder for the program and its solution, for checks by others.")
  var certificateFiles: String?

  @Option(
    name: .long,
    help:
      "Relative MIP gap at which the search may end, 0.000001 to 0.1; else the site's mip_gap_aim.")
  var gap: Double?

  @Option(
    name: .long,
    help:
      "Years of the horizon whose hours are written, from 1, or none: --dispatch 1,10; else all.",
    transform: { text in
      guard text != "none" else { return [] }
      return try text.split(separator: ",").map {
        guard let year = Int($0), year >= 1 else {
          throw ValidationError("--dispatch must be none or years such as 1,10.")
        }
        return year
      }
    })
  var dispatch: [Int]?

  @Flag(name: .long, help: "With an uptime target: also plan for a tenth of what may be short.")
  var oneMoreNine = false

  @Flag(
    name: .long,
    help:
      "Without a plan: do not look for remedies, the smallest changes that make the site feasible."
  )
  var noRemedies = false

  @Flag(name: .long, help: .hidden)
  var noCures = false

  @Flag(name: .long, help: .hidden)
  var nextNine = false

  /// For sweeps, which want the plan and nothing beside it.
  @Flag(name: .long, help: .hidden)
  var printOnly = false

  func validate() throws {
    if let gap, !(1e-6...0.1).contains(gap) {
      throw ValidationError("--gap must lie between 0.000001 and 0.1, such as 0.001 for 0.1 %.")
    }
  }

  private var out: String { output.out }
  private var quiet: Bool { output.quiet }
  private var json: Bool { output.shown.json }
  /// Whether progress and hints are shown: not beside JSON.
  private var isSilent: Bool { !output.isTold }

  /// What is asked beside the plan.
  func questions(knowing solved: SolvedPoints = SolvedPoints()) throws -> PlanningRun.Questions {
    PlanningRun.Questions(
      oneMoreNine: oneMoreNine || nextNine, remedies: !(noRemedies || noCures),
      comparisons: !printOnly, limits: try hold.limits, quiet: isSilent, solver: span.solver,
      cores: child.cores, solved: solved)
  }

  func run() async throws {
    guard let site else {
      Terminal.reportError(try Sites.listing(of: input.folder))
      throw ExitStatus.usage
    }
    try child.apply()
    if noCures {
      Terminal.reportError("warning: --no-cures is now called --no-remedies")
    }
    if nextNine { Terminal.reportError("warning: --next-nine is now called --one-more-nine") }
    var (read, warnings) = try input.readSite(named: site, together: true)
    if let gap { read.mipGapAim = gap }
    if read.scenariosTogether != nil {
      return try await ScenarioRun.optimise(
        site, input, span, gap: gap,
        .init(quiet: quiet, solver: span.solver, cores: child.cores), charts: charts,
        to: out, as: named.name(of: site), certificateFiles: certificateFiles, json: json)
    }
    try shared.apply(to: &read)
    let reference = try await ReferenceCase.find(
      for: read, named: site, input, span,
      .init(quiet: quiet, solver: span.solver, cores: child.cores))
    if let horizon = read.planningHorizon {
      return try await HorizonRun(
        site: read, horizon: horizon, steps: span.horizon(of: read),
        questions: .init(quiet: quiet, solver: span.solver, cores: child.cores),
        overrides: input.overrides, warnings: warnings, reference: reference
      ).write(
        to: out, named: named.name(of: site), dispatched: dispatch,
        certificateFiles: certificateFiles, charts: charts, data: input.folder, json: json)
    }
    var result = try await PlanningRun.plan(
      read, over: span.horizon(of: read), overrides: input.overrides, warnings: warnings,
      certificateFiles: certificateFiles, questions())
    result.reference = reference
    if printOnly {
      try Results.check(result)
      Results.show(result, folder: "", json: json)
    } else {
      let folder = try Results.write(
        result, to: out, site: named.name(of: site), charts: charts, data: input.folder)
      if !quiet {
        Results.show(result, folder: folder, json: json)
        if result.plan.hasDispatch, !json { charts.sayWhatIsMissing(site) }
      }
    }
    try Results.end(result)
  }
}
