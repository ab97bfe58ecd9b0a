import Reliability
import Reporting
import SiteModel
import Testing
import Units

/// Two 10 MW units that fail (1,000 h up, 25 h down) beside a grid that fails too, for 12 MW.
@Suite("a certificate in words, in a table and in the plan")
struct UptimeTests {
  static func result(target: Double, distribution: Double = 0) async throws -> UptimeResult {
    func unit(_ name: String, _ power: Double, _ kind: SupplyUnit.Kind) -> SupplyUnit {
      SupplyUnit(
        name: name, kind: kind, output: .constant(Power(power, .megawatts)),
        outages: Outages(
          meanTimeToFailure: TimeSpan(1000, .hours), meanTimeToRepair: TimeSpan(25, .hours),
          spread: .exponential))
    }
    let plant = try Plant(
      step: TimeSpan(1, .hours), count: 8760,
      units: [unit("set", 10, .machine), unit("line", 10, .grid)],
      classes: [
        LoadClass(
          name: "inference", load: .constant(Power(12, .megawatts)),
          target: target + distribution,
          gpus: .init(
            perMegawatt: 500, checkpoint: TimeSpan(1, .minutes), interval: TimeSpan(20, .minutes),
            restart: TimeSpan(15, .minutes)))
      ])
    let verdict = try await Certification(looks: [200]).decide(Simulation(plant), seed: 4)
    return UptimeResult(
      verdict: verdict, distributionUnavailability: distribution, transferUnavailability: 0,
      horizon: Horizon(calendar: Calendar(year: 2025, daylightSaving: .none)))
  }

  /// Short unless both work: 1 − (40 ÷ 41)² = 4.8186 % of the time.
  @Test("the text says what was reached, what was promised and what the causes are")
  func text() async throws {
    let text = try await Self.result(target: 0.9).text(width: 100)
    #expect(text.contains("inference: 95.181"))
    #expect(text.contains("200 years, causes: "))
    #expect(text.contains("grid 5") || text.contains("grid 4"))
    #expect(text.contains("PASS: contract target 90 %; switchgear and transfer"))
    let failed = try await Self.result(target: 0.999).text(width: 100)
    #expect(failed.contains("FAIL: contract target 99.9 %"))
    let parts = try await Self.result(target: 0.9, distribution: 0.01).text(width: 100)
    #expect(
      parts.contains("contract target 90 %, so supply must reach 91 % beside switchgear (1 %)"))
  }

  @Test("the table holds one figure a row, and shares of causes sum to 1")
  func table() async throws {
    let file = try await Self.result(target: 0.9).file
    #expect(file.name == "uptime.csv")
    let rows = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(rows.first == ["class", "figure", "of", "value"])
    #expect(rows.allSatisfy { $0.count == 4 })
    let shares = rows.filter { $0[1] == "cause_share" }.compactMap { Double($0[3]) }
    #expect((shares.reduce(0, +) - 1).magnitude < 1e-8)
    #expect(rows.contains(["", "years", "", "200"]))
    #expect(rows.contains(["inference", "decision", "", "PASS"]))
    func value(_ figure: String, _ subject: String = "") -> Double? {
      rows.first { $0[0] == "inference" && $0[1] == figure && $0[2] == subject }
        .flatMap { Double($0[3]) }
    }
    // 500 GPUs behind each unserved MW; every stop comes at once, and costs half an interval and a
    // restart: 25 minutes of the GPUs that stand still, 1,000 where one source is out, at most 6,000.
    let idle = try #require(value("gpu_hours_lost_per_year", "idle"))
    let caused = try #require(value("unserved_mwh_per_year"))
    #expect((idle / caused / 500 - 1).magnitude < 0.05)
    #expect(value("gpu_hours_lost_per_year", "graceful stops") == 0)
    let abrupt = try #require(value("gpu_hours_lost_per_year", "abrupt stops"))
    let events = try #require(value("events_per_year"))
    #expect((0.99...6).contains(abrupt / (events * 1000 * 25 / 60)))
    // Ten events with their hour; the first is the worst.
    #expect((1...10).allSatisfy { value("worst_event_hours", "\($0)") != nil })
    #expect(
      try #require(value("worst_event_mwh", "1")) >= value("worst_event_mwh", "10") ?? .infinity)
    let starts = rows.filter { $0[1] == "worst_event_start" }.map { $0[3] }
    #expect(starts.count == 10 && starts.allSatisfy { $0.hasPrefix("2025-") && $0.count == 16 })
  }

  @Test("the plan has the block, and says that it rests on simulated failures")
  func block() async throws {
    var run = Example.result
    run.uptime = try await Self.result(target: 0.9)
    let text = PlanDocument(run).text
    #expect(text.contains("\"uptime_decision\": \"PASS\""))
    #expect(text.contains("failures: see uptime"))
    #expect(!PlanDocument(Example.result).text.contains("uptime_decision"))
    #expect(ResultFiles.files(for: run).map(\.name).contains("uptime.csv"))
  }

  @Test("a plan without a certificate is told with what stands in the way")
  func uncertified() async throws {
    var run = Example.result
    run.plan.status = .uncertified
    run.uptime = try await Self.result(target: 0.999)
    run.uptime?.obstacle = "no plan within the site's limits can ride through 4 h without the grid"
    let text = Summary.text(run)
    #expect(text.contains("uncertified: the plan was not shown to keep its uptime targets"))
    #expect(PlanDocument(run).text.contains("\"status\": \"uncertified\""))
  }
}
