public import Tabular

/// One site of a portfolio: which folder, under which name, and what is set for it.
public struct PortfolioSite: Sendable, Hashable, Codable {
  /// Name of its results; unique in the portfolio.
  public let name: String
  /// Name of the site's folder.
  public let site: String
  /// Keys set for it, as `key.path=value`.
  public let overrides: [String]

  /// A site and what is set for it.
  public init(name: String, site: String, overrides: [String] = []) {
    self.name = name
    self.site = site
    self.overrides = overrides
  }

  /// What names of results are made of.
  public static let nameRule = "letters, digits, '-' and '_', beginning with a letter or a digit"

  /// Whether a name can be that of a folder of results, on any system and beside the portfolio's tables.
  public static func isName(_ name: String) -> Bool {
    name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,79}/) != nil
  }
}

/// A CSV list of sites: the columns `site`, optionally `name`, and one for each key path to set.
///
/// A blank cell leaves its key as the site has it. Without `name` a row is called as its site.
public enum PortfolioList {
  /// Most rows of a list: each becomes a process and a folder of results.
  public static let greatestCount = 5000

  /// The rows of a list, or everything that is wrong with it.
  public static func read(_ path: String) throws(Findings) -> [PortfolioSite] {
    let bytes: [UInt8]
    do throws(Disk.Trouble) {
      bytes = try Disk.bytes(at: path)
    } catch {
      throw Findings([
        Finding(
          file: path,
          message: error == .missing ? "there is no such list" : "the list cannot be read",
          help: "name a folder of sites, or a CSV file with the column 'site'")
      ])
    }
    let (table, findings) = CSVTable.read(SourceText(path: path, bytes: bytes))
    guard let table else { throw Findings(findings) }
    return try PortfolioRows(table: table).sites()
  }
}

extension DataFolder {
  /// Every folder of sites, also one whose site cannot be read: that is told with the portfolio.
  public func portfolio() throws(Findings) -> [PortfolioSite] {
    // Says what is wrong with the folder as a whole.
    _ = try siteNames()
    let names = (try? disk.names(in: "sites")) ?? []
    let folders = names.filter { disk.item(at: "sites/\($0)") == .folder }
    let findings = folders.filter { !PortfolioSite.isName($0) && !$0.hasPrefix(".") }.map {
      Finding(
        file: "sites/\($0)", message: "'\($0)' cannot be a site of a portfolio",
        help: "rename the folder: \(PortfolioSite.nameRule)")
    }
    guard findings.isEmpty else { throw Findings(findings) }
    return folders.filter { !$0.hasPrefix(".") }.map { PortfolioSite(name: $0, site: $0) }
  }
}

/// The rows of a list in reading.
private struct PortfolioRows {
  let table: CSVTable
  private var findings: [Finding] = []
  private var seen: [String: Int] = [:]

  init(table: CSVTable) { self.table = table }

  func sites() throws(Findings) -> [PortfolioSite] {
    var rows = self
    let sites = rows.read()
    guard rows.findings.isEmpty else { throw Findings(rows.findings) }
    return sites
  }

  private mutating func read() -> [PortfolioSite] {
    let text = table.text
    guard let site = table.names.firstIndex(of: "site") else {
      let known = Suggestion.nearest(to: "site", in: table.names)
      findings.append(
        text.place(0, 0).finding(
          "the list has no column 'site'",
          help: known.map { "rename '\($0)' to 'site'" } ?? "write the name of a site in each row"))
      return []
    }
    guard !table.rows.isEmpty else {
      findings.append(
        text.place(0).finding("the list has no row", help: "write a row for each site"))
      return []
    }
    guard table.rows.count <= PortfolioList.greatestCount else {
      findings.append(
        text.place(PortfolioList.greatestCount + 1).finding(
          "the list has \(table.rows.count) rows, more than \(PortfolioList.greatestCount)",
          help: "split it into lists with results in folders of their own"))
      return []
    }
    let name = table.names.firstIndex(of: "name")
    return table.rows.map { row in
      check(row, site, what: "site")
      let isNamed = name.map { !text.bytes(row, $0).isEmpty } ?? false
      let column = isNamed ? name ?? site : site
      if isNamed { check(row, column, what: "name") }
      checkUnique(row, column)
      return PortfolioSite(
        name: text.text(row, column), site: text.text(row, site),
        overrides: table.names.indices.filter {
          $0 != site && $0 != name && !text.bytes(row, $0).isEmpty
        }.map { "\(table.names[$0])=\(text.text(row, $0))" })
    }
  }

  /// A name becomes a folder, here and on other systems.
  private mutating func check(_ row: Int, _ column: Int, what: String) {
    let word = table.text.text(row, column)
    guard !PortfolioSite.isName(word) else { return }
    findings.append(
      table.text.place(row, column).finding(
        word.isEmpty
          ? "the \(what) is blank"
          : "'\(word)' is not \(what == "site" ? "the name of a site" : "a name")",
        help: what == "site"
          ? "write the name of a site's folder, not a path: \(PortfolioSite.nameRule)"
          : "use \(PortfolioSite.nameRule)"))
  }

  /// Some file systems take capitals and small letters for the same.
  private mutating func checkUnique(_ row: Int, _ column: Int) {
    let word = table.text.text(row, column)
    if let before = seen[word.lowercased()] {
      findings.append(
        table.text.place(row, column).finding(
          "'\(word)' is already in line \(table.text.rows[before].line)",
          help: "give each row a name of its own in the column 'name'"))
    }
    if seen[word.lowercased()] == nil { seen[word.lowercased()] = row }
  }
}
