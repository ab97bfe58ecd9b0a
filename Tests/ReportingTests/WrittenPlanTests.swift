import Foundation
import Reporting
import SiteModel
import Testing
import Units

@Suite("A plan read back from its files")
struct WrittenPlanTests {
  private func record(of result: RunResult) throws -> PlanDocument {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sitemix-written-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(PlanDocument(result).text.utf8).write(to: folder.appendingPathComponent("plan.json"))
    return try PlanDocument.read(folder: folder.path, site: "pad").plan
  }

  private func site(_ inputs: KeyValuePairs<String, String>) -> Site {
    Site(
      name: "sample", description: "", location: nil, calendar: Example.calendar, stepMinutes: 60,
      dollarYear: 2024, realDiscountRate: 0.08, components: Example.site.components,
      uptime: UptimePolicy(), emissions: EmissionsPolicy(),
      inputs: inputs.map { .init(path: $0.key, sha256: $0.value) })
  }

  @Test("what plan.json was written with is what is read of it")
  func roundTrip() throws {
    let result = Example.result
    let record = try record(of: result)
    #expect(record.status == result.plan.status.rawValue)
    #expect(record.hasDispatch)
    let cash: Money = try #require(record.cashCost)
    #expect((cash - result.plan.cash).in(.usd).magnitude < 1e-3)
    var dispatch = result.plan
    for index in dispatch.components.indices {
      dispatch.components[index].power = nil
      dispatch.components[index].energy = nil
      dispatch.components[index].units = nil
    }
    let plan = WrittenPlan(record: record, dispatch: dispatch).plan
    for (read, written) in zip(plan.components, result.plan.components) {
      #expect(read.units == written.units)
      #expect((read.power == nil) == (written.power == nil))
      #expect((read.energy == nil) == (written.energy == nil))
      #expect(((read.power ?? .zero) - (written.power ?? .zero)).in(.megawatts).magnitude < 1e-6)
    }
  }

  @Test("inputs that changed since are named, and how")
  func changes() throws {
    let result = Example.result
    let site = site(["sites/a.csv": "1", "sites/b.csv": "2"])
    var then = result
    then.site = site
    let plan = WrittenPlan(record: try record(of: then), dispatch: result.plan)
    #expect(plan.changes(since: site).isEmpty)
    #expect(
      plan.changes(since: self.site(["sites/a.csv": "9", "sites/c.csv": "3"])) == [
        "data/sites/a.csv has changed", "data/sites/c.csv is new",
        "data/sites/b.csv is no longer used",
      ])
  }

  @Test("a table is known by the files, overrides and steps that it was made from")
  func origins() throws {
    let site = site(["sites/a.csv": "1"])
    var then = Example.result
    then.site = site
    let plan = WrittenPlan(record: try record(of: then), dispatch: then.plan)
    func origin(_ site: Site, _ overrides: [String] = then.overrides, steps: Int = 8760)
      -> AnswerOrigin
    {
      AnswerOrigin(
        site: site, overrides: overrides,
        horizon: Horizon(calendar: Example.calendar, stepMinutes: 60, steps: steps))
    }
    let own = AnswerOrigin(of: plan)
    #expect(origin(site) == own)
    #expect(origin(self.site(["sites/a.csv": "2"])) != own)
    #expect(origin(site, then.overrides + ["year=2030"]) != own)
    #expect(origin(site, steps: 672) != own)

    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sitemix-origins-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(AnswerOrigins(folder: folder.path)["explain.csv"] == nil)
    for (table, steps) in [("explain.csv", 8760), ("frontier.csv", 672)] {
      let file = AnswerOrigins(folder: folder.path)
        .adding([OutputFile(name: table, bytes: [])], from: origin(site, steps: steps))
      try Data(file.bytes).write(to: folder.appendingPathComponent(file.name))
    }
    let read = AnswerOrigins(folder: folder.path)
    #expect(read["explain.csv"] == own)
    #expect(read["frontier.csv"] == origin(site, steps: 672))
    #expect(read["sensitivity.csv"] == nil)
  }

  @Test("answers of before they had a version are read, those of a later one are not")
  func versions() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sitemix-answers-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let entry = #"{"inputs": {"sites/a.csv": "1"}, "overrides": [], "steps": 24, "sha256": "2"}"#
    for (text, isRead) in [
      (#"{"explain.csv": \#(entry)}"#, true),
      (#"{"schema_version": 1, "answers": {"explain.csv": \#(entry)}}"#, true),
      (#"{"schema_version": 2, "answers": {"explain.csv": \#(entry)}}"#, false),
      ("{", false),
    ] {
      try Data(text.utf8).write(to: folder.appendingPathComponent("answers.json"))
      #expect((AnswerOrigins(folder: folder.path)["explain.csv"] != nil) == isRead, "\(text)")
    }
  }

  @Test("no plan and a damaged one are told apart")
  func failures() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sitemix-damaged-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let absent = #expect(throws: PlanDocument.Failure.self) {
      try PlanDocument.read(folder: folder.path, site: "pad")
    }
    #expect(absent?.isAbsence == true)
    try Data("{\"status\": 3".utf8).write(to: folder.appendingPathComponent("plan.json"))
    let damaged = #expect(throws: PlanDocument.Failure.self) {
      try PlanDocument.read(folder: folder.path, site: "pad")
    }
    #expect(damaged?.isAbsence == false)
    #expect(damaged?.description.contains("make optimise SITE=pad") == true)
  }
}
