import ArgumentParser
import Components
import Foundation
import Portfolio
import SiteFiles
import SiteModel
import ReportPage
import Reporting
import Tabular

/// `sitemix portfolio-collect`: the tables over all sites of a portfolio.
struct PortfolioCollect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portfolio-collect",
    abstract: "Write the tables over all sites of a portfolio again.",
    discussion: """
      Example:
        sitemix portfolio-collect --out \(PortfolioDefaults.out)
      """)

  @Option(name: .long, help: "Folder of the portfolio's results.")
  var out = PortfolioDefaults.out

  func run() async throws {
    let folder = PortfolioFolder(path: out)
    let plan = try PortfolioFault.said { () throws(PortfolioFolder.Failure) in try folder.plan() }
    try await Self.collect(plan, folder, jobs: PortfolioDefaults.cores)
  }

  /// Writes all tables, says what came out, and ends with the status of the worst.
  ///
  /// - Parameter tell: what is said of the portfolio beside its sites.
  static func collect(
    _ plan: PortfolioPlan, _ folder: PortfolioFolder, jobs: Int, tell: () -> Void = {}
  ) async throws {
    guard !plan.isRound else {
      print(PortfolioProgress(plan, in: folder).text)
      return
    }
    let portfolio: PortfolioResults
    do throws(Findings) {
      portfolio = try await PortfolioResults.read(plan, in: folder, jobs: jobs)
    } catch {
      Terminal.reportError(error.text)
      throw ExitStatus.findings
    }
    let progress = PortfolioProgress(plan, in: folder)
    try PortfolioFault.said { () throws(PortfolioFolder.Failure) in
      try folder.writeStatus(progress)
      try folder.write(portfolio)
    }
    print(progress.text)
    tell()
    print(
      "Page: \(folder.path)/portfolio.html; tables beside it: portfolio.csv, portfolio_build.csv and others"
    )
    guard portfolio.doubleClaims.isEmpty else {
      Terminal.reportError(portfolio.doubleClaims.map { "error: \($0)" }.joined(separator: "\n"))
      throw ExitStatus.findings
    }
    switch progress.worst {
    case .none: return
    case .noPlan: throw ExitStatus.noPlan
    case .unfinished: throw ExitStatus.stopped
    case .findings: throw ExitStatus.findings
    case .broken: throw ExitStatus.fault
    }
  }
}

/// `sitemix portfolio-status`: how far a portfolio is, on this machine or on Slurm.
struct PortfolioStatus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portfolio-status", abstract: "Say how far a portfolio is, and what went wrong.",
    discussion: """
      Example:
        sitemix portfolio-status --out \(PortfolioDefaults.out)
      """)

  @Option(name: .long, help: "Folder of the portfolio's results.")
  var out = PortfolioDefaults.out

  @OptionGroup var shown: ShowOptions

  func run() async throws {
    let folder = PortfolioFolder(path: out)
    let plan = try PortfolioFault.said { () throws(PortfolioFolder.Failure) in try folder.plan() }
    let progress = PortfolioProgress(plan, in: folder)
    guard shown.isTold else {
      return try shown.show(OutputFile(name: "portfolio-status.csv", bytes: progress.table), "")
    }
    print(progress.text)
    for (task, record) in progress.rows {
      guard let record, !record.finding.isEmpty else { continue }
      print("  \(task.site.name): \(record.status.rawValue): \(record.finding)")
    }
    let array = SlurmArray(folder: folder, options: .init(), executable: "")
    for (state, count) in try await array.queued() { print("Slurm: \(count) \(state)") }
  }
}

/// `sitemix new-portfolio`: a list of example sites.
struct NewPortfolio: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-portfolio",
    abstract: "Write a list of example sites: seeded variations of the sites that are there.",
    discussion: """
      Example:
        sitemix new-portfolio 24 --out my-portfolio.csv
      """)

  @Argument(help: "How many sites.")
  var count: Int

  @Option(name: .long, help: "CSV file to write; it must not exist.")
  var out: String

  @Option(name: .long, help: "Where the random numbers start.")
  var seed = 1

  @OptionGroup var place: DataOptions

  func validate() throws {
    guard (1...PortfolioList.greatestCount).contains(count) else {
      throw ValidationError("A portfolio has 1 to \(PortfolioList.greatestCount) sites.")
    }
  }

  func run() throws {
    let list: [UInt8]
    let folder = place.folder
    do throws(Findings) {
      var sites: [Site] = []
      for name in try folder.siteNames() { sites.append(try folder.readSite(named: name).site) }
      list = ExamplePortfolio.list(of: sites, count: count, seed: seed)
    } catch {
      Terminal.reportError(folder.located(error.all).text)
      throw ExitStatus.findings
    }
    do {
      try Data(list).write(to: URL(fileURLWithPath: out), options: .withoutOverwriting)
    } catch {
      throw ValidationError("'\(out)' cannot be written, or exists already.")
    }
    print("wrote \(out)\nsolve it with: make portfolio PORTFOLIO=\(out)")
  }
}
