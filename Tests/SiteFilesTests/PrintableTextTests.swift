import SiteFiles
import Testing
import Tabular

@Suite("text that a terminal may show")
struct PrintableTextTests {
  @Test("control characters are written out")
  func escapes() {
    #expect(
      PrintableText.lines("a\u{1B}[2Jb\r\u{7}\u{202E}c") == "a\\u{1B}[2Jb\\u{D}\\u{7}\\u{202E}c")
    #expect(PrintableText.lines("two\n\tlines") == "two\n\tlines")
  }

  @Test("colours stay where they were asked for, and nothing else")
  func colors() {
    let text = "\u{1B}[1;32mgreen\u{1B}[0m\u{1B}[2J"
    #expect(PrintableText.lines(text, keepingColor: true) == "\u{1B}[1;32mgreen\u{1B}[0m\\u{1B}[2J")
    #expect(!PrintableText.lines(text).contains("\u{1B}"))
  }

  @Test("a finding writes them out in its path and words, and keeps the columns of its line")
  func finding() throws {
    let fixture = try Fixture()
    try fixture.replace(Fixture.site, "kind: firm", "kind: \"fi\\erm\"")
    let text = fixture.read()
    #expect(text.contains("kind is 'fi\\u{1B}rm'") && !text.contains("\u{1B}"), "\(text)")
    let told = Finding(file: "a\u{1B}b.csv", line: 1, message: "m").text
    #expect(told == "a\\u{1B}b.csv:1: error: m")
  }
}
