import ArgumentParser
import ChildProcesses
import Foundation
import Portfolio
import SiteFiles

/// One task of an array: solves one site just as a portfolio on one machine does.
struct PortfolioTaskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portfolio-task",
    abstract: "Solve one site of a portfolio, as a task of a job array on any cluster.",
    discussion: """
      `portfolio --executor tasks` writes the list of tasks and says how to start one. Which task this is \
      stands in --position, or in the variable of the scheduler: \
      \(TaskIndex.variables.map { "\($0.name) from \($0.first)" }.joined(separator: ", ")).
      Exit status: 0 an answer, good or bad, 2 findings, 3 no answer within the solver's attempts, 64 usage, \
      75 it crashed, was stopped, took too long or too much memory, or could not read or write: try again.
      Example:
        sitemix portfolio-task --out notebooks-out/portfolio --position 7
      """)

  @Option(name: .long, help: "Folder of the portfolio's results.")
  var out: String

  @Option(
    name: .long,
    help: "File with the position of a site in each line; else each task is the site at its number."
  )
  var positions: String?

  @Option(
    name: .long, help: "Position of the site in the portfolio, from 0, whatever a scheduler says.")
  var position: Int?

  func run() async throws {
    let folder = PortfolioFolder(path: out)
    let plan = try kept { () throws(PortfolioFolder.Failure) in try folder.plan() }
    let place = try place()
    guard plan.tasks.indices.contains(place) else {
      Terminal.reportError(
        "there is no site at position \(place): the portfolio has \(plan.tasks.count), from 0")
      throw ExitStatus.findings
    }
    let task = plan.tasks[place]
    if let findings = task.findings {
      Terminal.reportError("\(task.site.name): its input cannot be solved\n\(findings)")
      throw ExitStatus.findings
    }
    guard !folder.isAnswered(task) else { return print("\(task.site.name): solved before") }
    try await solve(task, plan, folder)
  }

  private func solve(
    _ task: PortfolioTask, _ plan: PortfolioPlan, _ folder: PortfolioFolder
  ) async throws {
    let solving = PortfolioSolving(
      folder: folder, options: plan.options, executable: try PortfolioDefaults.executable())
    solving.begin(task.site)
    Interrupt.listen()
    let reports = await ChildPool(jobs: 1).run([solving.child(task)]) { _ in
      Interrupt.isAsked ? .stop : .goOn
    }
    guard let report = reports[0],
      let record = try kept({ () throws(PortfolioFolder.Failure) in
        try solving.settle(task, report)
      })
    else { throw ExitStatus.tryAgain }
    print("\(record.name): \(record.status.rawValue) \(record.finding)")
    let status = record.status.taskExitStatus
    guard status == 0 else { throw ExitCode(status) }
  }

  /// Where in the portfolio the site stands.
  private func place() throws -> Int {
    if let position { return position }
    let index: TaskIndex
    do throws(TaskIndex.Failure) {
      index = try TaskIndex(environment: ProcessInfo.processInfo.environment)
    } catch {
      Terminal.reportError(error.description)
      throw ExitStatus.usage
    }
    guard let positions else { return index.offset }
    guard let place = TaskList.position(index.offset, in: positions) else {
      Terminal.reportError(
        "'\(positions)' has no line for task \(index.offset), counted from 0\n"
          + "help: start as many tasks as the file has lines")
      throw ExitStatus.findings
    }
    return place
  }

  /// A folder that cannot be read or written now may be there for the next attempt, on another machine.
  private func kept<Result>(
    _ body: () throws(PortfolioFolder.Failure) -> Result
  ) throws -> Result {
    do throws(PortfolioFolder.Failure) {
      return try body()
    } catch {
      Terminal.reportError(error.description)
      throw ExitStatus.tryAgain
    }
  }
}
