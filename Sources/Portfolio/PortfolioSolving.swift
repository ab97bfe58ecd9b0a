public import ChildProcesses
import Foundation
import Reporting
public import SiteFiles
import SiteModel

/// How one site of a portfolio becomes a child process, and what its end means.
public struct PortfolioSolving: Sendable {
  private let folder: PortfolioFolder
  private let options: PortfolioPlan.Options
  private let executable: String

  /// Solves sites by running a program, which is this one.
  public init(folder: PortfolioFolder, options: PortfolioPlan.Options, executable: String) {
    self.folder = folder
    self.options = options
    self.executable = executable
  }

  /// The process that solves a site.
  public func child(_ task: PortfolioTask) -> Child {
    let site = task.site
    var words = [options.isRelaxed == true ? "portfolio-price" : "optimise"]
    words += ["--data", options.data, "--out", folder.path, "--as", site.name]
    if let sites = options.sites { words += ["--sites", sites] }
    if let hours = options.horizonHours { words += ["--horizon-hours", "\(hours)"] }
    if let solver = options.solver { words += ["--solver", solver] }
    words += site.overrides.flatMap { ["--set", $0] }
    if let terms = task.terms { words += ["--shared-terms", terms] }
    if options.isRelaxed != true { words += ["--chart-script", options.chartScript, "--quiet"] }
    words += [
      "--memory-mb", "\(options.megabytesPerSite)", "--cores", "1",
      "--parent", "\(ProcessInfo.processInfo.processIdentifier)", "--", site.site,
    ]
    return Child(
      executable: executable, arguments: words, timeLimit: .seconds(options.secondsPerSite))
  }

  /// Forgets an earlier end of a site that is about to be solved.
  public func begin(_ site: PortfolioSite) { folder.forget(site.name) }

  /// Writes how a site ended; nil when it was interrupted, which leaves it to the next run.
  public func settle(
    _ task: PortfolioTask, _ report: ChildReport
  ) throws(PortfolioFolder.Failure) -> PortfolioRecord? {
    let name = task.site.name
    let answer = folder.bytes(of: "plan.json", name).flatMap { PortfolioAnswer($0) }
    var record = PortfolioRecord(
      name: name, key: task.key ?? "", status: .crashed, seconds: report.duration / .seconds(1),
      peakMegabytes: nil, planDigest: nil, finding: "")
    switch report.end {
    case .interrupted: return nil
    case .exited(0), .exited(1):
      guard let answer, let status = PortfolioRecord.Status(rawValue: answer.frame.status),
        status.isAnswer
      else {
        (record.status, record.finding) = (.fault, "it ended well, but left no plan")
        break
      }
      record.status = status
      // What was solved, not what was checked before: a file may have changed in between.
      record.key = PortfolioCheck.key(
        of: answer.frame.inputs.map { Site.InputFile(path: $0.file, sha256: $0.sha256) },
        answer.frame.overrides, options, terms: task.terms)
      record.planDigest = folder.planDigest(of: name)
      record.peakMegabytes =
        folder.bytes(of: "run.json", name).flatMap { RunDocument($0) }?.peakMemory
      record.finding = answer.finding
    case .exited(2): (record.status, record.finding) = (.findings, report.firstLine ?? "")
    case .exited(3):
      record.status = .stopped
      let run = folder.bytes(of: "run.json", name).flatMap { RunDocument($0) }
      record.finding = report.firstLine ?? run?.lastAttempt ?? ""
    case .exited(70): (record.status, record.finding) = (.fault, report.firstLine ?? "")
    case .exited(let code): record.finding = "exit status \(code): \(report.firstLine ?? "")"
    case .signalled(let signal): record.finding = "ended by signal \(signal)"
    case .timedOut:
      record.status = .timedOut
      record.finding = "not finished after \(options.secondsPerSite) s"
    case .outOfMemory:
      record.status = .outOfMemory
      record.finding = "more than \(options.megabytesPerSite) MB asked for"
    case .notStarted(let reason): (record.status, record.finding) = (.fault, reason)
    }
    try folder.write(record)
    return record
  }
}

extension ChildReport {
  /// The first line of what it complained of.
  fileprivate var firstLine: String? {
    error.text.split(whereSeparator: \.isNewline).first.map { String($0) }
  }
}
