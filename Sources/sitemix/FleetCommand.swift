import ArgumentParser
import ChildProcesses
import Components
import Fleet
import Foundation
import SiteFiles

/// `sitemix fleet`: many sites, each in a process of its own.
struct FleetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet", abstract: "Solve all sites of a fleet, on every core or on Slurm.",
    discussion: """
      A fleet is a folder of sites, or a CSV list with the columns 'site', optionally 'name', and one \
      for each key to set. Inputs are all checked first. Run again, and only what is missing, failed \
      or has changed inputs is solved. Examples:
        sitemix fleet
        sitemix fleet my-fleet.csv --jobs 4
        sitemix fleet my-fleet.csv --executor slurm --sbatch=--partition=short --concurrency 50
      Exit status: 0 all solved, 1 a site has no plan that keeps its promises, 2 findings in an input, \
      3 stopped before the end, 70 a process crashed, took too long or too much memory.
      """)

  @Argument(help: "Folder of sites, or a CSV list; else all sites of the data folder.")
  var fleet: String?

  @Option(name: .long, help: "Folder with sites, tariffs and technologies.")
  var data = "data"

  @Option(name: .long, help: "Folder of the sites that a list names, if not in the data folder.")
  var sites: String?

  @Option(name: .long, help: "Folder of results; one folder a site within it.")
  var out = FleetDefaults.out

  @Option(name: .shortAndLong, help: "Sites at a time; else one a core.")
  var jobs: Int?

  @Flag(name: .long, help: "Solve all sites, whatever is there.")
  var force = false

  @Option(name: .long, help: "Seconds that a site may take.")
  var secondsPerSite = 3600

  @Option(name: .long, help: "Address space that a site may take, MB.")
  var memoryMb = 8192

  @Option(name: .long, help: "Who runs the sites: local or slurm; local unless given.")
  var executor: Executor?

  @Option(name: .long, help: .hidden)
  var engine: Executor?

  @OptionGroup var span: HorizonOptions
  @OptionGroup var charts: ChartOptions
  @OptionGroup var slurm: SlurmOptions

  enum Executor: String, ExpressibleByArgument, CaseIterable {
    case local, slurm
  }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if secondsPerSite < 1 { throw ValidationError("--seconds-per-site must be at least 1.") }
    if memoryMb < 256 { throw ValidationError("--memory-mb must be at least 256.") }
  }

  func run() async throws {
    let folder = FleetFolder(path: out)
    let lock = try FleetFault.said { () throws(FleetFolder.Failure) in
      try folder.prepare()
      return try folder.lock()
    }
    defer { try? lock.close() }
    try await slurm.checkQueue(folder)
    let plan = try await plan()
    try FleetFault.said { () throws(FleetFolder.Failure) in try folder.write(plan) }
    let positions = plan.tasks.indices.filter { index in
      let task = plan.tasks[index]
      return task.key != nil && (force || !folder.isAnswered(task))
    }
    say(plan, toSolve: positions.count)
    if engine != nil { Terminal.complain("warning: --engine is now called --executor") }
    switch executor ?? engine ?? .local {
    case .slurm: try await slurm.submit(positions, folder)
    case .local:
      let tasks = positions.map { plan.tasks[$0] }
      let progress = try await FleetLocal(plan: plan, folder: folder)
        .solve(tasks, jobs: jobs ?? FleetDefaults.cores)
      guard !Interrupt.isAsked else {
        Terminal.complain("stopped; \(progress.text). Run it again to go on.")
        throw ExitStatus.stopped
      }
      try await FleetCollect.collect(plan, folder, jobs: jobs ?? FleetDefaults.cores)
    }
  }

  /// The checked plan; a list that cannot be read has exit status 2.
  private func plan() async throws -> FleetPlan {
    var options: FleetPlan.Options
    let all: [FleetSite]
    do throws(Findings) {
      let isFolder = fleet.map { FleetDefaults.isFolder($0) } ?? true
      let own = isFolder ? fleet ?? sites : sites
      options = FleetPlan.Options(
        version: Sitemix.version, data: data, sites: own, horizonHours: span.horizonHours,
        secondsPerSite: secondsPerSite, megabytesPerSite: memoryMb,
        chartScript: charts.chartScript)
      options.solver = span.solver == .standard ? nil : span.solver.rawValue
      if let fleet, !isFolder {
        all = try FleetList.read(fleet)
      } else {
        all = try DataFolder(path: data, sites: own, catalogue: .standard).fleet()
      }
    } catch {
      Terminal.complain(
        DataFolder(path: data, sites: sites, catalogue: .standard).located(error.all).text)
      throw ExitStatus.findings
    }
    guard !all.isEmpty else {
      Terminal.complain("'\(fleet ?? data)' holds no site: a folder of folders with site.yaml")
      throw ExitStatus.findings
    }
    return await FleetCheck.plan(all, options, jobs: jobs ?? FleetDefaults.cores)
  }

  private func say(_ plan: FleetPlan, toSolve count: Int) {
    for task in plan.tasks {
      guard let findings = task.findings else { continue }
      Terminal.complain("\(task.site.name): its input cannot be solved\n\(findings)")
    }
    let refused = plan.tasks.count { $0.findings != nil }
    Terminal.complain(
      "\(plan.tasks.count) sites: \(count) to solve, \(plan.tasks.count - count - refused) solved "
        + "before, \(refused) with findings")
  }
}

/// What holds where nobody says otherwise.
enum FleetDefaults {
  static let out = "notebooks-out/fleet"
  static var cores: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// This program, for the processes of the sites.
  static func executable() throws -> String {
    guard let path = Bundle.main.executablePath else {
      Terminal.complain("fault: the program does not know its own path")
      throw ExitStatus.fault
    }
    return path
  }
}

/// Failures of the folder of results, on standard error with exit status 70.
enum FleetFault {
  static func said<Result>(
    _ body: () throws(FleetFolder.Failure) -> Result
  ) throws -> Result {
    do throws(FleetFolder.Failure) {
      return try body()
    } catch {
      Terminal.complain(error.description)
      throw ExitStatus.fault
    }
  }
}
