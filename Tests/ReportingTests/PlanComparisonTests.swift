import Foundation
import Reporting
import SiteModel
import Testing
import Units

@Suite("Two plans side by side")
struct PlanComparisonTests {
  private func column(_ result: RunResult) throws -> PlanColumn {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sitemix-compare-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(PlanDocument(result).text.utf8).write(to: folder.appendingPathComponent("plan.json"))
    let record = try PlanDocument.read(folder: folder.path, site: "sample").plan
    return PlanColumn(
      WrittenPlan(record: record, dispatch: result.plan), of: result.site, title: "sample")
  }

  private func rows(_ comparison: PlanComparison) -> [[Substring]] {
    String(decoding: comparison.file.bytes, as: UTF8.self).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  @Test("a plan beside itself differs in nothing")
  func same() throws {
    let one = try column(Example.result)
    let rows = rows(PlanComparison(one, one, inputs: []))
    #expect(rows.filter { $0[5] != "0" || $0[3] != $0[4] } == [])
    // 968,400 USD of bill, a twelfth of the demand and a month of 1.5 MW at 60 USD.
    let january = try #require(rows.first { $0[0] == "bill" && $0[1] == "January" })
    #expect(january[3] == "81960")
    #expect(rows.contains { $0[0] == "money" && $0[1] == "cash" && $0[3] == "1368400" })
  }

  @Test("a dearer line and what only one of them has are told")
  func different() throws {
    var other = Example.result
    other.plan.costs[2].amount = Money(400_000, .usd)
    other.plan.costs.removeAll { $0.component == "bess" && $0.line == "capital" }
    let rows = rows(
      PlanComparison(try column(Example.result), try column(other), inputs: ["a: 1, 2"]))
    #expect(rows.contains { $0[1] == "solar.capital" && $0[5] == "50000" })
    #expect(rows.contains { $0[1] == "bess.capital" && $0[4] == "" && $0[5] == "-50000" })
    #expect(rows.last?[1] == "\"a: 1")
  }

  @Test("the keys that differ between two sites are named")
  func inputs() throws {
    let one = Example.site
    let grid = try #require(one.components.first)
    var values = grid.values
    values.set("import_limit_mw", .number(3))
    let other = Site(
      name: "other", description: "", location: nil, calendar: one.calendar, stepMinutes: 60,
      dollarYear: 2024, realDiscountRate: 0.1, components: [Grid(name: "grid", values: values)],
      uptime: UptimePolicy(), emissions: EmissionsPolicy())
    #expect(
      one.differences(from: other) == [
        "real_discount_rate: 0.08, 0.1", "components.grid.import_limit_mw: 1.5, 3",
      ])
  }
}
