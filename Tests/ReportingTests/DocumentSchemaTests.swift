import EmissionsReport
import Foundation
import Reporting
import TestSupport
import Testing

/// The shipped schemas are those of the types, and what is written keeps to them.
@Suite("schemas of results")
struct DocumentSchemaTests {
  private static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  private func check(_ name: String) throws -> SchemaCheck {
    try SchemaCheck(try #require(DocumentSchemas.files.first { $0.name == name }).text)
  }

  private func problems(_ text: String, _ check: SchemaCheck) throws -> [String] {
    check.problems(in: try JSONSerialization.jsonObject(with: Data(text.utf8)))
  }

  @Test("shipped schemas are up to date: make schema writes them")
  func shipped() throws {
    for file in DocumentSchemas.files + [EmissionsManifest.schemaFile] {
      let path = Self.root.appending(path: "data/schema/\(file.name)")
      #expect(try String(contentsOf: path, encoding: .utf8) == file.text, "\(file.name)")
    }
  }

  @Test("plans, runs and certificates keep to their schemas")
  func documents() async throws {
    var certified = Example.result
    certified.uptime = try await UptimeTests.result(target: 0.9)
    let plan = try check("plan.schema.json")
    for result in [Example.result, Example.infeasible, certified] {
      #expect(try problems(PlanDocument(result).text, plan) == [])
    }
    let uptime = try #require(certified.uptime).document
    #expect(try problems(uptime, try check("uptime.schema.json")) == [])
    let run = try #require(
      ResultFiles.files(for: Example.result).first { $0.name == "run.json" })
    let text = String(decoding: run.bytes, as: UTF8.self)
    #expect(try problems(text, try check("run.schema.json")) == [])
  }

  @Test("the committed example keeps to the schema, and is read and written to the byte")
  func example() throws {
    let path = Self.root.appending(path: "notebooks-out/example/sparks-nevada/plan.json")
    let text = try String(contentsOf: path, encoding: .utf8)
    #expect(try problems(text, try check("plan.schema.json")) == [])
    let (plan, renamed) = try PlanDocument.read(Data(text.utf8), named: "plan.json", "")
    #expect(renamed.isEmpty)
    #expect(plan.text == text)
  }

  @Test("a key that is missing, unknown or of another kind is found")
  func wrong() throws {
    let text = PlanDocument(Example.result).text
    for (old, new, problem) in [
      ("\"site\":", "\"sight\":", ".sight: not known"),
      ("\"dollar_year\": 2024", "\"dollar_year\": \"2024\"", ".dollar_year: not integer"),
    ] {
      let changed = text.replacing(old, with: new)
      #expect(changed != text)
      #expect(try problems(changed, try check("plan.schema.json")).contains(problem))
    }
  }
}
