import Accounting
import Mustache
import SiteModel

extension Report {
  /// `report.html`.
  public var page: OutputFile { get throws { try rendered(contents) } }

  /// The page, and the specifications of its charts with the hours that they share: the files of the
  /// folder `charts`.
  public var files: (page: OutputFile, charts: [OutputFile]) {
    get throws {
      let contents = contents
      var files = contents.charts.map(\.file)
      if let hours = contents.hours { files.append(hours.file) }
      return (try rendered(contents), files)
    }
  }

  /// Names of all files that may stand in the folder `charts`; what a run leaves out is removed.
  public static let ownedCharts =
    ["hours.csv"]
    + [
      "dispatch-year", "dispatch-week", "dispatch-worst-week", "stored-week", "stored-year",
      "duration", "monthly-energy", "monthly-bill", "costs", "emissions", "emissions-by-hour",
      "price-map", "import-map", "uptime-blame", "frontier", "sensitivity",
    ].map { "\($0).vl.json" }

  /// Sections with their charts, before they are made into text.
  struct Contents {
    var sections: [Page.Section] = []
    var charts: [Chart] = []
    var hours: HourlyTable?
    var week: Page.WeekChoice?

    mutating func add(_ section: Page.Section, _ charts: [Chart] = []) {
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

  private var contents: Contents {
    var contents = Contents()
    if plan.hasDispatch {
      let flows = DispatchFlows(plan)
      contents.add(build)
      addDispatch(to: &contents, flows)
      addMoney(to: &contents, flows)
      addEmissions(to: &contents)
      addUptime(to: &contents)
      contents.add(limits)
      addAnswers(to: &contents)
    } else {
      contents.add(violations)
    }
    for section in inputs + [notModelled, proof, reproduction] { contents.add(section) }
    return contents
  }

  private func rendered(_ contents: Contents) throws -> OutputFile {
    let hasCharts = !contents.charts.isEmpty
    let specifications = JSONValue.object(
      contents.charts.map { (key: $0.name, value: $0.embedded) })
    let needs = JSONValue.object(
      contents.charts.filter { !$0.columns.isEmpty }.map { (key: $0.name, value: $0.needs) })
    let page = Page(
      title: site.name, description: told.description, statement: told.statement,
      status: record.status, facts: facts, sections: contents.sections, version: version,
      hasCharts: hasCharts && script != nil, lacksScript: hasCharts && script == nil,
      week: contents.week, style: Self.text(PackageResources.report_css),
      script: Self.text(PackageResources.report_js), library: script ?? "",
      hours: contents.hours?.json.script ?? "null",
      specifications: JSONValue.object([("charts", specifications), ("needs", needs)]).script)
    let template = try MustacheTemplate(string: Self.text(PackageResources.report_mustache))
    return OutputFile(name: "report.html", bytes: Array(template.render(page).utf8))
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
