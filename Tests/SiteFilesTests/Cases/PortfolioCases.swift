import Foundation
import SiteFiles
import Tabular

extension Case {
  /// A list of sites as CSV text.
  private static func list(_ name: String, _ text: String) -> Case {
    list(name) { try $0.write("portfolio.csv", text) }
  }

  /// A list that is made in a folder of its own.
  private static func list(
    _ name: String, made make: @escaping @Sendable (Fixture) throws -> Void
  ) -> Case {
    Case(
      name,
      reading: {
        let fixture = try Fixture()
        try make(fixture)
        return text(of: fixture)
      })
  }

  private static func text(of fixture: Fixture) -> String {
    let text: String
    do throws(Findings) {
      text = try PortfolioList.read(fixture.root.appendingPathComponent("portfolio.csv").path).map {
        "\($0.name) = \($0.site)" + $0.overrides.map { ", \($0)" }.joined()
      }.joined(separator: "\n")
    } catch {
      text = error.text
    }
    return text.replacing(fixture.root.path + "/", with: "")
  }

  /// A folder of sites, changed.
  private static func folder(
    _ name: String, _ change: @escaping @Sendable (Fixture) throws -> Void
  ) -> Case {
    Case(
      name,
      reading: {
        let fixture = try Fixture()
        try change(fixture)
        do throws(Findings) {
          return try fixture.folder.portfolio().map(\.name).joined(separator: "\n")
        } catch {
          return error.text
        }
      })
  }

  static let portfolios: [Case] = [
    folder("a folder of sites, with one that has no site file") {
      try $0.write("sites/half-made/load.csv", "")
      try $0.write("sites/.hidden/site.yaml", "")
      try $0.write("sites/README.md", "")
    },
    folder("a folder with a name that no portfolio can have") {
      try $0.write("sites/portfolio.csv/site.yaml", "")
    },
    list("a list", "site,name,real_discount_rate\npad,,\npad,dear,0.1\n"),
    list("no list") { _ in },
    list("a list that is a folder") { try $0.write("portfolio.csv/x", "") },
    list("a list that is a link to a device") {
      try FileManager.default.createSymbolicLink(
        at: $0.root.appendingPathComponent("portfolio.csv"),
        withDestinationURL: URL(fileURLWithPath: "/dev/zero"))
    },
    list("an empty list", ""),
    list("a list without rows", "site,name\n"),
    list("a list without sites", "sites,name\npad,a\n"),
    list("rows that lead up and out", "site\n../pad\n..\n.\n"),
    list("rows from the root and rows with folders", "site,name\n/etc,a\npad,/tmp/a\npad,a/b\n"),
    list("names that hide, or look like an option", "site,name\npad,.portfolio\npad,-x\n"),
    list("names of the portfolio's own tables", "site,name\npad,portfolio.csv\n"),
    list("a row without a site", "site,name\n,a\n"),
    list("names that return", "site,name\npad,a\npad,b\npad,A\npad,a\n"),
    list("sites that return without a name", "site\npad\npad\n"),
    list("a row that is too long", "site,name\npad,a,b\n"),
    list("ten thousand rows", "site,name\n" + (1...10_000).map { "pad,s\($0)\n" }.joined()),
  ]
}
