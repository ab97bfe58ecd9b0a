public import SiteModel
import Units
public import Reporting

/// The page of results: what to build and why, as one file that opens without a network.
///
/// Its figures are those of `plan.json` and of the tables beside it. Charts are specifications in the
/// grammar Vega-Lite; the script that draws them is put into the page once. Without it the page holds
/// its tables, and says how to get the charts.
public struct Report: Sendable {
  let site: Site
  let plan: SitePlan
  let record: PlanDocument
  let tables: [ResultTable]
  let evidence: [Evidence]
  let script: String?
  let version: String
  let palette: Palette
  let figures: PlanFigures

  /// What stands beside a plan.
  public struct Surroundings: Sendable {
    /// Tables beside `plan.json`, such as `uptime.csv`, as far as they exist.
    public var tables: [ResultTable] = []
    /// Where inputs come from, as their files say.
    public var evidence: [Evidence] = []
    /// The text of the script that draws charts; nil where it cannot be had.
    public var script: String?
    /// Version of the tool.
    public var version: String

    /// What stands beside the plans of a version.
    public init(version: String) { self.version = version }
  }

  /// The page of a plan that was read back.
  public init(site: Site, written: WrittenPlan, beside surroundings: Surroundings) {
    self.site = site
    plan = written.plan
    record = written.record
    tables = surroundings.tables
    evidence = surroundings.evidence
    script = surroundings.script
    version = surroundings.version
    palette = Palette(written.plan, of: site)
    figures = PlanFigures(plan: written.plan)
  }

  /// The page of a run.
  public init(_ result: RunResult, beside surroundings: Surroundings) {
    self.init(
      site: result.site,
      written: WrittenPlan(record: PlanDocument(result), dispatch: result.plan),
      beside: surroundings)
  }

  /// A table beside the plan that has rows.
  func table(_ name: String) -> ResultTable? {
    tables.first { $0.name == name && !$0.rows.isEmpty }
  }

  /// A component's name for people.
  static func words(_ name: String) -> String { name.replacingUnderscores }
}

/// Where a number of the inputs comes from, as the file that states it says.
public struct Evidence: Sendable, Equatable {
  /// The file.
  public let file: String
  /// The key as a path, such as `components.grid.import_limit_mw`.
  public let key: String
  /// The value as written.
  public let value: String
  /// What stands above it, in words.
  public let note: String

  /// A key with its value and what is said of it.
  public init(file: String, key: String, value: String, note: String) {
    self.file = file
    self.key = key
    self.value = value
    self.note = note
  }

  /// Whether what is said of it marks it as a placeholder.
  public var isPlaceholder: Bool { note.contains("[G]") }
}

/// A table of results as text, in the order of its file.
public struct ResultTable: Sendable, Equatable {
  /// File name without a folder.
  public let name: String
  /// Names of the columns.
  public let header: [String]
  /// Cells of the rows below.
  public let rows: [[String]]

  /// A table under its file's name.
  public init(name: String, header: [String], rows: [[String]]) {
    self.name = name
    self.header = header
    self.rows = rows
  }

  /// The column's cells, also under its old name; nil where there is no such column.
  package func column(_ name: String) -> [String]? {
    let old = RenamedKey.results.first { $0.new == name }?.old
    guard let place = header.firstIndex(of: name) ?? old.flatMap(header.firstIndex(of:)) else {
      return nil
    }
    return rows.map { $0.indices.contains(place) ? $0[place] : "" }
  }
}
