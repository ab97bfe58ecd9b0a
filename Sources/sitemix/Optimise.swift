import ArgumentParser
import Foundation
import GLPKSolver
import LinearProgramming
import Planning
import Reporting
import SiteFiles
import SiteModel

/// The main job: reads a site, plans it, proves the plan, recomputes its bill and writes it down.
struct Optimise: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the least-cost mix for a site and how to run it each hour.",
    discussion: """
      Examples:
        sitemix optimise sparks-nevada
        sitemix optimise sparks-nevada --set components.bess.capex_usd_per_kwh=180
      """)

  @Argument(help: "Name of a folder in data/sites.")
  var site: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var span: HorizonOptions

  @Option(name: .long, help: "Folder for results; one folder a site within it.")
  var out = "notebooks-out"

  @Option(name: .long, help: "Folder for the program and its solution, for checks by others.")
  var certificateFiles: String?

  @Flag(name: .long, help: "Print plan.json instead of the table.")
  var json = false

  @Flag(name: .long, help: "Print nothing but errors.")
  var quiet = false

  func run() throws {
    guard let site else {
      Terminal.complain(try Sites.listing(of: input.folder))
      throw ExitCode(64)
    }
    let (read, warnings) = try input.readSite(named: site)
    let result = try PlanningRun.plan(
      read, over: span.horizon(of: read), overrides: input.set, warnings: warnings,
      certificateFiles: certificateFiles, quiet: quiet)
    let folder = try Results.write(result, to: out, site: site)
    if !quiet { Results.show(result, folder: folder, json: json) }
    try Results.end(result)
  }
}
