import ArgumentParser
import Foundation
import Portfolio

/// What `sitemix portfolio` passes on to Slurm.
struct SlurmOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: "An option for sbatch, such as --sbatch=--partition=short; may be repeated.")
  var sbatch: [String] = []

  @Option(name: .long, help: "Slurm: sites at a time.")
  var concurrency: Int?

  @Option(name: .long, help: "Slurm: what stands before the program, such as a container's start.")
  var launcher = ""

  @Option(name: .long, help: "Slurm: the program as the launcher sees it; else this one.")
  var program: String?

  func array(_ folder: PortfolioFolder) throws -> SlurmArray {
    var options = SlurmArray.Options()
    (options.words, options.concurrency) = (sbatch, concurrency)
    (options.launcher, options.program) = (launcher, program)
    return SlurmArray(
      folder: folder, options: options, executable: try PortfolioDefaults.executable())
  }

  /// Sites that are queued would be solved twice.
  func checkQueue(_ folder: PortfolioFolder) async throws {
    let queued = try await array(folder).queued()
    guard queued.isEmpty else {
      let states = queued.map { "\($0.count) \($0.state)" }.joined(separator: ", ")
      Terminal.reportError(
        "the last submission is still in the queue: \(states)\n"
          + "help: wait for it (portfolio-status), or cancel it (scancel --name=sitemix)")
      throw ExitStatus.stopped
    }
  }

  /// Submits the sites at these positions, and waits until all have left the queue.
  func solve(_ positions: [Int], _ folder: PortfolioFolder) async throws {
    try await submit(positions, folder)
    Interrupt.listen()
    while !(try await array(folder).queued().isEmpty) {
      try await Task.sleep(for: .seconds(1))
      guard !Interrupt.isAsked else {
        Terminal.reportError("stopped; what is queued goes on. Run it again to go on.")
        throw ExitStatus.stopped
      }
    }
  }

  /// Submits the sites at these positions, or only the job that collects.
  func submit(_ positions: [Int], _ folder: PortfolioFolder) async throws {
    do {
      let jobs = try await array(folder).submit(positions)
      print("submitted as job \(jobs.joined(separator: ", ")); see make portfolio-status")
    } catch let failure as SlurmArray.Failure {
      Terminal.reportError(failure.description)
      throw ExitStatus.fault
    }
  }
}
