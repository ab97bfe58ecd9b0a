import ChildProcesses
import Dispatch
import Foundation
import Testing

/// The command line as people and CI jobs meet it: names, examples, statuses, JSON and signals.
@Suite("The command line")
struct CommandLineTests {
  private static let sitemix = URL(fileURLWithPath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "sitemix")
  private static let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "data").path

  private struct End {
    let status: Int32
    let output: String
    let error: String
  }

  /// Runs the tool in an empty folder that has `SITEMIX_DATA` as its data.
  private func run(
    _ words: [String], in folder: URL? = nil, signal: Int32? = nil
  ) async throws -> End {
    let place = folder ?? FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { if folder == nil { try? FileManager.default.removeItem(at: place) } }
    let process = Process()
    (process.executableURL, process.arguments) = (Self.sitemix, words)
    process.currentDirectoryURL = place
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SITEMIX_DATA": Self.data], uniquingKeysWith: { $1 })
    let (output, error) = (place.appending(path: "out.txt"), place.appending(path: "err.txt"))
    for file in [output, error] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    if let signal {
      // Tasks wait for each other where all tests run at once; a queue of its own does not.
      let identifier = process.processIdentifier
      DispatchQueue.global().asyncAfter(deadline: .now() + 0.7) { kill(identifier, signal) }
    }
    while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    return End(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      error: try String(contentsOf: error, encoding: .utf8))
  }

  /// Names of the subcommands in a command's help.
  private func commands(below words: [String]) async throws -> [[String]] {
    let lines = try await run(words + ["--help"]).output.components(separatedBy: "\n")
    guard let start = lines.firstIndex(of: "SUBCOMMANDS:") else { return [] }
    var found: [[String]] = []
    for line in lines[(start + 1)...] {
      guard let name = line.wholeMatch(of: /\ \ ([a-z-]+)(?:\ .*)?/)?.1 else { continue }
      found += try await [words + [String(name)]] + commands(below: words + [String(name)])
    }
    return found
  }

  /// Lines of a help that begin with the tool's name, joined where one ends in a backslash.
  private static func examples(in help: String) -> [String] {
    let lines = help.replacingOccurrences(of: "\\\n", with: " ").components(separatedBy: "\n")
    return lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter {
      $0.hasPrefix("sitemix ")
    }
  }

  @Test("every example of every help can be pasted")
  func examples() async throws {
    let unknown = "--no-such-option"
    var count = 0
    for command in try await [[]] + commands(below: []) {
      let help = try await run(command + ["--help"]).output
      let examples = Self.examples(in: help)
      if !command.isEmpty { #expect(!examples.isEmpty, "\(command) has no example") }
      for example in examples.flatMap({ $0.components(separatedBy: " && ") }) {
        // What stands in quotes is one word.
        let words = example.matches(of: /'([^']*)'|(\S+)/).map { String($0.1 ?? $0.2 ?? "") }
        let end = try await run(Array(words.dropFirst()) + [unknown])
        // Options, values and arguments are all read before an unknown option is refused.
        #expect(
          end.error.hasPrefix("Error: Unknown option '\(unknown)'"), "\(example): \(end.error)")
        count += 1
      }
    }
    #expect(count > 40)
  }

  @Test(
    "the nearest command, list, site and option are told",
    arguments: [
      (["optimze", "x"], "did you mean 'optimise'?", Int32(64)),
      (["tariff", "shwo"], "did you mean 'show'?", 64),
      (["list", "technolgies"], "did you mean 'technologies'?", 64),
      (["describe", "solr"], "did you mean 'solar'?", 64),
      (["check", "sparks-nevda"], "did you mean 'sparks-nevada'?", 2),
      (["optimise", "sparks-nevada", "--jsn"], "Did you mean '--json'?", 64),
      (["sites", "--data", "/nowhere"], "there is no folder of sites", 2),
      (["emissions", "--data", "/nowhere"], "there is no folder of sites", 2),
      (["report", "sparks-nevada"], "make optimise SITE=sparks-nevada", 64),
    ])
  func nearest(_ words: [String], _ told: String, _ status: Int32) async throws {
    let end = try await run(words)
    #expect(end.status == status)
    #expect(end.error.contains(told), "\(end.error)")
    #expect(end.output.isEmpty)
  }

  @Test("optimize is optimise, and the data folder is found from any folder")
  func spelling() async throws {
    let end = try await run(["optimize"])
    #expect(end.status == 64)
    #expect(end.error.contains("name a site") && end.error.contains("  sparks-nevada\n"))
    let names = try await run(["list", "sites", "--json"])
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(names.output.utf8)) as? [[String: String]])
    #expect(rows.contains(["name": "sparks-nevada"]))
  }

  @Test("sites of one's own come before those of a data folder elsewhere")
  func ownSites() async throws {
    let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: place) }
    let manager = FileManager.default
    let mine = place.appending(path: "sites/mine")
    try manager.createDirectory(
      at: mine.deletingLastPathComponent(), withIntermediateDirectories: true)
    try manager.copyItem(
      at: URL(fileURLWithPath: Self.data + "/sites/sparks-nevada"), to: mine)
    let list = try await run(["list", "sites"], in: place)
    #expect(list.output.contains("mine\n") && list.output.contains("sparks-nevada\n"))
    let check = try await run(["check", "mine", "--json"], in: place)
    #expect(check.status == 0, "\(check.error)")
  }

  @Test("findings as JSON have their place, and errors the status 2")
  func findings() async throws {
    let end = try await run([
      "check", "sparks-nevada", "--json", "--set", "components.grid.import_limit_mw=-1",
    ])
    #expect(end.status == 2)
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(end.output.utf8)) as? [[String: Any]])
    #expect(rows.first?["severity"] as? String == "error")
    #expect((rows.first?["message"] as? String)?.contains("-1") == true)
  }

  /// Whether this process, and so what it starts, ignores a signal; where nobody can tell, it does not.
  private static func isIgnored(_ signal: Int32) -> Bool {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    guard let mask = status.firstMatch(of: /SigIgn:\s*([0-9a-f]+)/)?.1,
      let bits = UInt64(mask, radix: 16)
    else { return false }
    return bits >> UInt64(signal - 1) & 1 == 1
  }

  @Test(
    "a signal ends a run at once, says so, and leaves nothing half-written",
    arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
  func signals(_ signal: Int32) async throws {
    // What whoever runs the tests ignores, as nohup does, the tool ignores too.
    guard !Self.isIgnored(signal) else { return }
    let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: place) }
    // Forty points of a whole year take minutes.
    let end = try await run(
      ["frontier", "sparks-nevada", "--points", "40"], in: place, signal: signal)
    #expect(end.status == 3)
    #expect(end.error.contains("stopped by SIG"), "\(end.error)")
    let results = place.appending(path: "notebooks-out/sparks-nevada")
    #expect(!FileManager.default.fileExists(atPath: results.path))
  }
}
