import ChildProcesses
import Foundation
import Testing

/// The commands on damaged files: every reader, in a process of its own, so that no crash and no hang goes
/// unseen. `make fuzz N=10000 SEED=7` goes on from this slice.
@Suite("commands on damaged files")
struct CommandFuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["FUZZ_COUNT"].flatMap { Int($0) } ?? 300
  private static let seed = environment["FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
  private static let sitemix = URL(fileURLWithPath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "sitemix").path

  /// What a command may end with: solved, no plan, findings, stopped, usage. A fault (70) is not for files.
  private static let statuses: Set<Int32> = [0, 1, 2, 3, 64]

  /// A file to damage, and what then reads it; ROOT is the data folder, OUT the results.
  private struct Subject: Sendable {
    let file: String
    let contents: String
    let command: [String]
    /// Other files and changes that make the reader look at it.
    var prepare: @Sendable (Fixture) throws -> Void = { _ in }
  }

  private static let check = ["check", "pad", "--data", "ROOT"]

  /// Readers of inputs.
  private static let inputs: [Subject] = {
    var subjects = Fixture.files.map { Subject(file: $0.0, contents: $0.1, command: check) }
    subjects += (WeatherSamples.all + WeatherSiblings.all.map { ($0.name, $0.contents) }).map {
      sample in
      Subject(
        file: Fixture.weather, contents: sample.1,
        command: ["weather"] + check.dropFirst() + ["--out", "OUT"]
      ) {
        try $0.useWeather(sample.1)
      }
    }
    subjects += [RateRecords.timeOfUse, RateRecords.blocks([0.066, 0.05])].map {
      Subject(file: "record.json", contents: $0, command: ["tariff", "import", "ROOT/record.json"])
    }
    let hours = (0..<48).map { "3/\(8 + $0 / 24)/2025 \($0 % 24):00,\($0)\n" }.joined()
    let green =
      "<feed><entry><ReadingType><uom>72</uom></ReadingType></entry><entry><IntervalBlock>"
      + "<IntervalReading><timePeriod><duration>3600</duration><start>1735718400</start></timePeriod>"
      + "<value>1</value></IntervalReading></IntervalBlock></entry></feed>"
    for meter in [
      "start,import_kw\n" + hours,
      "Account;1\nStart;Import\n;kWh\n01.02.2025 0:00;\"1.000,5\"\n01.02.2025 0:15;2\nTotal;3\n",
      "Meter 9\nDate,HE,import_kw\n\"Jan 1, 2025\",1,\"1,000.5\"\n\"Jan 1, 2025\",2,2\n",
      "Date;Time;Usage (kWh)\n01.02.2025;0:00;1,5\n01.02.2025;1:00;2\n",
      "# start: 2025-01-01T00:00\nimport_kwh\n" + String(repeating: "1\n", count: 8760), green,
    ] {
      for command in [
        ["bill", "pad", "--data", "ROOT", "--import", "ROOT/meter", "--out", "OUT"],
        ["import-series", "ROOT/meter"],
      ] { subjects.append(Subject(file: "meter", contents: meter, command: command)) }
    }
    let scenario = "components:\n  battery: null\n  grid: {import_limit_mw: 8}\nuptime: null\n"
    subjects += [
      Subject(
        file: "sites/pad/scenarios/lean.yaml", contents: scenario,
        command: check + ["--scenario", "lean"]),
      Subject(
        file: Fixture.tariff, contents: Fixture.tariffText,
        command: ["tariff", "show", "plain", "--data", "ROOT"]),
      Subject(
        file: "list.csv", contents: "name,site,components.grid.import_limit_mw\na,pad,8\nb,pad,\n",
        command: [
          "portfolio", "ROOT/list.csv", "--data", "ROOT", "--out", "OUT", "--jobs", "1",
          "--horizon-hours", "24",
        ]),
      Subject(
        file: "sites/pad/monthly.csv", contents: WeatherSamples.months,
        command: ["generate-series", "pad", "--data", "ROOT"]),
    ]
    return subjects
  }()

  /// Readers of results, on those of a plan of two days.
  private static let results = [
    "plan.json", "dispatch.csv", "mix.csv", "bill.csv", "answers.json", "uptime.csv",
  ]
  private static let readers = [
    ["report", "pad", "--data", "ROOT", "--out", "OUT"],
    ["bill", "pad", "--data", "ROOT", "--out", "OUT"],
    ["compare", "pad", "--data", "ROOT", "--out", "OUT"],
  ]

  private func end(
    _ words: [String], _ fixture: Fixture, within seconds: Int = 10
  ) async -> ChildReport? {
    let root = fixture.root.path
    let arguments = words.map {
      $0.replacingOccurrences(of: "ROOT", with: root).replacingOccurrences(
        of: "OUT", with: root + "/out")
    }
    let child = Child(
      executable: Self.sitemix, arguments: arguments, timeLimit: .seconds(seconds))
    return await ChildPool(jobs: 1).run([child])[0]
  }

  private func expectEnd(_ report: ChildReport?, _ round: Int, _ words: [String]) {
    guard case .exited(let status)? = report?.end, Self.statuses.contains(status) else {
      let end = report.map { "\($0.end): \($0.error.text.suffix(400))" } ?? "none"
      Issue.record(
        "round \(round) of seed \(Self.seed), sitemix \(words.joined(separator: " ")): \(end)")
      return
    }
  }

  @Test("a command under its old name works, and its new one is told")
  func oldCommand() async throws {
    let fixture = try Fixture()
    func ended(_ command: String) async throws -> ChildReport {
      try #require(await end([command, "--out", "OUT"], fixture, within: 300))
    }
    let (before, now) = (try await ended("fleet-status"), try await ended("portfolio-status"))
    #expect(before.end == now.end)
    #expect(
      before.error.text
        == "warning: sitemix fleet-status is now called sitemix portfolio-status\n" + now.error.text
    )
  }

  @Test("each command ends in ten seconds, with a status that is documented")
  func commands() async throws {
    var random = SplitMix(state: Self.seed)
    let planned = try Fixture()
    let words = [
      "optimise", "pad", "--data", "ROOT", "--out", "OUT", "--horizon-hours", "48", "--quiet",
    ]
    #expect(await end(words, planned)?.end == .exited(0))
    for round in 0..<Self.count {
      let fixture = try Fixture()
      var command: [String]
      if random.below(4) == 0 {
        for name in try FileManager.default.contentsOfDirectory(
          atPath: planned.root.path + "/out/pad")
        where name != "charts" {
          try fixture.write("out/pad/" + name, try planned.text("out/pad/" + name))
        }
        let name = Self.results[random.below(Self.results.count)]
        let old = (try? planned.text("out/pad/" + name)) ?? "class,figure,of,value\na,b,c,1\n"
        try fixture.write("out/pad/" + name, damaged(old, &random))
        command = Self.readers[random.below(Self.readers.count)]
      } else {
        let subject = Self.inputs[random.below(Self.inputs.count)]
        try subject.prepare(fixture)
        try fixture.write(subject.file, damaged(subject.contents, &random))
        command = subject.command
        if random.below(20) == 0, command[0] == "check" {
          let option = damaged("components.grid.import_limit_mw=12", &random)
          command += ["--set", String(decoding: option.filter { $0 != 0 }, as: UTF8.self)]
        }
      }
      expectEnd(await end(command, fixture), round, command)
    }
  }

  /// Few damages, mostly near the beginning, where headers stand.
  private func damaged(_ text: String, _ random: inout SplitMix) -> Data {
    var bytes = Array(text.utf8)
    for _ in 0...random.below(4) {
      FuzzTests.damage(&bytes, &random, within: random.below(2) == 0 ? 1000 : .max)
    }
    return Data(bytes)
  }
}
