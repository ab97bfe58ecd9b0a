import Foundation
import Reporting
import SiteFiles
import Tabular

/// How far a portfolio is, from its plan and its records.
public struct PortfolioProgress: Sendable {
  /// Each site's record in the order of the portfolio; nil where it is still to be solved.
  public let rows: [(task: PortfolioTask, record: PortfolioRecord?)]

  /// The state of a folder; records of other questions count as none.
  public init(_ plan: PortfolioPlan, in folder: PortfolioFolder) {
    rows = plan.tasks.map { task in
      if let findings = task.findings { return (task, .refused(task.site.name, findings)) }
      let record = folder.record(of: task.site.name)
      return (task, record.flatMap { $0.key == task.key ? $0 : nil })
    }
  }

  /// Sites with an end of their own.
  public var ended: Int { rows.count { $0.record != nil } }

  /// `24 sites: 20 optimal, 1 infeasible, 1 findings, 2 to do`.
  public var text: String {
    let parts = PortfolioRecord.Status.allCases.compactMap { status -> String? in
      let count = rows.count { $0.record?.status == status }
      return count == 0 ? nil : "\(count) \(status.rawValue.replacing("_", with: " "))"
    }
    let rest = rows.count - ended
    let all = parts + (rest == 0 ? [] : ["\(rest) to do"])
    return "\(rows.count) sites: " + all.joined(separator: ", ")
  }

  /// `portfolio-status.csv`: who ended how, and what it took; times and memory differ from run to run.
  public var table: [UInt8] {
    var table = CSVText(header: [
      "name", "site", "status", "seconds", "peak_memory_mb", "finding",
    ])
    for (task, record) in rows {
      table.row([
        .text(task.site.name), .text(task.site.site), .text(record?.status.rawValue ?? "to_do"),
        .number(record?.seconds), .number(record?.peakMegabytes), .text(record?.finding ?? ""),
      ])
    }
    return table.bytes
  }

  /// The worst of what happened, for the exit status of the command.
  public var worst: Worst {
    let statuses = rows.map { $0.record?.status }
    if statuses.contains(where: { [.crashed, .timedOut, .outOfMemory, .fault].contains($0) }) {
      return .broken
    }
    if statuses.contains(.findings) { return .findings }
    if statuses.contains(where: { $0 == nil || $0 == .stopped }) { return .unfinished }
    return statuses.contains { $0?.isGood == false } ? .noPlan : .none
  }

  /// What stands against a portfolio, the gravest first.
  public enum Worst: Sendable, Equatable {
    /// A process crashed, took too long or too much memory, or contradicted itself.
    case broken
    /// The input of a site cannot be solved.
    case findings
    /// A site has no answer yet.
    case unfinished
    /// A site has no plan that keeps its promises.
    case noPlan
    case none
  }
}

extension PortfolioRecord {
  /// A site that is not solved, for its input cannot be read.
  static func refused(_ name: String, _ findings: String) -> PortfolioRecord {
    PortfolioRecord(
      name: name, key: "", status: .findings, seconds: 0, peakMegabytes: nil, planDigest: nil,
      finding: findings.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
  }
}

extension PortfolioFolder {
  /// Writes the table of who ended how.
  public func writeStatus(_ progress: PortfolioProgress) throws(Failure) {
    try write(progress.table, to: "\(path)/portfolio-status.csv")
  }
}
