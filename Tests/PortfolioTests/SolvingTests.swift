import ChildProcesses
import Foundation
import Portfolio
import SiteFiles
import Testing

/// What the end of a process says of its site.
@Suite("one site of a portfolio")
struct SolvingTests {
  private func report(_ end: ChildReport.End, saying text: String = "") -> ChildReport {
    ChildReport(end: end, output: .init(), error: .init(text), duration: .seconds(2))
  }

  private func settled(
    _ end: ChildReport.End, plan: String? = nil, saying text: String = ""
  ) throws -> PortfolioRecord? {
    let place = try Place()
    if let plan { try place.write(plan: plan, of: "a") }
    let solving = PortfolioSolving(
      folder: place.folder, options: Place.options(), executable: "/bin/false")
    let task = PortfolioTask(site: PortfolioSite(name: "a", site: "pad"), key: "k", findings: nil)
    let record = try solving.settle(task, report(end, saying: text))
    #expect(place.folder.record(of: "a") == record)
    return record
  }

  @Test(
    "an answer is told by the plan that it left",
    arguments: ["optimal", "near_optimal", "uncertified", "infeasible", "unbounded"])
  func answers(status: String) throws {
    let record = try #require(
      try settled(.exited(status.contains("optimal") ? 0 : 1), plan: status))
    #expect(record.status.rawValue == status)
    #expect(record.status.isAnswer)
    #expect(record.finding == (status.contains("optimal") ? "" : "\(status): a statement"))
    #expect(record.planDigest?.count == 64)
    #expect(record.seconds == 2)
  }

  @Test("a good end without a plan is a fault")
  func missingPlan() throws {
    #expect(try settled(.exited(0))?.status == .fault)
    #expect(try settled(.exited(0), plan: "stopped")?.status == .fault)
  }

  @Test("every other end is a status of its own, with what was said, and no answer")
  func failures() throws {
    let cases: [(ChildReport.End, PortfolioRecord.Status, String)] = [
      (.exited(2), .findings, "first"), (.exited(3), .stopped, "first"),
      (.exited(70), .fault, "first"), (.exited(64), .crashed, "exit status 64: first"),
      (.signalled(9), .crashed, "ended by signal 9"),
      (.timedOut, .timedOut, "not finished after 60 s"),
      (.outOfMemory, .outOfMemory, "more than 1024 MB asked for"),
      (.notStarted(reason: "why"), .fault, "why"),
    ]
    for (end, status, finding) in cases {
      let record = try settled(end, plan: "optimal", saying: "first\nsecond\n")
      #expect(record?.status == status)
      #expect(record?.finding == finding)
      #expect(record?.status.isAnswer == false)
    }
  }

  @Test("an interrupted site leaves nothing, so that the next run solves it")
  func interrupted() throws {
    #expect(try settled(.interrupted, plan: "optimal") == nil)
  }

  @Test("the process is told its site behind all options, so that no name is taken for one")
  func words() throws {
    let child = PortfolioSolving(
      folder: PortfolioFolder(path: "out"), options: Place.options(), executable: "/bin/sitemix"
    ).child(
      PortfolioTask(
        site: PortfolioSite(name: "n", site: "s", overrides: ["a.b=1", "c=2"]), key: "k",
        findings: nil))
    #expect(child.executable == "/bin/sitemix")
    #expect(child.timeLimit == .seconds(60))
    #expect(child.arguments.suffix(2) == ["--", "s"])
    let text = child.arguments.joined(separator: " ")
    #expect(text.contains("--as n"))
    #expect(text.contains("--set a.b=1 --set c=2"))
    #expect(text.contains("--memory-mb 1024"))
  }

  @Test("an answer is good until the question or the plan changes")
  func resume() throws {
    let place = try Place()
    try place.write(plan: "optimal", of: "a")
    let solving = PortfolioSolving(
      folder: place.folder, options: Place.options(), executable: "/bin/false")
    var task = PortfolioTask(site: PortfolioSite(name: "a", site: "pad"), key: "k", findings: nil)
    task.key = try solving.settle(task, report(.exited(0)))?.key
    #expect(place.folder.isAnswered(task))
    var other = task
    other.key = "another"
    #expect(!place.folder.isAnswered(other))
    try place.write(plan: "optimal", of: "a", cost: 51)
    #expect(!place.folder.isAnswered(task))
    _ = try solving.settle(task, report(.signalled(11)))
    #expect(!place.folder.isAnswered(task))
  }
}
