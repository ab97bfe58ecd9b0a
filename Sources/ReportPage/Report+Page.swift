import Accounting
import SiteModel
public import Reporting

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
      return (
        try rendered(contents),
        files.map { OutputFile(name: "\(ResultFiles.chartFolder)/\($0.name)", bytes: $0.bytes) }
      )
    }
  }

  /// Sections with their charts, before they are made into text.
  typealias Contents = Page.Contents

  private var contents: Contents {
    var contents = Contents()
    if plan.hasDispatch {
      let flows = DispatchFlows(plan)
      contents.add(build)
      addDispatch(to: &contents, flows)
      addMoney(to: &contents, flows)
      if let finance = record.finance {
        contents.add(FinanceSection.section(finance, dollarYear: record.dollarYear))
      }
      addEmissions(to: &contents)
      addUptime(to: &contents)
      contents.add(limits)
      addAnswers(to: &contents)
    } else {
      contents.add(violations)
    }
    let sections =
      record.frame.inputSections(evidence) + [
        record.frame.limitsOfModel, proof,
        record.frame.reproduction(of: site.name, version: version),
      ]
    for section in sections { contents.add(section) }
    return contents
  }

  private func rendered(_ contents: Contents) throws -> OutputFile {
    let heading = Page.Heading(
      file: "report.html", kind: "Power plan", title: site.name, description: record.description,
      statement: [record.statement, Decision.sentence(of: plan, for: site)].compactMap(\.self)
        .joined(separator: " "), status: record.status, facts: facts,
      command: "make report SITE=\(site.name)", hasChartFolder: true, source: "plan.json")
    return try contents.page(heading, script: script, version: version)
  }
}
