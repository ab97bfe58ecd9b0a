import ArgumentParser
import Portfolio
import Tabular

/// `sitemix portfolio-uptime`: how often how much of a portfolio's compute is up.
struct PortfolioUptimeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portfolio-uptime",
    abstract: "Say how often how large a share of a portfolio's modules is up.",
    discussion: """
      Simulates outages of each site's plan, with the causes that sites share drawn in common, and convolves the \
      sites' own states by hour of the day and month. Writes portfolio_uptime.csv and the tables and the page again. \
      shared_causes.csv has the columns cause, group (a group or a name of sites; blank: all), takes (grid, gas or \
      site), outages_per_year, outage_hours, outage_spread.
      Examples:
        sitemix portfolio-uptime
        sitemix portfolio-uptime --shared-causes shared_causes.csv --years 5000
      Exit status: that of portfolio; 2 also for findings in the shared causes.
      """)

  @Option(name: .long, help: "Folder of the portfolio's results.")
  var out = PortfolioDefaults.out

  @Option(name: .long, help: "CSV file of outages that sites share; none unless given.")
  var sharedCauses: String?

  @Option(name: .long, help: "Years to simulate of each site.")
  var years = 1000

  @Option(name: .long, help: "Where the random numbers start.")
  var seed = 1

  @Option(name: .shortAndLong, help: "Sites at a time; else one a core.")
  var jobs: Int?

  func validate() throws {
    guard (2...20_000).contains(years) else {
      throw ValidationError("--years must lie between 2 and 20000.")
    }
    if seed < 0 { throw ValidationError("--seed must not be negative.") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
  }

  func run() async throws {
    let folder = PortfolioFolder(path: out)
    let plan = try PortfolioFault.said { () throws(PortfolioFolder.Failure) in try folder.plan() }
    let cores = jobs ?? PortfolioDefaults.cores
    let found: PortfolioAvailability
    do throws(Findings) {
      var causes = SharedCauseList()
      if let sharedCauses { causes = try SharedCauseList(reading: sharedCauses) }
      let run = PortfolioUptimeRun(
        plan, in: folder, causes: causes, years: years, seed: UInt64(seed))
      found = try await run.run(jobs: cores)
    } catch {
      Terminal.reportError(error.text)
      throw ExitStatus.findings
    }
    try PortfolioFault.said { () throws(PortfolioFolder.Failure) in try folder.write(found) }
    print(found.text)
    try await PortfolioCollect.collect(plan, folder, jobs: cores)
  }
}
