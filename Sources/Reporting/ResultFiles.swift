public import Accounting
import SiteModel
import Units

/// One file of a result, still in memory.
public struct OutputFile: Sendable, Equatable {
  /// File name without a folder.
  public let name: String
  /// What the file holds.
  public let bytes: [UInt8]

  /// A file name without a folder, and its bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// The files that tell of one run.
public enum ResultFiles {
  /// Names that Sitemix writes and may replace or take away; all others belong to the user.
  public static let owned = [
    "plan.json", "run.json", "mix.csv", "dispatch.csv", "bill.csv", "uptime.csv",
    "expected_loss.csv", "findings.txt", "report.html",
  ]

  /// All files of a result: tables only with a plan, findings only when there are any.
  public static func files(for result: RunResult) -> [OutputFile] {
    var files = [
      OutputFile(name: "plan.json", bytes: PlanDocument(result).bytes),
      OutputFile(name: "run.json", bytes: RunDocument(result: result).bytes),
    ]
    if result.plan.hasDispatch {
      let tables = Tables(result)
      files += [
        OutputFile(name: "mix.csv", bytes: tables.mix),
        OutputFile(name: "dispatch.csv", bytes: tables.dispatch),
        BillTable(
          Bill(site: result.site, plan: result.plan), over: result.plan.horizon,
          dollarYear: result.site.dollarYear
        ).file,
      ]
      if let loss = result.plan.expectedLoss { files.append(loss.file(of: result.plan)) }
      if let uptime = result.uptime { files.append(uptime.file) }
    }
    if !result.warnings.isEmpty {
      let text = result.warnings.map { $0 + "\n" }.joined()
      files.append(OutputFile(name: "findings.txt", bytes: Array(text.utf8)))
    }
    return files
  }
}

extension RunResult {
  /// The plan beside the accounts, and its cost lines beside the certified objective.
  public var reconciliation: Reconciliation {
    Reconciliation(
      site: site, plan: plan, objective: certificate.map { Money($0.objective, .usd) })
  }
}
