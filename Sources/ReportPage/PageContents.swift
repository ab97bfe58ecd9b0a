import Mustache
import Tabular
import Reporting

extension Page {
  /// What stands at the top of a page, and what the page says of itself.
  struct Heading {
    var file: String
    /// What kind of page it is.
    var kind: String
    var title: String
    var description: String
    var statement: String
    /// Class of the statement's colour: the status of a plan.
    var status: String
    var facts: [Fact]
    /// What writes the page again, with charts.
    var command: String
    /// Whether the specifications of the charts stand in a folder of their own.
    var hasChartFolder: Bool
    /// The file that its figures stand in.
    var source: String
  }

  /// Sections with their charts, before they are made into text.
  struct Contents {
    var sections: [Section] = []
    var charts: [Chart] = []
    var hours: HourlyTable?
    var week: WeekChoice?

    mutating func add(_ section: Section, _ charts: [Chart] = []) {
      var section = section
      section.charts = charts.map(\.frame)
      section.hasWeeks = charts.contains {
        if case .chosenWeek = $0.span { true } else { false }
      }
      guard !section.isEmpty else { return }
      sections.append(section)
      self.charts += charts
    }
  }
}

extension Page.Contents {
  /// The page under a heading; without the script its charts are left out, and it says so.
  func page(_ heading: Page.Heading, script: String?, version: String) throws -> OutputFile {
    let hasCharts = !charts.isEmpty
    let specifications = JSONValue.object(charts.map { (key: $0.name, value: $0.embedded) })
    let needs = JSONValue.object(
      charts.filter { !$0.columns.isEmpty }.map { (key: $0.name, value: $0.needs) })
    let page = Page(
      heading: heading, sections: sections, version: version,
      hasCharts: hasCharts && script != nil, lacksScript: hasCharts && script == nil, week: week,
      style: Self.text(PackageResources.report_css),
      script: Self.text(PackageResources.report_js), library: script ?? "",
      hours: hours?.json.script ?? "null",
      specifications: JSONValue.object([("charts", specifications), ("needs", needs)]).script)
    let template = try MustacheTemplate(string: Self.text(PackageResources.report_mustache))
    return OutputFile(name: heading.file, bytes: Array(template.render(page).utf8))
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
