import Foundation
import SiteFiles
import SiteModel
import Testing
import Tabular

@Suite("Files of meters and of earlier dispatches")
struct MeterFileTests {
  private let calendar = Calendar(year: 2025, daylightSaving: .unitedStates)

  /// What reading a meter's file gives: its steps and energy, or the first finding of each.
  private func read(_ text: String) throws -> String {
    let fixture = try Fixture()
    try fixture.write("meter.csv", text)
    let path = fixture.root.appendingPathComponent("meter.csv").path
    do throws(Findings) {
      let file = try MeterFile.read(path, calendar: calendar)
      let sum = (file.imports + (file.exports ?? [])).reduce(0, +)
      let months = file.warnings.map { "; \($0.line ?? 0):\($0.column ?? 0) \($0.help)" }.joined()
      return "\(file.imports.count) steps of \(file.year.stepMinutes) from \(file.first) on, "
        + "\(sum) MW in all" + months
    } catch {
      return error.all.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.message)" }
        .joined(separator: "\n")
    }
  }

  /// Hours of 1 MW from a minute of the year on.
  private func hours(_ count: Int, from hour: Int) -> String {
    let stamps = (0..<count).map { step -> String in
      let moment = calendar.standardTime(minute: (hour + step) * 60)
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return "2025-\(two(moment.month))-\(two(moment.day))T\(two(moment.hour)):00,1000\n"
    }
    return "start,import_kw\n" + stamps.joined()
  }

  private func rows(_ rows: String...) -> String {
    rows.map { $0 + "\n" }.joined()
  }

  @Test("kW and MW, with and without exports, from the year's beginning on")
  func units() throws {
    let stamps = ["2025-01-01T00:00", "2025-01-01T00:15", "2025-01-01T00:30"]
    #expect(
      try read(rows("start,import_kw", "\(stamps[0]),1000", "\(stamps[1]),2000"))
        == "2 steps of 15 from 0 on, 3.0 MW in all; 3:1 by the local clock January ends at 2025-02-01T00:00 standard time"
    )
    #expect(
      try read(rows("start,export_kw,import_mw", "\(stamps[0]),500,1", "\(stamps[2]),0,2"))
        == "2 steps of 30 from 0 on, 3.5 MW in all; 3:1 by the local clock January ends at 2025-02-01T00:00 standard time"
    )
  }

  @Test(
    "what is wrong is said with its place",
    arguments: [
      (
        "when,import_kw\n2025-01-01T00:00,1\n2025-01-01T01:00,1\n",
        "1:1 the first column is 'when', not 'start'"
      ),
      ("start,import_kw\n2025-01-01T00:00,1\n", "1:1 the file has fewer than two rows"),
      (
        "start,import_kw\n2025-01-01T00:00,1\n2025-01-01T00:20,1\n",
        "2:1 the first two stamps are '2025-01-01T00:00' and '2025-01-01T00:20'"
      ),
      (
        "start,import_kw\nJanuary,1\nFebruary,1\n",
        "2:1 the first two stamps are 'January' and 'February'"
      ),
      (
        "start,import_kw\n2025-01-01T00:00,1\n2025-01-01T01:00,x\n2025-01-01T03:00,-1\n",
        "3:18 'x' is not a number\n4:1 the step 2025-01-01T02:00 is missing\n"
          + "4:18 '-1' is out of range"
      ),
      (
        "start,import_kw,import_mw\n2025-01-01T00:00,1,1\n2025-01-01T01:00,1,1\n",
        "1:1 the meter has its import twice"
      ),
      (
        "start,export_kw\n2025-01-01T00:00,1\n2025-01-01T01:00,1\n", "1:1 the meter has no import"
      ),
      (
        "start,import_kw,note\n2025-01-01T00:00,1,\n2025-01-01T01:00,1,\n",
        "1:17 unknown column 'note' of a meter"
      ),
    ])
  func findings(_ text: String, _ expected: String) throws {
    #expect(try read(text) == expected)
  }

  @Test("a file may end before the year does, and not go on after it")
  func length() throws {
    let text = try Fixture().text(Fixture.load).split(separator: "\n").dropFirst()
      .map { $0.prefix(16) + ",1000\n" }.joined()
    let whole = "start,import_kw\n" + text
    #expect(try read(whole) == "8760 steps of 60 from 0 on, 8760.0 MW in all")
    #expect(
      try read(whole + "2026-01-01T00:00,1000\n")
        == "0:0 the file holds more than twelve months: 2025-01-01T00:00 to 2026-01-01T01:00")
  }

  /// July begins at 23:00 standard time of 30 June, hour 181 · 24 − 1, and has 744 hours.
  @Test("a file may begin with any billing month, which the local clock begins and ends")
  func months() throws {
    #expect(try read(hours(744, from: 4343)) == "744 steps of 60 from 4343 on, 744.0 MW in all")
    #expect(
      try read(hours(744, from: 4344))
        == "744 steps of 60 from 4344 on, 744.0 MW in all"
        + "; 2:1 by the local clock July begins at 2025-06-30T23:00 standard time"
        + "; 745:1 by the local clock August ends at 2025-08-31T23:00 standard time")
    #expect(
      try read("start,import_kw\n2025-07-01T00:15,1\n2025-07-01T00:30,1\n")
        == "2:1 the file begins within an hour, at 2025-07-01T00:15")
    #expect(
      try read("start,import_kw\n2025-12-31T22:00,1\n2025-12-31T23:00,1\n2026-01-01T00:00,1\n")
        == "3 steps of 60 from 8758 on, 0.003 MW in all"
        + "; 2:1 by the local clock December begins at 2025-12-01T00:00 standard time"
        + "; 4:1 by the local clock January ends at 2026-02-01T00:00 standard time")
  }

  @Test("an earlier dispatch gives the connection's imports and the load that was served")
  func dispatch() throws {
    let fixture = try Fixture()
    let (site, _) = try fixture.folder.readSite(named: "pad")
    try fixture.write(
      "dispatch.csv",
      rows(
        "hour_beginning,solar_field_output_mw,grid_import_mw,battery_stored_mwh,"
          + "gpu_modules_inference_served_mw",
        "2025-01-01T00:00,0,2.5,7,1.5", "2025-01-01T01:00,1,1.5,6,2.5"))
    let path = fixture.root.appendingPathComponent("dispatch.csv").path
    let plan = try DispatchFile.read(path, of: site).plan
    #expect(plan.horizon.count == 2)
    #expect(plan.components.map(\.component) == site.components.map(\.name))
    let flows = plan.components.filter { !$0.flows.isEmpty }
    #expect(flows.map(\.component) == ["gpu_modules", "solar_field", "grid", "battery"])
    #expect(
      flows.map { $0.flows.map(\.values) } == [[[1.5, 2.5]], [[0, 1]], [[2.5, 1.5]], [[7, 6]]])
    #expect(
      flows.flatMap { $0.flows.map(\.key) } == [
        .served("inference"), .output, .gridImport, .stored,
      ])
    try fixture.write(
      "dispatch.csv",
      rows(
        "hour_beginning,grid_import_mw,gensets_running_mw,gpu_modules_batch_waiting_mwh",
        "2025-01-01T00:00,2,1,3", "2025-01-01T01:00,2,1,3"))
    let before = try DispatchFile.read(path, of: site)
    #expect(before.renamed.map(\.old).sorted() == ["running_mw", "waiting_mwh"])
    #expect(
      before.plan.components.flatMap { $0.flows.map(\.key) } == [
        .deferred("batch"), .gridImport, .onlineCapacity,
      ])
    try fixture.write(
      "dispatch.csv", rows("hour_beginning,x", "2025-01-01T00:00,0", "2025-01-01T01:00,1"))
    let error = #expect(throws: Findings.self) { try DispatchFile.read(path, of: site) }
    #expect(error?.text.contains("no column 'grid_import_mw'") == true)
    #expect(error?.text.contains("the column 'x' is of no component") == true)
  }
}
