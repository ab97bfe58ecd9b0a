import Foundation
import Reporting
import SiteModel
import Testing
import Units
import ReportPage

/// One type writes a document and reads it, under its keys of today and of before.
@Suite("documents that are read back")
struct DocumentTests {
  private static var results: [RunResult] {
    var shed = Example.result
    shed.plan.overlaps = [
      .init(component: "bess", step: 7, power: Power(0.5, .megawatts), cause: "why")
    ]
    shed.plan.withoutFailureStatistics = ["grid"]
    var remedied = Example.infeasible
    var change = SitePlan.Remedy.Change(key: "uptime.redundancy", unit: "")
    (change.from, change.to) = ("n+1", "n")
    remedied.plan.remedies = [.init(changes: [change], objective: Money(1_400_000, .usd))]
    remedied.plan.bindingLimits = [.init(limit: "grid.import_limit", steps: 3)]
    return [shed, remedied]
  }

  private func read(_ text: String) throws -> (plan: PlanDocument, renamed: [RenamedKey]) {
    try PlanDocument.read(Data(text.utf8), named: "plan.json", "sample")
  }

  @Test("what is read is what was written, to the byte")
  func roundTrip() throws {
    for result in Self.results {
      let text = PlanDocument(result).text
      let (plan, renamed) = try read(text)
      #expect(renamed.isEmpty)
      #expect(plan.text == text)
      #expect(try read(plan.text).plan == plan)
    }
  }

  @Test("what simulated outages show is read back, too")
  func uptime() async throws {
    var result = Example.result
    result.uptime = try await UptimeTests.result(target: 0.9)
    let text = PlanDocument(result).text
    #expect(text.contains("\"uptime_decision\""))
    #expect(try read(text).plan.text == text)
  }

  /// Words that stand in `plan.json`; all others are of tables.
  private static let keys = [
    "count_gap", "cures", "view", "counted", "blame", "power_mw", "overlap_hours",
    "ridden_through_by_stores_per_year", "availability", "availability_basis",
  ]

  @Test("a key of before is read as that of today, and named", arguments: keys)
  func keyOfBefore(old: String) async throws {
    let word = try #require(RenamedKey.results.first { $0.old == old })
    var found = false
    for result in Self.results {
      var result = result
      result.uptime = result.plan.hasDispatch ? try await UptimeTests.result(target: 0.9) : nil
      let now = PlanDocument(result).text
      let then = now.replacing("\"\(word.new)\":", with: "\"\(word.old)\":")
      guard then != now else { continue }
      found = true
      let (plan, renamed) = try read(then)
      #expect(renamed == [word])
      #expect(plan == (try read(now).plan))
    }
    #expect(found)
  }

  @Test("a column of before is read as that of today")
  func columnOfBefore() {
    let table = ResultTable(
      name: "frontier.csv", header: ["a", "counted_t_co2e"], rows: [["1", "2"]])
    #expect(table.column("inside_cap_boundary_t_co2e") == ["2"])
    #expect(table.column("a") == ["1"])
    #expect(table.column("b") == nil)
  }

  @Test("every word of results has a test")
  func words() {
    // The loop is in no result here; dispatch.csv and the page have their own tests.
    let others = [
      "next_nine", "running_mw", "waiting_mwh", "blame_share", "counted_t_co2e",
    ]
    #expect(Set(Self.keys + others) == Set(RenamedKey.results.map(\.old)))
  }

  @Test("capital stands apart from yearly money")
  func capital() throws {
    let plan = PlanDocument(Example.result)
    #expect(plan.capital == 4_500_000)
    #expect(plan.investmentTaxCredit == 150_000)
    #expect(plan.sizes?["bess"]?.capital == 500_000)
    #expect(plan.sizes?["grid"]?.capital == nil)
  }

  @Test("committed capacity is no energy")
  func energies() throws {
    var result = Example.result
    let flat = [Double](repeating: 1, count: result.plan.horizon.count)
    result.plan.components[0].flows.append(.init(.onlineCapacity, flat))
    let energy = try #require(PlanDocument(result).energy)
    #expect(energy["grid_import"] != nil)
    #expect(energy["grid_online_capacity"] == nil)
  }

  @Test("what is no plan is refused, with the key that is wrong")
  func damaged() {
    for (text, words) in [
      ("{}", "no site"), ("[", "no JSON"), ("{\"site\": 3}", "site: no text"),
      ("{\"schema_version\": 99, \"site\": 1}", "site: no text"),
    ] {
      let failure = #expect(throws: PlanDocument.Failure.self) { try read(text) }
      #expect(failure?.description.contains(words) == true, "\(text)")
    }
  }
}
