import Foundation
import Reporting
import SiteModel
import Testing

/// Tables, charts and their digests come and go together with the plan.
@Suite("results that stand together")
struct StagedResultsTests {
  private let manager = FileManager.default

  private func inFolder(_ body: (OutputFolder) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "sitemix-" + UUID().uuidString
    try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: path) }
    try body(OutputFolder(path: path))
  }

  private func chart(_ text: String) -> OutputFile {
    OutputFile(name: "charts/costs.vl.json", bytes: Array(text.utf8))
  }

  private func text(_ path: String) -> String? {
    manager.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("charts are replaced with the plan, and leave with it")
  func charts() throws {
    try inFolder { out in
      let folder = try out.write(Example.result, charts: [chart("1")], site: "sample")
      try "mine".write(toFile: "\(folder)/charts/mine.txt", atomically: true, encoding: .utf8)
      try out.write(Example.result, charts: [chart("2")], site: "sample")
      #expect(text("\(folder)/charts/costs.vl.json") == "2")
      try out.write(Example.infeasible, site: "sample")
      #expect(!manager.fileExists(atPath: "\(folder)/charts/costs.vl.json"))
      #expect(text("\(folder)/charts/mine.txt") == "mine")
    }
  }

  @Test(
    "a run that is killed leaves plan and charts both old, or both new", arguments: [false, true])
  func killed(isMarked: Bool) throws {
    try inFolder { out in
      let folder = try out.write(
        [OutputFile(name: "plan.json", bytes: [49]), chart("1")], site: "a", owned: [])
      // No process has so high a number.
      let staging = "\(out.path)/.a-999999999-0123ABCD"
      try manager.createDirectory(
        atPath: "\(staging)/charts", withIntermediateDirectories: true)
      for name in ["plan.json", "charts/costs.vl.json"] + (isMarked ? [".complete"] : []) {
        let text = name == ".complete" ? "" : "2"
        try text.write(toFile: "\(staging)/\(name)", atomically: true, encoding: .utf8)
      }
      out.finish("a")
      #expect(text("\(folder)/plan.json") == (isMarked ? "2" : "1"))
      #expect(text("\(folder)/charts/costs.vl.json") == (isMarked ? "2" : "1"))
      #expect(try manager.contentsOfDirectory(atPath: out.path) == ["a"])
    }
  }

  @Test("the plan holds digests of its tables, and an edit is noticed")
  func digests() throws {
    try inFolder { out in
      let folder = try out.write(Example.result, site: "sample")
      let record = try PlanDocument.read(folder: folder, site: "sample").plan
      #expect(record.editedTables(in: folder).isEmpty)
      let path = "\(folder)/mix.csv"
      let mix = try #require(text(path))
      #expect(
        try #require(text("\(folder)/plan.json")).contains(Digest.sha256(of: Array(mix.utf8))))
      try (mix + " ").write(toFile: path, atomically: true, encoding: .utf8)
      #expect(record.editedTables(in: folder) == ["mix.csv"])
      // A later answer that writes a table anew is no edit, until somebody edits that.
      let bill = OutputFile(name: "bill.csv", bytes: Array("anew".utf8))
      let origin = AnswerOrigin(site: Example.result.site, overrides: [], horizon: Example.horizon)
      let origins = AnswerOrigins(folder: folder).adding([bill], from: origin)
      try out.write([bill, origins], site: "sample", owned: [])
      #expect(record.editedTables(in: folder) == ["mix.csv"])
      #expect(AnswerOrigins(folder: folder)["bill.csv"] == origin)
      try "other".write(toFile: "\(folder)/bill.csv", atomically: true, encoding: .utf8)
      #expect(record.editedTables(in: folder) == ["bill.csv", "mix.csv"])
    }
  }

  @Test("every row of a table names its scenario")
  func scenarios() {
    let table = OutputFile(name: "a.csv", bytes: Array("x,y\n1,\"a\nb\"\n2,c\n".utf8))
    func marked(_ scenario: String?) -> String {
      String(decoding: table.marked(scenario: scenario).bytes, as: UTF8.self)
    }
    #expect(marked(nil) == "x,y\n1,\"a\nb\"\n2,c\n")
    #expect(marked("no-grid") == "x,y,scenario\n1,\"a\nb\",no-grid\n2,c,no-grid\n")
    let twice = table.marked(scenario: "one").marked(scenario: "two")
    #expect(twice == table.marked(scenario: "one"))
    let page = OutputFile(name: "report.html", bytes: [65, 10])
    #expect(page.marked(scenario: "no-grid") == page)
  }
}
