import Foundation
import Testing

/// The page `Formulation` beside the code: the same families, the same equations.
@Suite("the page of equations")
struct FormulationPageTests {
  private func page() throws -> String {
    try String(
      contentsOf: Sources.root.appending(
        path: "Sources/SiteModel/SiteModel.docc/Formulation.md"), encoding: .utf8)
  }

  /// A family's name up to where the code puts something in.
  private func families(of text: String) -> [String] {
    text.matches(of: /\b(?:program\.)?family\(\s*(?:name|component|load|"site"),\s*([^)]*)/).flatMap
    {
      String($0.1).matches(of: /"([a-z_]+)(?:\\\(|")/).map { String($0.1) }
    }
  }

  /// Comments with an equation right above a row.
  private func equations(in text: String) -> [String] {
    text.matches(of: /(?m)((?:^ *\/\/ [^\n]*\n)+)[^\n]*program\.require\(/).flatMap {
      $0.1.split(separator: "\n").map {
        String($0.drop { $0 == " " || $0 == "/" })
      }.filter { $0.contains(/[=≤≥]/) }
    }
  }

  @Test("every family of rows in the code stands on the page")
  func familiesOfTheCode() throws {
    let page = try page()
    var count = 0
    for file in try Sources.formulation() {
      for family in families(of: file.text) {
        count += 1
        #expect(page.contains("`\(family)"), "\(family) of \(file.name) is not on the page")
      }
    }
    #expect(count >= 40)
  }

  @Test("every equation above a row stands on the page, letter for letter")
  func equationsOfTheCode() throws {
    let page = try page()
    var count = 0
    for file in try Sources.formulation() {
      for equation in equations(in: file.text) {
        count += 1
        #expect(page.contains("`\(equation)`"), "\(file.name): \(equation)")
      }
    }
    #expect(count >= 20)
  }

  @Test("every equation on the page stands in the code, and so does every family")
  func equationsOfThePage() throws {
    let code = try Sources.formulation().map(\.text).joined()
    let known = Set(try Sources.formulation().flatMap { families(of: $0.text) })
    for row in try page().matches(of: /(?m)^\| `([a-z].*)$/) {
      let cells = row.1.split(separator: " | ", maxSplits: 1)
      guard cells.count == 2, cells[0].contains("_") else { continue }
      for name in cells[0].matches(of: /([a-z_]+)…?`/) {
        let family = String(name.1).replacing(/_$/, with: "")
        #expect(
          known.contains { $0 == family || $0 == family + "_" } || code.contains("\"\(family)"),
          "\(family)")
      }
      for equation in cells[1].matches(of: /`([^`]+)`/) {
        #expect(code.contains(equation.1), "\(equation.1)")
      }
    }
  }
}
