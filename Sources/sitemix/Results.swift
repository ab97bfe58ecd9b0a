import Accounting
import ArgumentParser
import Foundation
import Reporting
import SiteFiles
import SiteModel
import ReportPage

/// What happens to a result once it is known: checked against the accounts, written, shown.
enum Results {
  /// Writes the result's files and returns their folder; a plan that the accounts contradict is a
  /// fault and is not written.
  static func write(
    _ result: RunResult, to out: String, site: String, charts: ChartOptions, data: DataFolder
  ) throws -> String {
    try check(result)
    let tables = try ReportTables.find(in: ResultFiles.files(for: result))
    let report = Report(
      result, beside: try charts.surroundings(of: result.site, data: data, tables: tables))
    let pages = try report.files
    let folder = OutputFolder(path: out)
    do throws(OutputFailure) {
      return try folder.write(result, page: pages.page, charts: pages.charts, site: site)
    } catch {
      Terminal.reportError("fault: \(error)")
      throw ExitStatus.fault
    }
  }

  /// Ends with a fault where the accounts contradict the plan.
  static func check(_ result: RunResult) throws {
    let reconciliation = result.reconciliation
    guard !result.plan.hasDispatch || reconciliation.passed else {
      Terminal.reportError("fault: \(reconciliation.text)\nnothing was written; please report this")
      throw ExitStatus.fault
    }
    try check(ProjectFinance(result.plan, of: result.site))
  }

  /// Ends with a fault where the pro forma comes to something else than the linear program minimised.
  static func check(_ finance: ProjectFinance?) throws {
    guard let finance, finance.isFault else { return }
    Terminal.reportError(
      "fault: \(finance.contradiction)\nnothing was written; please report this")
    throw ExitStatus.fault
  }

  /// Writes further files beside a plan and says where.
  ///
  /// - Parameters:
  ///   - origin: from what answers were made, so that no page shows them beside another plan.
  ///   - scenario: of the site that they tell of.
  static func add(
    _ files: [OutputFile], to out: String, site: String, quiet: Bool = false,
    origin: AnswerOrigin? = nil, scenario: String?
  ) throws {
    let origins = AnswerOrigins(folder: OutputFolder(path: out).folder(of: site))
    let files = files.map { $0.marked(scenario: scenario) }
    let noted = origin.map { origins.adding(files, from: $0) }
    do throws(OutputFailure) {
      let all = files + (noted.map { [$0] } ?? [])
      let folder = try OutputFolder(path: out).write(all, site: site, owned: [])
      guard !quiet else { return }
      print("\nFile: " + files.map { "\(folder)/\($0.name)" }.joined(separator: ", "))
    } catch {
      Terminal.reportError("fault: \(error)")
      throw ExitStatus.fault
    }
  }

  static func show(_ result: RunResult, folder: String, json: Bool) {
    let text =
      json
      ? PlanDocument(result).text
      : Summary.text(result, width: Terminal.width, color: Terminal.hasColor, folder: folder)
    print(text, terminator: "")
  }

  /// Ends with the exit status of the answer.
  static func end(_ result: RunResult) throws { try end(result.plan.status) }

  /// Ends with the exit status of a status.
  static func end(_ answer: SitePlan.Status) throws {
    let status = status(of: answer)
    if status != .success { throw status }
  }

  /// The exit status of an answer.
  static func status(of result: RunResult) -> ExitCode { status(of: result.plan.status) }

  private static func status(of answer: SitePlan.Status) -> ExitCode {
    switch answer {
    case .optimal, .nearOptimal, .feasible: .success
    case .uncertified, .infeasible, .unbounded: ExitStatus.noPlan
    case .stopped: ExitStatus.stopped
    }
  }
}
