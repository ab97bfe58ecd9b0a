import ChildProcesses
import Foundation
import Testing

/// Children that end in every way there is.
@Suite("child processes")
struct ChildPoolTests {
  private static let sample = URL(fileURLWithPath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "child-sample").path

  private func child(_ words: String..., within limit: Duration? = nil) -> Child {
    Child(executable: Self.sample, arguments: words, timeLimit: limit)
  }

  private func end(_ child: Child) async -> ChildReport.End? {
    await ChildPool(jobs: 1).run([child])[0]?.end
  }

  @Test("what a child writes is kept, each stream apart")
  func output() async throws {
    let report = try #require(await ChildPool(jobs: 1).run([child("say", "7")])[0])
    #expect(report.end == .exited(0))
    #expect(report.output.text == "out 7\n")
    #expect(report.error.text == "err 7\n")
  }

  @Test("only the end of a long output is kept, and how much is missing is known")
  func flood() async throws {
    let report = try #require(await ChildPool(jobs: 1).run([child("flood", "\(5 << 20)")])[0])
    #expect(report.output.text.utf8.count == 1 << 20)
    #expect(report.output.omitted == 4 << 20)
    #expect(report.output.text.hasSuffix("0123456789abcde\n"))
  }

  @Test("an exit status is told as it is", arguments: [0, 1, 3, 70])
  func status(_ status: Int32) async {
    #expect(await end(child("exit", "\(status)")) == .exited(status))
  }

  @Test("a signal is told by its number", arguments: [SIGKILL, SIGABRT, SIGSEGV, SIGTERM])
  func signal(_ number: Int32) async {
    #expect(await end(child("signal", "\(number)")) == .signalled(number))
  }

  @Test("a child is ended when its time is over, even one that will not be interrupted")
  func time() async {
    var pool = ChildPool(jobs: 2)
    pool.grace = .milliseconds(300)
    let reports = await pool.run([
      child("sleep", "600", within: .milliseconds(300)),
      child("stubborn", "600", within: .milliseconds(300)),
    ])
    #expect(reports.map { $0?.end } == [.timedOut, .timedOut])
  }

  @Test("a child without memory is told from one that crashed")
  func memory() async {
    #expect(await end(child("grow", "600")) == .outOfMemory)
  }

  @Test("a program that is not there is told as such")
  func missing() async {
    let report = await end(Child(executable: "/nowhere/program", arguments: []))
    guard case .notStarted(let reason) = report else {
      Issue.record("\(String(describing: report))")
      return
    }
    #expect(reason.contains("/nowhere/program"))
  }

  @Test(
    "one that fails leaves the others as they are, in the order asked for", arguments: [1, 2, 5])
  func order(jobs: Int) async {
    let all = [
      child("sleep", "1"), child("signal", "9"), child("say", "2"), child("exit", "1"),
      child("say", "4"), child("sleep", "600", within: .milliseconds(100)), child("say", "6"),
    ]
    let reports = await ChildPool(jobs: jobs).run(all)
    #expect(
      reports.map { $0?.end } == [
        .exited(0), .signalled(9), .exited(0), .exited(1), .exited(0), .timedOut, .exited(0),
      ])
    #expect(reports.map { $0?.output.text } == ["", "", "out 2\n", "", "out 4\n", "", "out 6\n"])
  }

  @Test("no more children run than were allowed, and as many as were", arguments: [1, 3])
  func bound(jobs: Int) async {
    var (running, most, ended) = (0, 0, 0)
    let all = (0..<9).map { _ in child("sleep", "0") }
    _ = await ChildPool(jobs: jobs).run(all) { moment in
      switch moment {
      case .started: running += 1
      case .ended: (running, ended) = (running - 1, ended + 1)
      case .beat: break
      }
      most = max(most, running)
      return .goOn
    }
    #expect(most == jobs)
    #expect(ended == 9)
  }

  @Test("a stop ends those that run, and starts no more")
  func stop() async {
    var ended = 0
    let all = [
      child("say", "0"), child("sleep", "600"), child("sleep", "600"), child("say", "3"),
    ]
    let reports = await ChildPool(jobs: 2).run(all) { moment in
      if case .ended = moment { ended += 1 }
      if case .started(2) = moment { return .stop }
      return .goOn
    }
    #expect(reports.map { $0?.end } == [.exited(0), .interrupted, .interrupted, nil])
    #expect(ended == 3)
  }

  @Test("a cancelled task ends its children")
  func cancelled() async {
    let task = Task { [sleeper = child("sleep", "600")] in
      await ChildPool(jobs: 1).run([sleeper, sleeper])
    }
    task.cancel()
    for report in await task.value {
      #expect(report == nil || report?.end == .interrupted)
    }
  }

  @Test("a child tied to its parent does not outlive it")
  func orphan() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let report = await ChildPool(jobs: 1).run([child("orphan", file)])[0]
    #expect(report?.end == .signalled(SIGKILL))
    let process = try #require(Int32(try String(contentsOfFile: file, encoding: .utf8)))
    var waits = 0
    while isRunning(process), waits < 3000 {
      try await Task.sleep(for: .milliseconds(10))
      waits += 1
    }
    #expect(!isRunning(process))
  }

  @Test("a child whose parent is another already does not begin")
  func lateOrphan() async {
    #expect(await end(child("tied", "1", "/nowhere/file")) == .signalled(SIGKILL))
  }

  /// One that has ended but that nobody waits for still has its number; Linux tells it by its state.
  private func isRunning(_ process: Int32) -> Bool {
    guard kill(process, 0) == 0 else { return false }
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return !(status ?? "").contains(") Z ")
  }
}
