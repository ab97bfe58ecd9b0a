import Components
import Formulation
import Foundation
import LinearProgramming
import SiteFiles
import SiteModel
import TestSupport
import Testing

/// The page `Formulation` beside the programs of the shipped sites.
@Suite("rows of the shipped sites on the page of equations")
struct PageOfRowsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let data = DataFolder(
    path: root.appending(path: "data").path, catalogue: .standard)

  /// The families of the page's tables with an equation, `…` standing for what the code puts in.
  private static func families() throws -> [(begin: String, isWhole: Bool)] {
    let page = try String(
      contentsOf: root.appending(path: "Sources/SiteModel/SiteModel.docc/Formulation.md"),
      encoding: .utf8)
    return page.matches(of: /(?m)^\| (`[a-z_…`, ]+`) \| ([^\n]*[=≤≥][^\n]*) \|$/).flatMap { row in
      row.1.matches(of: /`([a-z_]+)(…?)`/).map { (String($0.1), $0.2.isEmpty) }
    }
  }

  @Test("each family of rows has its equation", arguments: try data.siteNames())
  func shipped(name: String) throws {
    let families = try Self.families()
    #expect(families.count > 50)
    let site = try Self.data.readSite(named: name).site
    let program = SiteProgram(
      site, over: Horizon(calendar: site.calendar, stepMinutes: site.stepMinutes, steps: 672))
    var found: Set<String> = []
    for rows in [program.program, program.inWholeNumbers(directions: true)] {
      for row in rows.rows.indices { found.insert(rows.label(ofRow: row).family) }
    }
    #expect(found.count > 8)
    for family in found.sorted() {
      #expect(
        families.contains { $0.isWhole ? family == $0.begin : family.hasPrefix($0.begin) },
        "\(family) has no equation on the page")
    }
  }
}
