import Reporting
import Testing

@Suite("The line that shows progress")
struct ProgressLineTests {
  @Test func itNamesSiteStageAndGap() {
    #expect(
      ProgressLine.text(site: "sparks", stage: "solving", iteration: 12, gap: 3.21e-5, seconds: 4)
        == "sparks: solving, iteration 12, gap 3.2e-5, 4 s")
    let long = ProgressLine.text(
      site: String(repeating: "x", count: 90), stage: "", iteration: nil, gap: nil, seconds: 0)
    #expect(long.count == 79)
  }

  @Test func aPipeGetsNothing() {
    let line = ProgressLine(site: "sparks", isShown: false) { text in
      Issue.record("wrote \(text)")
    }
    line.show(stage: "solving", iteration: 1, gap: 1)
    line.finish()
    #expect(!line.isShown)
  }

  @Test func aTerminalGetsOneLineRewritten() async {
    await confirmation(expectedCount: 3) { wrote in
      let line = ProgressLine(site: "sparks", isShown: true) { text in
        #expect(text.hasPrefix("\r\u{1B}[2K"))
        #expect(!text.contains("\n"))
        wrote()
      }
      line.show(stage: "solving", iteration: 1, gap: 1)
      line.show(stage: "solving", iteration: 2, gap: nil)
      line.finish()
    }
  }
}
