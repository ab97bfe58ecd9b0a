public import Accounting
import SiteModel
import Units

/// One file of a result, still in memory.
public struct OutputFile: Sendable, Equatable {
  /// File name in the folder of results, or in a folder of it such as `charts`.
  public let name: String
  /// What the file holds.
  public let bytes: [UInt8]

  /// A file name and its bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The folder within that of results that holds the file; nil where it stands in that itself.
  var folder: String? {
    let parts = name.split(separator: "/")
    return parts.count == 2 ? String(parts[0]) : nil
  }

  /// Whether it is a chart, or the hours behind charts.
  var isChart: Bool { folder == ResultFiles.chartFolder }
}

/// The files that tell of one run.
public enum ResultFiles {
  /// Names that Sitemix writes and may replace or take away; all others belong to the user.
  public static let owned =
    [
      "plan.json", "run.json", "mix.csv", "dispatch.csv", "bill.csv", "uptime.csv",
      "expected_loss.csv", "findings.txt", "report.html", "years_together.csv",
      "builds_together.csv", "regret.csv",
    ] + FinanceTables.names + HorizonFiles.names

  /// Where charts stand beside the plan.
  package static let chartFolder = "charts"

  /// Names of all files that may stand in the folder `charts`; what a run leaves out is removed.
  public static let ownedCharts =
    ["\(chartFolder)/hours.csv"]
    + [
      "dispatch-year", "dispatch-week", "dispatch-worst-week", "stored-week", "stored-year",
      "duration", "monthly-energy", "monthly-bill", "costs", "emissions", "emissions-by-hour",
      "price-map", "import-map", "uptime-causes", "frontier", "sensitivity",
    ].map { "\(chartFolder)/\($0).vl.json" }

  /// All files of a result: tables only with a plan, findings only when there are any.
  public static func files(for result: RunResult) -> [OutputFile] {
    let tables = tables(of: result)
    var files = [
      OutputFile(name: "plan.json", bytes: PlanDocument(result, tables: tables).bytes),
      OutputFile(name: "run.json", bytes: RunDocument(result).bytes),
    ]
    files += tables
    if !result.warnings.isEmpty {
      let text = result.warnings.map { $0 + "\n" }.joined()
      files.append(OutputFile(name: "findings.txt", bytes: Array(text.utf8)))
    }
    return files
  }

  /// The tables of a plan; none without one.
  static func tables(of result: RunResult) -> [OutputFile] {
    guard result.plan.hasDispatch else { return [] }
    let tables = Tables(result)
    var files = [
      OutputFile(name: "mix.csv", bytes: tables.mix),
      OutputFile(name: "dispatch.csv", bytes: tables.dispatch),
      BillTable(
        Bill(site: result.site, plan: result.plan), over: result.plan.horizon,
        dollarYear: result.site.dollarYear
      ).file,
    ]
    if let loss = result.plan.expectedLoss { files.append(loss.file(of: result.plan)) }
    if let uptime = result.uptime { files.append(uptime.file) }
    if let finance = result.finance {
      files += FinanceTables(finance, of: result.site).files
    }
    return files.map { $0.marked(scenario: result.site.scenario) }
  }
}

extension RunResult {
  /// The plan beside the accounts, and its cost lines beside the certified objective.
  public var reconciliation: Reconciliation {
    Reconciliation(
      site: site, plan: plan, objective: certificate.map { Money($0.objective, .usd) })
  }

  /// What its money comes to after tax; nil without `finance:`.
  package var finance: FinanceReport? {
    FinanceReport(ProjectFinance(plan, of: site), of: site, beside: reference)
  }
}
