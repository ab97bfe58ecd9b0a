import ArgumentParser
import ChildProcesses
import Fleet
import Foundation

/// What `sitemix fleet` passes on to Slurm.
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

  private func array(_ folder: FleetFolder) throws -> SlurmArray {
    var options = SlurmArray.Options()
    (options.words, options.concurrency) = (sbatch, concurrency)
    (options.launcher, options.program) = (launcher, program)
    return SlurmArray(folder: folder, options: options, executable: try FleetDefaults.executable())
  }

  /// Sites that are queued would be solved twice.
  func checkQueue(_ folder: FleetFolder) async throws {
    let queued = try await array(folder).queued()
    guard queued.isEmpty else {
      let states = queued.map { "\($0.count) \($0.state)" }.joined(separator: ", ")
      Terminal.complain(
        "the last submission is still in the queue: \(states)\n"
          + "help: wait for it (fleet-status), or cancel it (scancel --name=sitemix)")
      throw ExitStatus.stopped
    }
  }

  /// Submits the sites at these positions, or only the job that collects.
  func submit(_ positions: [Int], _ folder: FleetFolder) async throws {
    do {
      let jobs = try await array(folder).submit(positions)
      print("submitted as job \(jobs.joined(separator: ", ")); see make fleet-status")
    } catch let failure as SlurmArray.Failure {
      Terminal.complain(failure.description)
      throw ExitStatus.fault
    }
  }
}

/// One task of an array: solves one site just as a fleet on one machine does.
struct FleetTaskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet-task", abstract: "Solve one site of a fleet, as a task of a job array.",
    shouldDisplay: false)

  @Option(name: .long, help: "Folder of the fleet's results.")
  var out: String

  @Option(name: .long, help: "File with the position of a site in each line.")
  var positions: String

  func run() async throws {
    let folder = FleetFolder(path: out)
    let plan = try FleetFault.said { () throws(FleetFolder.Failure) in try folder.plan() }
    let words = ProcessInfo.processInfo.environment
    guard let line = words["SLURM_ARRAY_TASK_ID"].flatMap({ Int($0) }),
      let text = try? String(contentsOfFile: positions, encoding: .utf8),
      case let all = text.split(whereSeparator: \.isNewline), all.indices.contains(line),
      let position = Int(all[line]), plan.tasks.indices.contains(position)
    else {
      throw ValidationError("This is a task of a Slurm array; '\(positions)' has no such line.")
    }
    let task = plan.tasks[position]
    let solving = FleetSolving(
      folder: folder, options: plan.options, executable: try FleetDefaults.executable())
    solving.begin(task.site)
    Interrupt.listen()
    let reports = await ChildPool(jobs: 1).run([solving.child(task.site)]) { _ in
      Interrupt.isAsked ? .stop : .goOn
    }
    guard let report = reports[0],
      let record = try FleetFault.said({ () throws(FleetFolder.Failure) in
        try solving.settle(task, report)
      })
    else { throw ExitStatus.stopped }
    print("\(record.name): \(record.status.rawValue) \(record.finding)")
  }
}
