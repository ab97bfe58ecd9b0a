import Foundation
import Reporting
import SiteModel
import Testing

@Suite("The folder of results")
struct OutputFolderTests {
  private let manager = FileManager.default

  /// A folder of its own for one test.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "sitemix-" + UUID().uuidString
    try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: path) }
    try body(path)
  }

  private func file(_ name: String, _ text: String) -> OutputFile {
    OutputFile(name: name, bytes: Array(text.utf8))
  }

  private func contents(_ path: String) throws -> [String: String] {
    var contents: [String: String] = [:]
    for name in try manager.contentsOfDirectory(atPath: path) {
      contents[name] = try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }
    return contents
  }

  private func save(_ text: String, _ path: String) throws {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test func aRunReplacesOwnFilesAndLeavesTheUsers() throws {
    try inFolder { path in
      let out = OutputFolder(path: "\(path)/notebooks-out")
      try out.write([file("plan.json", "1"), file("mix.csv", "1")], site: "a")
      try save("mine", out.folder(of: "a") + "/a.ipynb")
      let folder = try out.write([file("plan.json", "2"), file("run.json", "2")], site: "a")
      #expect(folder == out.folder(of: "a"))
      #expect(try contents(folder) == ["plan.json": "2", "run.json": "2", "a.ipynb": "mine"])
      #expect(try manager.contentsOfDirectory(atPath: out.path) == ["a"])
    }
  }

  @Test func aFailedWriteLeavesOldResultsWhole() throws {
    try inFolder { path in
      let out = OutputFolder(path: path)
      let folder = try out.write([file("plan.json", "1"), file("mix.csv", "1")], site: "a")
      // A folder stands where a new file should go.
      try manager.createDirectory(atPath: "\(folder)/run.json", withIntermediateDirectories: true)
      #expect(throws: OutputFailure.self) {
        try out.write([file("plan.json", "2"), file("run.json", "2")], site: "a")
      }
      #expect(try String(contentsOfFile: "\(folder)/plan.json", encoding: .utf8) == "1")
      #expect(try String(contentsOfFile: "\(folder)/mix.csv", encoding: .utf8) == "1")
      #expect(try manager.contentsOfDirectory(atPath: path) == ["a"])
    }
  }

  @Test func aFileThatCannotBeWrittenLeavesOldResultsWhole() throws {
    try inFolder { path in
      let out = OutputFolder(path: path)
      let folder = try out.write([file("plan.json", "1")], site: "a")
      #expect(throws: OutputFailure.self) {
        try out.write([file("plan.json", "2"), file("no/such/folder.csv", "2")], site: "a")
      }
      #expect(try contents(folder) == ["plan.json": "1"])
      #expect(try manager.contentsOfDirectory(atPath: path) == ["a"])
    }
  }

  @Test func aPlaceThatIsNoFolderIsAClearFailure() throws {
    try inFolder { path in
      try save("a file", "\(path)/out")
      let failure = #expect(throws: OutputFailure.self) {
        try OutputFolder(path: "\(path)/out").write([file("plan.json", "1")], site: "a")
      }
      #expect(failure?.path == "\(path)/out")
      #expect(failure?.description.contains("earlier results are unchanged") == true)

      try save("a file", "\(path)/a")
      let other = #expect(throws: OutputFailure.self) {
        try OutputFolder(path: path).write([file("plan.json", "1")], site: "a")
      }
      #expect(other?.reason == "it is a file where a folder should be")
    }
  }

  /// No process has so high a number.
  private let ended = 999_999_999

  @Test func aRunThatEndedBeforeItsMarkChangesNothing() throws {
    try inFolder { path in
      let out = OutputFolder(path: path)
      let folder = try out.write([file("plan.json", "1")], site: "a")
      let staging = "\(path)/.a-\(ended)-0123ABCD"
      try manager.createDirectory(atPath: staging, withIntermediateDirectories: true)
      try save("half", "\(staging)/mix.csv")
      #expect(try contents(folder) == ["plan.json": "1"])
      try out.write([file("run.json", "3")], site: "a", owned: [])
      #expect(try contents(folder) == ["plan.json": "1", "run.json": "3"])
      #expect(try manager.contentsOfDirectory(atPath: path) == ["a"])
    }
  }

  @Test func aRunThatEndedAfterItsMarkIsFinishedByTheNext() throws {
    try inFolder { path in
      let out = OutputFolder(path: path)
      let folder = try out.write([file("plan.json", "1"), file("mix.csv", "1")], site: "a")
      let staging = "\(path)/.a-\(ended)-0123ABCD"
      try manager.createDirectory(atPath: staging, withIntermediateDirectories: true)
      try save("2", "\(staging)/plan.json")
      try save("mix.csv", "\(staging)/.complete")
      try out.write([file("run.json", "3")], site: "a", owned: [])
      #expect(try contents(folder) == ["plan.json": "2", "run.json": "3"])
    }
  }

  @Test func aRunThatIsStillGoingIsLeftAlone() throws {
    try inFolder { path in
      let staging = "\(path)/.a-\(ProcessInfo.processInfo.processIdentifier)-0123ABCD"
      try manager.createDirectory(atPath: staging, withIntermediateDirectories: true)
      try OutputFolder(path: path).write([file("plan.json", "1")], site: "a")
      #expect(manager.fileExists(atPath: staging))
    }
  }

  @Test func anInfeasibleAnswerTakesOldTablesAway() throws {
    try inFolder { path in
      let out = OutputFolder(path: path)
      let page = OutputFile(name: "report.html", bytes: [])
      let folder = try out.write(Example.result, page: page, site: "sample")
      // No outages were simulated, and nothing is taxed.
      #expect(
        Set(try contents(folder).keys)
          == Set(ResultFiles.owned).subtracting(
            [
              "uptime.csv", "expected_loss.csv", "years_together.csv", "builds_together.csv",
              "regret.csv",
            ] + FinanceTables.names + HorizonFiles.names))
      try out.write(Example.infeasible, site: "sample")
      #expect(Set(try contents(folder).keys) == ["plan.json", "run.json", "findings.txt"])
    }
  }

  @Test func aStoppedRunLeavesEarlierResults() throws {
    try inFolder { path in
      let out = OutputFolder(path: path)
      var stopped = Example.result
      stopped.plan = SitePlan(status: .stopped, horizon: Example.horizon)
      let folder = try out.write(stopped, site: "sample")
      #expect(try #require(try contents(folder)["plan.json"]).contains("\"status\": \"stopped\""))

      try out.write(Example.result, site: "sample")
      let before = try contents(folder)
      try out.write(stopped, site: "sample")
      let after = try contents(folder)
      #expect(before.filter { $0.key != "run.json" } == after.filter { $0.key != "run.json" })
      #expect(try #require(after["run.json"]).contains("\"status\": \"stopped\""))
    }
  }
}
