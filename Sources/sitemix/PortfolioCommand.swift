import ArgumentParser
import ChildProcesses
import Components
import Foundation
import Portfolio
import SiteFiles
import Solving
import Tabular

/// `sitemix portfolio`: many sites, each in a process of its own.
struct PortfolioCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portfolio",
    abstract: "Solve all sites of a portfolio, on every core, on Slurm or on any cluster.",
    discussion: """
      A portfolio is a folder of sites, or a CSV list with the columns 'site', optionally 'name', and one \
      for each key to set. Inputs are all checked first. Run again, and only what is missing, failed \
      or has changed inputs is solved.

      Examples:
        sitemix portfolio
        sitemix portfolio my-portfolio.csv --jobs 4
        sitemix portfolio my-portfolio.csv --limits portfolio.yaml --gap 0.0001
        sitemix portfolio my-portfolio.csv --executor slurm --concurrency 50 \\
          --sbatch=--partition=short
        sitemix portfolio my-portfolio.csv --executor tasks

      Exit status: 0 all solved, 1 a site has no plan that meets its uptime targets, 2 findings in an input, \
      3 stopped before the end, 70 a process crashed, took too long or too much memory.
      """)

  @Argument(help: "Folder of sites, or a CSV list; else all sites of the data folder.")
  var portfolio: String?

  @OptionGroup var place: DataOptions

  private var data: String { place.data }
  private var sites: String? { place.sites }

  @Option(name: .long, help: "Folder of results; one folder a site within it.")
  var out = PortfolioDefaults.out

  @Option(name: .shortAndLong, help: "Sites at a time; else one a core.")
  var jobs: Int?

  @Flag(name: .long, help: "Solve all sites, whatever is there.")
  var force = false

  @Option(name: .long, help: "Seconds that a site may take.")
  var secondsPerSite = 3600

  @Option(name: .long, help: "Address space that a site may take, MB.")
  var memoryMb = 8192

  @Option(
    name: .long,
    help: "Who runs the sites: local, slurm, or tasks for any cluster; local unless given.")
  var executor: Executor?

  @Option(name: .long, help: .hidden)
  var engine: Executor?

  @OptionGroup var shared: SharedOptions
  @OptionGroup var span: HorizonOptions
  @OptionGroup var charts: ChartOptions
  @OptionGroup var slurm: SlurmOptions

  enum Executor: String, ExpressibleByArgument, CaseIterable {
    case local, slurm, tasks
  }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if secondsPerSite < 1 { throw ValidationError("--seconds-per-site must be at least 1.") }
    if memoryMb < 256 { throw ValidationError("--memory-mb must be at least 256.") }
  }

  func run() async throws {
    let folder = PortfolioFolder(path: out)
    let lock = try PortfolioFault.said { () throws(PortfolioFolder.Failure) in
      try folder.prepare()
      return try folder.lock()
    }
    defer { try? lock.close() }
    try await slurm.checkQueue(folder)
    let limits = try shared.read()
    let plan = try await plan()
    if engine != nil { Terminal.reportError("warning: --engine is now called --executor") }
    let executor = executor ?? engine ?? .local
    if limits != nil, executor == .tasks {
      Terminal.reportError(
        "limits over all sites are planned in rounds, and tasks of another cluster are run by hand\n"
          + "help: use --executor local or slurm, or leave out --limits")
      throw ExitStatus.findings
    }
    if let limits {
      for task in plan.tasks { sayFindings(of: task) }
      return try await PortfolioShared(
        plan: plan, folder: folder, jobs: jobs ?? PortfolioDefaults.cores, force: force,
        slurm: executor == .slurm ? slurm : nil, joined: shared.joined ? span : nil
      ).run(limits, gap: shared.gap)
    }
    folder.forgetShared()
    try PortfolioFault.said { () throws(PortfolioFolder.Failure) in try folder.write(plan) }
    let positions = plan.tasks.indices.filter { index in
      let task = plan.tasks[index]
      return task.key != nil && (force || !folder.isAnswered(task))
    }
    say(plan, toSolve: positions.count)
    switch executor {
    case .slurm:
      for position in positions { folder.forget(plan.tasks[position].site.name) }
      try await slurm.submit(positions, folder)
    case .tasks:
      for position in positions { folder.forget(plan.tasks[position].site.name) }
      let list = TaskList(folder: folder, executable: try PortfolioDefaults.executable())
      try PortfolioFault.said { () throws(PortfolioFolder.Failure) in try list.write(positions) }
      print(list.instructions(positions.count))
    case .local:
      let tasks = positions.map { plan.tasks[$0] }
      let progress = try await PortfolioLocal(plan: plan, folder: folder)
        .solve(tasks, jobs: jobs ?? PortfolioDefaults.cores)
      guard !Interrupt.isAsked else {
        Terminal.reportError("stopped; \(progress.text). Run it again to go on.")
        throw ExitStatus.stopped
      }
      try await PortfolioCollect.collect(plan, folder, jobs: jobs ?? PortfolioDefaults.cores)
    }
  }

  /// The checked plan; a list that cannot be read has exit status 2.
  private func plan() async throws -> PortfolioPlan {
    var options: PortfolioPlan.Options
    let all: [PortfolioSite]
    do throws(Findings) {
      let isFolder = portfolio.map { DataPlace.isFolder($0) } ?? true
      let own = isFolder ? portfolio ?? sites : sites
      options = PortfolioPlan.Options(
        version: Sitemix.version, data: data, sites: own, horizonHours: span.horizonHours,
        secondsPerSite: secondsPerSite, megabytesPerSite: memoryMb,
        chartScript: charts.chartScript)
      options.solver = span.solver.name == SolveStrategy.usual.name ? nil : span.solver.name
      if let portfolio, !isFolder {
        all = try PortfolioList.read(portfolio)
      } else {
        all = try DataFolder(path: data, sites: own, catalogue: .standard).portfolio()
      }
    } catch {
      Terminal.reportError(
        DataFolder(path: data, sites: sites, catalogue: .standard).located(error.all).text)
      throw ExitStatus.findings
    }
    guard !all.isEmpty else {
      Terminal.reportError(
        "'\(portfolio ?? data)' holds no site: a folder of folders with site.yaml")
      throw ExitStatus.findings
    }
    return await PortfolioCheck.plan(all, options, jobs: jobs ?? PortfolioDefaults.cores)
  }

  private func sayFindings(of task: PortfolioTask) {
    guard let findings = task.findings else { return }
    Terminal.reportError("\(task.site.name): its input cannot be solved\n\(findings)")
  }

  private func say(_ plan: PortfolioPlan, toSolve count: Int) {
    for task in plan.tasks { sayFindings(of: task) }
    let refused = plan.tasks.count { $0.findings != nil }
    Terminal.reportError(
      "\(plan.tasks.count) sites: \(count) to solve, \(plan.tasks.count - count - refused) solved "
        + "before, \(refused) with findings")
  }
}

/// What holds where nobody says otherwise.
enum PortfolioDefaults {
  static let out = "notebooks-out/portfolio"
  static var cores: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// This program, for the processes of the sites.
  static func executable() throws -> String {
    guard let path = Bundle.main.executablePath else {
      Terminal.reportError("fault: the program does not know its own path")
      throw ExitStatus.fault
    }
    return path
  }
}

/// Failures of the folder of results, on standard error with exit status 70.
enum PortfolioFault {
  static func said<Result>(
    _ body: () throws(PortfolioFolder.Failure) -> Result
  ) throws -> Result {
    do throws(PortfolioFolder.Failure) {
      return try body()
    } catch {
      Terminal.reportError(error.description)
      throw ExitStatus.fault
    }
  }
}
