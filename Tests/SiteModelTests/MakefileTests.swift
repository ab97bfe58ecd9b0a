import Foundation
import Testing

/// Words that people pass to make are looked at before a shell sees them.
@Suite("words of make")
struct MakefileTests {
  /// What make would run, or why it stops.
  private func make(
    _ words: [String], target: String = "check-site"
  ) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["make", "--dry-run", "--no-print-directory", target] + words
    process.currentDirectoryURL = Sources.root
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }

  @Test(
    "what would leave its quotes, or its folder, is refused",
    arguments: [
      "SITE=x'; touch broken; '", "SITE=$(shell touch broken)", "SITE=a\nb", "SET=a=b' --out='/",
      "OUT=x'", "SITE=../x", "SITE=/etc", "SITE=--help", "SITE=..", "SCENARIO=../../x",
    ])
  func refused(_ word: String) throws {
    let answer = try make([word])
    #expect(answer.status == 2)
    #expect(answer.text.contains("write it"), "\(answer.text)")
    #expect(
      !FileManager.default.fileExists(atPath: Sources.root.appending(path: "broken").path))
  }

  @Test("every word that a recipe quotes is looked at first")
  func known() throws {
    let text = try String(contentsOf: Sources.root.appending(path: "Makefile"), encoding: .utf8)
    let lines = text.replacing("\\\n", with: "").split(separator: "\n")
    let listed = try #require(lines.first { $0.hasPrefix("WORDS :=") }).split(separator: " ")
      .dropFirst(2)
    let own = ["PYTHON", "SITEMIX", "CHECKS", "TABLES"]
    let quoted = text.matches(of: /'[^'\n]*?\$\(([A-Z_]+)\)'/).map { String($0.1) }
    #expect(quoted.count > 20)
    for word in quoted where !own.contains(word) {
      #expect(listed.contains(Substring(word)), "\(word) is not in WORDS")
    }
  }

  @Test("old targets lead to those of today, with a warning")
  func renamed() throws {
    for (old, new) in [
      ("fleet", "portfolio"), ("fleet-status", "portfolio-status"),
      ("fleet-test", "portfolio-test"), ("new-fleet", "new-portfolio"),
    ] {
      let answer = try make(["FLEET=a.csv", "N=2"], target: old)
      #expect(answer.text.contains("make \(old) is now called make \(new)"))
      #expect(answer.text.contains(old == "fleet-test" ? "portfolio.py" : "sitemix \(new) "))
      if old == "fleet" { #expect(answer.text.contains("portfolio 'a.csv'")) }
    }
  }

  @Test("a name with a space and several keys go through whole")
  func passed() throws {
    let answer = try make(["SITE=my site", "SET=a.b=1 c.d=[1,2]"])
    #expect(answer.status == 0)
    #expect(answer.text.contains("check 'my site' --set 'a.b=1' --set 'c.d=[1,2]'"))
  }
}
