import ArgumentParser
import Components
import Fleet
import Foundation
import SiteFiles
import SiteModel

/// `sitemix fleet-collect`: the tables over all sites of a fleet.
struct FleetCollect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet-collect", abstract: "Write the tables over all sites of a fleet again.",
    discussion: "Example: sitemix fleet-collect --out \(FleetDefaults.out)")

  @Option(name: .long, help: "Folder of the fleet's results.")
  var out = FleetDefaults.out

  func run() async throws {
    let folder = FleetFolder(path: out)
    let plan = try FleetFault.said { () throws(FleetFolder.Failure) in try folder.plan() }
    try await Self.collect(plan, folder, jobs: FleetDefaults.cores)
  }

  /// Writes all tables, says what came out, and ends with the status of the worst.
  static func collect(_ plan: FleetPlan, _ folder: FleetFolder, jobs: Int) async throws {
    let portfolio: Portfolio
    do throws(Findings) {
      portfolio = try await Portfolio.read(plan, in: folder, jobs: jobs)
    } catch {
      Terminal.complain(error.text)
      throw ExitStatus.findings
    }
    let progress = FleetProgress(plan, in: folder)
    try FleetFault.said { () throws(FleetFolder.Failure) in
      try folder.writeStatus(progress)
      try folder.write(portfolio)
    }
    print(progress.text)
    print(
      "Page: \(folder.path)/fleet.html; tables beside it: fleet.csv, fleet_build.csv and others")
    guard portfolio.doubleClaims.isEmpty else {
      Terminal.complain(portfolio.doubleClaims.map { "error: \($0)" }.joined(separator: "\n"))
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

/// `sitemix fleet-status`: how far a fleet is, on this machine or on Slurm.
struct FleetStatus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet-status", abstract: "Say how far a fleet is, and what went wrong.",
    discussion: "Example: sitemix fleet-status --out \(FleetDefaults.out)")

  @Option(name: .long, help: "Folder of the fleet's results.")
  var out = FleetDefaults.out

  func run() async throws {
    let folder = FleetFolder(path: out)
    let plan = try FleetFault.said { () throws(FleetFolder.Failure) in try folder.plan() }
    let progress = FleetProgress(plan, in: folder)
    print(progress.text)
    for (task, record) in progress.rows {
      guard let record, !record.finding.isEmpty else { continue }
      print("  \(task.site.name): \(record.status.rawValue): \(record.finding)")
    }
    let array = SlurmArray(folder: folder, options: .init(), executable: "")
    for (state, count) in try await array.queued() { print("Slurm: \(count) \(state)") }
  }
}

/// `sitemix new-fleet`: a list of example sites.
struct NewFleet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-fleet",
    abstract: "Write a list of example sites: seeded variations of the sites that are there.",
    discussion: "Example: sitemix new-fleet 24 --out my-fleet.csv")

  @Argument(help: "How many sites.")
  var count: Int

  @Option(name: .long, help: "CSV file to write; it must not exist.")
  var out: String

  @Option(name: .long, help: "Where the random numbers start.")
  var seed = 1

  @Option(name: .long, help: "Folder with sites, tariffs and technologies.")
  var data = "data"

  func validate() throws {
    guard (1...FleetList.greatestCount).contains(count) else {
      throw ValidationError("A fleet has 1 to \(FleetList.greatestCount) sites.")
    }
  }

  func run() throws {
    let list: [UInt8]
    let folder = DataFolder(path: data, catalogue: .standard)
    do throws(Findings) {
      var sites: [Site] = []
      for name in try folder.siteNames() { sites.append(try folder.readSite(named: name).site) }
      list = ExampleFleet.list(of: sites, count: count, seed: seed)
    } catch {
      Terminal.complain(folder.located(error.all).text)
      throw ExitStatus.findings
    }
    do {
      try Data(list).write(to: URL(fileURLWithPath: out), options: .withoutOverwriting)
    } catch {
      throw ValidationError("'\(out)' cannot be written, or exists already.")
    }
    print("wrote \(out)\nsolve it with: make fleet FLEET=\(out)")
  }
}
