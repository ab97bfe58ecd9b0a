import Components
import Foundation
import SiteFiles
import SiteModel
import TestSupport
import Testing
import Yams

/// What an editor is told of `site.yaml` is what the reader takes.
@Suite("the schema of a site")
struct SiteSchemaTests {
  private static var data: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "data")
  }

  private func problems(_ text: String) throws -> [String] {
    let check = try SchemaCheck(SiteSchema.text(.standard))
    return check.problems(in: try #require(try Yams.load(yaml: text)))
  }

  @Test("the shipped schema is up to date: make schema writes it")
  func shipped() throws {
    let path = Self.data.appending(path: SiteSchema.path)
    #expect(try String(contentsOf: path, encoding: .utf8) == SiteSchema.text(.standard))
  }

  @Test("every shipped site and the template keep to it")
  func sites() throws {
    let folder = Self.data.appending(path: "sites")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.count >= 8)
    for name in names {
      let path = folder.appending(path: "\(name)/site.yaml")
      let found = try problems(try String(contentsOf: path, encoding: .utf8))
      #expect(found == [], "\(name)")
    }
    let data = DataFolder(path: Self.data.path, catalogue: .standard)
    let place = try NewSitePlace(latitude: 39.5, longitude: -119.7, in: data)
    let template = try #require(
      SiteTemplate(named: "x", .init(), at: place, in: data, .standard).files.first)
    let found = try problems(template.contents)
    #expect(found == [])
    #expect(template.contents.hasPrefix("# yaml-language-server: $schema=../../schema/"))
  }

  @Test("keys that are unknown, of another type or out of range are found")
  func wrong() throws {
    let site = """
      year: 2025
      daylight_saving: none
      dollar_year: 2026
      real_discount_rate: 0.08
      components:
        field: {type: solar, KEY}
      """
    func with(_ key: String) throws -> [String] {
      try problems(site.replacing("KEY", with: key))
    }
    #expect(try with("land_limit_mwdc: 30") == [])
    #expect(try with("land_limit_mwdc: {file: a.csv, column: b}") != [])
    #expect(try with("max_units: 3") == [".components.field.max_units: not known"])
    #expect(try with("life_years: -3") != [])
    let soon = site.replacing("2025", with: "soon").replacing(", KEY", with: "")
    #expect(try problems(soon) == [".year: not integer"])
  }

  @Test("an old name is deprecated, with the new one")
  func renamed() throws {
    let text = SiteSchema.text(.standard)
    for word in RenamedKey.all {
      #expect(text.contains("\"\(word.old)\""), "\(word.old)")
      #expect(text.contains("\"deprecationMessage\": \"is now called \(word.new)\""))
    }
  }
}
